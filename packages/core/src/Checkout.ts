/**
 * The flow that a till drives around one receipt: identify → quote → hold → commit, or cancel.
 *
 * Every command names its checkout by point and receipt, and everything it learns is in the journal: after a
 * crash the next process goes on where the last one was. Repeating a command with the same content gives the
 * same answer and does nothing twice. Until a commit is written down the till may change its mind.
 *
 * A command that has begun goes on to its end, within its budget, even where its caller stops waiting: so an
 * impatient till never leaves a request whose fate nobody wrote down. `checkout/Steps` gives the same flow as
 * values, in which a step that makes no sense yet does not compile.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import type * as Allocation from "./Allocation.ts"
import * as Command from "./checkout/Command.ts"
import * as Commit from "./checkout/Commit.ts"
import * as Deadline from "./settlement/Deadline.ts"
import * as Gate from "./checkout/Gate.ts"
import * as Holds from "./checkout/Holds.ts"
import * as Printed from "./checkout/Printed.ts"
import * as Quotes from "./checkout/Quotes.ts"
import * as Quoting from "./checkout/Quoting.ts"
import * as Requests from "./checkout/Requests.ts"
import * as Retention from "./checkout/Retention.ts"
import * as Returns from "./checkout/Returns.ts"
import * as Searches from "./checkout/Searches.ts"
import { clientOf, splitClient, type CheckoutKey, type Client, type Hold, type Purchase } from "./Domain.ts"
import { Journal, JournalUnavailable, type JournalError } from "./Journal.ts"
import type { BeforeCommit, Undecided } from "./journal/CheckoutState.ts"
import { CheckoutStore, type Snapshot } from "./journal/CheckoutStore.ts"
import type { CommitRequest } from "./journal/JournalEvent.ts"
import { LoyalClient } from "./LoyalClient.ts"
import { traced } from "./loyalclient/Traced.ts"
import {
  CommitInDoubt,
  InvalidRequest,
  OutOfOrder,
  ReceiptConflict,
  SpendTooLarge,
  isServiceAway,
  type FindClientError,
  type RecalcError,
  type ReleaseError,
} from "./LoyaltyError.ts"
import { pointsAsMoney, subtract, type Kopecks, type Points } from "./Money.ts"
import { Policy } from "./Policy.ts"
import { Settlement, type Settled, type Until } from "./Settlement.ts"

export interface HoldResult {
  readonly hold: Hold
  /** How long the till may count on it. */
  readonly secondsLeft: number
  /** What is left to pay by other means. */
  readonly payable: Kopecks
  /** With lines: each line's share of the points. */
  readonly shares?: ReadonlyArray<Allocation.LineShare>
}

/** What the till asks for when it commits. `points` 0 earns. */
export interface CommitCommand {
  readonly amount: Kopecks
  readonly points: Points
  /** Finds the client first, where nobody did yet. */
  readonly search?: string
  /** When the till sold, in milliseconds since 1970, where it has a queue of its own. */
  readonly soldAt?: number
}

export type IdentifyError = FindClientError | Gate.Closed | JournalError
export type QuoteError =
  | RecalcError
  | OutOfOrder
  | InvalidRequest
  | Allocation.LinesError
  | Gate.Closed
  | JournalError
export type HoldCommandError =
  | Holds.TakeError
  | Allocation.AllocationError
  | InvalidRequest
  | OutOfOrder
  | Gate.Closed
  | JournalError
export type ReleaseCommandError = ReleaseError | Gate.Closed | JournalError
export type CommitCommandError = Commit.PreparedCommitError | IdentifyError | InvalidRequest
export type CancelError = Gate.Closed | JournalError
export type { NoteReturnError, ReturnCommand } from "./checkout/Returns.ts"

export class Checkout extends Context.Service<
  Checkout,
  {
    /** Who is the customer? Another search than before drops quote and hold. */
    readonly identify: (key: CheckoutKey, search: string) => Effect.Effect<Client, IdentifyError>
    /** What is the purchase worth? Another purchase replaces the quote, and keeps the hold if it is still allowed. */
    readonly quote: (key: CheckoutKey, purchase: Purchase) => Effect.Effect<Quotes.QuoteResult, QuoteError>
    /** Reserves points while the customer pays; other points than before replace the hold. `minutes`: 1–30. */
    readonly hold: (
      key: CheckoutKey,
      request: { readonly points: Points; readonly minutes?: number },
    ) => Effect.Effect<HoldResult, HoldCommandError>
    /** Gives held points back. No error where nothing is held. */
    readonly release: (key: CheckoutKey) => Effect.Effect<void, ReleaseCommandError>
    /** Creates the sale, once. The same again gives the recorded answer. */
    readonly commit: (key: CheckoutKey, command: CommitCommand) => Effect.Effect<Settled, CommitCommandError>
    /** Closes the receipt without a sale and gives held points back. Never waits for a service that is away longer than a release may take. */
    readonly cancel: (key: CheckoutKey) => Effect.Effect<void, CancelError>
    /** Notes that goods came back, once for each `returnId`. LoyalClient has no refund: a case for a person. */
    readonly noteReturn: (
      key: CheckoutKey,
      request: Returns.ReturnCommand,
    ) => Effect.Effect<void, Returns.NoteReturnError>
    /** Everything that is known. */
    readonly get: (key: CheckoutKey) => Effect.Effect<Snapshot, JournalError>
  }
