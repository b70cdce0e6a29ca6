/**
 * What a journal should hold after a day, written down as simply as can be: every receipt with its events, and a plain
 * list of all movements.
 */
import * as Result from "effect/Result"
import type { ClientId } from "../../src/Domain.ts"
import type { Append, JournalStatus } from "../../src/Journal.ts"
import type { JournalEvent, Personal } from "../../src/journal/JournalEvent.ts"

/** One receipt. */
export interface Receipt {
  events: Array<JournalEvent>
  status: JournalStatus
  cases: boolean
  personal: Personal | undefined
  client: ClientId | undefined
  at: number
}

/** A movement of points, and whose they may have been: each client's that the receipt had then or has had since. */
interface Movement {
  readonly n: number
  readonly receipt: string
  readonly clients: Set<ClientId>
}

/** What its journal should answer. */
export class Model {
  readonly receipts = new Map<string, Receipt>()
  movements: Array<Movement> = []
  sequence = 0
  purged = 0

  /** The new version, or what the version is instead. */
  take(append: Append): Result.Result<number, number> {
    const { receipt } = append.key
    const before = this.receipts.get(receipt)
    const version = before?.events.length ?? 0
    if (version !== append.expectedVersion) return Result.fail(version)
    const { status, cases, at } = append
    const personal = append.personal === undefined ? before?.personal : (append.personal ?? undefined)
    const client = append.client ?? before?.client
    const events = [...(before?.events ?? []), ...append.events]
    this.receipts.set(receipt, { events, status, cases, at, personal, client })
    if (append.moves) {
      const clients = new Set(before?.client === undefined ? [] : [before.client])
      this.movements.push({ n: ++this.sequence, receipt, clients })
    }
    if (client === undefined) return Result.succeed(events.length)
    for (const movement of this.movements) if (movement.receipt === receipt) movement.clients.add(client)
    return Result.succeed(events.length)
  }

  /** How many receipts are forgotten. */
  purge(before: number): number {
    const isOld = ({ at, cases, status }: Receipt) => status === "settled" && !cases && at < before
    const old = new Set([...this.receipts].flatMap(([name, receipt]) => (isOld(receipt) ? [name] : [])))
    for (const name of old) this.receipts.delete(name)
    const forgotten = this.movements.filter(({ receipt }) => old.has(receipt))
    this.purged = Math.max(this.purged, ...forgotten.map(({ n }) => n))
    this.movements = this.movements.filter(({ receipt }) => !old.has(receipt))
    return old.size
  }

  names(wanted: (receipt: Receipt) => boolean): ReadonlyArray<string> {
    return [...this.receipts].flatMap(([name, receipt]) => (wanted(receipt) ? [name] : []))
  }

  /** Of this client; of anybody, where none is named. */
  movedSince(client: ClientId | undefined, since: number, except: string): boolean {
    const others = [...this.receipts].filter(
      ([name, receipt]) => name !== except && (client === undefined || receipt.client === client),
    )
    const moved = this.movements.filter(({ n, receipt }) => receipt !== except && n > since)
    return (
      since < this.purged ||
      others.some(([, { status }]) => status === "committing" || status === "doubt") ||
      moved.some(({ clients }) => client === undefined || clients.has(client))
    )
  }
}
