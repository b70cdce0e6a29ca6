/** An ordinary day at the till: what works, and what is said when it does not. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { begin, beginScoped } from "@loyalkit/core/checkout/Steps"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { vi } from "vitest"
import * as Shop from "./Shop.ts"

// Months of the test's time, on a machine that has other things to do.
vi.setConfig({ testTimeout: 30_000 })

const key = Shop.receipt("check-1")

const day = <A, E>(name: string, test: Effect.Effect<A, E, Layer.Success<ReturnType<typeof Shop.shop>>>) =>
  it.effect(name, () => Effect.provide(test, Shop.shop()))

describe("a sale that spends", () => {
  day(
    "takes four calls, ends the hold, and takes just the points from the client",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const client = yield* checkout.identify(key, Shop.anna)
      assert.strictEqual(client.name, "Анна Соколова")
      const { quote } = yield* checkout.quote(key, Shop.purchase(400))
      assert.deepStrictEqual([quote.maxSpend, quote.earn], [Shop.points(400), Shop.points(30)])
      const held = yield* checkout.hold(key, { points: Shop.points(150) })
      assert.deepStrictEqual([held.secondsLeft, held.payable], [600, Shop.rubles(250)])
      const { difference, sale } = yield* checkout.commit(key, {
        amount: Shop.rubles(400),
        points: Shop.points(150),
      })
      assert.isUndefined(difference)
      assert.deepStrictEqual([sale.total, sale.spend], [Shop.rubles(250), Shop.points(150)])

      assert.deepStrictEqual(
        (yield* Shop.sales).map(({ amount, spend }) => [amount, spend]),
        [[Shop.rubles(400), Shop.points(150)]],
      )
      const account = yield* Shop.account(Shop.anna)
      assert.deepStrictEqual([account.balance, account.holds.length], [Shop.points(1_350), 0])
      assert.strictEqual((yield* (yield* Sandbox).calls).length, 4)
    }),
  )

  day(
    "can be driven step by step, each step a value",
    Effect.gen(function* () {
      const open = yield* begin(key)
      const identified = yield* open.identify(Shop.anna)
      const quoted = yield* identified.quote(Shop.purchase(400))
      const held = yield* quoted.hold(Shop.points(100), 5)
      assert.strictEqual(held.held.secondsLeft, 300)
      const { sale } = yield* held.commit
      assert.strictEqual(sale.spend, Shop.points(100))
    }),
  )

  day(
    "spreads the points over the lines, and leaves the excluded one alone",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const line = (id: string, amount: number, excluded = false) => ({
        id,
        quantity: 1_000,
        price: Shop.rubles(amount),
        amount: Shop.rubles(amount),
        ...(excluded ? { excluded } : {}),
      })
      const lines = [line("bread", 100), line("milk", 50), line("tobacco", 250, true)]
      yield* checkout.identify(key, Shop.anna)
      const { limits, quote } = yield* checkout.quote(key, { amount: Shop.rubles(400), lines })
      assert.strictEqual(quote.maxSpend, Shop.points(150))
      assert.deepStrictEqual(
        limits?.map(({ points }) => points),
        [100, 50, 0].map(Shop.points),
      )
      const { shares } = yield* checkout.hold(key, { points: Shop.points(75) })
      assert.deepStrictEqual(
        shares?.map(({ points }) => points),
        [50, 25, 0].map(Shop.points),
      )
    }),
  )
})

describe("a sale that earns", () => {
  day(
    "takes three calls",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.boris)
      yield* checkout.quote(key, Shop.purchase(200))
      const { sale } = yield* checkout.commit(key, { amount: Shop.rubles(200), points: Shop.points(0) })
      assert.strictEqual(sale.earn, Shop.points(10))
      assert.strictEqual((yield* (yield* Sandbox).calls).length, 3)
    }),
  )

  day(
    "needs no quote, and finds its client by itself where the commit names the search",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const { sale } = yield* checkout.commit(key, {
        amount: Shop.rubles(200),
        points: Shop.points(0),
        search: Shop.boris,
      })
      assert.strictEqual(sale.earn, Shop.points(10))
      assert.strictEqual((yield* (yield* Sandbox).calls).length, 2)
    }),
  )

  day(
    "of a receipt that held points gives them back first",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(200))
      yield* checkout.hold(key, { points: Shop.points(50) })
      yield* checkout.commit(key, { amount: Shop.rubles(200), points: Shop.points(0) })
      const ledger = yield* (yield* Sandbox).ledger()
      assert.deepStrictEqual(
        ledger.slice(-4).map((entry) => (entry.kind === "hold-ended" ? entry.how : entry.kind)),
        ["held", "released", "sold", "credited"],
      )
    }),
  )
})

describe("a discount programme", () => {
  day(
    "spends and earns nothing, and its total is the one that was shown",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.grigory)
      const { quote } = yield* checkout.quote(key, Shop.purchase(19.99))
      // 15 % of 19.99 is 2.9985, half up 3.00.
      assert.deepStrictEqual([quote.discount, quote.total, quote.maxSpend], [300, 1_699, 0] as never)
      const held = yield* Effect.flip(checkout.hold(key, { points: Shop.points(1) }))
      assert.strictEqual(held._tag, "SpendTooLarge")
      const { difference, sale } = yield* checkout.commit(key, {
        amount: Shop.rubles(19.99),
        points: Shop.points(0),
      })
      assert.isUndefined(difference)
      assert.strictEqual(sale.total, quote.total)
    }),
  )

  day(
    "whose sale has another total than was shown becomes a case, and is committed all the same",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.grigory)
      yield* checkout.quote(key, Shop.purchase(100))
      // Between quote and sale somebody makes the level's percent another one.
      yield* (yield* Sandbox).reset({ world: Shop.worldWithPercent(10) })
      const { difference } = yield* checkout.commit(key, { amount: Shop.rubles(100), points: Shop.points(0) })
      assert.deepStrictEqual(difference, { shown: Shop.rubles(85), charged: Shop.rubles(90) })
      const cases = yield* (yield* Cases).list()
      assert.deepStrictEqual(
        cases.map(({ key, kind }) => [key.receipt, kind]),
        [["check-1", "difference"]],
      )
    }),
  )
})

describe("a till that changes its mind", () => {
  day(
    "another amount replaces the quote and keeps the hold while it is allowed",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(400))
      const { hold } = yield* checkout.hold(key, { points: Shop.points(100) })
      const { quote } = yield* checkout.quote(key, Shop.purchase(300))
      assert.strictEqual(quote.maxSpend, Shop.points(300))
      assert.strictEqual((yield* checkout.hold(key, { points: Shop.points(100) })).hold.id, hold.id)
      yield* checkout.quote(key, Shop.purchase(50))
      assert.strictEqual((yield* checkout.get(key)).state._tag, "Quoted")
      assert.strictEqual((yield* Shop.account(Shop.anna)).holds.length, 0)
    }),
  )

  day(
    "other points replace the hold, so that never more than one lives",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(1_500))
      yield* checkout.hold(key, { points: Shop.points(200) })
      yield* checkout.hold(key, { points: Shop.points(300) })
      assert.deepStrictEqual(
        (yield* Shop.account(Shop.anna)).holds.map(({ points }) => points),
        [Shop.points(300)],
      )
      // Old and new do not fit into the balance together: the old one goes first.
      yield* checkout.hold(key, { points: Shop.points(1_400) })
      assert.deepStrictEqual(
        (yield* Shop.account(Shop.anna)).holds.map(({ points }) => points),
        [Shop.points(1_400)],
      )
    }),
  )

  day(
    "another client drops quote and hold",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(400))
      yield* checkout.hold(key, { points: Shop.points(100) })
      yield* checkout.identify(key, Shop.boris)
      assert.strictEqual((yield* checkout.get(key)).state._tag, "Identified")
      assert.strictEqual((yield* Shop.account(Shop.anna)).holds.length, 0)
    }),
  )

  day(
    "cancelling gives the points back, and closes the receipt",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(400))
      yield* checkout.hold(key, { points: Shop.points(100) })
      yield* checkout.cancel(key)
      yield* checkout.cancel(key)
      assert.strictEqual((yield* Shop.account(Shop.anna)).holds.length, 0)
      const error = yield* Effect.flip(checkout.identify(key, Shop.anna))
      assert.strictEqual(error._tag, "ReceiptConflict")
    }),
  )

  day(
    "cancelling with the service away closes the receipt, and the hold ends by itself",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(400))
      yield* checkout.hold(key, { points: Shop.points(100), minutes: 1 })
      yield* Shop.breakNext("release", { kind: "silence", executed: false }, 99)
      yield* Shop.whileTimePasses(checkout.cancel(key))
      assert.strictEqual((yield* checkout.get(key)).state._tag, "Cancelled")
      yield* TestClock.adjust("3 minutes")
      assert.strictEqual((yield* Shop.account(Shop.anna)).holds.length, 0)
    }),
  )

  day(
    "a scope that closes cancels what was begun in it",
    Effect.gen(function* () {
      yield* Effect.scoped(
        Effect.gen(function* () {
          const open = yield* beginScoped(key)
          const quoted = yield* (yield* open.identify(Shop.anna)).quote(Shop.purchase(400))
          yield* quoted.hold(Shop.points(100))
        }),
      )
      assert.strictEqual((yield* Shop.account(Shop.anna)).holds.length, 0)
      assert.strictEqual((yield* (yield* Checkout).get(key)).state._tag, "Cancelled")
    }),
  )
})

describe("repeating", () => {
  day(
    "any command with the same content asks the service nothing, and answers the same",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const commands = [
        checkout.identify(key, Shop.anna),
        checkout.quote(key, Shop.purchase(400)),
        checkout.hold(key, { points: Shop.points(100) }),
        checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(100) }),
      ]
      const sandbox = yield* Sandbox
      for (const command of commands) {
        const first = yield* command
        const calls = (yield* sandbox.calls).length
        assert.deepStrictEqual(yield* command, first as never)
        assert.strictEqual((yield* sandbox.calls).length, calls)
      }
    }),
  )

  day(
    "two presses at once make one sale",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(400))
      yield* checkout.hold(key, { points: Shop.points(100) })
      const press = checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(100) })
      const [one, two] = yield* Effect.all([press, press], { concurrency: 2 })
      assert.deepStrictEqual(one, two)
      assert.strictEqual((yield* Shop.sales).length, 1)
    }),
  )

  day(
    "another commit of a settled receipt is a conflict, and any other command says that it is settled",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(0) })
      const errors = yield* Effect.all([
        Effect.flip(checkout.commit(key, { amount: Shop.rubles(401), points: Shop.points(0) })),
        Effect.flip(checkout.identify(key, Shop.boris)),
        Effect.flip(checkout.quote(key, Shop.purchase(1))),
        Effect.flip(checkout.hold(key, { points: Shop.points(1) })),
        Effect.flip(checkout.release(key)),
        Effect.flip(checkout.cancel(key)),
      ])
      assert.deepStrictEqual(
        errors.map(({ _tag }) => _tag),
        [
          "ReceiptConflict",
          "AlreadyCommitted",
          "AlreadyCommitted",
          "AlreadyCommitted",
          "AlreadyCommitted",
          "AlreadyCommitted",
        ],
      )
    }),
  )
})

describe("what is refused", () => {
  day(
    "a step left out names the one to take first",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const needs = (error: { readonly _tag: string; readonly needs?: string }) => [error._tag, error.needs]
      assert.deepStrictEqual(needs(yield* Effect.flip(checkout.quote(key, Shop.purchase(1)))), [
        "OutOfOrder",
        "identify",
      ])
      assert.deepStrictEqual(
        needs(yield* Effect.flip(checkout.commit(key, { amount: Shop.rubles(1), points: Shop.points(0) }))),
        ["OutOfOrder", "identify"],
      )
      yield* checkout.identify(key, Shop.anna)
      assert.deepStrictEqual(needs(yield* Effect.flip(checkout.hold(key, { points: Shop.points(1) }))), [
        "OutOfOrder",
        "quote",
      ])
      assert.deepStrictEqual(
        needs(yield* Effect.flip(checkout.commit(key, { amount: Shop.rubles(1), points: Shop.points(1) }))),
        ["OutOfOrder", "quote"],
      )
    }),
  )

  day(
    "a client that is not there, and the receipt goes on",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      assert.strictEqual((yield* Effect.flip(checkout.identify(key, "79990000000")))._tag, "ClientNotFound")
      assert.strictEqual((yield* checkout.identify(key, Shop.anna)).balance, Shop.points(1_500))
    }),
  )

  day(
    "more points than the quote allows",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.boris)
      yield* checkout.quote(key, Shop.purchase(100))
      const error = yield* Effect.flip(checkout.hold(key, { points: Shop.points(50.01) }))
      assert.strictEqual(error._tag === "SpendTooLarge" ? error.limit : undefined, Shop.points(50))
    }),
  )

  day(
    "spending on another amount than was quoted: nothing is sent, and a person is told",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(400))
      yield* checkout.hold(key, { points: Shop.points(100) })
      const commit = checkout.commit(key, { amount: Shop.rubles(500), points: Shop.points(100) })
      assert.strictEqual((yield* Effect.flip(commit))._tag, "StaleQuote")
      assert.strictEqual((yield* Effect.flip(commit))._tag, "StaleQuote")
      assert.strictEqual((yield* Shop.sales).length, 0)
      const cases = yield* Cases
      assert.deepStrictEqual(
        (yield* cases.list()).map(({ kind }) => kind),
        ["printedNotWrittenOff"],
      )
      yield* checkout.quote(key, Shop.purchase(500))
      yield* commit
      assert.deepStrictEqual(yield* cases.list(), [])
    }),
  )

  day(
    "lines that do not make up the receipt",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      const line = { id: "1", quantity: 1_000, price: Shop.rubles(10), amount: Shop.rubles(10) }
      const error = yield* Effect.flip(checkout.quote(key, { amount: Shop.rubles(11), lines: [line] }))
      assert.strictEqual(error._tag, "LinesDiffer")
    }),
  )
})

describe("returns", () => {
  day(
    "are noted once, as a case for a person with what was spent",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      yield* checkout.quote(key, Shop.purchase(400))
      yield* checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(100) })
      const back = { returnId: "back-1", amount: Shop.rubles(50) }
      yield* checkout.noteReturn(key, back)
      yield* checkout.noteReturn(key, back)
      const error = yield* Effect.flip(checkout.noteReturn(key, { ...back, amount: Shop.rubles(60) }))
      assert.strictEqual(error._tag, "ReceiptConflict")
      const cases = yield* (yield* Cases).list("return")
      assert.deepStrictEqual(
        cases.map((one) => (one.kind === "return" ? [one.returnId, one.amount, one.sale?.spend] : [])),
        [["back-1", Shop.rubles(50), Shop.points(100)]],
      )
    }),
  )

  day(
    "say which goods came back, and the same return with other goods is a conflict",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(0), search: Shop.anna })
      const milk = { id: "1", quantity: 1_000, price: Shop.rubles(50), amount: Shop.rubles(50) }
      const back = { returnId: "back-1", amount: Shop.rubles(50), lines: [milk] }
      yield* checkout.noteReturn(key, back)
      yield* checkout.noteReturn(key, structuredClone(back))
      const { lines: _, ...unsaid } = back
      for (const other of [{ ...back, lines: [{ ...milk, id: "2" }] }, unsaid]) {
        assert.strictEqual((yield* Effect.flip(checkout.noteReturn(key, other)))._tag, "ReceiptConflict")
      }
      // The till goes on with its basket; what it noted stays.
      milk.quantity = 5_000
      const [noted, ...rest] = yield* (yield* Cases).list("return")
      assert.deepStrictEqual(noted?.kind === "return" && noted.lines?.[0]?.quantity, 1_000)
      assert.isEmpty(rest)
    }),
  )

  day(
    "whose lines do not make up their amount are refused, and not noted",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(0), search: Shop.anna })
      const milk = { id: "1", quantity: 1_000, price: Shop.rubles(50), amount: Shop.rubles(50) }
      const back = { returnId: "back-1", amount: Shop.rubles(100) }
      const short = yield* Effect.flip(checkout.noteReturn(key, { ...back, lines: [milk] }))
      assert.strictEqual(short._tag, "LinesDiffer")
      const twice = yield* Effect.flip(checkout.noteReturn(key, { ...back, lines: [milk, milk] }))
      assert.strictEqual(twice._tag, "DuplicateLine")
      assert.deepStrictEqual(yield* (yield* Cases).list(), [])
    }),
  )

  day(
    "of a receipt without a sale are a conflict",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const error = yield* Effect.flip(checkout.noteReturn(key, { returnId: "r", amount: Shop.rubles(1) }))
      assert.strictEqual(error._tag, "ReceiptConflict")
    }),
  )
})

describe("the journal", () => {
  day(
    "forgets a settled receipt after ninety days, and keeps what a person has to look at",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const other = Shop.receipt("check-2")
      for (const one of [key, other]) {
        yield* checkout.identify(one, Shop.anna)
        yield* checkout.commit(one, { amount: Shop.rubles(400), points: Shop.points(0) })
      }
      yield* checkout.noteReturn(other, { returnId: "r", amount: Shop.rubles(1) })
      yield* TestClock.adjust("89 days")
      assert.strictEqual((yield* checkout.get(key)).state._tag, "Committed")
      yield* TestClock.adjust("2 days")
      assert.strictEqual((yield* checkout.get(key)).state._tag, "Open")
      assert.strictEqual((yield* checkout.get(other)).state._tag, "Committed")
    }),
  )
})

describe("who the customer is", () => {
  day(
    "is known while the checkout is open, and forgotten when it is settled",
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* checkout.identify(key, Shop.anna)
      assert.deepInclude((yield* checkout.get(key)).personal, { search: Shop.anna })
      yield* checkout.commit(key, { amount: Shop.rubles(400), points: Shop.points(0) })
      const { personal, state } = yield* checkout.get(key)
      assert.deepStrictEqual(personal, {})
      assert.notInclude(JSON.stringify(state), "7900")
      assert.notInclude(JSON.stringify(state), "Анна")
    }),
  )
})
