/**
 * The faults that wait for their call, each by its name: the first that fits a call strikes it.
 */
import type { Method } from "@loyalkit/sandbox/Call"
import type { Fail } from "../format/Step.ts"
import type { WayName } from "../format/Ways.ts"
import type { ArmedFault } from "../watch/News.ts"

export interface Faults {
  readonly arm: (fault: Fail) => void
  /** The fault of this call, used up by it. */
  readonly strike: (method: Method | undefined) => WayName | undefined
  readonly armed: () => ReadonlyArray<ArmedFault>
}

export const make = (changed: (armed: ReadonlyArray<ArmedFault>) => void): Faults => {
  let armed: ReadonlyArray<ArmedFault> = []
  const become = (next: ReadonlyArray<ArmedFault>): void => {
    armed = next
    changed(next)
  }
  return {
    armed: () => armed,
    arm: ({ method, times = 1, way }) =>
      way === "none"
        ? become([])
        : become([...armed, { way, left: times, ...(method === undefined ? {} : { method }) }]),
    strike: (method) => {
      const found = armed.find((one) => one.method === undefined || one.method === method)
      if (found === undefined) return undefined
      become(
        armed.flatMap((one) =>
          one === found ? (one.left > 1 ? [{ ...one, left: one.left - 1 }] : []) : [one],
        ),
      )
      return found.way
    },
  }
}
