/**
 * What the plugin has on its disk, and so still has after a restart: the calls that must reach the bridge, and the orders that are watched.
 */
import { createSignal, type Accessor } from "solid-js"
import type { Asked } from "../line/Line.ts"

/** A call that was written down before it goes out. */
export interface Filed extends Asked {
  readonly file: number
  readonly order: string
}

export interface Disk {
  /** Oldest first. */
  readonly outbox: Accessor<ReadonlyArray<Filed>>
  readonly write: (call: Omit<Filed, "file">) => Filed
  readonly remove: (file: number) => void
  /** IDs of orders. */
  readonly watched: Set<string>
  /** Are returns noted, as the last `ping` said? Until the first one they wait for an answer. */
  notesReturns: boolean
}

export const createDisk = (): Disk => {
  const [outbox, setOutbox] = createSignal<ReadonlyArray<Filed>>([])
  let last = 0
  return {
    outbox,
    write: (call) => {
      last += 1
      const filed = { ...call, file: last }
      setOutbox((all) => [...all, filed])
      return filed
    },
    remove: (file) => void setOutbox((all) => all.filter((one) => one.file !== file)),
    watched: new Set(),
    notesReturns: false,
  }
}
