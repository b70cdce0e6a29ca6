/** A journal that a test makes ill: its disk takes no more, or the code around it has an error. */
import { Journal, JournalUnavailable, type JournalError } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

export interface Illness {
  /** `full`: nothing can be written. `broken`: a count dies of an error of our own. */
  is: "well" | "full" | "broken"
}

/** The real journal, as well as `illness` says. */
export const sick = (illness: Illness) => (real: Layer.Layer<Journal, JournalError>) =>
  Layer.effect(
    Journal,
    Effect.map(Journal, (journal) =>
      Journal.of({
        ...journal,
        append: (append) =>
          Effect.suspend((): ReturnType<typeof journal.append> =>
            illness.is === "full"
              ? Effect.fail(new JournalUnavailable({ detail: "no space left on the disk" }))
              : journal.append(append),
          ),
        counts: Effect.suspend(() =>
          illness.is === "broken"
            ? Effect.die(new Error(`a mistake of ours about ${PHONE_IN_ERROR}`))
            : journal.counts,
        ),
      }),
    ),
  ).pipe(Layer.provide(real))

/** What no answer may repeat. */
export const PHONE_IN_ERROR = "79000000001"
