import { assert, describe, it } from "@effect/vitest"
import { PointId } from "@loyalkit/core/Domain"
import { Kopecks, toNumber } from "@loyalkit/core/Money"
import * as Option from "effect/Option"
import * as fc from "fast-check"
import { MAX_EVENTS, readPush } from "../../src/webhook/Events.ts"
import { entryOf, newsIn, type NewsSettings } from "../../src/webhook/OrderNews.ts"

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`
const POINTS = uuid(21)
const CASH = uuid(7)
const LOYALTY = uuid(30)
const HALL = uuid(2)

const settings: NewsSettings = {
  paymentTypes: [POINTS],
  discountTypes: [LOYALTY],
  redemption: "payment",
  points: { [HALL]: PointId.make("hall") },
  defaultPoint: PointId.make("elsewhere"),
}

const payment = (id: string, kopecks: number, isPreliminary = false) => ({
  paymentType: { id, name: "…", kind: "External" },
  sum: toNumber(Kopecks.make(kopecks)),
  isPreliminary,
})
const info = (
  order: Readonly<Record<string, unknown>> | null,
  rest: Readonly<Record<string, unknown>> = {},
) => ({
  id: uuid(3),
  posId: uuid(4),
  timestamp: 1_768_467_600_005,
  order,
  ...rest,
})
const push = (eventInfo: unknown, eventType = "TableOrderUpdate") =>
  JSON.stringify([{ eventType, eventInfo }])

const read = (body: string, more: Partial<NewsSettings> = {}) =>
  Option.getOrThrow(readPush(body, { ...settings, ...more }))
const only = (body: string, more: Partial<NewsSettings> = {}) =>
  read(body, more).news.map(({ news }) => news)[0]

const kopecks = fc.nat(10_000_000)

describe("what an order of the cloud was worth", () => {
  it("is its sum with the loyalty discount back, and with the points where they had lowered it", () => {
    fc.assert(
      fc.property(
        fc.record({
          sum: kopecks,
          points: fc.array(kopecks, { maxLength: 3 }),
          preliminary: kopecks,
          loyalty: fc.array(kopecks, { maxLength: 2 }),
          shop: kopecks,
          cash: kopecks,
          redemption: fc.constantFrom("payment", "discount"),
        }),
        ({ cash, loyalty, points, preliminary, redemption, shop, sum }) => {
          const news = only(
            push(
              info({
                status: "Closed",
                sum: toNumber(Kopecks.make(sum)),
                payments: [
                  payment(CASH, cash),
                  ...points.map((paid) => payment(POINTS, paid)),
                  payment(POINTS, preliminary, true),
                ],
                discounts: [
                  ...loyalty.map((off) => ({
                    discountType: { id: LOYALTY },
                    sum: toNumber(Kopecks.make(off)),
                  })),
                  { discountType: { id: uuid(31) }, sum: toNumber(Kopecks.make(shop)) },
                ],
              }),
            ),
            { redemption },
          )
          const total = (amounts: ReadonlyArray<number>) => amounts.reduce((all, one) => all + one, 0)
          if (news?.status !== "Closed") return assert.fail("it is closed")
          assert.deepInclude<object>(news, {
            points: total(points),
            amount: sum + total(loyalty) + (redemption === "discount" ? total(points) : 0),
          })
        },
      ),
    )
  })

  it("belongs to the point of its group of terminals, or to the one for all others", () => {
    const closed = { status: "Closed", sum: 10 }
    assert.deepInclude<object | undefined>(
      only(push(info({ ...closed, terminalGroupId: HALL.toUpperCase() }))),
      { point: "hall" },
    )
    assert.deepInclude<object | undefined>(only(push(info({ ...closed, terminalGroupId: uuid(99) }))), {
      point: "elsewhere",
    })
    assert.deepInclude<object | undefined>(only(push(info(closed))), { point: "elsewhere" })
  })

  it("is of the order as its till calls it, and as the cloud does where the till has not got it", () => {
    const closed = { status: "Closed", sum: 10 }
    assert.strictEqual(only(push(info(closed)))?.order, uuid(4))
    assert.strictEqual(only(push(info(closed, { posId: null })))?.order, uuid(3))
  })
})

describe("a push", () => {
  it("tells of table orders and deliveries that are over, and of nothing else", () => {
    for (const status of ["New", "Bill", "OnWay", "Delivered", "toString"])
      assert.deepStrictEqual(read(push(info({ status, sum: 10 }))), { news: [], broken: [] })
    assert.deepInclude<object | undefined>(only(push(info({ status: "Cancelled" }), "DeliveryOrderUpdate")), {
      status: "Deleted",
    })
    assert.deepInclude<object | undefined>(
      only(push(info({ status: "Closed", sum: 10 }), "DeliveryOrderUpdate")),
      { status: "Closed" },
    )
    for (const type of ["TableOrderError", "StopListUpdate", "ReserveUpdate", "constructor"])
      assert.deepStrictEqual(read(push(info({ status: "Closed" }), type)), { news: [], broken: [] })
    assert.deepStrictEqual(read(push(info(null))), { news: [], broken: [] })
  })

  it("counts as broken a closed order without a sum, or with one that is no money", () => {
    const twice = [payment(POINTS, 90_000_000_000_000), payment(POINTS, 90_000_000_000_000)]
    for (const order of [
      { status: "Closed", sum: 10, payments: twice },
      { status: "Closed", sum: 10, discounts: [{ discountType: { id: LOYALTY }, sum: 1e12 }] },
    ])
      assert.strictEqual(read(push(info(order))).broken.length, 1)
    for (const timestamp of [-1, 1e300, "now"])
      assert.strictEqual(read(push(info({ status: "Closed", sum: 10 }, { timestamp }))).broken.length, 1)
    for (const sum of [undefined, null, "10 or so", 10.001, Number.MAX_VALUE])
      assert.strictEqual(read(push(info({ status: "Closed", sum }))).broken.length, 1, String(sum))
  })

  it("says of what is broken nothing that names anybody", () => {
    const { broken } = read(push(info({ status: "Closed", sum: "+7 (999) 000-00-01 ivan@mail.ru" })))
    assert.strictEqual(broken.length, 1)
    assert.notMatch(broken.join(), /999|ivan/)
  })

  it("of any JSON whatever is read or refused, and is not read twice as another", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc
            .array(fc.record({ eventType: fc.constant("TableOrderUpdate"), eventInfo: fc.jsonValue() }))
            .map((e) => JSON.stringify(e)),
        ),
        (body) => {
          const push = readPush(body, settings)
          if (Option.isSome(push))
            assert.isAtMost(push.value.news.length + push.value.broken.length, MAX_EVENTS)
        },
      ),
    )
    assert.isTrue(
      Option.isNone(readPush(JSON.stringify(Array.from({ length: MAX_EVENTS + 1 }, () => 0)), settings)),
    )
  })
})

describe("an entry of the inbox", () => {
  const news = (status: "Closed" | "Deleted", timestamp: number) => {
    const found = only(push(info({ status, sum: 10 }, { timestamp })))
    return entryOf("TableOrderUpdate", found ?? assert.fail("no news"))
  }

  it("is the news again, and the same for the same", () => {
    const entry = news("Closed", 5)
    assert.deepStrictEqual(newsIn(entry), only(push(info({ status: "Closed", sum: 10 }, { timestamp: 5 }))))
    assert.deepStrictEqual(news("Closed", 5), entry)
    assert.strictEqual(newsIn({ ...entry, body: "{}" }), undefined)
  })

  it("is of its order, newer with a later time, and with the deletion of one time", () => {
    const times = [news("Closed", 5), news("Deleted", 5), news("Closed", 6), news("Deleted", 7)]
    assert.deepStrictEqual(
      times.map(({ order }) => order ?? 0),
      times.map(({ order }) => order ?? 0).toSorted((one, other) => one - other),
    )
    assert.strictEqual(new Set(times.map(({ id }) => id)).size, 4)
    assert.strictEqual(new Set(times.map(({ subject }) => subject)).size, 1)
  })
})
