/**
 * The checkout as values, one for each step, in which a step that makes no sense yet does not compile.
 *
 * An `OpenStep` can identify and nothing else; only a `QuotedStep` can hold; only what can be committed has a
 * `commit`. They are thin: the truth stays in the journal, and each step is the commands of `Checkout` with
 * the receipt filled in. Use them where one program drives one receipt from end to end.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import {
  Checkout,
  type CancelError,
  type CommitCommandError,
  type HoldCommandError,
  type HoldResult,
  type IdentifyError,
  type QuoteError,
  type ReleaseCommandError,
} from "../Checkout.ts"
import type { CheckoutKey, Client, Purchase } from "../Domain.ts"
import { zeroPoints, type Kopecks, type Points } from "../Money.ts"
import type { Settled } from "../Settlement.ts"
import type { QuoteResult } from "./Quotes.ts"

/** A receipt of which nothing is known. */
export interface OpenStep {
  readonly _tag: "Open"
  readonly key: CheckoutKey
  readonly identify: (search: string) => Effect.Effect<IdentifiedStep, IdentifyError>
  readonly cancel: Effect.Effect<void, CancelError>
}

/** The client is known: the purchase can be quoted, or earned on without a quote. */
export interface IdentifiedStep extends Omit<OpenStep, "_tag"> {
  readonly _tag: "Identified"
  readonly client: Client
  readonly quote: (purchase: Purchase) => Effect.Effect<QuotedStep, QuoteError>
  /** Commits without spending. */
  readonly earn: (amount: Kopecks) => Effect.Effect<Settled, CommitCommandError>
}

/** The purchase has its price in points: they can be held. */
export interface QuotedStep extends Omit<IdentifiedStep, "_tag" | "earn"> {
  readonly _tag: "Quoted"
  readonly quoted: QuoteResult
  readonly hold: (points: Points, minutes?: number) => Effect.Effect<HeldStep, HoldCommandError>
  /** Commits the quoted amount without spending. */
  readonly earn: Effect.Effect<Settled, CommitCommandError>
}

/** Points are held while the customer pays: they can be spent, or given back. */
export interface HeldStep extends Omit<QuotedStep, "_tag"> {
  readonly _tag: "Held"
  readonly held: HoldResult
  readonly release: Effect.Effect<QuotedStep, ReleaseCommandError>
  /** Commits the quoted amount and spends the held points. */
  readonly commit: Effect.Effect<Settled, CommitCommandError>
}

const make = (checkout: Checkout["Service"], key: CheckoutKey) => {
  const open: OpenStep = {
    _tag: "Open",
    key,
    identify: (search) => Effect.map(checkout.identify(key, search), identified),
    cancel: checkout.cancel(key),
  }
  const identified = (client: Client): IdentifiedStep => ({
    ...open,
    _tag: "Identified",
    client,
    quote: (purchase) => Effect.map(checkout.quote(key, purchase), (result) => quoted(client, result)),
    earn: (amount) => checkout.commit(key, { amount, points: zeroPoints }),
  })
  const quoted = (client: Client, result: QuoteResult): QuotedStep => ({
    ...identified(client),
    _tag: "Quoted",
    quoted: result,
    earn: checkout.commit(key, { amount: result.quote.amount, points: zeroPoints }),
    hold: (points, minutes) =>
      Effect.map(checkout.hold(key, { points, ...(minutes === undefined ? {} : { minutes }) }), (hold) =>
        held(client, result, hold),
      ),
  })
  const held = (client: Client, result: QuoteResult, hold: HoldResult): HeldStep => ({
    ...quoted(client, result),
    _tag: "Held",
    held: hold,
    release: Effect.as(checkout.release(key), quoted(client, result)),
    commit: checkout.commit(key, { amount: result.quote.amount, points: hold.hold.points }),
  })
  return open
}

/** Begins a receipt. Where it was begun before, each step finds what is on record. */
export const begin = (key: CheckoutKey): Effect.Effect<OpenStep, never, Checkout> =>
  Effect.map(Checkout, (checkout) => make(checkout, key))

/**
 * {@link begin} for as long as a scope lives: when it closes and no sale was committed, the receipt is
 * cancelled and what it holds is given back. A sale that is settled or in doubt is left alone.
 */
export const beginScoped = (key: CheckoutKey): Effect.Effect<OpenStep, never, Checkout | Scope.Scope> =>
  Effect.flatMap(Checkout, (checkout) =>
    Effect.acquireRelease(Effect.succeed(make(checkout, key)), () => Effect.ignore(checkout.cancel(key))),
  )
