/**
 * When a visit's own calls of the service may be expected, so that a trouble can be there just then.
 *
 * By the pauses between the presses alone: what the network and the service take comes on top, a second or so.
 */
import type { Act, Method, Visit } from "./Script.ts"

/** A call, and when it comes at the earliest, in milliseconds from the world's beginning. */
export interface Expected {
  readonly at: number
  readonly method: Method
}

const METHODS: Readonly<Record<Act["do"], ReadonlyArray<Method>>> = {
  identify: ["client"],
  quote: ["recalc"],
  hold: ["hold"],
  release: ["release"],
  cancel: ["release"],
  commit: ["retail"],
  again: [],
  return: [],
}

/** All calls of a visit on which nothing goes wrong. */
export const expected = ({ acts, at }: Visit): ReadonlyArray<Expected> => {
  let time = at
  return acts.flatMap((act) => {
    time += act.after
    return METHODS[act.do].map((method) => ({ at: time, method }))
  })
}

/** When its sale is sent; nothing where it commits nothing. */
export const saleAt = (visit: Visit): number | undefined =>
  expected(visit).find(({ method }) => method === "retail")?.at

/** The points that it means to spend; 0 where it only earns. */
export const spends = ({ acts }: Visit): number => acts.findLast((act) => act.do === "hold")?.points ?? 0
