/**
 * How appends become rows of a journal file, and rows become records again.
 *
 * What is read is checked twice: its sum, since a flipped bit may well be another valid number, and its schema. A row
 * that fails is reported by its place, never by its contents, and nothing here ever writes over one.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { DatabaseSync, SQLOutputValue } from "node:sqlite"
import { crc32 } from "node:zlib"
import { CheckoutKey } from "../../Domain.ts"
import {
  type Append,
  JournalCorrupt,
  type JournalRecord,
  type ListEntry,
  type ListQuery,
  type MovedQuery,
  noneUnsettled,
  type UnsettledCounts,
  VersionConflict,
} from "../../Journal.ts"
import { JournalEvent, Personal } from "../../journal/JournalEvent.ts"
import { prepareAll, prepareList } from "./JournalStatements.ts"

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

const Unsettled = Schema.Literals(["open", "queued", "committing", "doubt", "overdue"])
const Status = Schema.Literals([...Unsettled.literals, "settled"])
const CheckoutRow = Schema.Struct({
  id: Schema.Int,
  version: Schema.Int,
  status: Status,
  cases: Schema.Literals([0, 1]),
  personal: Schema.NullOr(Schema.String),
})
const EventRow = Schema.Struct({ n: Schema.Int, body: Schema.String, crc: Schema.Int })
const ListRow = Schema.Struct({
  ...CheckoutKey.fields,
  id: Schema.Int,
  version: Schema.Int,
  status: Status,
  cases: Schema.Literals([0, 1]),
})

const CountRow = Schema.Struct({ status: Unsettled, count: Schema.Int })
const MovementsRow = Schema.Struct({ last: Schema.Int, purged: Schema.Int })

type Reader<A> = (value: unknown, place: string) => A

/** Thrown inside this file's readers only, and turned into the error channel by whoever calls {@link JournalRows}. */
const damaged = (place: string, what: string): JournalCorrupt =>
  new JournalCorrupt({ detail: `${place}: ${what}` })

/** A schema's complaint names the field and what was expected there, not what was found: that may be a person's. */
const complaint = (error: Schema.SchemaError): string => error.message.replace(/\s+/g, " ")

const reader = <S extends Schema.ConstraintDecoder<unknown>>(schema: S): Reader<S["Type"]> => {
  const decode = Schema.decodeUnknownResult(schema)
  return (value, place) => Result.getOrThrowWith(decode(value), (error) => damaged(place, complaint(error)))
}

const readCheckout = reader(CheckoutRow)
const readEvent = reader(EventRow)
const readListed = reader(ListRow)
const readCount = reader(CountRow)
const readMovements = reader(MovementsRow)
const readBody = reader(JournalEvent)
const readPersonal = reader(Personal)

const parse = (text: string, place: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw damaged(place, "not JSON")
  }
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

  #movements(): typeof MovementsRow.Type {
    return readMovements(this.#statements.movements.get(), `${this.#file}, the count of its movements`)
  }

  load(key: CheckoutKey): Option.Option<JournalRecord> {
    const found = this.#statements.load.get(key.receipt, key.point)
    if (found === undefined) return Option.none()
    const place = `${this.#file}, receipt ${key.receipt}`
    const row = readCheckout(found, place)
    const events = this.#statements.events
      .all(row.id)
      .map((event, index) => this.#event(event, index + 1, place))
    if (events.length !== row.version)
      throw damaged(place, `${events.length} events are stored, not ${row.version}`)
    return Option.some({
      key: { point: key.point, receipt: key.receipt },
      version: row.version,
      status: row.status,
      cases: row.cases === 1,
      events,
      ...(row.personal === null
        ? {}
        : { personal: readPersonal(parse(row.personal, `${place}, personal`), `${place}, personal`) }),
    })
  }

  #event(row: Row, n: number, receipt: string): JournalEvent {
    const place = `${receipt}, event ${n}`
    const event = readEvent(row, place)
    if (event.n !== n) throw damaged(place, "it is missing")
    if (event.crc !== crc32(event.body, n)) throw damaged(place, "its body does not match its checksum")
    return readBody(parse(event.body, place), place)
  }

  list(query: ListQuery): ReadonlyArray<ListEntry> {
    return this.#list(query).map((found) => {
      const row = readListed(found, `${this.#file}, checkout ${String(found["id"])}`)
      return {
        key: { point: row.point, receipt: row.receipt },
        version: row.version,
        status: row.status,
        cases: row.cases === 1,
        cursor: row.id,
      }
    })
  }

  counts(): UnsettledCounts {
    const counts = { ...noneUnsettled }
    for (const row of this.#statements.counts.all()) {
      const { count, status } = readCount(row, `${this.#file}, the count of its checkouts`)
      counts[status] = count
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
