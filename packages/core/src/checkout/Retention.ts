/**
 * Forgets what a till need not remember: settled checkouts, once they are old enough.
 *
 * What a person has to look at stays, whatever its age, and so does everything that is not settled.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { Scope } from "effect/Scope"
import type { Journal } from "../Journal.ts"
import type { PolicyConfig } from "../Policy.ts"

const MILLIS_PER_DAY = 86_400_000

/** How often the journal is tidied while the engine runs. Our judgment: a day's receipts are little to keep too long. */
const EVERY = "6 hours"

/** Purges now and every six hours, in the background. A purge that fails is told, and tried again at the next turn. */
export const keepTidy = (
  journal: Journal["Service"],
  policy: PolicyConfig,
): Effect.Effect<void, never, Scope> =>
  Clock.currentTimeMillis.pipe(
    Effect.flatMap((now) => journal.purge(now - policy.keepSettledDays * MILLIS_PER_DAY)),
    Effect.tap((purged) =>
      purged === 0 ? Effect.void : Effect.logInfo(`Forgot ${purged} old settled checkouts.`),
    ),
    Effect.catch((error) => Effect.logWarning("The journal could not be tidied.", error.message)),
    Effect.repeat(Schedule.spaced(EVERY)),
    Effect.forkScoped,
    Effect.asVoid,
  )
