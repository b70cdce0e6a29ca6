/**
 * The journal in memory: for tests, the playground and a browser. It ends with its process.
 *
 * It keeps copies of its own: what a caller does to an event after appending or loading it changes nothing
 * here. Nothing bounds it but `purge`: whoever keeps it for long calls that, as with a journal on disk.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type { CheckoutKey, ClientId, PointId } from "../Domain.ts"
import type {
  Append,
  JournalRecord,
  JournalStatus,
  ListEntry,
  ListQuery,
  MovedQuery,
  UnsettledCounts,
} from "../Journal.ts"
import { Journal, MAX_LIST, noneUnsettled, VersionConflict } from "../Journal.ts"

/** What is kept of one checkout. Its record is replaced as a whole, never changed in place. */
interface Entry {
  readonly name: string
  readonly cursor: number
  readonly record: JournalRecord
  readonly updatedAt: number
  readonly client?: ClientId
  /** The number of its last movement; 0 before the first. */
  readonly moved: number
}

/** A client's checkouts, in the order of their first appends, and the last movements of those that are another client's now. */
interface Belongings {
  readonly names: Set<string>
  readonly left: Map<string, number>
}

/** Which checkouts of a point moved points last, two different ones, and which are under way. */
interface Movers {
  last?: { readonly name: string; readonly moved: number }
  other?: { readonly name: string; readonly moved: number }
  readonly inFlight: Set<string>
}

/** A receipt ID has no line break, so no two keys make the same name. */
const nameOf = (key: CheckoutKey): string => `${key.receipt}\n${key.point}`

/**
 * A copy of plain data, as all events are, in a tenth of the time of `structuredClone` or of `Object.fromEntries`: copying is
 * the dearest part of an append here.
 */
const copyOf = <A>(value: A): A => {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf) as A // of the same shape
  const copy = { ...value }
  for (const name in copy) copy[name] = copyOf(copy[name])
  return copy
}

const recordAfter = (before: Entry | undefined, append: Append): JournalRecord => {
  const known = append.personal === undefined ? before?.record.personal : append.personal
  const events = [...(before?.record.events ?? []), ...append.events.map(copyOf)]
  return {
    key: { point: append.key.point, receipt: append.key.receipt },
    version: events.length,
    status: append.status,
    cases: append.cases,
    events,
    ...(known === undefined || known === null ? {} : { personal: copyOf(known) }),
  }
}

const isListed = ({ record }: Entry, query: ListQuery): boolean => {
  if (query.cases === true && !record.cases) return false
  if (query.status !== undefined) return record.status === query.status
  return query.cases === true || record.status !== "settled"
}

const isInFlight = ({ record }: Entry): boolean => record.status === "committing" || record.status === "doubt"

/** The journal's book-keeping, without effects. */
class Entries {
  readonly #byName = new Map<string, Entry>()
  readonly #byClient = new Map<ClientId, Belongings>()
  readonly #byPoint = new Map<PointId, Movers>()
  readonly #counts = { ...noneUnsettled }
  #lastCursor = 0
  #sequence = 0
  /** The greatest number of a movement that a purge deleted. */
  #purged = 0

  get sequence(): number {
    return this.#sequence
  }

  /** The new version, or the conflict. */
  append(append: Append): number | VersionConflict {
    const name = nameOf(append.key)
    const before = this.#byName.get(name)
    const actualVersion = before?.record.version ?? 0
    if (actualVersion !== append.expectedVersion) {
      return new VersionConflict({ key: append.key, expectedVersion: append.expectedVersion, actualVersion })
    }
    const client = append.client ?? before?.client
    const entry: Entry = {
      name,
      cursor: before?.cursor ?? ++this.#lastCursor,
      record: recordAfter(before, append),
      updatedAt: append.at,
      moved: append.moves ? ++this.#sequence : (before?.moved ?? 0),
      ...(client === undefined ? {} : { client }),
    }
    // A Map keeps the place of a name that is set again: the order of first appends.
    this.#byName.set(name, entry)
    if (before !== undefined) this.#count(before.record.status, -1)
    this.#count(append.status, 1)
    this.#belong(before, entry)
    this.#notice(append, entry)
    return entry.record.version
  }

