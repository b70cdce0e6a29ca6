/**
 * The durable record of every checkout; the only truth after a crash.
 *
 * For each checkout the journal keeps a list of events, and appends to it only for a writer who knows how long
 * the list was: two tills, or two processes, that act on one receipt cannot overwrite each other. Events name
 * nobody; who the customer is stands beside them and goes when the checkout is settled.
 *
 * Layers: `journal/MemoryJournal` (tests, the playground, a browser), `node/SqliteJournal` (a till's disk). The
 * suite in `testing/JournalConformance` says what every one of them must do.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import type { CheckoutKey, ClientId, PointId } from "./Domain.ts"
import type { JournalEvent, Personal } from "./journal/JournalEvent.ts"

/**
 * Where a checkout stands, as far as finding it goes: `open` (a till may go on), `queued` (an earning that waits
 * for the service), `committing` (a sale was about to be created; after a crash a doubt), `doubt`, `overdue` (a doubt whose request can no longer be executed), or
 * `settled`.
 */
export type JournalStatus = "open" | "queued" | "committing" | "doubt" | "overdue" | "settled"

/** The statuses of checkouts that are not settled. */
export type UnsettledStatus = Exclude<JournalStatus, "settled">

/** How many checkouts stand in each status. Settled ones are not counted: there may be millions. */
export type UnsettledCounts = Readonly<Record<UnsettledStatus, number>>

/** No checkout in any status. */
export const noneUnsettled: UnsettledCounts = { open: 0, queued: 0, committing: 0, doubt: 0, overdue: 0 }

/**
 * How safe an append is before its effect succeeds. `synced`: it survives a power cut. `written`: it survives
 * the death of the process, and is synced soon after. A commit's intent is synced (docs/design.md, 5); losing
 * anything else costs a repeated step or a doubt, never a second sale.
 */
export type Durability = "synced" | "written"

/** Events to append, all or none. */
export interface Append {
  readonly key: CheckoutKey
  /** How many events the checkout has, as far as the writer knows; 0 for a new one. */
  readonly expectedVersion: number
  readonly events: readonly [JournalEvent, ...ReadonlyArray<JournalEvent>]
  /** Where the checkout stands after these events. */
  readonly status: JournalStatus
  /** Does a person have to look at it? Listed by `list({ cases: true })`, whatever its status. */
  readonly cases: boolean
  /** Whose checkout it is from now on; left out, it stays. Found by it: `list`, `movedSince`. */
  readonly client?: ClientId
  /** May what these events tell of have changed the client's balance or holds at the service? Counted by `sequence`. */
  readonly moves: boolean
  /** Replaces what is known about the person; `null` deletes it; left out, it stays. */
  readonly personal?: Personal | null
  /** The time of this append in milliseconds since 1970: what purging goes by. */
  readonly at: number
  readonly durability: Durability
}

/** One checkout as the journal has it. `version` is the number of its events. */
export interface JournalRecord {
  readonly key: CheckoutKey
  readonly version: number
  readonly status: JournalStatus
  readonly cases: boolean
  readonly events: ReadonlyArray<JournalEvent>
  readonly personal?: Personal
}

/** The most checkouts that one `list` returns. */
export const MAX_LIST = 1_000

/** Which checkouts to list; without `status` and `cases`, all that are not settled. In the order of their first append. */
export interface ListQuery {
  readonly status?: JournalStatus
  /** Only those that a person has to look at. */
  readonly cases?: true
  /** Only this client's. */
  readonly client?: ClientId
  /** Goes on after this one: the `cursor` of the last entry of the page before. */
  readonly after?: number
  /** At most so many; {@link MAX_LIST} by default and at most. */
  readonly limit?: number
}

/** An entry of a list. `cursor` grows in the order of first appends. */
export interface ListEntry {
  readonly key: CheckoutKey
  readonly version: number
  readonly status: JournalStatus
  readonly cases: boolean
  readonly cursor: number
}

