/**
 * What needs a person, each with its evidence.
 *
 * Nothing that loyalkit cannot settle by itself is dropped or guessed: a sale in doubt, a sale whose total is
 * not the one shown, points printed on a receipt and not written off, a return that the service cannot undo.
 * They are read from the journal and name no customer; the client's ID leads the operator to them.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { CheckoutKey, ClientId, ReceiptLine, Sale } from "./Domain.ts"
import { Journal, type JournalError, type JournalUnavailable, type ListQuery } from "./Journal.ts"
import {
  caseName,
  hasOpenCase,
  type CheckoutState,
  type EventOf,
  type Intent,
} from "./journal/CheckoutState.ts"
import { CheckoutStore, readFrom } from "./journal/CheckoutStore.ts"
import type { CommitRequest, Difference } from "./journal/JournalEvent.ts"
import type { LoyalClient } from "./LoyalClient.ts"
import type { Kopecks } from "./Money.ts"
import { Settlement } from "./Settlement.ts"
import type * as Judging from "./settlement/Judging.ts"

export { MAX_NAME, MAX_NOTE, NoSuchCase, type JudgeError, type Resolution } from "./settlement/Judging.ts"

interface CaseOf {
  readonly key: CheckoutKey
  /** Since when, in milliseconds since 1970. */
  readonly since: number
}

/**
 * A sale was sent and its fate is not known. `intent` holds what was asked and what was seen before, `looked` what was
 * seen last. Without `left` it is still being settled in the background; with it only a person can say, and why.
 */
export interface DoubtCase extends CaseOf {
  readonly kind: "doubt"
  readonly intent: Intent
  readonly error: string
  readonly detail: string
  readonly looked?: EventOf<"DoubtLooked">
  readonly left?: { readonly at: number; readonly why: string }
}

/** A queued earning that the service refused in the end, or a sale whose points could not be had any more. */
export interface RejectedCase extends CaseOf {
  readonly kind: "rejected"
  readonly request: CommitRequest
  readonly client?: ClientId
  readonly error: string
  readonly detail: string
}

/** The sale's total is not the one that the customer was shown. */
export interface DifferenceCase extends CaseOf {
  readonly kind: "difference"
  readonly difference: Difference
  readonly sale: Sale
}

/** A spending commit was refused, and the receipt may say otherwise. */
export interface PrintedNotWrittenOffCase extends CaseOf {
  readonly kind: "printedNotWrittenOff"
  readonly request: CommitRequest
  readonly error: string
  readonly detail: string
}

/** Goods came back; the service has no refund. `sale` is what was spent or earned, where it is known, `lines` which goods. */
export interface ReturnCase extends CaseOf {
  readonly kind: "return"
  readonly returnId: string
  readonly amount: Kopecks
  readonly lines?: ReadonlyArray<ReceiptLine>
  readonly sale?: Sale
}

/** What the journal has of this receipt cannot be read. It may hide any of the others. */
export interface DamagedCase extends CaseOf {
  readonly kind: "damaged"
  readonly detail: string
}

export type Case =
  | DoubtCase
  | RejectedCase
  | DifferenceCase
  | PrintedNotWrittenOffCase
  | ReturnCase
  | DamagedCase

/** Entries read from the journal at a time. */
const PAGE = 100

/** The most cases of one listing; more than a person works through. Our judgment. */
export const MAX_CASES = 1_000

/** Where cases are, doubts first. */
const QUERIES: ReadonlyArray<ListQuery> = [
  { status: "doubt" },
  { status: "overdue" },
  { status: "committing" },
  // No case while it waits, unless it cannot be read.
  { status: "queued" },
  { cases: true },
]

