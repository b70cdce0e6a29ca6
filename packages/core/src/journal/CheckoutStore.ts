/**
 * Reads and writes checkouts as states instead of events.
 *
 * Folds what the journal has, keeps the folded ones of late in memory so that a step at the till needs no
 * read, and lets only one command at a time touch a receipt. Knows nothing of what the steps mean.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import type { CheckoutKey, HoldId } from "../Domain.ts"
import {
  Journal,
  JournalCorrupt,
  type Durability,
  type JournalError,
  type JournalUnavailable,
} from "../Journal.ts"
import { ReceiptConflict } from "../LoyaltyError.ts"
import { Policy } from "../Policy.ts"
import * as Telemetry from "../Telemetry.ts"
import { hasCase, open, status, type CheckoutState } from "./CheckoutState.ts"
import { fold, next } from "./Fold.ts"
import type { JournalEvent, Personal } from "./JournalEvent.ts"
import * as Locks from "./Locks.ts"
import { clientIdOf, moves } from "./Movements.ts"

/** A checkout as this process knows it. */
export interface Snapshot<State extends CheckoutState = CheckoutState> {
  readonly state: State
  readonly personal: Personal
  /**
   * Until when the till may count on its hold, by the monotonic clock in nanoseconds. Absent where this process
   * did not take the hold itself: a hold whose age is not certain counts as possibly expired (docs/design.md, 10).
   */
  readonly heldUntil?: bigint
}

type WithoutTime<Event> = Event extends unknown ? Omit<Event, "at"> : never

/** An event before the store stamps it with the time. */
export type NewEvent = WithoutTime<JournalEvent>

export interface AppendOptions {
  readonly durability?: Durability
  /** Replaces what is known about the person. Left out, it stays; a settled checkout forgets it anyway. */
  readonly personal?: Personal
  /** Of the hold that these events bring. */
  readonly heldUntil?: bigint
}

