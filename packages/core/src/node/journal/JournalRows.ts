/**
 * How appends become rows of a journal file, and rows become records again.
 *
 * What is read is checked twice: its sum, since a flipped bit may well be another valid number, and its schema
 * (`RowReaders`). Nothing here ever writes over a row that fails.
 */
import * as Option from "effect/Option"
import type { DatabaseSync, SQLOutputValue } from "node:sqlite"
import { crc32 } from "node:zlib"
import type { CheckoutKey } from "../../Domain.ts"
import {
  type Append,
  type JournalRecord,
  type ListEntry,
  type ListQuery,
  type MovedQuery,
  MAX_LIST,
  noneUnsettled,
  type UnsettledCounts,
  VersionConflict,
} from "../../Journal.ts"
import type { JournalEvent } from "../../journal/JournalEvent.ts"
import { prepareAll, prepareList } from "./JournalStatements.ts"
import * as Read from "./RowReaders.ts"

type Row = Record<string, SQLOutputValue>

/** An append as it waits for its group: already text, so that what the caller does to its objects changes nothing. */
export interface PreparedAppend {
  readonly append: Append
  readonly bodies: ReadonlyArray<string>
  readonly personal: string | null
}

export const prepare = (append: Append): PreparedAppend => ({
  append: { ...append, key: { ...append.key } },
  bodies: append.events.map((event) => JSON.stringify(event)),
  personal:
    append.personal === undefined || append.personal === null ? null : JSON.stringify(append.personal),
})

/** What a list has, and the places of the rows that it should have had and that cannot be read: they may not even name a checkout. */
export interface Listed {
  readonly entries: ReadonlyArray<ListEntry>
  readonly unreadable: ReadonlyArray<number>
}

export class JournalRows {
  readonly #file: string
  readonly #statements: ReturnType<typeof prepareAll>
  readonly #list: ReturnType<typeof prepareList>

  constructor(db: DatabaseSync, file: string) {
    this.#file = file
    this.#statements = prepareAll(db)
    this.#list = prepareList(db)
  }

  /** Inside a transaction. The new version, or the conflict; then nothing was written. */
  append({ append, bodies, personal }: PreparedAppend): number | VersionConflict {
    const { key, expectedVersion } = append
    const found = this.#statements.head.get(key.receipt, key.point)
    const actualVersion = Number(found?.["version"] ?? 0)
    if (actualVersion !== expectedVersion) return new VersionConflict({ key, expectedVersion, actualVersion })
    const version = expectedVersion + bodies.length
    const moved = append.moves ? this.#number() : (found?.["moved"] ?? 0)
    const id =
      found === undefined
        ? this.#insert(append, version, moved, personal)
        : this.#update(found, append, version, moved, personal)
    let n = expectedVersion
    for (const body of bodies) {
      n++
      this.#statements.event.run(id, n, body, crc32(body, n))
    }
    return version
  }

