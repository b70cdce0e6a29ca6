/**
 * Joins the write-offs of the native protocol with the receipts that are read back, one to one, whichever comes first.
 *
 * What `JoiningRule` decides is written down before anything is committed by it: so a write-off that comes late finds that its receipt was committed from the
 * document, and a receipt that is read again finds its write-off. A client's write-offs and receipts at a point take turns in this process.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import { PointId, ReceiptId, type CheckoutKey, type ClientId } from "@loyalkit/core/Domain"
import { Journal, type JournalError } from "@loyalkit/core/Journal"
import * as Locks from "@loyalkit/core/journal/Locks"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { SeenSale } from "../SeenReceipt.ts"
import { recordedAmount, settle } from "@loyalkit/core/PrintedSale"
import * as Claims from "./Claims.ts"
import * as Rule from "./JoiningRule.ts"
import { ofClient } from "./WriteOffs.ts"

/** What to do with a receipt that was read back. */
export type Decided =
  | { readonly _tag: "Claimed"; readonly key: CheckoutKey }
  | { readonly _tag: "Wait" }
  | { readonly _tag: "Commit" }
  | { readonly _tag: "Person"; readonly why: string }

/** Whose sale it is, where, and since when it is waited for, in milliseconds since 1970. */
export interface Known {
  readonly client: ClientId
  readonly point: PointId
  readonly since: number
}

export class WriteOffBook extends Context.Service<
  WriteOffBook,
  {
    /** Decides what a sale that shows points is. Asked again, it says the same. */
    readonly decide: (sale: SeenSale, known: Known) => Effect.Effect<Decided, JournalError>
    /** The receipt under which a document's points were written off; nothing where they were under its own reference, or not at all. */
    readonly receiptOf: (ref: string) => Effect.Effect<CheckoutKey | undefined, JournalError>
    /**
     * The receipt, committed from its document already, whose write-off this is: then it spends nothing. Where that is written down of the
     * write-off, the receipt is `use`d, so that it takes no other.
     */
    readonly lateFor: (coming: Omit<Rule.Coming, "at">) => Effect.Effect<Rule.Claim | undefined, JournalError>
    readonly use: (claim: Rule.Claim) => Effect.Effect<void, JournalError>
    /** One of a client's write-offs and receipts at a point at a time. */
    readonly alone: (
      client: ClientId,
      point: PointId,
    ) => <A, E, R>(command: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  }
>()("@loyalkit/adapter-1c-http/WriteOffBook") {
  static readonly layer: Layer.Layer<WriteOffBook, never, Checkout | Journal> = Layer.effect(
    WriteOffBook,
    Effect.suspend(() => make),
  )
}

const OTHER_POINTS = "the till wrote off another number of points for this client at that time"

const make = Effect.gen(function* () {
  const context = yield* Effect.context<Checkout | Journal>()
  const checkout = yield* Checkout
  const claims = Claims.make(yield* Journal)
  const locks = Locks.make()

  const alone = (client: ClientId, point: PointId) => locks.alone(`${client}\n${point}`)

  /** A write-off that was refused while the customer held the printed receipt: maybe the service is back, or the points are. Its case closes then. */
  const askAgain = Effect.fnUntraced(function* (key: CheckoutKey, { points }: SeenSale) {
    const amount = recordedAmount((yield* checkout.get(key)).state)
    if (amount === undefined) return true
    const spent = yield* settle({ key, purchase: { amount }, points, searches: [], mayWait: true })
    return spent._tag !== "Away"
  })

  /** A hold of a till that is gone would keep the points from the very receipt that it was for. */
  const letGo = (open: ReadonlyArray<CheckoutKey>, now: number) =>
    Effect.forEach(
      open,
      Effect.fnUntraced(function* (key) {
        const { state } = yield* checkout.get(key)
        if (state._tag === "Held" && now - state.at >= Rule.GRACE) yield* Effect.ignore(checkout.release(key))
      }),
    )

  const decide = Effect.fnUntraced(function* (
    sale: SeenSale,
    { client, point, since }: Known,
  ): Effect.fn.Return<Decided, JournalError, Checkout | Journal> {
    const now = yield* Clock.currentTimeMillis
    const { at, points, ref } = sale
    const { open, writeOffs } = yield* ofClient(client, point)
    const made = yield* claims.since(0, now)
    const verdict = Rule.decide({ ref, point, client, points, at, seen: since }, writeOffs, made, now)
    const isNew = made.every((claim) => claim.ref !== ref)
    const claim: Rule.Claim = { ref, point, client, points, at: now }
    switch (verdict._tag) {
      case "Wait":
        return { _tag: "Wait" }
      case "Person":
        return { _tag: "Person", why: OTHER_POINTS }
      case "Claim": {
        const key = { point, receipt: ReceiptId.make(verdict.writeOff) }
        if (verdict.again && !(yield* askAgain(key, sale))) return { _tag: "Wait" }
        if (isNew) yield* claims.put({ ...claim, writeOff: verdict.writeOff })
        return { _tag: "Claimed", key }
      }
      case "Commit": {
        if (isNew) yield* claims.put(claim)
        yield* letGo(open, now)
        return { _tag: "Commit" }
      }
    }
  })

  const receiptOf = Effect.fnUntraced(function* (ref: string) {
    const made = yield* claims.since(0, yield* Clock.currentTimeMillis)
    const claim = made.find((claim) => claim.ref === ref)
    return claim?.writeOff === undefined
      ? undefined
      : { point: PointId.make(claim.point), receipt: ReceiptId.make(claim.writeOff) }
  })

  const lateFor = Effect.fnUntraced(function* (coming: Omit<Rule.Coming, "at">) {
    const at = yield* Clock.currentTimeMillis
    return Rule.lateFor({ ...coming, at }, yield* claims.since(at - Rule.LATE, at))
  })

  return WriteOffBook.of({
    decide: (sale, known) =>
      Effect.provideContext(alone(known.client, known.point)(decide(sale, known)), context),
    receiptOf,
    lateFor,
    use: (claim) => claims.put({ ...claim, used: true }),
    alone,
  })
})