>()("@loyalkit/core/Checkout") {
  /** At start, every commit that a dead process left without an outcome becomes a doubt. */
  static readonly layer: Layer.Layer<Checkout, JournalError | ReceiptConflict, LoyalClient | Journal> =
    Layer.effect(
      Checkout,
      Effect.suspend(() => make),
    ).pipe(Layer.provide(Settlement.layer), Layer.provide(CheckoutStore.layer))
}

const NO_HOLDS = "no hold at all, since this service has none: commit without one"

const make = Effect.gen(function* () {
  const client = yield* LoyalClient
  const journal = yield* Journal
  const store = yield* CheckoutStore
  const settlement = yield* Settlement
  const policy = yield* Policy
  const scope = yield* Effect.scope
  const holds = Holds.make(client, store, policy, scope)
  const quoteAnew = Quoting.make(client, store, holds, policy)
  const settle = Commit.make(holds, settlement, store, policy)
  const caseIfRefused = Printed.make(store)
  const notFound = Searches.make(store, holds.giveUp)
  const noted = Returns.make(settlement, store)

  yield* settlement.recover
  yield* Retention.keepTidy(journal, policy)

  const commandOr = Command.make(store, scope)
  const command = commandOr(() => new JournalUnavailable({ detail: Command.SLOW }))
  /** A commit may have been sent, or may yet be: the till prints and goes on. */
  const committing = commandOr(() => new CommitInDoubt({ detail: `the journal: ${Command.SLOW}` }))

  const undecided = (snapshot: Snapshot) => Gate.undecided(settlement, snapshot)

  const find = Effect.fnUntraced(function* (
    snapshot: Snapshot<Undecided>,
    search: string,
    deadline: Deadline.Deadline,
    ifSame: "afresh" | "as-it-is" = "afresh",
  ) {
    const { state } = snapshot
    if (state._tag !== "Open" && snapshot.personal.search === search) {
      return { snapshot: { ...snapshot, state }, client: clientOf(state.account, snapshot.personal.person) }
    }
    const budget = yield* Deadline.budget(deadline, policy.identifyBudget)
    // What moves later may not be in the balance that is the witness of a sale.
    const since = yield* journal.sequence
    const found = yield* client.findClient({ search, point: state.key.point }, { budget })
    const { account, person } = splitClient(found)
    // A commit that calls the customer by another of their names changes nothing.
    if (ifSame === "as-it-is" && state._tag !== "Open" && state.account.id === account.id)
      return { snapshot: { ...snapshot, state }, client: found }
    const identified = yield* store.append(snapshot, [{ _tag: "Identified", account, since }], {
      personal: { search, person },
    })
    if (state._tag === "Held") yield* holds.giveUp(state.hold.id)
    return { snapshot: yield* Gate.beforeCommit(identified), client: found }
  })

  /** Whose purchase is committed, where the commit says so: never that of whoever was known before. An earning can wait for the service. */
  const findToCommit = Effect.fnUntraced(function* (
    before: Snapshot<Undecided>,
    search: string,
    request: CommitRequest,
    { prepared }: Until,
  ): Effect.fn.Return<Snapshot<BeforeCommit>, CommitCommandError> {
    const found = yield* Effect.result(find(before, search, prepared, "as-it-is"))
    if (Result.isSuccess(found)) return found.success.snapshot
    const error = found.failure
    const open = before.state._tag === "Open" ? before : yield* notFound(before, search, error)
    if (request.points > 0 || !isServiceAway(error)) return yield* Effect.fail(error)
    return yield* settlement.queue(open, request, search, error)
  })

  const identify = traced("Checkout.identify")((key: CheckoutKey, search: string) =>
    command(key, policy.identifyBudget, (snapshot, deadline) =>
      Effect.flatMap(undecided(snapshot), (open) =>
        find(open, search, deadline).pipe(
          Effect.map((found) => found.client),
          Effect.tapError((error) => notFound(open, search, error)),
        ),
      ),
    ),
  )

  const quote = traced("Checkout.quote")((key: CheckoutKey, purchase: Purchase) =>
    command(
      key,
      policy.quoteBudget,
      Effect.fnUntraced(function* (found, deadline): Effect.fn.Return<Quotes.QuoteResult, QuoteError> {
        yield* Requests.atLeastZero("amount", purchase.amount)
        const snapshot = yield* undecided(found)
        const { state } = snapshot
        if (state._tag === "Open") return yield* new OutOfOrder({ step: "quote", needs: "identify" })
        yield* Quotes.checkLines(purchase)
        const known = state._tag !== "Identified" && state.outdated === undefined
        if (known && Equal.equals(state.purchase, purchase)) {
          return Quotes.result(state.purchase, state.quote, policy.minLine)
        }
        return Quotes.result(
          purchase,
          yield* quoteAnew({ ...snapshot, state }, purchase, deadline),
          policy.minLine,
        )
      }),
    ),
  )

  const hold = traced("Checkout.hold")(
    (key: CheckoutKey, { minutes, points }: { readonly points: Points; readonly minutes?: number }) =>
      command(
        key,
        policy.holdBudget,
        Effect.fnUntraced(function* (found, deadline): Effect.fn.Return<HoldResult, HoldCommandError> {
          if (policy.holds === "off") return yield* new InvalidRequest({ field: "hold", expected: NO_HOLDS })
          yield* Requests.holdMinutes(minutes ?? policy.holdMinutes)
          const { state, ...rest } = yield* undecided(found)
          if (state._tag === "Open") return yield* new OutOfOrder({ step: "hold", needs: "identify" })
          if (state._tag === "Identified") return yield* new OutOfOrder({ step: "hold", needs: "quote" })
          const limit = state.quote.maxSpend
          if (points <= 0 || points > limit) return yield* new SpendTooLarge({ limit, fields: [] })
          const shares = yield* Quotes.shares(state.purchase, points, policy.minLine)
          const request = { points, minutes: minutes ?? policy.holdMinutes, deadline }
          const held = yield* holds.take({ ...rest, state }, request)
          const now = yield* Clock.monotonicTimeNanos
          return {
            hold: held.state.hold,
            secondsLeft: Holds.secondsLeft(held, now),
            payable: subtract(state.quote.amount, pointsAsMoney(held.state.hold.points)),
            ...shares,
          }
        }),
      ),
  )

  const release = traced("Checkout.release")((key: CheckoutKey) =>
    command(key, policy.releaseBudget, (found, deadline) =>
      Effect.flatMap(undecided(found), ({ state, ...rest }) =>
        state._tag === "Held" ? Effect.asVoid(holds.release({ ...rest, state }, deadline)) : Effect.void,
      ),
    ),
  )

  const commit = traced("Checkout.commit")((key: CheckoutKey, { search, ...request }: CommitCommand) =>
    Effect.flatMap(Commit.until(policy), (until) =>
      committing(
        key,
        policy.commitBudget,
        Effect.fnUntraced(
          function* (found: Snapshot): Effect.fn.Return<Settled, CommitCommandError> {
            yield* Requests.atLeastZero("amount", request.amount)
            yield* Requests.atLeastZero("points", request.points)
            yield* Requests.time("soldAt", request.soldAt)
            const now = yield* Gate.standing(settlement, found)
            if (now._tag === "Cancelled") return yield* new ReceiptConflict({ detail: "it is cancelled" })
            if (now._tag === "Rejected") return yield* new ReceiptConflict({ detail: Gate.REJECTED })
            if (now._tag !== "Undecided") return yield* Commit.recorded(now.snapshot.state, request)
            const { state, ...rest } = now.snapshot
            const typed = search ?? rest.personal.search
            if (state._tag !== "Open" && typed === rest.personal.search)
              return yield* settle({ ...rest, state }, request, until)
            if (typed === undefined) return yield* new OutOfOrder({ step: "commit", needs: "identify" })
            const identified = yield* findToCommit(now.snapshot, typed, request, until)
            return yield* settle(identified, request, until)
          },
          caseIfRefused(key, request),
        ),
      ),
    ),
  )

  const cancel = traced("Checkout.cancel")((key: CheckoutKey) =>
    command(
      key,
      policy.releaseBudget,
      Effect.fnUntraced(function* (found, deadline): Effect.fn.Return<void, CancelError> {
        if (found.state._tag === "Cancelled") return
        const snapshot = yield* undecided(found)
        yield* store.append(snapshot, [{ _tag: "Cancelled" }])
        if (snapshot.state._tag !== "Held") return
        const { id } = snapshot.state.hold
        yield* Deadline.budget(deadline, policy.releaseBudget).pipe(
          Effect.flatMap((budget) => client.release(id, { budget })),
          Effect.ignore,
        )
      }),
    ),
  )

  const noteReturn = traced("Checkout.noteReturn")((key: CheckoutKey, request: Returns.ReturnCommand) =>
    command(key, policy.releaseBudget, (found) => noted(found, request)),
  )

  return Checkout.of({ identify, quote, hold, release, commit, cancel, noteReturn, get: store.peek })
})