  /** The next number of a movement: given and written in one transaction, so that one that was seen is never given again. */
  #number(): SQLOutputValue {
    const number = this.#statements.number.get()?.["last"]
    if (number === undefined) throw new Error("the count of its movements is missing")
    return number
  }

  #insert(
    { at, cases, client, key, status }: Append,
    version: number,
    moved: SQLOutputValue,
    personal: string | null,
  ): SQLOutputValue {
    return this.#statements.insert.run(
      key.receipt,
      key.point,
      version,
      at,
      moved,
      status,
      cases ? 1 : 0,
      client ?? null,
      personal,
    ).lastInsertRowid
  }

  /** Writes only what changes: a column that is set, even to what it was, costs a page of each index over it. */
  #update(
    found: Row,
    append: Append,
    version: number,
    moved: SQLOutputValue,
    personal: string | null,
  ): SQLOutputValue {
    const { advance, leave, move, update, updatePersonal } = this.#statements
    const { at, status } = append
    const id = found["id"] ?? null
    const before = found["client"] ?? null
    const client = append.client ?? before
    const cases = append.cases ? 1 : 0
    if (client !== before && before !== null && moved !== 0) leave.run(id, before, moved)
    if (append.personal !== undefined)
      updatePersonal.run(version, at, moved, status, cases, client, personal, id)
    else if (found["status"] !== status || found["cases"] !== cases || client !== before)
      update.run(version, at, moved, status, cases, client, id)
    else if (append.moves) move.run(version, at, moved, id)
    else advance.run(version, at, id)
    return id
  }

  /** The number of the last movement. A read of one row that is in memory, and right also after a transaction that failed. */
  sequence(): number {
    return this.#movements().last
  }

  remember(name: string, value: string): void {
    this.#statements.remember.run(name, value)
  }

  recall(name: string): Option.Option<string> {
    const value = this.#statements.recall.get(name)?.["value"]
    return typeof value === "string" ? Option.some(value) : Option.none()
  }

  /** Yes also where `since` is older than what a purge deleted: nobody knows any more. */
  movedSince({ client, except, point, since }: MovedQuery): boolean {
    const { head, moved, movedAt } = this.#statements
    if (since < this.#movements().purged) return true
    const asking = head.get(except.receipt, except.point)?.["id"] ?? 0
    const found =
      client === undefined
        ? movedAt.get({ point, since, except: asking })
        : moved.get({ client, since, except: asking })
    return found !== undefined
  }

  #movements(): Read.Movements {
    return Read.movements(this.#statements.movements.get(), `${this.#file}, the count of its movements`)
  }

  load(key: CheckoutKey): Option.Option<JournalRecord> {
    const found = this.#statements.load.get(key.receipt, key.point)
    if (found === undefined) return Option.none()
    const place = `${this.#file}, receipt ${key.receipt}`
    const row = Read.checkout(found, place)
    const events = this.#statements.events
      .all(row.id)
      .map((event, index) => this.#event(event, index + 1, place))
    if (events.length !== row.version)
      throw Read.damaged(place, `${events.length} events are stored, not ${row.version}`)
    return Option.some({
      key: { point: key.point, receipt: key.receipt },
      version: row.version,
      status: row.status,
      cases: row.cases === 1,
      events,
      ...(row.personal === null
        ? {}
        : { personal: Read.personal(Read.parse(row.personal, `${place}, personal`), `${place}, personal`) }),
    })
  }

  #event(row: Row, n: number, receipt: string): JournalEvent {
    const place = `${receipt}, event ${n}`
    const event = Read.event(row, place)
    if (event.n !== n) throw Read.damaged(place, "it is missing")
    if (event.crc !== crc32(event.body, n)) throw Read.damaged(place, "its body does not match its checksum")
    return Read.body(Read.parse(event.body, place), place)
  }

  /** As full a page as there is, whatever cannot be read in between: a short page is the last one. */
  list(query: ListQuery): Listed {
    const limit = Math.min(query.limit ?? MAX_LIST, MAX_LIST)
    const entries: Array<ListEntry> = []
    const unreadable: Array<number> = []
    for (let after = query.after ?? 0; ;) {
      const missing = limit - entries.length
      const rows = this.#list({ ...query, after, limit: missing })
      for (const row of rows) {
        after = Number(row["id"])
        const entry = Read.entry(row)
        if (entry === undefined) unreadable.push(after)
        else entries.push(entry)
      }
      if (entries.length >= limit || rows.length < missing) return { entries, unreadable }
    }
  }

  /** Without those that stand nowhere: a list tells of them. */
  counts(): UnsettledCounts {
    const counts = { ...noneUnsettled }
    for (const row of this.#statements.counts.all()) {
      const found = Read.count(row)
      if (found !== undefined) counts[found.status] = found.count
    }
    return counts
  }

  /**
   * Inside a transaction: goes through one slice. What does not read as it was written is not forgotten but marked as a
   * case, so that a person sees it: a purge must not be the end of the only evidence.
   */
  purge(settledBefore: number): { readonly seen: number; readonly purged: number } {
    const { keep, purgeable, purgeCheckout, purgeEvents, purgeLeft, purgeMovements } = this.#statements
    const slice = purgeable.all(settledBefore)
    let purged = 0
    for (const { id = null, moved = 0, version } of slice) {
      if (this.#isWhole(id, version)) {
        purgeEvents.run(id)
        purgeLeft.run(id)
        purgeCheckout.run(id)
        purgeMovements.run(moved)
        purged++
      } else keep.run(id)
    }
    return { seen: slice.length, purged }
  }

  #isWhole(id: SQLOutputValue, version: SQLOutputValue | undefined): boolean {
    const events = this.#statements.events.all(id)
    return (
      events.length === version &&
      events.every(({ body, crc, n }, index) => n === index + 1 && crc === crc32(String(body), index + 1))
    )
  }
}
