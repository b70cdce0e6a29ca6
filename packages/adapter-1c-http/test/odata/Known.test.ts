/** What is remembered of the documents: over a restart, within bounds, and not by losing anything else. */
import { assert, describe, it } from "@effect/vitest"
import { Journal } from "@loyalkit/core/Journal"
import { layerMemory } from "@loyalkit/core/journal/MemoryJournal"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import * as Known from "../../src/odata/Known.ts"
import type { SeenSale } from "../../src/SeenReceipt.ts"

const refOf = (n: number): string => `5a000000-0000-4000-8000-${String(n).padStart(12, "0")}`

const sale: SeenSale = {
  kind: "sale",
  ref: refOf(1),
  version: "AAAAAQAAAAA=",
  dialect: "unf",
  till: "08000000-0000-4000-8000-000000000001",
  at: 1_000,
  card: { ref: "0a000000-0000-4000-8000-000000000001" },
  amount: Kopecks.make(104_550),
  lines: [{ id: "1", quantity: 2_000, price: Kopecks.make(50_025), amount: Kopecks.make(104_550) }],
  points: Points.make(10_000),
}

describe("what is known", () => {
  it.effect("is the same after a restart, with the receipts that wait", () =>
    Effect.gen(function* () {
      const known = yield* Known.open("1c")
      const waiting = { receipt: sale, since: 2_000, why: "for a test", isOurs: true }
      yield* known.put({ ref: sale.ref, version: sale.version, at: sale.at, waiting }, 0)
      yield* known.put({ ref: refOf(2), version: "2", at: 3_000 }, 0)
      yield* known.remember({ from: 1, listed: 2 })
      const again = yield* Known.open("1c")
      assert.deepEqual(again.waiting(), [waiting])
      assert.strictEqual(again.get(refOf(2))?.version, "2")
      assert.deepEqual(yield* again.place, Option.some({ from: 1, listed: 2 }))
      const other = yield* Known.open("other")
      assert.isUndefined(other.get(refOf(2)))
    }).pipe(Effect.provide(layerMemory)),
  )

  it.effect("stays bounded: what is older than anything listed is forgotten, unless it waits", () =>
    Effect.gen(function* () {
      const known = yield* Known.open("1c")
      const waiting = { receipt: sale, since: 0, why: "for a test", isOurs: true }
      yield* known.put({ ref: sale.ref, version: "1", at: 1, waiting }, 0)
      for (let n = 2; n < 2_000; n++) {
        yield* known.put({ ref: refOf(n), version: "1", at: n }, n - 200)
      }
      const again = yield* Known.open("1c")
      const kept = Array.from({ length: 2_000 }, (_, n) => refOf(n)).filter(
        (ref) => again.get(ref) !== undefined,
      )
      // A drawer is tidied when something is put into it, so some older ones stay for a while.
      assert.isBelow(kept.length, 400)
      assert.isAbove(kept.length, 200)
      assert.lengthOf(again.waiting(), 1)
    }).pipe(Effect.provide(layerMemory)),
  )

  it.effect("is partly forgotten where a part of it cannot be read", () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      for (let drawer = 0; drawer < 64; drawer++) yield* journal.remember(`1c-odata.1c.${drawer}`, "{")
      yield* journal.remember("1c-odata.1c.place", "[]")
      const known = yield* Known.open("1c")
      assert.isUndefined(known.get(sale.ref))
      assert.isTrue(Option.isNone(yield* known.place))
    }).pipe(Effect.provide([layerMemory, Logger.layer([])])),
  )
})
