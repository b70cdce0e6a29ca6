/** Every oddity of 1C's OData by itself: receipts are read all the same, or it is said why not. */
import { assert, describe, it } from "@effect/vitest"
import { Reader } from "@loyalkit/adapter-1c-http/odata/Reader"
import * as Effect from "effect/Effect"
import * as Base from "./Base.ts"
import * as Fake from "./FakeOdata.ts"

const { living, outside, read, refOf, returnEntity, saleEntity, status } = Base

const { FakeOdata } = Fake
type Quirks = InstanceType<typeof FakeOdata>["quirks"]

describe("a sale and its return are read and settled", () => {
  const quirks: ReadonlyArray<readonly [string, Partial<Quirks>]> = [
    ["as the notes have it", {}],
    ["where a filter is refused", { filterRefused: true }],
    ["where a choice of fields is refused, too", { filterRefused: true, selectRefused: true }],
    ["where an order is ignored", { orderIgnored: true }],
    ["where every number is a text", { numbersAsTexts: true }],
    ["behind a byte order mark", { byteOrderMark: true }],
    ["in the older form", { verbose: true }],
    ["with fractions of seconds", { fractionalDates: true }],
    ["over a connection that breaks twice", { breaks: 2 }],
    [
      "where everything is odd at once",
      {
        filterRefused: true,
        selectRefused: true,
        orderIgnored: true,
        numbersAsTexts: true,
        byteOrderMark: true,
        verbose: true,
      },
    ],
  ]

  it.live.each(quirks)("%s", ([_, odd]) =>
    Effect.gen(function* () {
      const shop = yield* outside
      Object.assign(shop.odata.quirks, odd)
      shop.odata.put(saleEntity, yield* Base.sale(1, { points: 50.25, amount: 400.5 }))
      shop.odata.put(returnEntity, yield* Base.returned(1, 1, { amount: 200.5, points: 25.12 }))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          const { done, lastRead, leftOut } = yield* status
          assert.deepEqual(leftOut, [])
          assert.deepInclude(done, { settled: 1, noted: 1 })
          assert.deepInclude(lastRead, { documents: 2, isWhole: true })
          const [sold] = yield* Base.sales
          assert.strictEqual(sold?.amount, 40_050)
          assert.strictEqual((yield* Base.stateOf(Base.keyOf(1))).returns[0]?.amount, 20_050)
        }),
      )
      assert.strictEqual(shop.odata.mostAtOnce, 1)
    }).pipe(Effect.scoped),
  )
})

describe("what is asked of 1C", () => {
  it.live("is an index of few fields since a date, and then each new document once", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1))
      yield* living(shop)(Effect.repeat(read, { times: 2 }))
      const asked = shop.odata.asked.filter((target) => target.includes(saleEntity))
      const [index, one, ...others] = asked
      assert.match(
        index ?? "",
        /Document_ЧекККМ\?\$format=json&\$orderby=Ref_Key asc&\$top=500&\$skip=0&\$select=Ref_Key,DataVersion,Date&\$filter=Date ge datetime'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d'$/,
      )
      assert.include(one, `Document_ЧекККМ(guid'${refOf("sale", 1)}')?$format=json`)
      assert.isTrue(others.every((target) => target.includes("$orderby")))
    }).pipe(Effect.scoped),
  )

  it.live("no longer has a filter that was refused, until the next day", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.quirks.filterRefused = true
      yield* living(shop)(
        Effect.gen(function* () {
          // Of two kinds of documents.
          yield* Effect.repeat(read, { times: 3 })
          assert.strictEqual(shop.odata.count("$filter"), 2)
          shop.odata.quirks.filterRefused = false
          shop.clock.ahead = 25 * 3_600_000
          yield* read
          yield* read
          assert.strictEqual(shop.odata.count("$filter"), 6)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("is nothing older than it began with, also where the whole table is listed", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.quirks.filterRefused = true
      shop.odata.put(saleEntity, yield* Base.sale(1, { ago: 48 * 3_600_000 }))
      yield* living(shop)(read)
      assert.strictEqual(shop.odata.count(refOf("sale", 1)), 0)
    }).pipe(Effect.scoped),
  )

  it.live("comes with a login in UTF-8", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      Object.assign(shop.odata.login, { user: "Кассир Ёлкина", password: "п@роль:1" })
      shop.odata.put(saleEntity, yield* Base.sale(1))
      yield* living(shop, { settings: { user: "Кассир Ёлкина", password: "п@роль:1" } })(
        Effect.gen(function* () {
          yield* read
          assert.lengthOf(yield* Base.sales, 1)
        }),
      )
    }).pipe(Effect.scoped),
  )
})

