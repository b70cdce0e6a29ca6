/** What outlives a process: a crash at the worst moment, a week without power, the native protocol's write-offs, a closed shift. */
import { assert, describe, it } from "@effect/vitest"
import { Joining, type Joined } from "@loyalkit/adapter-1c-http/odata/Joining"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { ReceiptId, type CheckoutKey } from "@loyalkit/core/Domain"
import { JournalUnavailable } from "@loyalkit/core/Journal"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Base from "./Base.ts"

const { cafe, living, outside, read, refOf, returnEntity, saleEntity, status } = Base

const DAY = 24 * 3_600_000
const native: CheckoutKey = { point: cafe, receipt: ReceiptId.make("native-1") }

/** What the native protocol did at the till: Anna spends 100 of 400. */
const nativeWriteOff = Effect.gen(function* () {
  const checkout = yield* Checkout
  const amount = Kopecks.make(40_000)
  yield* checkout.identify(native, Base.anna)
  yield* checkout.quote(native, { amount })
  yield* checkout.commit(native, { amount, points: Points.make(10_000) })
})

const joiningBy = (decide: () => Joined) =>
  Layer.succeed(
    Joining,
    Joining.of({
      decide: () => Effect.sync(decide),
      receiptOf: (ref) => Effect.succeed(ref === refOf("sale", 1) ? Option.some(native) : Option.none()),
    }),
  )

describe("a process that dies after settling and before it wrote that down", () => {
  it.live("settles nothing twice in its next life", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1), yield* Base.sale(2, { points: 100 }))
      shop.odata.put(returnEntity, yield* Base.returned(1, 2, { amount: 200 }))
      const life: Base.Life = {
        journal: (journal) => ({
          remember: (name, value) =>
            /^1c-odata\.1c\.\d/.test(name)
              ? Effect.fail(new JournalUnavailable({ detail: "the power went out" }))
              : journal.remember(name, value),
        }),
      }
      for (let lives = 0; lives < 4; lives++) {
        yield* living(
          shop,
          life,
        )(
          Effect.gen(function* () {
            assert.strictEqual((yield* Effect.flip(read))._tag, "JournalUnavailable")
          }),
        )
      }
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          assert.lengthOf(yield* Base.sales, 2)
          assert.lengthOf(yield* Effect.flatMap(Cases, (cases) => cases.list("return")), 1)
          assert.deepInclude((yield* status).done, { settled: 2, noted: 1, differs: 0 })
        }),
      )
    }).pipe(Effect.scoped),
  )
})

describe("a gateway that was off", () => {
  it.live("for a week reads what was sold in that week", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      yield* living(shop)(read)
      shop.clock.ahead = 7 * DAY
      const sold = yield* Base.sale(1, { ago: 0 })
      shop.odata.put(saleEntity, sold)
      // As seen from its end: sold right after the gateway went off.
      shop.clock.ahead = 14 * DAY
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          assert.lengthOf(yield* Base.sales, 1)
          assert.isUndefined((yield* status).missedBefore)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("for longer than anybody remembers reads a month, and says since when", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      yield* living(shop)(read)
      shop.odata.put(saleEntity, yield* Base.sale(1))
      shop.clock.ahead = 60 * DAY
      yield* living(shop)(
        Effect.gen(function* () {
          yield* read
          assert.lengthOf(yield* Base.sales, 0)
          assert.isDefined((yield* status).missedBefore)
        }),
      )
    }).pipe(Effect.scoped),
  )
})

