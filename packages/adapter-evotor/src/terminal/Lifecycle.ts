/**
 * A receipt is opened, cleared or closed: broadcasts that nobody waits for, and that may be lost or come out of order.
 *
 * Closed, the receipt moves to the outbox before anything else. Cleared, it is cancelled at the gateway, which gives the points back. When
 * another one begins, the one before is over: sold, where the terminal says that it was closed and the broadcast was lost; else its client
 * is forgotten and the points released.
 */
import { soldNotes, type Notes } from "./Book.ts"
import type { Terminal } from "./Terminal.ts"
import type { Visits } from "./Visit.ts"

export interface Lifecycle {
  readonly opened: (receiptId: string) => Promise<unknown>
  readonly cleared: (receiptId: string) => Promise<unknown>
  readonly closed: (receiptId: string) => Promise<unknown>
  /** No receipt but this one is open any more. */
  readonly leaveOthers: (receiptId: string | undefined) => Promise<unknown>
}

export const lifecycleOf = (terminal: Terminal, visits: Visits): Lifecycle => {
  const { book, gateway, log, now, timeouts } = terminal

  const sold = (receiptId: string): Promise<unknown> =>
    book.change((notes) => soldNotes(notes, receiptId, now()))

  /** Forgets it, then lets go of its points: that the gateway does not hear it is harmless, since holds end by themselves. */
  const forget = (receiptId: string, how: "cancel" | "release"): Promise<unknown> => {
    let isKnown = false
    const forgotten = (notes: Notes): Notes => {
      const { open, outbox } = notes
      isKnown = open !== undefined && open.receipt === receiptId
      return isKnown ? { outbox } : notes
    }
    return book.change(forgotten).then(() => {
      if (!isKnown || !terminal.isUsable) return
      // Nobody waits for it.
      void gateway[how](receiptId, timeouts.request).then((answer) =>
        log("info", `receipt ${receiptId}: ${how} ${answer.ok ? "" : answer.code}`),
      )
    })
  }

  const leaveOthers: Lifecycle["leaveOthers"] = (receiptId) =>
    book.read().then(({ open }) =>
      open === undefined || open.receipt === receiptId
        ? undefined
        : terminal.purchase(open.receipt).then((purchase) => {
            if (purchase !== undefined && purchase.isClosed) return sold(open.receipt)
            // After a restart nobody knows yet what is being sold.
            return receiptId === undefined ? undefined : forget(open.receipt, "release")
          }),
    )

  return {
    leaveOthers,
    opened: (receiptId) => {
      visits.skipIf((waiting) => waiting !== receiptId)
      return leaveOthers(receiptId)
    },
    cleared: (receiptId) => {
      visits.skipIf((waiting) => waiting === receiptId)
      return forget(receiptId, "cancel")
    },
    closed: (receiptId) => {
      visits.skipIf((waiting) => waiting === receiptId)
      return sold(receiptId)
    },
  }
}
