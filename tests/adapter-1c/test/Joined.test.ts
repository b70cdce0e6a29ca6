/**
 * The native protocol and the receipts that are read back, over the real engine: together they settle each printed receipt once.
 */
import { assert, describe, it } from "@effect/vitest"
import { CardBook } from "@loyalkit/adapter-1c-http/CardBook"
import * as JoinedReceipts from "@loyalkit/adapter-1c-http/joining/JoinedReceipts"
import { GRACE } from "@loyalkit/adapter-1c-http/joining/JoiningRule"
import { WriteOffBook } from "@loyalkit/adapter-1c-http/joining/WriteOffBook"
import { bookLayer, Cards } from "@loyalkit/adapter-1c-http/native/Cards"
import { Joining } from "@loyalkit/adapter-1c-http/odata/Joining"
import * as Sales from "@loyalkit/adapter-1c-http/odata/Sales"
import { OdataSettings } from "@loyalkit/adapter-1c-http/odata/Settings"
import type { SeenSale } from "@loyalkit/adapter-1c-http/SeenReceipt"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { ReceiptId } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Rmk from "./Rmk.ts"
import * as Shop from "./Shop.ts"
import { inShop, spends, WRITTEN_OFF } from "./Story.ts"
import * as Till from "./Till.ts"

const REF = "5a000000-0000-4000-8000-000000000001"
const REF_2 = "5a000000-0000-4000-8000-000000000002"

const settings = Schema.decodeUnknownSync(OdataSettings)({
  url: "http://1c.invalid/base",
  user: "loyalkit",
  password: "secret",
  dialect: "unf",
  timeZone: "Europe/Moscow",
  defaultPoint: Shop.POINT,
})

const services = Layer.mergeAll(JoinedReceipts.layer, bookLayer).pipe(
  Layer.provide(Layer.mergeAll(WriteOffBook.layer, Cards.layer)),
)

interface Printed {
  readonly ref?: string
  readonly points: number
  readonly amount?: number
  /** Read so long after it was printed, in milliseconds. */
  readonly after?: number
  /** Waited for so long, in milliseconds; as long as it is printed, unless told otherwise. */
  readonly waited?: number
}

/** Reads a receipt back, as the reader does. */
const readBack = (
  shop: Shop.Shop,
  card: Till.Card,
  { after = 0, amount = 1_045_50, points, ref = REF, waited = after }: Printed,
) =>
  shop.run(
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const joining = yield* Joining
      const book = yield* CardBook
      const deal = Sales.make({
        checkout,
        joining,
        settings,
        owners: ({ ref }) => Effect.map(book.clientOf(ref), (found) => Option.toArray(found)),
      })
      const now = Date.now()
      const sale: SeenSale = {
        kind: "sale",
        ref,
        version: "1",
        dialect: "unf",
        till: "08000000-0000-4000-8000-000000000001",
        at: now - after,
        card: { ref: card.guid },
        amount: Kopecks.make(amount),
        points: Points.make(points),
        lines: [],
      }
      return yield* deal(sale, { since: now - waited, isOurs: false })
    }).pipe(Effect.provide(services)),
  )

const upToPrinting = async (till: Till.Till): Promise<Till.Card> => {
  const card = await till.take()
  await till.calculate(card, Till.WITH_POINTS)
  return card
}

describe("a sale that only earns", () => {
  it(
    "is told by its receipt alone, once, however often it is read",
    inShop(async (shop, till) => {
      const card = await till.take()
      await till.calculate(card, Till.WITHOUT)
      await till.unlock(card)
      assert.deepStrictEqual(await readBack(shop, card, { points: 0 }), { _tag: "Done", how: "settled" })
      assert.deepStrictEqual(await readBack(shop, card, { points: 0 }), { _tag: "Done", how: "settled" })
      assert.deepStrictEqual(
        (await shop.sales()).map(({ amount, earn, spend }): ReadonlyArray<number> => [amount, spend, earn]),
        [[1_045_50, 0, 104_55]],
      )
    }),
  )

  it(
    "that the BSL module has committed under the same reference is not earned again",
    inShop(async (shop, till) => {
      const card = await till.take()
      await till.calculate(card, Till.WITHOUT)
      await shop.run(
        Effect.flatMap(Checkout, (checkout) =>
          checkout.commit(
            { point: Shop.POINT, receipt: ReceiptId.make(REF) },
            { amount: Kopecks.make(1_045_50), points: Points.make(0), search: Shop.PHONE },
          ),
        ),
      )
      assert.deepStrictEqual(await readBack(shop, card, { points: 0 }), { _tag: "Done", how: "settled" })
      assert.strictEqual((await shop.sales()).length, 1)
    }),
  )

  it(
    "and is one of the receipts of a purchase whose other one spent is told by its card, for the next minutes",
    inShop(
      async (shop, till) => {
        const card = await till.take()
        const goods = [
          { LineUID: "1", Price: 400, PackagesCount: 1, Amount: 400, AmountOfBonusPay: 100 },
          { LineUID: "2", Price: 300, PackagesCount: 1, Amount: 300, AmountOfBonusPay: 0 },
        ]
        const basket = { LoyaltyCardsList: [card.number], Goods: goods }
        await till.call("GET", "calculatediscounts", {}, JSON.stringify(basket))
        assert.strictEqual(await till.writeOff(card), WRITTEN_OFF)
        await till.unlock(card)
        assert.deepStrictEqual(await readBack(shop, card, { points: 0, amount: 300_00, ref: REF_2 }), {
          _tag: "Done",
          how: "settled",
        })
        assert.deepStrictEqual(await spends(shop), [100_00, 0])
        // The next purchase takes the card anew: nothing is left open of this one.
        await till.take(card.number)
        assert.lengthOf(await shop.run(Effect.flatMap(Journal, (journal) => journal.list({}))), 1)
      },
      { settings: { native: { tellEarning: true } } },
    ),
  )
})