/** Asks whether anything but one checkout moved a client's points, or anybody's points at a point. */
export type MovedQuery = {
  /** The journal's `sequence` as it was then. */
  readonly since: number
  /** The checkout that asks. */
  readonly except: CheckoutKey
} & (
  | { readonly client: ClientId; readonly point?: never }
  | { readonly point: PointId; readonly client?: never }
)

/** Somebody else appended first. Load the checkout again and decide anew. */
export class VersionConflict extends Data.TaggedError("VersionConflict")<{
  readonly key: CheckoutKey
  readonly expectedVersion: number
  readonly actualVersion: number
}> {
  override get message(): string {
    return `Receipt ${this.key.receipt} has ${this.actualVersion} events, not ${this.expectedVersion}: somebody else wrote first. Load it again.`
  }
}

/** The journal cannot be read or written: a full disk, a lost file, another writer. Nothing may be sent while it lasts. */
export class JournalUnavailable extends Data.TaggedError("JournalUnavailable")<{
  /** In plain words what failed. */
  readonly detail: string
  readonly cause?: unknown
}> {
  /** Nothing is sent while the journal cannot take it. */
  readonly commitState = "not-sent"
  override get message(): string {
    return `The journal cannot be used (${this.detail}). No points are written off until it works; see to the till's disk.`
  }
}

/** What is stored does not read as what was written. It is never overwritten: keep the file and ask for help. */
export class JournalCorrupt extends Data.TaggedError("JournalCorrupt")<{
  /** Which file, row or field, and what was expected there. */
  readonly detail: string
  readonly cause?: unknown
}> {
  /** Nothing is sent while the journal cannot take it. */
  readonly commitState = "not-sent"
  override get message(): string {
    return `The journal is damaged (${this.detail}). It was left as it is: keep a copy of the file before anything else.`
  }
}

export type JournalError = JournalUnavailable | JournalCorrupt

/** The port that every journal fills. All effects are safe to run concurrently. */
export class Journal extends Context.Service<
  Journal,
  {
    /** Appends, and gives the new version. On `VersionConflict` nothing was written. */
    readonly append: (append: Append) => Effect.Effect<number, VersionConflict | JournalUnavailable>
    /** The checkout, if there is one. */
    readonly load: (key: CheckoutKey) => Effect.Effect<Option.Option<JournalRecord>, JournalError>
    /**
     * A page shorter than its limit is the last one. A record that cannot even be named is left out, and told to the log: one
     * receipt must not stop the shop.
     */
    readonly list: (query: ListQuery) => Effect.Effect<ReadonlyArray<ListEntry>, JournalError>
    /** How many checkouts stand in each status but `settled`. Cheap enough for a health page: it looks at no settled one. */
    readonly counts: Effect.Effect<UnsettledCounts, JournalError>
    /** The number of the last append that moved points, in the whole journal. It never goes back, not even by a purge. */
    readonly sequence: Effect.Effect<number, JournalUnavailable>
    /**
     * Has another checkout of this client, or at this point, an append that `moves`, numbered above `since`, or is one `committing` or in `doubt`
     * now? One that was this client's before counts with what it moved until then. Yes also where `since` is older than a
     * movement that a purge deleted: nobody knows any more whose it was.
     */
    readonly movedSince: (query: MovedQuery) => Effect.Effect<boolean, JournalError>
    /** Remembers a small fact about the service under a name, in place of an earlier one. At least written; what is lost is seen again. */
    readonly remember: (name: string, value: string) => Effect.Effect<void, JournalUnavailable>
    readonly recall: (name: string) => Effect.Effect<Option.Option<string>, JournalError>
    /** Deletes settled checkouts whose last append is older than this time and that no person has to look at; gives how many. */
    readonly purge: (settledBefore: number) => Effect.Effect<number, JournalUnavailable>
    /** Makes everything written so far survive a power cut. */
    readonly sync: Effect.Effect<void, JournalUnavailable>
    /** Is this process the only writer? Then what it folded once need not be read again. */
    readonly singleWriter: boolean
  }
>()("@loyalkit/core/Journal") {}
