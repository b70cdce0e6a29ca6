/** Printed receipts of 1C are settled from their documents: each once, whatever is read, repeated, restarted or away. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { Kopecks, Points } from "@loyalkit/core/Money"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Base from "./Base.ts"

const { bakery, cafe, keyOf, living, outside, read, refOf, returnEntity, saleEntity, status } = Base

const zero = Points.make(0)
const rubles = (amount: number) => Kopecks.make(amount * 100)

const casesOf = (kind: "return" | "printedNotWrittenOff" | "rejected") =>
  Effect.flatMap(Cases, (cases) => cases.list(kind))

describe("a printed sale", () => {
  it.live("that earns is credited once, though it is read ten times and the process restarts", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1))
      const before = yield* Effect.provide(Base.annasPoints, shop.sandbox)
      for (let lives = 0; lives < 3; lives++) {
        yield* living(shop)(Effect.repeat(read, { times: 9 }))
      }
      yield* living(shop)(
        Effect.gen(function* () {
          const sold = yield* Base.sales
          assert.deepEqual(
            sold.map(({ amount, point }) => ({ amount, point })),
            [{ amount: rubles(400), point: cafe }],
          )
          // 7.5 % of 400.
          assert.strictEqual(yield* Base.annasPoints, Number(before) + 3_000)
          const state = yield* Base.stateOf(keyOf(1))
          if (state._tag !== "Committed") return assert.fail(state._tag)
          assert.isDefined(state.intent.request.soldAt)
        }),
      )
      // The document itself was read once: the journal says that it is dealt with.
      assert.strictEqual(shop.odata.count(`guid'${refOf("sale", 1)}'`), 1)
    }).pipe(Effect.scoped),
  )

  it.live("whose till died before the write-off spends its points once", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1, { points: 100 }))
      const before = yield* Effect.provide(Base.annasPoints, shop.sandbox)
      yield* living(shop)(Effect.repeat(read, { times: 3 }))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          assert.lengthOf(yield* Base.sales, 1)
          assert.strictEqual(yield* Base.annasPoints, Number(before) - 10_000)
          assert.lengthOf(yield* casesOf("printedNotWrittenOff"), 0)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("whose points cannot be written off becomes a case, and is not tried again", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1, { amount: 5_000, points: 2_000 }))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* Effect.repeat(read, { times: 2 })
          const [one, ...others] = yield* casesOf("printedNotWrittenOff")
          if (one?.kind !== "printedNotWrittenOff") return assert.fail("no case")
          assert.lengthOf(others, 0)
          assert.strictEqual(one.request.points, 200_000)
          assert.lengthOf(yield* Base.sales, 0)
          assert.strictEqual((yield* status).done.case, 1)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("with points of a card that nobody knows becomes a case, and stays a person's", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1, { points: 100 }))
      yield* living(shop, { cards: {} })(
        Effect.gen(function* () {
          yield* read
          assert.lengthOf(yield* casesOf("printedNotWrittenOff"), 1)
        }),
      )
      // Somebody may be writing them off by hand: a document that changes, and a card that is known by now, change nothing.
      shop.odata.put(saleEntity, yield* Base.sale(1, { points: 100, version: "AAAAAgAAAAA=" }))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          assert.lengthOf(yield* casesOf("printedNotWrittenOff"), 1)
          assert.lengthOf(yield* Base.sales, 0)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("that earns while the service is away is queued, and delivered once", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      const policy = { identifyBudget: 200, settleBase: 50, settleCap: 100, breakerOpen: 50 }
      yield* living(shop, { policy })(
        Effect.gen(function* () {
          const sandbox = yield* Sandbox
          yield* sandbox.addFault({ match: {}, fault: { kind: "refuse" } })
          shop.odata.put(saleEntity, yield* Base.sale(1))
          yield* read
          assert.strictEqual((yield* status).done.queued, 1)
          assert.strictEqual((yield* Base.stateOf(keyOf(1)))._tag, "Queued")
          yield* sandbox.removeFaults()
          yield* Effect.repeat(Effect.sleep("50 millis"), {
            until: () => Effect.map(Base.sales, (sold) => sold.length === 1),
            times: 100,
          })
          yield* read
          assert.lengthOf(yield* Base.sales, 1)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("with points waits for a service that is away, and is then settled once", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1, { points: 100 }))
      const policy = { identifyBudget: 200, breakerOpen: 10 }
      const sandboxed = <A, E>(effect: Effect.Effect<A, E, Sandbox>) => Effect.provide(effect, shop.sandbox)
      yield* sandboxed(
        Effect.flatMap(Sandbox, (sandbox) => sandbox.addFault({ match: {}, fault: { kind: "refuse" } })),
      )
      yield* living(shop, { policy })(
        Effect.gen(function* () {
          yield* read
          assert.deepInclude((yield* status).waiting[0], {
            ref: refOf("sale", 1),
            why: "the loyalty service is away",
          })
          assert.lengthOf(yield* casesOf("printedNotWrittenOff"), 0)
        }),
      )
      // The shift is closed, and 1C has thrown the document away.
      shop.odata.drop(saleEntity, refOf("sale", 1))
      yield* sandboxed(Effect.flatMap(Sandbox, (sandbox) => sandbox.removeFaults()))
      yield* living(shop, { policy })(
        Effect.gen(function* () {
          yield* read
          assert.lengthOf((yield* status).waiting, 0)
          assert.lengthOf(yield* Base.sales, 1)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("with points becomes a case where the service stays away for a day", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      yield* living(shop, { policy: { identifyBudget: 200, breakerOpen: 10 } })(
        Effect.gen(function* () {
          const sandbox = yield* Sandbox
          yield* sandbox.addFault({ match: {}, fault: { kind: "refuse" } })
          shop.odata.put(saleEntity, yield* Base.sale(1, { points: 100 }))
          yield* read
          shop.clock.ahead = 25 * 3_600_000
          yield* read
          assert.lengthOf((yield* status).waiting, 0)
          assert.lengthOf(yield* casesOf("printedNotWrittenOff"), 1)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("is left alone without a card, with nobody's card, or put aside", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(
        saleEntity,
        yield* Base.sale(1, { card: "00000000-0000-0000-0000-000000000000" }),
        yield* Base.sale(2, { card: "ff000000-0000-4000-8000-000000000001" }),
        yield* Base.sale(3, { rest: { Статус: "Отложен", НомерЧекаККМ: "0" } }),
      )
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          assert.deepInclude((yield* status).done, { left: 1, nobody: 1 })
          assert.lengthOf(yield* Base.sales, 0)
          // Put aside at noon, printed in the evening.
          shop.odata.put(saleEntity, yield* Base.sale(3, { version: "AAAAAgAAAAA=" }))
          yield* read
          assert.lengthOf(yield* Base.sales, 1)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("with a card of 1C's own is found by its owner's phone, or by the card's number", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      const [card, bare, owner] = ["c1", "c2", "c3"].map(
        (start) => `${start}000000-0000-4000-8000-000000000001`,
      )
      if (card === undefined || bare === undefined || owner === undefined) return assert.fail()
      shop.odata.put(
        "Catalog_ДисконтныеКарты",
        { Ref_Key: card, КодКартыШтрихкод: "4000000000001", ВладелецКарты_Key: owner },
        { Ref_Key: bare, КодКартыШтрихкод: "", КодКартыМагнитный: Base.annasNumber },
      )
      shop.odata.put("Catalog_Контрагенты", {
        Ref_Key: owner,
        КонтактнаяИнформация: [
          { Тип: "АдресЭлектроннойПочты", НомерТелефона: "", Представление: "a@example.com" },
          { Тип: "Телефон", НомерТелефона: "", Представление: "8 (900) 000-00-01" },
        ],
      })
      shop.odata.put(saleEntity, yield* Base.sale(1, { card }), yield* Base.sale(2, { card: bare }))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          assert.lengthOf(yield* Base.sales, 2)
          assert.strictEqual((yield* status).done.settled, 2)
        }),
      )
    }).pipe(Effect.scoped),
  )
})

describe("a sale that another way has committed under the same Ref_Key", () => {
  const committedBefore = (amount: number, point: typeof cafe) =>
    Effect.flatMap(Checkout, (checkout) =>
      checkout.commit(keyOf(1, point), { amount: rubles(amount), points: zero, search: Base.anna }),
    )

  it.live.each([
    ["with the same amount is left as it is", 400, cafe, 1, 0],
    ["with another amount is listed", 300, cafe, 0, 1],
    ["at another point is not sold again", 400, bakery, 1, 0],
  ] as const)("%s", ([_, amount, point, settled, differs]) =>
    Effect.gen(function* () {
      const shop = yield* outside
      yield* living(shop, { settings: { defaultPoint: bakery } })(
        Effect.gen(function* () {
          yield* committedBefore(amount, point)
          shop.odata.put(saleEntity, yield* Base.sale(1))
          yield* read
          assert.lengthOf(yield* Base.sales, 1)
          const { differing, done } = yield* status
          assert.strictEqual(done.settled, settled)
          assert.strictEqual(done.differs, differs)
          assert.lengthOf(differing, differs)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("is left to a till that has begun with it, for some minutes", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      yield* living(shop)(
        Effect.gen(function* () {
          const checkout = yield* Checkout
          yield* checkout.identify(keyOf(1), Base.anna)
          shop.odata.put(saleEntity, yield* Base.sale(1))
          yield* read
          assert.strictEqual((yield* status).waiting[0]?.why, "a till has begun with it")
          shop.clock.ahead = 11 * 60_000
          yield* read
          assert.lengthOf(yield* Base.sales, 1)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("and is changed afterwards, or not printed any more, is listed and never sold again", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      yield* living(shop)(
        Effect.gen(function* () {
          shop.odata.put(saleEntity, yield* Base.sale(1), yield* Base.sale(2))
          yield* read
          // Reposted, for whatever reason; edited; cancelled.
          shop.odata.put(saleEntity, yield* Base.sale(1, { version: "AAAAAgAAAAA=" }))
          yield* read
          assert.lengthOf((yield* status).differing, 0)
          shop.odata.put(
            saleEntity,
            yield* Base.sale(1, { version: "AAAAAwAAAAA=", amount: 500 }),
            yield* Base.sale(2, { version: "AAAAAwAAAAA=", rest: { Статус: "ЧекНеПробит" } }),
          )
          yield* read
          assert.sameMembers(
            (yield* status).differing.map(({ ref }) => ref),
            [refOf("sale", 1), refOf("sale", 2)],
          )
          assert.lengthOf(yield* Base.sales, 2)
        }),
      )
    }).pipe(Effect.scoped),
  )
})

describe("a printed return", () => {
  it.live("is noted once on its sale, with its lines", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1))
      shop.odata.put(returnEntity, yield* Base.returned(1, 1, { amount: 200 }))
      yield* living(shop)(Effect.repeat(read, { times: 3 }))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          const [one, ...others] = yield* casesOf("return")
          if (one?.kind !== "return") return assert.fail("no case")
          assert.lengthOf(others, 0)
          assert.strictEqual(one.returnId, refOf("return", 1))
          assert.strictEqual(one.amount, rubles(200))
          assert.lengthOf(one.lines ?? [], 1)
          assert.deepEqual(one.key, keyOf(1))
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("is noted with what came back before points", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1, { points: 100 }))
      shop.odata.put(returnEntity, yield* Base.returned(1, 1, { amount: 200, points: 50 }))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          assert.strictEqual((yield* casesOf("return"))[0]?.kind, "return")
          assert.strictEqual((yield* Base.stateOf(keyOf(1))).returns[0]?.amount, rubles(200))
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("that is read before its sale waits for it, over a restart and a closed shift", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(returnEntity, yield* Base.returned(1, 1, { amount: 200 }))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          assert.strictEqual((yield* status).waiting[0]?.kind, "return")
        }),
      )
      shop.odata.drop(returnEntity, refOf("return", 1))
      shop.odata.put(saleEntity, yield* Base.sale(1))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          assert.lengthOf((yield* status).waiting, 0)
          assert.lengthOf(yield* casesOf("return"), 1)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live.each([
    ["with the same amount and other lines is noted already", 200, { noted: 1, differs: 0 }],
    ["with another amount is listed", 150, { noted: 0, differs: 1 }],
  ] as const)("that another way has told of %s", ([_, amount, done]) =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1))
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          // As the BSL module's queue does: without lines.
          const checkout = yield* Checkout
          yield* checkout.noteReturn(keyOf(1), { returnId: refOf("return", 1), amount: rubles(amount) })
          shop.odata.put(returnEntity, yield* Base.returned(1, 1, { amount: 200 }))
          yield* read
          assert.deepInclude((yield* status).done, done)
          assert.lengthOf(yield* casesOf("return"), 1)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live(
    "is left alone where it names no sale, where its sale earned nothing, or where nobody ever saw that",
    () =>
      Effect.gen(function* () {
        const shop = yield* outside
        shop.odata.put(saleEntity, yield* Base.sale(1, { card: "00000000-0000-0000-0000-000000000000" }))
        shop.odata.put(
          returnEntity,
          yield* Base.returned(1, 0),
          yield* Base.returned(2, 1),
          yield* Base.returned(3, 99),
        )
        yield* living(shop)(
          Effect.gen(function* () {
            yield* read
            assert.deepEqual(
              (yield* status).waiting.map(({ ref }) => ref),
              [refOf("return", 3)],
            )
            shop.clock.ahead = 4 * 24 * 3_600_000
            yield* read
            assert.lengthOf((yield* status).waiting, 0)
            assert.lengthOf(yield* casesOf("return"), 0)
          }),
        )
      }).pipe(Effect.scoped),
  )
})
