/**
 * Notes a printed return on the receipt of its sale, once under its own `Ref_Key`.
 *
 * LoyalClient has no refund, so core makes a case of it. A return may be read before its sale, and then waits. One that names no sale, or whose
 * sale neither earned nor spent anything, has nothing to be taken back and is left alone.
 */
import type { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type { JournalError } from "@loyalkit/core/Journal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { SeenReturn } from "../SeenReceipt.ts"
import type { Joining } from "./Joining.ts"
import { done, wait, type Outcome } from "./Outcome.ts"
import { allPoints, pointOf, type OdataSettings } from "./Settings.ts"
import { look, standingOf, type Standing } from "@loyalkit/core/printed-sale/Standing"

/** So long a return waits for a sale that nobody has seen; our judgment: beyond a weekend without a network. */
const PATIENCE_MILLIS = 3 * 24 * 3_600_000

export interface ReturnsServices {
  readonly checkout: Checkout["Service"]
  readonly joining: Joining["Service"]
  readonly settings: OdataSettings
  /** What became of a sale's document, as far as it was read: it waits, or is dealt with. */
  readonly saleRead: (ref: string) => "waiting" | "done" | undefined
}

export const make = ({ checkout, joining, saleRead, settings }: ReturnsServices) => {
  const points = allPoints(settings)

  const standingOfSale = Effect.fnUntraced(function* (
    { till }: SeenReturn,
    sale: string,
  ): Effect.fn.Return<Standing, JournalError> {
    const joined = yield* joining.receiptOf(sale)
    if (Option.isSome(joined)) return standingOf((yield* checkout.get(joined.value)).state)
    const own = pointOf(settings, till)
    return yield* look(checkout, own === undefined ? points : [own, ...points], sale)
  })

  const note = Effect.fnUntraced(function* (
    key: CheckoutKey,
    { amount, lines, ref }: SeenReturn,
  ): Effect.fn.Return<Outcome, JournalError> {
    const goods = lines.length === 0 ? {} : { lines }
    const noted = checkout.noteReturn(key, { returnId: ref, amount, ...goods }).pipe(
      // The lines are for people; what came back counts without them.
      Effect.catchIf(
        (error) =>
          error._tag !== "ReceiptConflict" &&
          error._tag !== "JournalUnavailable" &&
          error._tag !== "JournalCorrupt",
        () => checkout.noteReturn(key, { returnId: ref, amount }),
      ),
    )
    return yield* noted.pipe(
      Effect.as(done("noted")),
      Effect.catchIf(
        (error) => error._tag !== "JournalUnavailable" && error._tag !== "JournalCorrupt",
        (error) =>
          Effect.map(checkout.get(key), ({ state }) => {
            const noted = state.returns.find(({ returnId }) => returnId === ref)
            if (noted === undefined)
              return error._tag === "ReceiptConflict"
                ? wait("its sale is under way")
                : done("differs", error._tag)
            // Another way in told of it, or 1C wrote it anew: the lines are for people, the amount is what counts.
            return noted.amount === amount
              ? done("noted")
              : done("differs", "it was noted with another amount")
          }),
      ),
    )
  })

  /** Deals with a return that is waited for since then; safe to repeat. */
  return Effect.fnUntraced(function* (
    seen: SeenReturn,
    since: number,
  ): Effect.fn.Return<Outcome, JournalError> {
    if (seen.sale === undefined) return done("left", "it names no sale")
    const standing = yield* standingOfSale(seen, seen.sale)
    if (standing._tag === "Sold") return yield* note(standing.key, seen)
    if (standing._tag === "Ended") return done("left", "its sale ended without points")
    const read = saleRead(seen.sale)
    if (standing._tag === "Untouched" && read === "done") {
      return done("left", "its sale neither earned nor spent")
    }
    const isOver = (yield* Clock.currentTimeMillis) - since >= PATIENCE_MILLIS
    return isOver && read !== "waiting"
      ? done("left", "its sale was not seen")
      : wait("its sale is not settled yet")
  })
}
