/**
 * Notes a refund on the receipt of its sale, once under its document's ID.
 *
 * LoyalClient has no refund, so core makes a case of it. A refund may come before its sale, and then waits; one that names no sale, or one of which nobody knows,
 * has nothing to be taken back, and is told in the log alone.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import { ReceiptId, type CheckoutKey } from "@loyalkit/core/Domain"
import type { Worked } from "@loyalkit/core/Inbox"
import type { JournalError } from "@loyalkit/core/Journal"
import type { CommitRequest } from "@loyalkit/core/journal/JournalEvent"
import { Kopecks, min, pointsAsMoney } from "@loyalkit/core/Money"
import { look, type Standing } from "@loyalkit/core/printed-sale/Standing"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { ClosedReceipt } from "../documents/ClosedReceipt.ts"
import { ourShare } from "../sales/Applied.ts"
import type { KnownSale, KnownSales } from "../sales/KnownSales.ts"
import { allPoints, pointOf, type PointSettings } from "../sales/Points.ts"

/** So long a refund waits for a sale that nobody has seen; our judgment: beyond a weekend in which the sale's terminal had no network. */
const PATIENCE_MILLIS = 3 * 24 * 3_600_000

/**
 * So many wait for sales that nobody has seen, at most: each push of one keeps a slot of core's inbox (a thousand), and sales must find theirs. Most of them are refunds of
 * sales without points, from before a start. Our judgment.
 */
const MOST_WAITING = 300

/** What is known of a sale's document without our mark. */
export interface RefundsServices {
  readonly settings: PointSettings
  readonly known: KnownSales
  /** Was this sale's document seen, and is nobody's of ours? */
  readonly isForeign: (document: string) => boolean
}

const isReceiptId = Schema.is(ReceiptId)

const isJournal = (error: { readonly _tag: string }): error is JournalError =>
  error._tag === "JournalUnavailable" || error._tag === "JournalCorrupt"

export const make = Effect.fnUntraced(function* ({ isForeign, known, settings }: RefundsServices) {
  const checkout = yield* Checkout
  const points = allPoints(settings)
  /** Refunds whose sales nobody has seen. */
  const unseen = new Set<string>()

  const told = ({ base, id, store }: ClosedReceipt, more: Readonly<Record<string, unknown>> = {}) =>
    Effect.annotateLogs({ store, document: id, sale: base ?? "none", ...more })

  /** Where the sale stands: under the receipt that its document told of, or under the document's own ID. */
  const standingOf = Effect.fnUntraced(function* (
    refund: ClosedReceipt,
    base: string,
    sale: KnownSale | undefined,
  ): Effect.fn.Return<Standing, JournalError> {
    const point = pointOf(settings, refund)
    const at = point === undefined ? points : [point, ...points]
    // A document's ID may be one that no receipt can have.
    const own = isReceiptId(base) ? base : undefined
    const receipts = new Set([sale?.receipt, refund.extra?.receiptId, own].flatMap((id) => id ?? []))
    let standing: Standing = { _tag: "Untouched" }
    for (const receipt of receipts) {
      const found = yield* look(checkout, at, receipt)
      if (found._tag === "Sold") return found
      if (standing._tag === "Untouched") standing = found
    }
    return standing
  })

  /** What came back, as the sale was counted: before our part of its discount. */
  const amountOf = (
    { discount, paid }: ClosedReceipt,
    sale: KnownSale | undefined,
    request: CommitRequest,
  ) => {
    const ours = sale === undefined ? min(discount, pointsAsMoney(request.points)) : ourShare(discount, sale)
    return Kopecks.make(paid + ours)
  }

  const note = Effect.fnUntraced(function* (
    refund: ClosedReceipt,
    key: CheckoutKey,
    amount: Kopecks,
  ): Effect.fn.Return<Worked, JournalError> {
    const { id, lines, paid } = refund
    // Lines make up what was given back; where that is not the amount they would contradict it.
    const goods = lines === undefined || amount !== paid ? {} : { lines }
    return yield* checkout.noteReturn(key, { returnId: id, amount, ...goods }).pipe(
      // Lines are a help for people; what came back counts without them.
      Effect.catchIf(
        (error) => !isJournal(error) && error._tag !== "ReceiptConflict",
        () => checkout.noteReturn(key, { returnId: id, amount }),
      ),
      Effect.as<Worked>("done"),
      Effect.catchIf(
        (error) => !isJournal(error),
        (error) =>
          Effect.flatMap(checkout.get(key), ({ state }) => {
            const noted = state.returns.find(({ returnId }) => returnId === id)
            // Its sale is under way.
            if (noted === undefined && error._tag === "ReceiptConflict")
              return Effect.succeed<Worked>("again")
            if (noted?.amount === amount) return Effect.succeed<Worked>("done")
            const log = Effect.logError("A refund is noted with another amount: somebody should look at it.")
            return Effect.as(log.pipe(told(refund, { receipt: key.receipt, amount })), "done" as const)
          }),
      ),
    )
  })

  /** Deals with a refund that was first heard of at `seen`; safe to repeat. */
  return Effect.fn("EvotorRefunds.note")(function* (
    refund: ClosedReceipt,
    seen: number,
  ): Effect.fn.Return<Worked, JournalError> {
    const say = (why: string) =>
      Effect.as(Effect.logInfo("A refund is not noted.").pipe(told(refund, { why })), "done" as const)
    const { base } = refund
    // The receipts webhook never names one: its document does.
    if (base === undefined) return refund.source === "receipt" ? "done" : yield* say("it names no sale")
    const sale = yield* known.get(base)
    const standing = yield* standingOf(refund, base, sale)
    const name = `${refund.store} ${refund.id}`
    const isWaiting = unseen.delete(name)
    switch (standing._tag) {
      case "Sold":
        return yield* note(refund, standing.key, amountOf(refund, sale, standing.request))
      case "Ended":
        return yield* say(`its sale is ${standing.how}`)
      case "Refused":
      case "Begun":
      case "Untouched": {
        if (standing._tag === "Untouched" && sale === undefined && isForeign(base))
          return yield* say("its sale has nothing of ours")
        // A spending that was refused may still succeed: the service was away, or a person sees to it.
        const isOver = (yield* Clock.currentTimeMillis) - seen >= PATIENCE_MILLIS
        if (!isOver) {
          if (standing._tag !== "Untouched" || sale !== undefined) return "again"
          if (!isWaiting && unseen.size >= MOST_WAITING)
            return yield* say("its sale is not known, and too many wait already")
          unseen.add(name)
          return "again"
        }
        return yield* say(
          standing._tag === "Untouched" ? "its sale is not known" : "its sale was never settled",
        )
      }
    }
  })
})

/** Notes refunds. */
export type Refunds = Effect.Success<ReturnType<typeof make>>