/** One for all who work on checkouts in a process: its locks and its memory are shared. */
export class CheckoutStore extends Context.Service<
  CheckoutStore,
  {
    readonly read: (key: CheckoutKey) => Effect.Effect<Snapshot, JournalError>
    /** Writes events, and gives the checkout as it then stands. */
    readonly append: (
      snapshot: Snapshot,
      events: readonly [NewEvent, ...ReadonlyArray<NewEvent>],
      options?: AppendOptions,
    ) => Effect.Effect<Snapshot, ReceiptConflict | JournalUnavailable>
    /** A look from outside, beside whatever is under way: never the base of a change. */
    readonly peek: (key: CheckoutKey) => Effect.Effect<Snapshot, JournalError>
    /** Waits for the receipt's turn, and begins a command in a scope, where it goes on without its caller. */
    readonly begin: (
      key: CheckoutKey,
      scope: Scope.Scope,
    ) => <A, E>(command: Effect.Effect<A, E>) => Effect.Effect<Fiber.Fiber<A, E>>
    /** Runs one command at a time for each receipt. */
    readonly alone: (key: CheckoutKey) => <A, E, R>(command: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  }
>()("@loyalkit/core/journal/CheckoutStore") {
  static readonly layer: Layer.Layer<CheckoutStore, never, Journal> = Layer.effect(
    CheckoutStore,
    Effect.suspend(() => make),
  )
}

// A point's ID is opaque and may hold any character but this one.
const identity = (key: CheckoutKey): string => `${key.receipt}\u0000${key.point}`

/** What was put of late, at most `size`; the one untouched for longest goes first. */
const makeMemory = <A>(size: number) => {
  const kept = new Map<string, A>()
  return {
    get: (id: string): A | undefined => kept.get(id),
    put: (id: string, item: A): void => {
      kept.delete(id)
      if (size === 0) return
      kept.set(id, item)
      if (kept.size <= size) return
      const oldest = kept.keys().next()
      if (oldest.done !== true) kept.delete(oldest.value)
    },
    forget: (id: string): void => void kept.delete(id),
  }
}

const damaged = (key: CheckoutKey, state: string, event: string, version: number) =>
  new JournalCorrupt({
    detail: `receipt ${key.receipt}, event ${version + 1}: ${event} cannot follow ${state}`,
  })

/** The state after new events. That they cannot follow is a defect of ours, not of the journal. */
const advance = (snapshot: Snapshot, events: ReadonlyArray<JournalEvent>): CheckoutState => {
  let state = snapshot.state
  for (const event of events) {
    state = Result.getOrThrowWith(
      next(state, event),
      (impossible) => new Error(`${impossible.event} cannot follow ${impossible.state}`),
    )
  }
  return state
}

const heldBy = (state: CheckoutState): HoldId | undefined => {
  switch (state._tag) {
    case "Held":
      return state.hold.id
    case "Committing":
    case "InDoubt":
    case "NotCreated":
      return state.before._tag === "Held" ? state.before.hold.id : undefined
    default:
      return undefined
  }
}

/** Until when a checkout's hold may be counted on, of those that this process took itself. */
interface Holding {
  readonly hold: HoldId
  readonly until: bigint
}

const stamp = (event: NewEvent, at: number): JournalEvent => ({ ...event, at }) as JournalEvent // the omitted key, put back

/** A checkout straight from the journal, for those who look on and must not see an old state. */
export const readFrom = Effect.fnUntraced(function* (
  journal: Journal["Service"],
  key: CheckoutKey,
): Effect.fn.Return<Snapshot, JournalError> {
  const record = yield* journal.load(key)
  if (Option.isNone(record)) return { state: open(key), personal: {} }
  const { events, personal } = record.value
  const folded = fold(key, events)
  if (Result.isSuccess(folded)) return { state: folded.success, personal: personal ?? {} }
  const { event, state, version } = folded.failure
  return yield* damaged(key, state, event, version)
})

const make = Effect.gen(function* () {
  const journal = yield* Journal
  const policy = yield* Policy
  const locks = Locks.make()
  // With other writers about, what was folded once may be old; how old a hold of our own is stays true.
  const cache = makeMemory<Snapshot>(journal.singleWriter ? policy.cachedCheckouts : 0)
  const holdings = makeMemory<Holding>(policy.cachedCheckouts)

  const remember = (id: string, snapshot: Snapshot): void => {
    // A settled checkout is asked for again only by a repeated call; that one may read the journal.
    if (status(snapshot.state) === "settled") return cache.forget(id)
    cache.put(id, snapshot)
  }

  const look = (key: CheckoutKey, id: string): Effect.Effect<Snapshot, JournalError> =>
    Effect.map(readFrom(journal, key), (found) => {
      const holding = holdings.get(id)
      return holding !== undefined && holding.hold === heldBy(found.state)
        ? { ...found, heldUntil: holding.until }
        : found
    })

  const load = (key: CheckoutKey, id: string): Effect.Effect<Snapshot, JournalError> =>
    Effect.tap(look(key, id), (snapshot) => Effect.sync(() => remember(id, snapshot)))

  const read: CheckoutStore["Service"]["read"] = (key) =>
    Effect.suspend(() => {
      const id = identity(key)
      const cached = cache.get(id)
      return cached === undefined ? load(key, id) : Effect.succeed(cached)
    })

  const append: CheckoutStore["Service"]["append"] = Effect.fnUntraced(function* (snapshot, events, options) {
    const at = yield* Clock.currentTimeMillis
    const [first, ...rest] = events
    const stamped = [stamp(first, at), ...rest.map((event) => stamp(event, at))] as const
    const state = advance(snapshot, stamped)
    const { key } = state
    const id = identity(key)
    const settled = status(state) === "settled"
    const client = clientIdOf(state)
    const personal = settled ? {} : (options?.personal ?? snapshot.personal)
    // Whatever happens now, only the journal knows: forget first, remember after.
    cache.forget(id)
    yield* journal
      .append({
        key,
        expectedVersion: snapshot.state.version,
        events: stamped,
        status: status(state),
        cases: hasCase(state),
        ...(client === undefined ? {} : { client }),
        moves: stamped.some(moves),
        ...(settled ? { personal: null } : options?.personal === undefined ? {} : { personal }),
        at,
        durability: options?.durability ?? "written",
      })
      .pipe(
        Effect.tapError((error) => Telemetry.notRecorded(key, error)),
        Effect.catchTag("VersionConflict", () =>
          Effect.fail(new ReceiptConflict({ detail: "another till acts on it" })),
        ),
      )
    const until = options?.heldUntil ?? snapshot.heldUntil
    const hold = heldBy(state)
    const isHeldByUs = hold !== undefined && until !== undefined
    if (isHeldByUs) holdings.put(id, { hold, until })
    else holdings.forget(id)
    const appended: Snapshot = { state, personal, ...(isHeldByUs ? { heldUntil: until } : {}) }
    remember(id, appended)
    yield* Telemetry.recorded(key, stamped)
    return appended
  })

  return CheckoutStore.of({
    read,
    append,
    peek: (key) =>
      Effect.suspend(() => {
        const id = identity(key)
        const cached = cache.get(id)
        return cached === undefined ? look(key, id) : Effect.succeed(cached)
      }),
    alone: (key) => locks.alone(identity(key)),
    begin: (key, scope) => locks.begin(identity(key), scope),
  })
})
