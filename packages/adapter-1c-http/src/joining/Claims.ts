/**
 * What was decided of the receipts that were read back, written down: one small fact for each day, in a ring, so that it never grows.
 *
 * Only sales that show points are here; one that earns is told by its `Ref_Key` alone. The ring goes as far back as a journal keeps its
 * settled receipts: beyond that nothing could be claimed anyway.
 */
import type { Journal, JournalError } from "@loyalkit/core/Journal"
import { Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Locks from "@loyalkit/core/journal/Locks"
import type { Claim } from "./JoiningRule.ts"

const MILLIS_PER_DAY = 86_400_000
/** Days that are kept: those of `keepSettledDays` in core's policy, by default, and a week. */
const DAYS = 97

const ClaimFact = Schema.Struct({
  ref: Schema.String,
  point: Schema.String,
  client: Schema.String,
  points: Points,
  at: Schema.Int,
  writeOff: Schema.optionalKey(Schema.String),
  used: Schema.optionalKey(Schema.Literal(true)),
})
const Day = Schema.fromJsonString(Schema.Struct({ day: Schema.Int, claims: Schema.Array(ClaimFact) }))
const decode = Schema.decodeUnknownOption(Day)
const encode = Schema.encodeSync(Day)

const dayOf = (at: number): number => Math.floor(at / MILLIS_PER_DAY)

const factOf = (day: number): string => `1c.claims.${((day % DAYS) + DAYS) % DAYS}`

export const make = (journal: Journal["Service"]) => {
  const locks = Locks.make()

  const ofDay = (day: number): Effect.Effect<ReadonlyArray<Claim>, JournalError> =>
    Effect.map(journal.recall(factOf(day)), (fact) => {
      const read = Option.getOrUndefined(Option.flatMap(fact, (text) => decode(text)))
      // Another day's: its turn in the ring has come.
      return read?.day === day ? read.claims : []
    })

  /** The claims that were made since a time, as far back as the ring goes. */
  const since = Effect.fnUntraced(function* (from: number, now: number) {
    const claims: Array<Claim> = []
    for (let day = Math.max(dayOf(from), dayOf(now) - DAYS + 1); day <= dayOf(now); day++)
      claims.push(...(yield* ofDay(day)))
    return claims
  })

  /** Writes a claim down, in the place of an earlier one of that receipt on that day. */
  const put = (claim: Claim) => {
    const day = dayOf(claim.at)
    return Effect.gen(function* () {
      const others = (yield* ofDay(day)).filter(({ ref }) => ref !== claim.ref)
      yield* journal.remember(factOf(day), encode({ day, claims: [...others, claim] }))
    }).pipe(locks.alone("put"))
  }

  return { since, put }
}
