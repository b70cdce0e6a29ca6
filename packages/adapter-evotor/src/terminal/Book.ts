/**
 * What a terminal must not forget: the receipt that our part is in, and the sales that the gateway has not confirmed.
 *
 * It is one text under one key, so that a receipt moves from open to sold in one write: a process that dies at any line leaves it in one of
 * the two. Changes are made one after the other, and are durable once they resolve.
 */
import { parsed } from "./Json.ts"
import type { Applied, OpenReceipt } from "./Standing.ts"
import type { Store } from "./Store.ts"

/** Sales waiting, at most; where there are as many, no more points are promised. Our judgment: days without a line, in some 60 kB. */
export const MAX_OUTBOX = 200

/** A sale to be committed. */
export interface SoldReceipt {
  readonly open: OpenReceipt
  /** Milliseconds since 1970. */
  readonly soldAt: number
  /** Written before the first request, so that every repeat asks for the same. */
  readonly applied?: Applied | undefined
}

export interface Notes {
  readonly open?: OpenReceipt | undefined
  readonly outbox: ReadonlyArray<SoldReceipt>
}

export interface Book {
  /** After all changes that were asked for. Rejects where the store cannot be read. */
  readonly read: () => Promise<Notes>
  /** Changes and writes. Rejects where the store did not write; the change holds all the same while the process lives. */
  readonly change: (how: (notes: Notes) => Notes) => Promise<Notes>
}

/** What the log says where a change was not made durable. */
export const NOT_WRITTEN = "the store does not write"

const KEY = "loyalkit.terminal.1"
const DAMAGED_KEY = `${KEY}.damaged`

/** An object of our own writing, or nothing where something else overwrote it. */
const notesOf = (text: string | null | undefined): Notes | undefined => {
  if (text === null || text === undefined || text === "") return { outbox: [] }
  // Our own writing, under a key with its version.
  const notes = parsed(text) as Notes | null | undefined
  return notes !== null && notes !== undefined && Array.isArray(notes.outbox) ? notes : undefined
}

export const bookOf = (store: Store, onDamaged: () => void): Book => {
  let notes: Notes | undefined
  let last: Promise<unknown> = Promise.resolve()

  const loaded = (found: Notes): Notes => {
    notes = found
    return found
  }
  /** What cannot be read is kept aside for a person to look at. */
  const damaged = (text: string): PromiseLike<Notes> => {
    onDamaged()
    return store.set(DAMAGED_KEY, text).then(() => loaded({ outbox: [] }))
  }
  /** A store that could not be read is asked again by whoever comes next: what is in it must not be overwritten. */
  const load = (): Notes | PromiseLike<Notes> => {
    if (notes !== undefined) return notes
    return store.get(KEY).then((text) => {
      const found = notesOf(text)
      return found === undefined ? damaged(text || "") : loaded(found)
    })
  }
  const inTurn = (run: () => Notes | PromiseLike<Notes>): Promise<Notes> => {
    const turn = last.then(run)
    last = turn.then(undefined, () => undefined)
    return turn
  }

  return {
    read: () => inTurn(load),
    change: (how) =>
      inTurn(() =>
        Promise.resolve(load()).then((before) => {
          const after = how(before)
          if (after === before) return before
          notes = after
          return store.set(KEY, JSON.stringify(after)).then(() => after)
        }),
      ),
  }
}

/** Is the receipt among those sold? */
export const isSold = ({ outbox }: Notes, receipt: string): boolean =>
  outbox.some(({ open }) => open.receipt === receipt)

/** The open receipt, if it is this one, becomes one that is sold. */
export const soldNotes = (notes: Notes, receipt: string, soldAt: number): Notes =>
  notes.open === undefined || notes.open.receipt !== receipt
    ? notes
    : { outbox: notes.outbox.concat([{ open: notes.open, soldAt }]) }
