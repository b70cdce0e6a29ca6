/**
 * When the answer to a sale is lost: nothing is sent again, nothing is forgotten, the queue goes on.
 *
 * What stands here holds from the first moment on, so nothing is settled in the background where a minute goes by;
 * `Settling` tells how a doubt ends.
 */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { Journal } from "@loyalkit/core/Journal"
import { Transport } from "@loyalkit/core/Transport"
import type { Fault } from "@loyalkit/sandbox/Fault"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import * as Shop from "./Shop.ts"

const { key, request } = Shop.story
const world = sampleWorld("1")

/** A shop whose doubts stay as they are. */
const unsettled = Shop.shop({}, { settler: "off" })

const lost: ReadonlyArray<{ readonly name: string; readonly fault: Fault; readonly sold: number }> = [
  { name: "closed before", fault: { kind: "close", executed: false }, sold: 0 },
  { name: "closed after", fault: { kind: "close", executed: true }, sold: 1 },
  { name: "reset after", fault: { kind: "reset", executed: true }, sold: 1 },
  { name: "silence", fault: { kind: "silence", executed: false }, sold: 0 },
  { name: "silence after executing", fault: { kind: "silence", executed: true }, sold: 1 },
  { name: "executed late", fault: { kind: "late", after: 20_000 }, sold: 1 },
  { name: "a cut body", fault: { kind: "cut" }, sold: 1 },
  { name: "HTML", fault: { kind: "html", executed: true }, sold: 1 },
  { name: "success: false", fault: { kind: "failure", executed: true }, sold: 1 },
  { name: "another shape", fault: { kind: "wrong-shape", executed: true }, sold: 1 },
  { name: "503 before", fault: { kind: "status", status: 503, executed: false }, sold: 0 },
  { name: "503 after", fault: { kind: "status", status: 503, executed: true }, sold: 1 },
  { name: "429 after", fault: { kind: "status", status: 429, executed: true, retryAfter: 0 }, sold: 1 },
  { name: "404", fault: { kind: "status", status: 404, executed: false }, sold: 0 },
  { name: "a redirect", fault: { kind: "redirect", executed: true }, sold: 1 },
]

