import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ClientId } from "../../src/Domain.ts"
import { Journal } from "../../src/Journal.ts"
import { CheckoutStore, type NewEvent } from "../../src/journal/CheckoutStore.ts"
import { layerMemory } from "../../src/journal/MemoryJournal.ts"
import { eventsByKind, keyOf } from "../../src/testing/JournalSamples.ts"

const store = Layer.provideMerge(CheckoutStore.layer, layerMemory)
const { account } = eventsByKind.Identified
const key = keyOf("r")

/** Appends one event to the receipt; was it counted as a movement of points? */
const counted = Effect.fnUntraced(function* (event: NewEvent) {
  const journal = yield* Journal
  const checkouts = yield* CheckoutStore
  const before = yield* journal.sequence
  yield* checkouts.append(yield* checkouts.read(key), [event])
  return (yield* journal.sequence) > before
})

describe("a checkout's steps, as the journal counts them", () => {
  it.effect("are movements from the hold on, and not when the receipt is only looked into", () =>
    Effect.gen(function* () {
      const { Committed, Held, HoldEnded, Identified, Quoted, ReturnNoted } = eventsByKind
      const { again: _, ...CommitIntended } = eventsByKind.CommitIntended
      const steps = [
        [Identified, false],
        [Quoted, false],
        [Held, true],
        [HoldEnded, true],
        [Held, true],
        [CommitIntended, true],
        [Committed, true],
        [ReturnNoted, false],
      ] as const
      for (const [event, moves] of steps) assert.strictEqual(yield* counted(event), moves, event._tag)
    }).pipe(Effect.provide(store)),
  )

  it.effect("are the client's who was found last, to the end", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const other = { ...account, id: ClientId.make("client-2") }
      const owners = Effect.forEach([account.id, other.id], (client) =>
        Effect.map(
          Effect.all([journal.list({ client }), journal.list({ client, status: "settled" })]),
          (lists) => lists.flat().length,
        ),
      )
      yield* counted(eventsByKind.Identified)
      assert.deepStrictEqual(yield* owners, [1, 0])
      yield* counted({ _tag: "Identified", account: other })
      assert.deepStrictEqual(yield* owners, [0, 1])
      yield* counted(eventsByKind.Cancelled)
      assert.deepStrictEqual(yield* owners, [0, 1])
    }).pipe(Effect.provide(store)),
  )
})
