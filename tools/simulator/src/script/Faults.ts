/**
 * Draws single faults: every kind that the sandbox knows, for every method, as far as the assumptions allow.
 *
 * A sale is executed at most once and never later than the doubt window; what only asks, holds or releases may
 * also come twice, and late beyond it.
 */
import type { Fault } from "@loyalkit/sandbox/Fault"
import type { Chance } from "@loyalkit/scenario/time/Chance"
import type { Method } from "./Script.ts"

/** The most that a sale may be late: the default doubt window, less what the network takes. */
export const SALE_LATE_MILLIS = 58_000
/** The most that anything else may be late. */
const LATE_MILLIS = 600_000

/** Codes that say that nothing was done: a proxy or a service that executes and then answers so is broken beyond any client's help. */
const REFUSALS = [400, 401, 403] as const
const TROUBLES = [404, 408, 429, 500, 502, 503, 504] as const

/** Refusals of the service itself that no reading of the request explains. */
const FIELDS = [
  '{"amount":"Amount is too small."}',
  '{"spend":"Spend can\'t be more 1"}',
  '{"hold":["Hold not found."]}',
] as const

type Kind = Fault["kind"]

const KINDS: readonly [readonly [number, Kind], ...ReadonlyArray<readonly [number, Kind]>] = [
  [4, "silence"],
  [3, "late"],
  [3, "reset"],
  [2.6, "close"],
  [2, "cut"],
  [5, "status"],
  [2, "delay"],
  [2, "refuse"],
  [2.4, "html"],
  [2.4, "failure"],
  [2.4, "wrong-shape"],
  [2.4, "redirect"],
  [3, "duplicate"],
]

/** Every fault by the name that the table gives it. */
export const NAMES: ReadonlyArray<string> = [
  "refuse",
  "late",
  "delay",
  "cut",
  "duplicate",
  "refusal of the key",
  "refusal of a field",
  ...["close", "reset", "silence", "html", "failure", "wrong-shape", "redirect", "trouble"].flatMap(
    (kind) => [`${kind}, lost`, `${kind}, executed`],
  ),
]

/** What the table calls a fault: what happened, and whether the request was executed. */
export const nameOf = (fault: Fault): string => {
  if (!("executed" in fault)) return fault.kind
  const executed = fault.executed ? "executed" : "lost"
  if (fault.kind !== "status") return `${fault.kind}, ${executed}`
  if (fault.status === 422) return "refusal of a field"
  return REFUSALS.some((refusal) => refusal === fault.status) ? "refusal of the key" : `trouble, ${executed}`
}

const status = (chance: Chance): Fault => {
  if (chance.happens(0.3)) return { kind: "status", status: 422, executed: false, body: chance.oneOf(FIELDS) }
  if (chance.happens(0.4)) {
    return { kind: "status", status: chance.oneOf(REFUSALS), executed: false }
  }
  const code = chance.oneOf(TROUBLES)
  const retryAfter = code === 429 || code === 503 ? { retryAfter: chance.between(1, 20) } : {}
  return { kind: "status", status: code, executed: chance.happens(0.5), ...retryAfter }
}

/** A fault for a method. `late` is the most milliseconds after which it may still be executed. */
export const draw = (chance: Chance, method: Method | undefined, saleLate = SALE_LATE_MILLIS): Fault => {
  const mayBeSale = method === undefined || method === "retail"
  const late = mayBeSale ? saleLate : LATE_MILLIS
  const executed = chance.happens(0.5)
  const kind = chance.weighed(KINDS)
  switch (kind) {
    case "late":
      return {
        kind,
        after: chance.happens(0.5) ? chance.between(100, 8_000) : chance.between(1_000, late),
        connection: chance.oneOf(["silent", "closed"]),
      }
    case "delay":
      return { kind, before: chance.between(0, 7_000), after: chance.between(0, 7_000) }
    case "status":
      return status(chance)
    case "duplicate":
      return mayBeSale ? { kind: "reset", executed: true } : { kind, gap: chance.between(0, LATE_MILLIS) }
    case "refuse":
    case "cut":
      return { kind }
    case "redirect":
      return { kind, executed, status: chance.oneOf([301, 302, 303, 307, 308]) }
    default:
      return { kind, executed }
  }
}
