/** The loyalty icon on the payment screen: the terminal waits, and must be answered once, whatever happens. */
import { kopecksOf, textOf } from "./Money.ts"
import { offerFor } from "./Offer.ts"
import type { Lifecycle } from "./Lifecycle.ts"
import type { EvotorCallback } from "./Sdk.ts"
import type { Terminal } from "./Terminal.ts"
import type { Visit, Visits } from "./Visit.ts"

/** What the screen finds in its intent. Texts: numbers may become doubles on the way. */
export const RECEIPT_UUID = "receiptUuid"
export const DISCOUNT = "discount"

/** The event's listener: the receipt's discount in rubles, and which receipt. */
export type DiscountListener = (discount: unknown, receiptId: string, callback: EvotorCallback) => void

/** Answers with a screen; only that is written down and asked which the screen does. */
const screenFor = ({ sdk }: Terminal, activity: string, given: number, receiptId: string) => {
  const intent = new sdk.Intent()
  intent.setClassName(activity)
  intent.putExtra(RECEIPT_UUID, receiptId)
  intent.putExtra(DISCOUNT, textOf(given))
  return intent
}

const serve = (
  terminal: Terminal,
  lifecycle: Lifecycle,
  visit: Visit,
  discount: unknown,
  receiptId: string,
): PromiseLike<unknown> | undefined => {
  const { activity, choose } = terminal.ui
  const given = kopecksOf(discount)
  if (given === undefined || given < 0 || !terminal.isUsable) return undefined
  if (activity !== undefined) {
    const intent = screenFor(terminal, activity, given, receiptId)
    visit.answer((waiting) => waiting.startActivity(intent))
    return undefined
  }
  if (choose === undefined) return undefined
  return visit
    .wait(lifecycle.leaveOthers(receiptId))
    .then(() => offerFor(terminal, visit, receiptId, given))
    .then((offer) => {
      if (offer === undefined) return undefined
      return visit
        .wait(choose(offer.sale))
        .then((choice) => (choice === undefined ? undefined : offer.settle(choice)))
    })
    .then((settled) => {
      if (settled !== undefined) visit.answer((waiting) => waiting.onResult(settled.result), settled.taken)
    })
}

export const discountListener =
  (terminal: Terminal, visits: Visits, lifecycle: Lifecycle, afterwards: () => void): DiscountListener =>
  (discount, receiptId, callback) =>
    void visits
      .serve(callback, receiptId, (visit) => serve(terminal, lifecycle, visit, discount, receiptId))
      .then(afterwards)
