/** A checkout's states in English, wherever a page names them, and the words of their chart. */
import type { CheckoutState } from "@loyalkit/core/journal/CheckoutState"

export const en = {
  title: "State chart",
  now: "Now",
  through: "Came through",
  next: "May come next",
  begins: "nothing yet",
  ends: "nothing: it has ended",
  states: {
    Open: "open",
    Identified: "client found",
    Quoted: "quoted",
    Held: "points held",
    Queued: "earning queued",
    Committing: "being sold",
    InDoubt: "in doubt",
    NotCreated: "to be sent again",
    Committed: "sold",
    Rejected: "ended without a\u00a0sale",
    Cancelled: "cancelled",
  } satisfies Readonly<Record<CheckoutState["_tag"], string>>,
}

export type Words = typeof en
