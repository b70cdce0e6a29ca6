/**
 * The journal in memory: for tests, the playground and a browser. It ends with its process.
 *
 * It keeps copies of its own: what a caller does to an event after appending or loading it changes nothing
 * here. Nothing bounds it but `purge`: whoever keeps it for long calls that, as with a journal on disk.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { CheckoutKey } from "../Domain.ts"
import type { Append, JournalRecord, ListEntry, ListQuery } from "../Journal.ts"
import { Journal, MAX_LIST, VersionConflict } from "../Journal.ts"

/** What is kept of one checkout. Its record is replaced as a whole, never changed in place. */
interface Entry {
  readonly cursor: number
  readonly record: JournalRecord
  readonly updatedAt: number
}

/** A receipt ID has no line break, so no two keys make the same name. */
const nameOf = (key: CheckoutKey): string => `${key.receipt}\n${key.point}`

const applied = (before: Entry | undefined, append: Append): Omit<Entry, "cursor"> => {
  const known = append.personal === undefined ? before?.record.personal : append.personal
  const events = [...(before?.record.events ?? []), ...structuredClone(append.events)]
  return {
    updatedAt: append.at,
    record: {
      key: { point: append.key.point, receipt: append.key.receipt },
      version: events.length,
      status: append.status,
      cases: append.cases,
      events,
      ...(known === undefined || known === null ? {} : { personal: structuredClone(known) }),
    },
  }
}

const isListed = ({ record }: Entry, query: ListQuery): boolean => {
  if (query.cases === true && !record.cases) return false
  if (query.status !== undefined) return record.status === query.status
  return query.cases === true || record.status !== "settled"
}

/** The journal's book-keeping, without effects. */
class Entries {
  readonly #byName = new Map<string, Entry>()
  #lastCursor = 0

  /** The new version, or the conflict. */
  append(append: Append): number | VersionConflict {
    const name = nameOf(append.key)
    const before = this.#byName.get(name)
    const actualVersion = before?.record.version ?? 0
    if (actualVersion !== append.expectedVersion) {
      return new VersionConflict({ key: append.key, expectedVersion: append.expectedVersion, actualVersion })
    }
    const entry = { cursor: before?.cursor ?? ++this.#lastCursor, ...applied(before, append) }
    // A Map keeps the place of a name that is set again: the order of first appends.
    this.#byName.set(name, entry)
    return entry.record.version
  }

  load(key: CheckoutKey): Option.Option<JournalRecord> {
    return Option.map(Option.fromUndefinedOr(this.#byName.get(nameOf(key))), ({ record }) =>
      structuredClone(record),
    )
  }

  list(query: ListQuery): ReadonlyArray<ListEntry> {
    const limit = Math.min(query.limit ?? MAX_LIST, MAX_LIST)
    const after = query.after ?? 0
    const listed: Array<ListEntry> = []
    for (const entry of this.#byName.values()) {
      if (listed.length >= limit) break
      if (entry.cursor <= after || !isListed(entry, query)) continue
      const { key, version, status, cases } = entry.record
      listed.push({ key: { ...key }, version, status, cases, cursor: entry.cursor })
    }
    return listed
  }

  purge(settledBefore: number): number {
    let purged = 0
    for (const [name, { record, updatedAt }] of this.#byName) {
      if (record.status !== "settled" || record.cases || updatedAt >= settledBefore) continue
      this.#byName.delete(name)
      purged++
    }
    return purged
  }
}

/** A journal in memory, empty at first. Each build of this layer is a journal of its own. */
export const layerMemory: Layer.Layer<Journal> = Layer.sync(Journal, () => {
  const entries = new Entries()
  return {
    append: (append) =>
      Effect.suspend(() => {
        const version = entries.append(append)
        return typeof version === "number" ? Effect.succeed(version) : Effect.fail(version)
      }),
    load: (key) => Effect.sync(() => entries.load(key)),
    list: (query) => Effect.sync(() => entries.list(query)),
    purge: (settledBefore) => Effect.sync(() => entries.purge(settledBefore)),
    sync: Effect.void,
    singleWriter: true,
  }
})
