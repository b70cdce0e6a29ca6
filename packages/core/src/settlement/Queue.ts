/**
 * Earnings that wait for the service: taken in while it is away, delivered in order when it is back.
 *
 * Earning may wait, spending may not (docs/design.md, 8). A queued earning is journalled before the till hears of it,
 * first in, first out at each point. A service that is away, or that refuses our key or our point, stops the queue and
 * loses nothing; only a refusal of the client or of the sale itself ends an item, as a case for a person.
 */
import * as Effect from "effect/Effect"
import type { CheckoutKey, PointId } from "../Domain.ts"
import { JournalUnavailable, type Journal, type JournalError } from "../Journal.ts"
import type { CheckoutState, Deliverable, Queued, Undecided } from "../journal/CheckoutState.ts"
import type { CheckoutStore, NewEvent, Snapshot } from "../journal/CheckoutStore.ts"
import type { CommitRequest } from "../journal/JournalEvent.ts"
import { splitClient } from "../Domain.ts"
import type { LoyalClient } from "../LoyalClient.ts"
import type { Personal } from "../journal/JournalEvent.ts"
import {
  CommitQueued,
  evidenceOf,
  QueueFull,
  type FindClientError,
  type ReceiptConflict,
} from "../LoyaltyError.ts"
import type { PolicyConfig } from "../Policy.ts"
import type { WitnessHolds } from "./WitnessHolds.ts"
import type { Work } from "./Work.ts"

/** Why an earning cannot be sent now. */
export interface Waiting {
  readonly error: string
  readonly detail: string
}

/** What came of trying to find a queued earning's client. */
export type Readied =
  /** It can be sent. */
  | { readonly _tag: "Ready"; readonly snapshot: Snapshot<Deliverable> }
  /** The service is away or refuses us: later. */
  | { readonly _tag: "Later"; readonly error: FindClientError }
  /** It is no longer in the queue. */
  | { readonly _tag: "Gone" }
  /** Its client cannot be looked up for reasons of its own: the others go first. */
  | { readonly _tag: "Behind"; readonly error: FindClientError }

/** So often a look-up may be answered by nothing that can be read before it holds up the others no longer; our judgment: some minutes. */
const PATIENCE = 10

const isQueued = (snapshot: Snapshot): snapshot is Snapshot<Queued> => snapshot.state._tag === "Queued"

const deliverable = (state: CheckoutState): Deliverable | undefined =>
  state._tag === "Queued" && state.account !== undefined ? { ...state, account: state.account } : undefined

