/**
 * The statements of a journal file, prepared once, and how rows become records.
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
  MAX_LIST,
  VersionConflict,
} from "../../Journal.ts"
import { JournalEvent, Personal } from "../../journal/JournalEvent.ts"

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

const Status = Schema.Literals(["open", "committing", "doubt", "settled"])
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
const readBody = reader(JournalEvent)
const readPersonal = reader(Personal)

const parse = (text: string, place: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw damaged(place, "not JSON")
  }
}

/** How many checkouts one transaction of a purge deletes: a few milliseconds, which a till's append may have to wait. Our judgment. */
export const PURGE_SLICE = 200

const PURGEABLE = `SELECT id, version FROM checkouts WHERE status = 'settled' AND cases = 0 AND updated_at < ?
  ORDER BY updated_at, id LIMIT ${PURGE_SLICE}`
const LISTED = "SELECT id, point, receipt, version, status, cases FROM checkouts"

export class JournalRows {
  readonly #file: string
  readonly #statements: ReturnType<typeof prepareAll>

  constructor(db: DatabaseSync, file: string) {
    this.#file = file
    this.#statements = prepareAll(db)
  }

  /** Inside a transaction. The new version, or the conflict; then nothing was written. */
  append({ append, bodies, personal }: PreparedAppend): number | VersionConflict {
    const { key, expectedVersion } = append
    const found = this.#statements.head.get(key.receipt, key.point)
    const actualVersion = Number(found?.["version"] ?? 0)
    if (actualVersion !== expectedVersion) return new VersionConflict({ key, expectedVersion, actualVersion })
    const version = expectedVersion + bodies.length
    const id =
      found === undefined
        ? this.#insert(append, version, personal)
        : this.#update(found, append, version, personal)
    let n = expectedVersion
    for (const body of bodies) {
      n++
      this.#statements.event.run(id, n, body, crc32(body, n))
    }
    return version
  }

  #insert({ at, cases, key, status }: Append, version: number, personal: string | null): SQLOutputValue {
    const { insert } = this.#statements
    return insert.run(key.receipt, key.point, version, status, cases ? 1 : 0, at, personal).lastInsertRowid
  }

  /** Writes only what changes: a status or case that is set, even to what it was, costs a page of each index over it. */
  #update(found: Row, append: Append, version: number, personal: string | null): SQLOutputValue {
    const { advance, update, updatePersonal } = this.#statements
    const { at, status } = append
    const cases = append.cases ? 1 : 0
    const id = found["id"] ?? null
    if (append.personal !== undefined) updatePersonal.run(version, status, cases, at, personal, id)
    else if (found["status"] !== status || found["cases"] !== cases)
      update.run(version, status, cases, at, id)
    else advance.run(version, at, id)
    return id
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

  list({ status, cases, after = 0, limit = MAX_LIST }: ListQuery): ReadonlyArray<ListEntry> {
    const most = Math.min(Math.max(0, limit), MAX_LIST)
    const { cased, casedBy, settled, unsettled, unsettledBy } = this.#statements
    const rows =
      cases === true
        ? status === undefined
          ? cased.all(after, most)
          : casedBy.all(status, after, most)
        : status === undefined
          ? unsettled.all(after, most)
          : status === "settled"
            ? settled.all(after, most)
            : unsettledBy.all(status, after, most)
    return rows.map((found) => {
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

  /**
   * Inside a transaction: goes through one slice. What does not read as it was written is not forgotten but marked as a
   * case, so that a person sees it: a purge must not be the end of the only evidence.
   */
  purge(settledBefore: number): { readonly seen: number; readonly purged: number } {
    const { keep, purgeable, purgeCheckout, purgeEvents } = this.#statements
    const slice = purgeable.all(settledBefore)
    let purged = 0
    for (const { id, version } of slice) {
      if (this.#isWhole(id ?? null, version)) {
        purgeEvents.run(id ?? null)
        purgeCheckout.run(id ?? null)
        purged++
      } else keep.run(id ?? null)
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

const prepareAll = (db: DatabaseSync) => {
  const update = (columns: string) => db.prepare(`UPDATE checkouts SET version = ?, ${columns} WHERE id = ?`)
  const list = (where: string) => db.prepare(`${LISTED} WHERE ${where} AND id > ? ORDER BY id LIMIT ?`)
  return {
    insert: db.prepare(`INSERT INTO checkouts (receipt, point, version, status, cases, updated_at, personal)
      VALUES (?, ?, ?, ?, ?, ?, ?)`),
    advance: update("updated_at = ?"),
    update: update("status = ?, cases = ?, updated_at = ?"),
    updatePersonal: update("status = ?, cases = ?, updated_at = ?, personal = ?"),
    event: db.prepare("INSERT INTO events (checkout, n, body, crc) VALUES (?, ?, ?, ?)"),
    head: db.prepare("SELECT id, version, status, cases FROM checkouts WHERE receipt = ? AND point = ?"),
    load: db.prepare(
      "SELECT id, version, status, cases, personal FROM checkouts WHERE receipt = ? AND point = ?",
    ),
    events: db.prepare("SELECT n, body, crc FROM events WHERE checkout = ? ORDER BY n"),
    unsettled: list("status <> 'settled'"),
    unsettledBy: list("status <> 'settled' AND status = ?"),
    settled: list("status = 'settled'"),
    cased: list("cases = 1"),
    casedBy: list("cases = 1 AND status = ?"),
    purgeable: db.prepare(PURGEABLE),
    purgeEvents: db.prepare("DELETE FROM events WHERE checkout = ?"),
    purgeCheckout: db.prepare("DELETE FROM checkouts WHERE id = ?"),
    keep: db.prepare("UPDATE checkouts SET cases = 1 WHERE id = ?"),
  }
}