describe("a sale whose points the native protocol wrote off", () => {
  it.live(
    "waits for the write-off, is claimed, and its return is noted on the receipt of the write-off",
    () =>
      Effect.gen(function* () {
        const shop = yield* outside
        let decision: Joined = { _tag: "Wait" }
        const life = { joining: joiningBy(() => decision) }
        yield* living(
          shop,
          life,
        )(
          Effect.gen(function* () {
            yield* nativeWriteOff
            shop.odata.put(saleEntity, yield* Base.sale(1, { points: 100 }))
            shop.odata.put(returnEntity, yield* Base.returned(1, 1, { amount: 200, points: 50 }))
            yield* read
            assert.deepEqual(
              (yield* status).waiting.map(({ why }) => why),
              ["its write-off may still come"],
            )
          }),
        )
        // The shift is closed: 1C has neither document any more.
        shop.odata.drop(saleEntity, refOf("sale", 1))
        shop.odata.drop(returnEntity, refOf("return", 1))
        decision = { _tag: "Claimed", key: native }
        yield* living(
          shop,
          life,
        )(
          Effect.gen(function* () {
            yield* read
            assert.lengthOf((yield* status).waiting, 0)
            assert.lengthOf(yield* Base.sales, 1)
            const [one] = yield* Effect.flatMap(Cases, (cases) => cases.list("return"))
            assert.deepEqual(one?.key, native)
            assert.strictEqual((yield* Base.stateOf(Base.keyOf(1)))._tag, "Open")
          }),
        )
      }).pipe(Effect.scoped),
  )

  it.live("becomes a case where nobody can say, and nothing is written off", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      const joining = joiningBy(() => ({ _tag: "Person", why: "two write-offs of the same size" }))
      yield* living(shop, { joining })(
        Effect.gen(function* () {
          shop.odata.put(saleEntity, yield* Base.sale(1, { points: 100 }))
          yield* Effect.repeat(read, { times: 2 })
          assert.lengthOf(yield* Base.sales, 0)
          const cases = yield* Effect.flatMap(Cases, (cases) => cases.list("printedNotWrittenOff"))
          assert.deepEqual(
            cases.map(({ key }) => key),
            [Base.keyOf(1)],
          )
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live.each(["Settled", "Case"] as const)("is left to the rule that dealt with it: %s", (_tag) =>
    Effect.gen(function* () {
      const shop = yield* outside
      shop.odata.put(saleEntity, yield* Base.sale(1, { points: 100 }))
      yield* living(shop, { joining: joiningBy(() => ({ _tag })) })(
        Effect.gen(function* () {
          yield* read
          assert.strictEqual((yield* status).done[_tag === "Case" ? "case" : "settled"], 1)
          assert.lengthOf(yield* Base.sales, 0)
        }),
      )
    }).pipe(Effect.scoped),
  )

  it.live("is committed from the document where nobody wrote them off", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      const joining = joiningBy(() => ({ _tag: "Commit", key: Base.keyOf(1) }))
      yield* living(shop, { joining })(
        Effect.gen(function* () {
          shop.odata.put(saleEntity, yield* Base.sale(1, { points: 100 }))
          yield* Effect.repeat(read, { times: 2 })
          assert.lengthOf(yield* Base.sales, 1)
          assert.strictEqual((yield* Base.stateOf(Base.keyOf(1)))._tag, "Committed")
        }),
      )
    }).pipe(Effect.scoped),
  )
})

describe("«Розница» 2 that closes its shift between two readings", () => {
  const receipt = (n: number, status: string, version: string) =>
    Effect.map(Base.sale(n, { amount: 100 + n, version }), ({ Запасы, ...document }) => ({
      ...document,
      ВидОперации: "Продажа",
      СтатусЧекаККМ: status,
      Posted: false,
      Товары: Запасы,
      Оплата: [],
    }))

  it.live("settles an archived receipt it had not seen, and none twice", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      yield* living(shop, { settings: { dialect: "retail2" } })(
        Effect.gen(function* () {
          shop.odata.put(saleEntity, yield* receipt(1, "Пробитый", "1"))
          yield* read
          shop.odata.put(
            saleEntity,
            yield* receipt(1, "Архивный", "2"),
            yield* receipt(2, "Архивный", "1"),
            yield* receipt(3, "Аннулированный", "1"),
            yield* receipt(4, "Отложенный", "1"),
          )
          yield* read
          assert.deepEqual(
            (yield* Base.sales).map(({ amount }) => amount),
            [10_100, 10_200],
          )
          shop.odata.drop(saleEntity, refOf("sale", 1), refOf("sale", 2))
          yield* read
          assert.lengthOf(yield* Base.sales, 2)
          assert.lengthOf((yield* status).differing, 0)
        }),
      )
    }).pipe(Effect.scoped),
  )
})

describe("the log", () => {
  it.live("names documents, fields and reasons, and nobody", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      const lines: Array<string> = []
      const card = "c1000000-0000-4000-8000-000000000001"
      const owner = "c3000000-0000-4000-8000-000000000001"
      shop.odata.put("Catalog_ДисконтныеКарты", {
        Ref_Key: card,
        КодКартыШтрихкод: Base.annasNumber,
        ВладелецКарты_Key: owner,
      })
      shop.odata.put("Catalog_Контрагенты", {
        Ref_Key: owner,
        Description: "Анна Соколова",
        КонтактнаяИнформация: [{ Тип: "Телефон", НомерТелефона: "79000000099" }],
      })
      shop.odata.put(
        saleEntity,
        yield* Base.sale(1, { card }),
        yield* Base.sale(2, { amount: 9_000, points: 2_000 }),
        yield* Base.sale(3, { rest: { СуммаДокумента: "Анна Соколова 79000000001" } }),
        yield* Base.sale(4, { rest: { КассаККМ_Key: "18000000-0000-4000-8000-000000000001" } }),
      )
      yield* living(shop, { heard: (line) => lines.push(line) })(read)
      const log = lines.join("\n")
      assert.include(log, refOf("sale", 3))
      assert.include(log, "СуммаДокумента")
      for (const secret of ["7900000", "Соколова", Base.annasNumber, "тайна", "Basic "]) {
        assert.notInclude(log, secret)
      }
    }).pipe(Effect.scoped),
  )

  it.live("says once that a receipt waits, and why: a card that its user may not read", () =>
    Effect.gen(function* () {
      const shop = yield* outside
      const card = "c1000000-0000-4000-8000-000000000001"
      shop.odata.put("Catalog_ДисконтныеКарты", { Ref_Key: card, КодКартыШтрихкод: Base.annasNumber })
      shop.odata.quirks.broken.add(card)
      shop.odata.put(saleEntity, yield* Base.sale(1, { card }))
      const lines: Array<string> = []
      yield* living(shop, { heard: (line) => lines.push(line) })(Effect.repeat(read, { times: 2 }))
      const waits = lines.filter((line) => line.includes("A receipt of 1C waits."))
      assert.lengthOf(waits, 1)
      assert.include(waits[0], refOf("sale", 1))
      assert.include(waits[0], "its card could not be read")
    }).pipe(Effect.scoped),
  )
})
