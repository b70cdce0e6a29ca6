/**
 * At which points guests were checked in, so that an order is found again from whichever terminal it is told of, after a restart as well.
 *
 * A till knows its own point only; the journal has no "by order". So the points are one small fact in it, and an order is looked for at each.
 */
import { PointId } from "@loyalkit/core/Domain"
import type { Journal, JournalError } from "@loyalkit/core/Journal"
import * as Locks from "@loyalkit/core/journal/Locks"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const FACT = "iiko.points"

const Points = Schema.fromJsonString(Schema.Array(PointId))
const decode = Schema.decodeOption(Points)
const encode = Schema.encodeSync(Points)

export const make = (journal: Journal["Service"]) => {
  const locks = Locks.make()

  const all = Effect.gen(function* (): Effect.fn.Return<ReadonlyArray<PointId>, JournalError> {
    const fact = yield* journal.recall(FACT)
    const points = Option.flatMap(fact, (text) => decode(text))
    if (Option.isSome(fact) && Option.isNone(points))
      yield* Effect.logWarning(
        "The points at which iiko's orders stand cannot be read; they are learnt anew.",
      )
    return Option.getOrElse(points, () => [])
  })

  /** Before anybody is checked in there. */
  const add = (point: PointId): Effect.Effect<void, JournalError> =>
    Effect.gen(function* () {
      const known = yield* all
      if (!known.includes(point)) yield* journal.remember(FACT, encode([...known, point]))
    }).pipe(locks.alone(FACT))

  return { all, add }
}