describe("a sale whose answer is lost", () => {
  it.effect.each(lost)("by $name is in doubt, with its witness, and is never sent again", ({ fault, sold }) =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      const { hold } = yield* Shop.upToHold
      yield* Shop.breakNext("retail", fault)
      assert.strictEqual((yield* Shop.failingCommit)._tag, "CommitInDoubt")

      // The same again, and anything else, gets the doubt and sends nothing.
      const calls = (yield* (yield* Sandbox).calls).length
      assert.strictEqual((yield* Shop.failingCommit)._tag, "CommitInDoubt")
      assert.strictEqual((yield* Effect.flip(checkout.cancel(key)))._tag, "CommitInDoubt")
      assert.strictEqual((yield* Effect.flip(checkout.release(key)))._tag, "CommitInDoubt")
      const other = { ...request, points: Shop.points(0) }
      assert.strictEqual((yield* Effect.flip(checkout.commit(key, other)))._tag, "ReceiptConflict")
      assert.strictEqual((yield* (yield* Sandbox).calls).length, calls)

      assert.strictEqual((yield* Shop.sales).length, sold)
      const [doubt, ...rest] = yield* (yield* Cases).list()
      assert.deepStrictEqual(rest, [])
      if (doubt?.kind !== "doubt") return assert.fail("a doubt is listed")
      assert.deepInclude(doubt.intent.witness, { balance: Shop.points(1_500), earn: Shop.points(30) })
      assert.deepStrictEqual(doubt.intent.witness.hold, hold)
      assert.deepStrictEqual(doubt.intent.request, request)
    }).pipe(Effect.provide(unsettled)),
  )

  it.effect("keeps the till no longer than the commit's budget", () =>
    Effect.gen(function* () {
      yield* Shop.upToHold
      yield* Shop.breakNext("retail", { kind: "silence", executed: true })
      yield* Shop.doubtAtBudgetsEnd
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("a till that stops waiting does not stop the sale, and finds its outcome on record", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      yield* Shop.breakNext("retail", { kind: "delay", before: 3_000 })
      const till = yield* Effect.forkChild(checkout.commit(key, request))
      yield* TestClock.adjust(1_000)
      yield* Fiber.interrupt(till)
      yield* TestClock.adjust(3_000)
      assert.strictEqual((yield* checkout.commit(key, request)).sale.spend, request.points)
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("the intent", () => {
  it.effect("is in the journal, synced, before the sale is sent", () => {
    const seen: Array<string> = []
    const watchedJournal = Layer.effect(
      Journal,
      Effect.map(Journal, (journal) =>
        Journal.of({
          ...journal,
          append: (append) =>
            Effect.tap(journal.append(append), () =>
              Effect.sync(() =>
                seen.push(...append.events.map(({ _tag }) => `${_tag} ${append.durability}`)),
              ),
            ),
        }),
      ),
    )
    const watchedTransport = Layer.effect(
      Transport,
      Effect.map(Transport, (transport) =>
        Transport.of({
          send: (sent) =>
            Effect.suspend(() => (seen.push(sent.url.replace(/.*\//, "")), transport.send(sent))),
        }),
      ),
    )
    return Effect.gen(function* () {
      yield* Shop.upToHold
      yield* Effect.flatMap(Checkout, (checkout) => checkout.commit(key, request))
      assert.deepStrictEqual(seen, [
        "client",
        "Identified written",
        "recalc",
        "Quoted written",
        "hold",
        "Held written",
        "CommitIntended synced",
        "retail",
        "Committed written",
      ])
    }).pipe(
      Effect.provide(Layer.provide(Shop.engine(), Layer.merge(watchedJournal, watchedTransport))),
      Effect.provide(Shop.outside()),
    )
  })
})

describe("a sale that provably created nothing", () => {
  it.effect("because nothing was sent can be sent again, and the case is closed by its success", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      yield* Shop.breakNext("retail", { kind: "refuse" })
      assert.strictEqual((yield* Effect.flip(checkout.commit(key, request)))._tag, "Unavailable")
      assert.strictEqual((yield* checkout.get(key)).state._tag, "Held")
      assert.deepStrictEqual(
        (yield* (yield* Cases).list()).map(({ kind }) => kind),
        ["printedNotWrittenOff"],
      )
      assert.strictEqual((yield* checkout.commit(key, request)).sale.spend, request.points)
      assert.strictEqual((yield* Shop.sales).length, 1)
      assert.deepStrictEqual(yield* (yield* Cases).list(), [])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("because the key was refused settles nothing", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      yield* Shop.breakNext("retail", { kind: "status", status: 401, executed: false })
      assert.strictEqual((yield* Effect.flip(checkout.commit(key, request)))._tag, "Unauthorized")
      assert.strictEqual((yield* checkout.get(key)).state._tag, "Held")
      yield* checkout.commit(key, request)
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a sale under way while the circuit opens", () => {
  it.effect("is in doubt all the same: what others met says nothing about it", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      yield* Shop.breakNext("retail", { kind: "silence", executed: true })
      const sale = yield* Effect.forkChild(Effect.flip(checkout.commit(key, request)))
      yield* Shop.breakNext("client", { kind: "refuse" }, 99)
      for (let other = 0; other < 6; other++) {
        yield* Shop.whileTimePasses(
          Effect.exit(checkout.identify(Shop.receipt(`other-${other}`), Shop.boris)),
          "500 millis",
        )
      }
      yield* TestClock.adjust("10 seconds")
      assert.strictEqual((yield* Fiber.join(sale))._tag, "CommitInDoubt")
      assert.strictEqual((yield* Effect.flip(checkout.commit(key, request)))._tag, "CommitInDoubt")
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("and so are all that time out together", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      // Each a client at a point, since those of one client there wait for each other.
      const sales = world.clients.flatMap(({ phone }) =>
        [Shop.cafe, Shop.bakery].map((point) => ({
          phone: String(phone),
          one: Shop.receipt(`many-${phone}`, point),
        })),
      )
      for (const { one, phone } of sales) yield* checkout.identify(one, phone)
      yield* Shop.breakNext("retail", { kind: "silence", executed: true }, 99)
      const commits = sales.map(({ one }) =>
        Effect.flip(checkout.commit(one, { amount: Shop.rubles(10), points: Shop.points(0) })),
      )
      const errors = yield* Shop.whileTimePasses(Effect.all(commits, { concurrency: "unbounded" }))
      assert.deepStrictEqual(
        errors.map(({ _tag }) => _tag),
        sales.map(() => "CommitInDoubt"),
      )
    }).pipe(Effect.provide(Shop.shop())),
  )
})
