/**
 * Core's words in the words of `/v1`: what a till gets to see of a client, a quote, a hold and a receipt.
 */
import type { HoldResult } from "@loyalkit/core/Checkout"
import type { QuoteResult } from "@loyalkit/core/checkout/Quotes"
import type * as Domain from "@loyalkit/core/Domain"
import { maskNumber } from "@loyalkit/core/Masking"
import type { Language } from "@loyalkit/core/Money"
import type { ReceiptView } from "@loyalkit/core/ReceiptView"
import { reasonText, refusalText } from "@loyalkit/core/CaseText"
import type { Line } from "../api/ReceiptWire.ts"

/** What is shown of a client: no e-mail, and of the phone its last digits. */
export const client = ({ balance, birthday, id, level, name, phone, photo }: Domain.Client) => ({
  id,
  balance,
  level: {
    type: level.type,
    percent: level.percent,
    ...(level.title === undefined ? {} : { title: level.title }),
    ...(level.maxSpendPercent === undefined ? {} : { maxSpendPercent: level.maxSpendPercent }),
  },
  ...(name === undefined ? {} : { name }),
  ...(phone === undefined ? {} : { phone: maskNumber(phone) }),
  ...(birthday === undefined ? {} : { birthday }),
  ...(photo === undefined ? {} : { photo }),
})

/** A line as core has it. */
const line = ({ amount, excluded, id, name, price, quantity }: Line): Domain.ReceiptLine => ({
  id,
  quantity,
  price,
  amount,
  ...(name === undefined || name === null ? {} : { name }),
  ...(excluded === undefined || excluded === null ? {} : { excluded }),
})

/** The lines of a request, where it has any. */
export const lines = (sent: ReadonlyArray<Line> | null | undefined) =>
  sent === undefined || sent === null ? {} : { lines: sent.map(line) }

export const quote = ({ limits, quote }: QuoteResult) => ({
  quote: {
    ...quote,
    ...(limits === undefined ? {} : { lines: limits.map(({ id, points }) => ({ id, maxSpend: points })) }),
  },
})

export const hold = ({ hold, payable, secondsLeft, shares }: HoldResult) => ({
  hold: { points: hold.points, secondsLeft },
  payable,
  ...(shares === undefined
    ? {}
    : { lines: shares.map(({ amountAfter, id, points }) => ({ id, points, payable: amountAfter })) }),
})

/** Everything that is known of a receipt. */
export const receipt = (view: ReceiptView, language: Language) => {
  const { client: known, difference, doubt, hold, quote, rejected, returns, sale, state, waiting } = view
  return {
    state,
    ...(known === undefined ? {} : { client: client(known) }),
    ...(quote === undefined ? {} : { quote }),
    ...(hold === undefined ? {} : { hold }),
    ...(sale === undefined ? {} : { sale }),
    ...(difference === undefined ? {} : { difference }),
    ...(doubt === undefined
      ? {}
      : {
          doubt: {
            since: doubt.since,
            amount: doubt.amount,
            points: doubt.points,
            detail: refusalText(doubt, language),
            ...(doubt.left === undefined ? {} : { left: reasonText(doubt.left, language) }),
          },
        }),
    ...(waiting === undefined
      ? {}
      : {
          waiting: { since: waiting.since, amount: waiting.amount, detail: refusalText(waiting, language) },
        }),
    ...(rejected === undefined ? {} : { rejected: { detail: refusalText(rejected, language) } }),
    ...(returns.length === 0
      ? {}
      : { returns: returns.map(({ amount, returnId }) => ({ returnId, amount })) }),
  }
}
