/**
 * What goes wrong on the way to the service: a few named troubles, as the sandbox's fault rules.
 *
 * Each says what a till must get right.
 */
import type { FaultRule } from "@loyalkit/sandbox/Fault"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"

/** `lost-answer`: the sale is created and its answer lost. `lost-sale`: the sale is lost before it arrives. `away`: nobody answers. */
export type Trouble = "none" | "lost-answer" | "lost-sale" | "away"

export const troubles: ReadonlyArray<Trouble> = ["none", "lost-answer", "lost-sale", "away"]

/** How long the page's network takes, there and back, in milliseconds: so that a call can be seen while it lasts. Our judgment. */
const NETWORK = { before: 60, after: 40 }

/** Without a match it meets every call that no rule before it met. */
export const network: FaultRule = { fault: { kind: "delay", ...NETWORK } }

const rules: Record<Trouble, ReadonlyArray<FaultRule>> = {
  none: [],
  "lost-answer": [{ match: { method: "retail" }, times: 1, fault: { kind: "close", executed: true } }],
  "lost-sale": [{ match: { method: "retail" }, times: 1, fault: { kind: "close", executed: false } }],
  away: [{ fault: { kind: "refuse" } }],
}

/** Puts this trouble in the place of the one before. */
export const set = Effect.fnUntraced(function* (trouble: Trouble) {
  const sandbox = yield* Sandbox.Sandbox
  yield* sandbox.removeFaults()
  for (const rule of [...rules[trouble], network]) yield* Effect.orDie(sandbox.addFault(rule))
})

/** Did a trouble that strikes once strike? Then it is over. */
export const isOver: Effect.Effect<boolean, never, Sandbox.Sandbox> = Effect.gen(function* () {
  const sandbox = yield* Sandbox.Sandbox
  const faults = yield* sandbox.faults
  return faults.some(({ rule, struck }) => rule.times !== undefined && struck >= rule.times)
})
