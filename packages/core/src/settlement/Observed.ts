/**
 * What is seen of a service and never told, remembered in the journal.
 *
 * How it shows held points to who names them, and whether one client's sale spares the holds of others, is an open point of
 * its document (docs/loyalclient.md). Both are seen only in a doubt, so what one doubt has taught helps those after it,
 * also after a restart. A service that changes is seen anew: a known sign that no longer fits decides nothing.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Journal, JournalError } from "../Journal.ts"
import type { Sign } from "./Verdict.ts"

const SIGN = "service.sign"
const SPARES = "service.salesSpareOthers"

export interface Observed {
  readonly sign: () => Sign | undefined
  readonly salesSpareOthers: () => boolean
  readonly noteSign: (sign: Sign) => Effect.Effect<void>
  /** Naming a hold that should live made no difference. Told once: doubts at such a service are settled by people. */
  readonly noteNoDifference: Effect.Effect<void>
  /** A hold of one client outlived another client's sale at its point. */
  readonly noteSparing: Effect.Effect<void>
  /** Reads what earlier processes saw. Anything else than they write counts as nothing. */
  readonly recall: Effect.Effect<void, JournalError>
}

export const make = (
  journal: Journal["Service"],
  /** Its base URL: a till that tried the sandbox first learns anew what the real one does. */
  service: string,
): Observed => {
  let sign: Sign | undefined
  let spares = false
  let isTold = false
  // What cannot be remembered is seen again after the next start.
  const remember = (name: string, value: string) =>
    Effect.ignore(journal.remember(`${name} ${service}`, value))
  const recalled = (name: string) => Effect.map(journal.recall(`${name} ${service}`), Option.getOrUndefined)
  return {
    sign: () => sign,
    salesSpareOthers: () => spares,
    noteSign: (seen) =>
      Effect.suspend(() => {
        if (seen === sign) return Effect.void
        sign = seen
        return Effect.andThen(
          Effect.logInfo("It was seen how the service shows held points.").pipe(
            Effect.annotateLogs("sign", seen),
          ),
          remember(SIGN, seen),
        )
      }),
    noteNoDifference: Effect.suspend(() => {
      if (isTold || sign !== undefined) return Effect.void
      isTold = true
      return Effect.logWarning(
        "The service shows no difference to who names a hold: while that is so, doubts cannot be settled by looking, and are left to a person.",
      )
    }),
    noteSparing: Effect.suspend(() => {
      if (spares) return Effect.void
      spares = true
      return remember(SPARES, "yes")
    }),
    recall: Effect.gen(function* () {
      const known = yield* recalled(SIGN)
      if (known === "adds" || known === "takes-off") sign = known
      spares = (yield* recalled(SPARES)) === "yes"
    }),
  }
}