  #count(status: JournalStatus, by: 1 | -1): void {
    if (status !== "settled") this.#counts[status] += by
  }

  /** A purge changes nothing of it: it takes settled ones only. */
  counts(): UnsettledCounts {
    return { ...this.#counts }
  }

  #notice({ key: { point }, moves }: Append, entry: Entry): void {
    const movers = this.#byPoint.get(point) ?? { inFlight: new Set<string>() }
    this.#byPoint.set(point, movers)
    if (isInFlight(entry)) movers.inFlight.add(entry.name)
    else movers.inFlight.delete(entry.name)
    if (!moves) return
    if (movers.last !== undefined && movers.last.name !== entry.name) movers.other = movers.last
    movers.last = { name: entry.name, moved: entry.moved }
  }

  #movedAt(point: PointId, asking: string, since: number): boolean {
    const movers = this.#byPoint.get(point)
    if (movers === undefined) return false
    const latest = movers.last?.name === asking ? movers.other : movers.last
    if (latest !== undefined && latest.moved > since) return true
    return movers.inFlight.size > (movers.inFlight.has(asking) ? 1 : 0)
  }

  #belong(before: Entry | undefined, { client, moved, name }: Entry): void {
    if (client === before?.client) return
    if (before?.client !== undefined) {
      const { left, names } = this.#of(before.client)
      names.delete(name)
      if (moved > 0) left.set(name, moved)
    }
    if (client !== undefined) this.#of(client).names.add(name)
  }

  #of(client: ClientId): Belongings {
    const known = this.#byClient.get(client)
    if (known !== undefined) return known
    const none: Belongings = { names: new Set(), left: new Map() }
    this.#byClient.set(client, none)
    return none
  }

  load(key: CheckoutKey): Option.Option<JournalRecord> {
    return Option.map(Option.fromUndefinedOr(this.#byName.get(nameOf(key))), ({ record }) => copyOf(record))
  }

  list(query: ListQuery): ReadonlyArray<ListEntry> {
    const limit = Math.min(query.limit ?? MAX_LIST, MAX_LIST)
    const after = query.after ?? 0
    const listed: Array<ListEntry> = []
    for (const entry of query.client === undefined ? this.#byName.values() : this.#belonging(query.client)) {
      if (listed.length >= limit) break
      if (entry.cursor <= after || !isListed(entry, query)) continue
      const { key, version, status, cases } = entry.record
      listed.push({ key: { ...key }, version, status, cases, cursor: entry.cursor })
    }
    return listed
  }

  /** A client's checkouts, in the order of their first appends: one may have become theirs late. */
  #belonging(client: ClientId): ReadonlyArray<Entry> {
    const names = this.#byClient.get(client)?.names ?? []
    return [...names]
      .flatMap((name) => this.#byName.get(name) ?? [])
      .toSorted((one, other) => one.cursor - other.cursor)
  }

  /** Yes also where `since` is older than what a purge deleted: nobody knows any more. */
  movedSince({ client, except, point, since }: MovedQuery): boolean {
    if (since < this.#purged) return true
    const asking = nameOf(except)
    if (client === undefined) return this.#movedAt(point, asking, since)
    const left = [...(this.#byClient.get(client)?.left ?? [])]
    return (
      left.some(([name, moved]) => name !== asking && moved > since) ||
      this.#belonging(client).some(
        (entry) => entry.name !== asking && (entry.moved > since || isInFlight(entry)),
      )
    )
  }

  purge(settledBefore: number): number {
    let purged = 0
    for (const { name, moved, record, updatedAt } of this.#byName.values()) {
      if (record.status !== "settled" || record.cases || updatedAt >= settledBefore) continue
      this.#byName.delete(name)
      this.#purged = Math.max(this.#purged, moved)
      purged++
    }
    if (purged > 0) this.#forgetPurged()
    return purged
  }

  #forgetPurged(): void {
    for (const [client, { left, names }] of this.#byClient) {
      for (const name of names) if (!this.#byName.has(name)) names.delete(name)
      for (const name of left.keys()) if (!this.#byName.has(name)) left.delete(name)
      if (names.size + left.size === 0) this.#byClient.delete(client)
    }
  }
}

/** A journal in memory, empty at first. Each build of this layer is a journal of its own. */
export const layerMemory: Layer.Layer<Journal> = Layer.sync(Journal, () => {
  const entries = new Entries()
  const facts = new Map<string, string>()
  return {
    append: (append) =>
      Effect.suspend(() => {
        const version = entries.append(append)
        return typeof version === "number" ? Effect.succeed(version) : Effect.fail(version)
      }),
    load: (key) => Effect.sync(() => entries.load(key)),
    list: (query) => Effect.sync(() => entries.list(query)),
    counts: Effect.sync(() => entries.counts()),
    sequence: Effect.sync(() => entries.sequence),
    movedSince: (query) => Effect.sync(() => entries.movedSince(query)),
    remember: (name, value) => Effect.sync(() => void facts.set(name, value)),
    recall: (name) => Effect.sync(() => Option.fromUndefinedOr(facts.get(name))),
    purge: (settledBefore) => Effect.sync(() => entries.purge(settledBefore)),
    sync: Effect.void,
    singleWriter: true,
  }
})