describe("a sale that spends", () => {
  it(
    "is its write-off's, also after a restart",
    inShop(async (shop, till) => {
      const card = await upToPrinting(till)
      await shop.restart()
      assert.strictEqual(await till.writeOff(card), WRITTEN_OFF)
      await shop.restart()
      assert.deepStrictEqual(await readBack(shop, card, { points: 100_00 }), { _tag: "Done", how: "claimed" })
      assert.deepStrictEqual(await readBack(shop, card, { points: 100_00 }), { _tag: "Done", how: "claimed" })
      assert.deepStrictEqual(await spends(shop), [100_00])
      assert.strictEqual((await shop.sales())[0]?.amount, 1_045_50)
    }),
  )

  it(
    "whose till died is waited for, then settled from the document; a write-off that comes after all spends nothing",
    inShop(async (shop, till) => {
      const card = await upToPrinting(till)
      assert.strictEqual((await readBack(shop, card, { points: 100_00 }))._tag, "Wait")
      assert.deepStrictEqual(await spends(shop), [])
      const printed = { points: 100_00, after: GRACE + 1 }
      assert.deepStrictEqual(await readBack(shop, card, printed), { _tag: "Done", how: "settled" })
      assert.strictEqual(await till.writeOff(card), WRITTEN_OFF)
      assert.strictEqual(await till.unlock(card), "Бонусы разблокированы")
      assert.deepStrictEqual(await spends(shop), [100_00])
      // The next purchase of the same customer is another one.
      const next = await upToPrinting(till)
      assert.strictEqual(await till.writeOff(next), WRITTEN_OFF)
      assert.deepStrictEqual(await spends(shop), [100_00, 100_00])
    }),
  )

  it(
    "of two receipts is two write-offs', one to one",
    inShop(async (shop, till) => {
      const card = await upToPrinting(till)
      assert.strictEqual(await till.writeOff(card, "50"), WRITTEN_OFF)
      await new Promise((printed) => setTimeout(printed, Rmk.PRINTING))
      assert.strictEqual(await till.writeOff(card, "50"), WRITTEN_OFF)
      const half = { points: 50_00, amount: 522_75 }
      assert.deepStrictEqual(await readBack(shop, card, half), { _tag: "Done", how: "claimed" })
      assert.deepStrictEqual(await readBack(shop, card, { ...half, ref: REF_2 }), {
        _tag: "Done",
        how: "claimed",
      })
      assert.deepStrictEqual(await spends(shop), [50_00, 50_00])
    }),
  )

  it(
    "that was refused for want of a service is asked for once more when its receipt is read, and its case closes",
    inShop(
      async (shop, till) => {
        const card = await upToPrinting(till)
        await shop.breakNext("retail", { kind: "refuse" })
        assert.match(await till.writeOff(card), /^Сервис лояльности не отвечает/)
        assert.deepStrictEqual(
          (await shop.cases()).map(({ kind }) => kind),
          ["printedNotWrittenOff"],
        )
        assert.strictEqual(await till.unlock(card), "Бонусы разблокированы")
        assert.deepStrictEqual(await readBack(shop, card, { points: 100_00 }), {
          _tag: "Done",
          how: "claimed",
        })
        assert.deepStrictEqual(await spends(shop), [100_00])
        assert.deepStrictEqual(await shop.cases(), [])
      },
      { policy: { breakerFailures: 100 } },
    ),
  )

  it(
    "that was refused and that a person has dealt with since is left to them",
    inShop(
      async (shop, till) => {
        const card = await upToPrinting(till)
        await shop.breakNext("retail", { kind: "refuse" })
        await till.writeOff(card)
        const [refused] = await shop.cases()
        assert.isDefined(refused)
        await shop.run(
          Cases.use((cases) =>
            refused === undefined
              ? Effect.void
              : cases.resolve(refused.key, { kind: "printedNotWrittenOff", by: "Мария" }),
          ),
        )
        const printed = { points: 100_00, after: GRACE + 1 }
        assert.deepStrictEqual(await readBack(shop, card, printed), { _tag: "Done", how: "claimed" })
        assert.deepStrictEqual(await shop.sales(), [])
      },
      { policy: { breakerFailures: 100 } },
    ),
  )

  it(
    "of other points than the write-off of that moment is a person's",
    inShop(async (shop, till) => {
      const card = await upToPrinting(till)
      assert.strictEqual(await till.writeOff(card), WRITTEN_OFF)
      assert.strictEqual((await readBack(shop, card, { points: 90_00 }))._tag, "Wait")
      assert.strictEqual((await readBack(shop, card, { points: 90_00, waited: GRACE }))._tag, "Done")
      assert.deepStrictEqual(
        (await shop.cases()).map(({ key, kind }) => [key.receipt, kind]),
        [[REF, "printedNotWrittenOff"]],
      )
      assert.deepStrictEqual(await spends(shop), [100_00])
    }),
  )
})