export const make = (
  client: LoyalClient["Service"],
  journal: Journal["Service"],
  store: CheckoutStore["Service"],
  work: Work,
  { giveBack }: Pick<WitnessHolds, "giveBack">,
  policy: PolicyConfig,
) => {
  const isOurs = policy.settler === "on"

  /** How many wait at a point. Where another process delivers them, only the journal knows. */
  const waitingAt = Effect.fnUntraced(function* (
    point: PointId,
  ): Effect.fn.Return<number, JournalUnavailable> {
    if (isOurs) return work.queued(point)
    let count = 0
    for (let after = 0; ;) {
      const page = yield* Effect.catchTag(
        journal.list({ status: "queued", after }),
        "JournalCorrupt",
        (error) => Effect.fail(new JournalUnavailable({ detail: error.detail })),
      )
      count += page.filter(({ key }) => key.point === point).length
      const last = page.at(-1)
      if (last === undefined || count >= policy.queueLimit) return count
      after = last.cursor
    }
  })

  /** Takes an earning in, and tells the till so; `first` are events that belong before, and stand also where the queue is full. */
  const accept = Effect.fnUntraced(function* (
    snapshot: Snapshot,
    request: CommitRequest,
    { detail, error }: Waiting,
    first: ReadonlyArray<NewEvent> = [],
    personal: Personal = snapshot.personal,
  ): Effect.fn.Return<never, CommitQueued | QueueFull | ReceiptConflict | JournalUnavailable> {
    const { key } = snapshot.state
    const queued: NewEvent = { _tag: "EarningQueued", request, error, detail }
    const [head = queued, ...rest] = [...first, queued]
    if ((yield* waitingAt(key.point)) >= policy.queueLimit) {
      const [refused, ...others] = first
      if (refused !== undefined) yield* store.append(snapshot, [refused, ...others])
      return yield* new QueueFull({ limit: policy.queueLimit })
    }
    yield* store.append(snapshot, [head, ...rest], { durability: "synced", personal })
    // Whatever is held is no witness by the time it is delivered.
    const before = "before" in snapshot.state ? snapshot.state.before : snapshot.state
    if (before._tag === "Held") yield* giveBack(before.hold.id)
    if (isOurs) yield* work.addEarning(key)
    return yield* new CommitQueued({ detail })
  })

  /** {@link accept} for a till whose client could not be looked up: what the cashier typed is kept beside it. */
  const acceptUnknown = Effect.fnUntraced(function* (
    snapshot: Snapshot<Undecided>,
    request: CommitRequest,
    search: string,
    error: FindClientError,
  ) {
    const detail = evidenceOf(error, { search })
    return yield* accept(snapshot, request, { error: error._tag, detail }, [], {
      ...snapshot.personal,
      search,
    })
  })

  /** Looks the client up again: that shows that the service is there and takes us, and gives a fresh witness. */
  const find = Effect.fnUntraced(function* (snapshot: Snapshot<Queued>, search: string) {
    const { point } = snapshot.state.key
    const since = yield* journal.sequence
    const found = yield* client.findClient({ search, point }, { budget: policy.identifyBudget })
    const { account, person } = splitClient(found)
    const known = snapshot.state.account
    // What was typed may find somebody else by now; whose sale it is was settled when it was made.
    if (known !== undefined && known.id !== account.id) return snapshot
    return yield* store.append(snapshot, [{ _tag: "Identified", account, since }], {
      personal: { ...snapshot.personal, person },
    })
  })

  /** Whatever finds the client. A code from the client's app may have worked once, so the phone comes first. */
  const searchOf = ({ personal }: Snapshot): string | undefined => personal.person?.phone ?? personal.search

  const reject = (snapshot: Snapshot<Queued>, error: FindClientError) =>
    store.append(snapshot, [
      {
        _tag: "Rejected",
        error: error._tag,
        detail: evidenceOf(error, {
          name: snapshot.personal.person?.name,
          search: snapshot.personal.search,
        }),
      },
    ])

  /** Makes the first of a queue ready to be sent. Runs alone on its receipt. */
  const ready = Effect.fnUntraced(function* (
    key: CheckoutKey,
    tries: number,
  ): Effect.fn.Return<Readied, ReceiptConflict | JournalError> {
    const snapshot = yield* store.read(key)
    if (!isQueued(snapshot)) return { _tag: "Gone" }
    const search = searchOf(snapshot)
    if (search === undefined) {
      const state = deliverable(snapshot.state)
      return state === undefined ? { _tag: "Gone" } : { _tag: "Ready", snapshot: { ...snapshot, state } }
    }
    const known = deliverable(snapshot.state)
    const ended = (error: FindClientError): Effect.Effect<Readied, ReceiptConflict | JournalError> =>
      known === undefined
        ? Effect.as(reject(snapshot, error), { _tag: "Gone" } as const)
        : // Found by a code that works once, or under a phone that is another's by now. Whose sale it is, is settled.
          Effect.succeed({ _tag: "Ready", snapshot: { ...snapshot, state: known } })
    const unanswered = (error: FindClientError): Effect.Effect<Readied> => {
      if (error.commitState !== "unknown" || tries < PATIENCE) return Effect.succeed({ _tag: "Later", error })
      return Effect.succeed(
        known === undefined
          ? { _tag: "Behind", error }
          : { _tag: "Ready", snapshot: { ...snapshot, state: known } },
      )
    }
    return yield* find(snapshot, search).pipe(
      Effect.map((found): Readied => {
        const state = deliverable(found.state)
        return state === undefined ? { _tag: "Gone" } : { _tag: "Ready", snapshot: { ...found, state } }
      }),
      Effect.catchTags({
        ClientNotFound: ended,
        FieldsRejected: ended,
        PointNotFound: (error) => Effect.succeed({ _tag: "Later", error } as const),
        Unauthorized: (error) => Effect.succeed({ _tag: "Later", error } as const),
        RateLimited: unanswered,
        Unavailable: unanswered,
        Malformed: unanswered,
      }),
    )
  })

  return { accept, acceptUnknown, ready }
}

export type Queue = ReturnType<typeof make>
