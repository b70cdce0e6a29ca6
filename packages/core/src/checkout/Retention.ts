/**
 * Forgets what a till need not remember: settled checkouts, once they are old enough.
 *
 * What a person has to look at stays, whatever its age, and so does everything that is not settled. Age is told by the wall
 * clock, which may be set: a till whose battery is dead begins in 1970, sells, and hears the true time a minute later. So
 * the journal remembers since when its clock has run on without a leap, and nothing is forgotten before that was long
 * enough ago. Forgotten too early, a repeated commit would be a second sale.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import type { Scope } from "effect/Scope"
import type { Journal, JournalError } from "../Journal.ts"
import type { PolicyConfig } from "../Policy.ts"

const MILLIS_PER_DAY = 86_400_000

/** How often the journal is tidied while the engine runs. Our judgment: a day's receipts are little to keep too long. */
const EVERY = "6 hours"

/** A clock that was so far ahead or behind at the last look was set. Our judgment: longer than a shop is closed for holidays. */
const LEAP_MILLIS = 21 * MILLIS_PER_DAY

const LAST = "clock.last"
const SINCE = "clock.since"

/** Since when the wall clock has run on without a leap, as far as this journal knows; written down for the next time. */
const runsSince = Effect.fnUntraced(function* (
  journal: Journal["Service"],
  now: number,
): Effect.fn.Return<number, JournalError> {
  const recalled = (name: string) =>
    Effect.map(journal.recall(name), (text) => Number(Option.getOrElse(text, () => "NaN")))
  const last = yield* recalled(LAST)
  const since = yield* recalled(SINCE)
  // Not a number: nothing was written down yet, or something that is no time.
  const runsOn = Math.abs(now - last) <= LEAP_MILLIS && since <= now
  yield* journal.remember(LAST, String(now))
  if (runsOn) return since
  yield* journal.remember(SINCE, String(now))
  return now
})

const tidy = Effect.fnUntraced(function* (
  journal: Journal["Service"],
  policy: PolicyConfig,
): Effect.fn.Return<number, JournalError> {
  const now = yield* Clock.currentTimeMillis
  const before = now - policy.keepSettledDays * MILLIS_PER_DAY
  return (yield* runsSince(journal, now)) <= before ? yield* journal.purge(before) : 0
})

/** Purges now and every six hours, in the background. A purge that fails is told, and tried again at the next turn. */
export const keepTidy = (
  journal: Journal["Service"],
  policy: PolicyConfig,
): Effect.Effect<void, never, Scope> =>
  tidy(journal, policy).pipe(
    Effect.tap((purged) =>
      purged === 0 ? Effect.void : Effect.logInfo(`Forgot ${purged} old settled checkouts.`),
    ),
    Effect.catch((error) => Effect.logWarning("The journal could not be tidied.", error.message)),
    Effect.repeat(Schedule.spaced(EVERY)),
    Effect.forkScoped,
    Effect.asVoid,
  )
