/**
 * The events that the terminal asks applications about, and waits: one slot for each, by its name.
 *
 * An answer goes to whoever holds the slot now: the next event takes it over, and an answer that comes when nobody waits is refused. It is the vendor's
 * own way, and why an application must answer each event once.
 */
import type { Intent } from "../sdk/Results.ts"

export type ServiceEvent = "RECEIPT_DISCOUNT" | "PRINT_EXTRA_REQUIRED"

export type Reply =
  | { readonly _tag: "Result"; readonly result: object }
  | { readonly _tag: "Activity"; readonly intent: Intent }
  | { readonly _tag: "Skip" }
  /** Nobody is there to answer: the process died, or was silent for too long. */
  | { readonly _tag: "Silence" }

export interface Services {
  readonly wait: (event: ServiceEvent, heard: (reply: Reply) => void) => void
  /** Says whether somebody waited. A screen is an answer after which the wait goes on. */
  readonly answer: (event: ServiceEvent, reply: Reply) => boolean
}

export const createServices = (): Services => {
  const slots = new Map<ServiceEvent, (reply: Reply) => void>()
  return {
    wait: (event, heard) => void slots.set(event, heard),
    answer: (event, reply) => {
      const heard = slots.get(event)
      if (heard === undefined) return false
      if (reply._tag !== "Activity") slots.delete(event)
      heard(reply)
      return true
    },
  }
}
