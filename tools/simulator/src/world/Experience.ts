/**
 * What a shop's journal remembers of its service from earlier days, so that not every world begins as a shop's first day.
 */
import { BASE_URL } from "@loyalkit/sandbox/SandboxTransport"
import type { Journal } from "@loyalkit/core/Journal"
import * as Observed from "@loyalkit/core/settlement/Observed"
import * as Effect from "effect/Effect"
import type { Setup } from "../script/Script.ts"

/** Writes down what can have been seen of a service that behaves so. */
export const remember = (journal: Journal["Service"], behaviour: Setup["behaviour"]): Effect.Effect<void> => {
  const observed = Observed.make(journal, BASE_URL)
  const { holdField = "adds", holdLowers = true, holds = true, saleEnds = "client" } = behaviour
  if (!holds) return Effect.void
  // A hold that lowers nothing, and whose naming adds its points, cannot be told from none.
  if (holdField === "ignored" || (holdField === "adds" && !holdLowers)) return Effect.void
  return Effect.andThen(
    observed.noteSign(holdField),
    saleEnds === "client" ? observed.noteSparing : Effect.void,
  )
}