/** The cases of one checkout. */
export const casesOf = (state: CheckoutState): ReadonlyArray<Case> => {
  const { key } = state
  const cases: Array<Case> = []
  const isOpen = (kind: EventOf<"CaseClosed">["kind"], returnId?: string) =>
    hasOpenCase(state, caseName(kind, returnId))
  if (state._tag === "InDoubt") {
    const { intent, left, looked } = state
    const { at, detail, error } = state.doubt
    const seen = { ...(looked === undefined ? {} : { looked }), ...(left === undefined ? {} : { left }) }
    cases.push({ kind: "doubt", key, since: at, intent, error, detail, ...seen })
  }
  if (state._tag === "NotCreated") {
    const { at, intent } = state
    cases.push({ kind: "doubt", key, since: at, intent, error: "NotCreated", detail: "is being sent again" })
  }
  if (state._tag === "Rejected" && isOpen("rejected")) {
    const { account, at, detail, error, request } = state
    const whose = account === undefined ? {} : { client: account.id }
    cases.push({ kind: "rejected", key, since: at, request, ...whose, error, detail })
  }
  if (state._tag === "Committing") {
    const { intent } = state
    cases.push({ kind: "doubt", key, since: intent.at, intent, error: "Unanswered", detail: "under way" })
  }
  if (state._tag === "Committed" && state.difference !== undefined && isOpen("difference")) {
    const { difference, intent, sale } = state
    cases.push({ kind: "difference", key, since: intent.at, difference, sale })
  }
  if (state.refused !== undefined && isOpen("printedNotWrittenOff")) {
    const { at, detail, error, request } = state.refused
    cases.push({ kind: "printedNotWrittenOff", key, since: at, request, error, detail })
  }
  for (const { at, ...noted } of state.returns) {
    if (!isOpen("return", noted.returnId)) continue
    const sale = state._tag === "Committed" ? { sale: state.sale } : {}
    cases.push({ kind: "return", key, since: at, ...noted, ...sale })
  }
  return cases
}

export class Cases extends Context.Service<
  Cases,
  {
    /** What needs a person now or may soon, doubts first, at most {@link MAX_CASES}. A commit under way counts as a doubt. */
    readonly list: (kind?: Case["kind"]) => Effect.Effect<ReadonlyArray<Case>, JournalError>
    /**
     * Records what a person says of a case, for good and by name. A doubt can be judged once it is left to a person:
     * `committed`, or `notCommitted`, which is either sent again or closed. Every other case is dealt with.
     */
    readonly resolve: (
      key: CheckoutKey,
      resolution: Judging.Resolution,
    ) => Effect.Effect<void, Judging.JudgeError>
  }
>()("@loyalkit/core/Cases") {
  static readonly layer: Layer.Layer<Cases, never, Journal | LoyalClient> = Layer.effect(
    Cases,
    Effect.suspend(() => make),
  ).pipe(Layer.provide(Settlement.layer), Layer.provide(CheckoutStore.layer))
}

const make = Effect.gen(function* () {
  const journal = yield* Journal
  const settlement = yield* Settlement

  const read = (key: CheckoutKey): Effect.Effect<ReadonlyArray<Case>, JournalUnavailable> =>
    Effect.matchEffect(readFrom(journal, key), {
      onSuccess: ({ state }) => Effect.succeed(casesOf(state)),
      onFailure: (error) =>
        error._tag === "JournalCorrupt"
          ? Effect.succeed([{ kind: "damaged", key, since: 0, detail: error.detail } as const])
          : Effect.fail(error),
    })

  const list = Effect.fn("Cases.list")(function* (kind?: Case["kind"]) {
    const seen = new Set<string>()
    const cases: Array<Case> = []
    for (const query of QUERIES) {
      let after = 0
      for (;;) {
        const page = yield* journal.list({ ...query, after, limit: PAGE })
        for (const { cursor, key } of page) {
          after = cursor
          const name = `${key.receipt}\u0000${key.point}`
          if (seen.has(name)) continue
          seen.add(name)
          for (const one of yield* read(key)) if (kind === undefined || one.kind === kind) cases.push(one)
          if (cases.length >= MAX_CASES) return cases.slice(0, MAX_CASES)
        }
        if (page.length < PAGE) break
      }
    }
    return cases
  })

  return Cases.of({ list, resolve: settlement.judge })
})
