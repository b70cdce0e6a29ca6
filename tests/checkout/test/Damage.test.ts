/** One receipt that cannot be dealt with must not stop the shop: the others of its point are settled beside it. */
import { assert, describe, it } from "@effect/vitest"
import { Journal, JournalCorrupt } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const bad = Shop.receipt("bad")
const good = Shop.receipt("good")
const elsewhere = Shop.receipt("elsewhere", Shop.bakery)

/** The shop's engine over a journal that fails for the receipt `bad`. */
const over = (change: (journal: Journal["Service"]) => Partial<Journal["Service"]>) =>
  Layer.provide(
    Shop.engine(),
    Layer.effect(
      Journal,
      Effect.map(Journal, (journal) => Journal.of({ ...journal, ...change(journal) })),
    ),
  )

const damaged = over((journal) => ({
  load: (key) =>
    key.receipt === bad.receipt
      ? Effect.fail(new JournalCorrupt({ detail: "a row that nobody wrote" }))
      : journal.load(key),
}))

const faulty = over((journal) => ({
  movedSince: (query) =>
    query.except.receipt === bad.receipt
      ? Effect.die(new Error("an error of ours"))
      : journal.movedSince(query),
}))

describe("a damaged receipt", () => {
  it.effect("in the queue does not keep the others from being delivered", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(
        Effect.gen(function* () {
          for (const key of [bad, good]) yield* Aftermath.quoted(key, Shop.boris)
          yield* Aftermath.serviceGoesAway
          for (const key of [bad, good]) {
            assert.strictEqual((yield* Effect.flip(Aftermath.earnQuoted(key)))._tag, "CommitQueued")
          }
        }),
      )
      yield* Aftermath.serviceIsBack
      yield* Effect.provide(Aftermath.wait("15 minutes"), damaged)
      assert.strictEqual((yield* Shop.sales).length, 1)
      // Mended, it is delivered, too.
      yield* Aftermath.life(Aftermath.wait("5 minutes"))
      assert.strictEqual((yield* Shop.sales).length, 2)
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("in doubt does not keep the others from being settled", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* Aftermath.lesson
          yield* Aftermath.doubtful(Aftermath.spend(bad, Shop.anna), Aftermath.lostRequest)
          yield* Aftermath.doubtful(Aftermath.spend(good, Shop.boris), Aftermath.lostRequest)
          yield* Aftermath.doubtful(Aftermath.spend(elsewhere, Shop.darya, 50), Aftermath.lostRequest)
        }),
      )
      yield* Effect.gen(function* () {
        yield* Aftermath.wait("15 minutes")
        assert.strictEqual((yield* Aftermath.stateOf(elsewhere))._tag, "Committed")
        // Nobody knows whether the damaged one still moves points here: what that makes uncertain is a person's, not stuck.
        assert.isDefined(yield* Aftermath.leftBecause(good))
        assert.sameMembers([...(yield* Aftermath.caseList)], ["bad damaged", "good doubt"])
      }).pipe(Effect.provide(damaged))
    }).pipe(Effect.provide(Shop.outside())),
  )
})

describe("an error of our own", () => {
  it.effect("about one doubt does not keep the next one, or the queue, waiting", () =>
    Effect.gen(function* () {
      yield* Aftermath.doubtful(Aftermath.spend(bad, Shop.anna), Aftermath.lostRequest)
      yield* Aftermath.wait("2 minutes")
      yield* Aftermath.doubtful(Aftermath.spend(good, Shop.boris), Aftermath.lostRequest)
      yield* Aftermath.quoted(Shop.receipt("earning"), Shop.darya)
      yield* Aftermath.serviceGoesAway
      yield* Effect.ignore(Aftermath.earnQuoted(Shop.receipt("earning")))
      yield* Aftermath.serviceIsBack
      yield* Aftermath.wait("15 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(good))._tag, "Committed")
      assert.strictEqual((yield* Aftermath.stateOf(Shop.receipt("earning")))._tag, "Committed")
      assert.strictEqual((yield* Aftermath.stateOf(bad))._tag, "InDoubt")
    }).pipe(Effect.provide(faulty), Effect.provide(Shop.outside())),
  )
})