describe("pages", () => {
  const small = { settings: { pageSize: 10 } }
  const many = Effect.forEach(
    Array.from({ length: 35 }, (_, index) => index + 1),
    (n) => Base.sale(n, { amount: 10 + n }),
  )
  /** Each amount was sold once. */
  const soldEach = Effect.fnUntraced(function* (count: number) {
    const amounts = (yield* Base.sales).map(({ amount }) => amount)
    assert.lengthOf(amounts, count)
    assert.strictEqual(new Set(amounts).size, count)
  })

  it.live.each([
    ["in the order of references", {}],
    ["in another order that stays", { orderIgnored: true }],
  ] as const)("bring every receipt once, %s", ([_, odd]) =>
    Effect.gen(function* () {
      const shop = yield* outside
      Object.assign(shop.odata.quirks, odd)
      shop.odata.put(saleEntity, ...(yield* many))
      yield* living(
        shop,
        small,
      )(
        Effect.gen(function* () {
          yield* read
          assert.isTrue((yield* status).lastRead?.isWhole)
          yield* soldEach(35)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("that a new receipt moves bring every one once", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      const [first, ...others] = yield* many
      if (first === undefined) return assert.fail("no documents")
      shop.odata.put(saleEntity, ...others)
      shop.odata.quirks.between = (skip) => {
        if (skip > 0) shop.odata.put(saleEntity, first)
      }
      yield* living(
        shop,
        small,
      )(
        Effect.gen(function* () {
          yield* read
          yield* read
          yield* soldEach(35)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("that lose a row between them are told, and the next listing brings what slipped through", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      yield* living(
        shop,
        small,
      )(
        Effect.gen(function* () {
          shop.odata.put(saleEntity, ...(yield* many))
          // Two receipts of the first page are archived while the second is asked for.
          shop.odata.quirks.between = (skip) => {
            if (skip > 0) shop.odata.drop(saleEntity, refOf("sale", 1), refOf("sale", 2))
          }
          yield* read
          assert.isFalse((yield* status).lastRead?.isWhole)
          yield* read
          assert.isTrue((yield* status).lastRead?.isWhole)
          // The two of the first page were gone before they were read.
          yield* soldEach(33)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("that are all the same, or in no order, end the listing", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      yield* living(
        shop,
        small,
      )(
        Effect.gen(function* () {
          shop.odata.put(saleEntity, ...(yield* many))
          shop.odata.quirks.skipIgnored = true
          yield* read
          assert.deepInclude((yield* status).lastRead, { documents: 10, isWhole: false })
          shop.odata.quirks.skipIgnored = false
          shop.odata.quirks.shuffled = true
          yield* read
          assert.isFalse((yield* status).lastRead?.isWhole)
          shop.odata.quirks.shuffled = false
          yield* read
          yield* soldEach(35)
        }),
      )
    }).pipe(Effect.scoped),
  )
})

describe("what goes wrong with 1C", () => {
  it.live.each([
    ["a web page with 200", Fake.maintenance, "OdataUnreadable"],
    ["401", Fake.unauthorized, "OdataUnauthorized"],
    ["503", Fake.unavailable, "OdataUnreachable"],
    ["an error of its own", Fake.errorEnvelope, "OdataRefused"],
    ["XML", Fake.xmlError, "OdataRefused"],
    ["a redirect", { status: 302, type: "text/html", body: "" }, "OdataRefused"],
    ["JSON that is no list", { status: 200, type: "application/json", body: "{}" }, "OdataUnreadable"],
  ] as const)("is told and loses nothing: %s", ([_, instead, tag]) =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1))
      shop.odata.quirks.instead = instead
      yield* living(shop)(
        Effect.gen(function* () {
          const error = yield* Effect.flip(read)
          assert.strictEqual(error._tag, tag)
          const { failing, lastRead } = yield* status
          assert.strictEqual(failing?.error, tag)
          assert.isUndefined(lastRead)
          shop.odata.quirks.instead = undefined
          yield* read
          assert.isUndefined((yield* status).failing)
          assert.lengthOf(yield* Base.sales, 1)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live(
    "is told where it is silent beyond the limit",
    () =>
      Effect.gen(function* () {
        const shop = yield* outside
        shop.odata.quirks.slow = 60_000
        yield* living(shop, { settings: { requestSeconds: 1 } })(
          Effect.gen(function* () {
            const error = yield* Effect.flip(read)
            assert.strictEqual(error._tag, "OdataUnreachable")
            assert.include(error.message, "no answer in 1 s")
          }),
        )
      }).pipe(Effect.scoped),
    20_000,
  )

  it.live("in one document leaves out that one alone, until it changes", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.quirks.broken.add(refOf("sale", 3))
      shop.odata.put(
        saleEntity,
        yield* Base.sale(1),
        yield* Base.sale(2, { rest: { СуммаДокумента: "a lot" } }),
        yield* Base.sale(3),
        yield* Base.sale(4),
      )
      yield* living(shop)(
        Effect.gen(function* () {
          yield* Effect.repeat(read, { times: 2 })
          assert.lengthOf(yield* Base.sales, 2)
          assert.strictEqual(shop.odata.count(`guid'${refOf("sale", 2)}`), 1)
          assert.strictEqual(shop.odata.count(`guid'${refOf("sale", 3)}`), 1)
          const { leftOut } = yield* status
          assert.deepEqual(
            leftOut.map(({ field, ref }) => [ref, field]),
            [
              [refOf("sale", 2), "СуммаДокумента"],
              [refOf("sale", 3), "the document"],
            ],
          )
          shop.odata.put(saleEntity, yield* Base.sale(2, { version: "AAAAAgAAAAA=" }))
          shop.odata.quirks.broken.clear()
          shop.clock.ahead = 16 * 60_000
          yield* read
          assert.lengthOf(yield* Base.sales, 4)
          assert.deepEqual((yield* status).leftOut, [])
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("with a till that the settings do not know is told once, and read when they do", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      const other = "18000000-0000-4000-8000-000000000001"
      shop.odata.put(saleEntity, yield* Base.sale(1, { rest: { КассаККМ_Key: other } }))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* Effect.repeat(read, { times: 2 })
          assert.deepEqual((yield* status).unknownTills, [other])
          assert.lengthOf(yield* Base.sales, 0)
        }),
      )
      yield* living(shop, { settings: { points: { [other]: Base.bakery } } })(
        Effect.gen(function* () {
          yield* read
          assert.deepEqual(
            (yield* Base.sales).map(({ point }) => point),
            [Base.bakery],
          )
        }),
      )
    }).pipe(Effect.scoped),
  )
})

describe("the background", () => {
  it.live("reads by itself, and reads no more when the process stops", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* Reader
          yield* Effect.repeat(Effect.sleep("20 millis"), {
            until: () => Effect.map(Base.sales, (sold) => sold.length === 1),
            times: 200,
          })
          assert.lengthOf(yield* Base.sales, 1)
        }),
      )
      const asked = shop.odata.asked.length
      yield* Effect.sleep("100 millis")
      assert.lengthOf(shop.odata.asked, asked)
    }).pipe(Effect.scoped),
  )
})
