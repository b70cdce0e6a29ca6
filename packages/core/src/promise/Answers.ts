/**
 * Writes what the engine knows as plain objects, with the unit in each name.
 */
import type { Case } from "../Cases.ts"
import type { HoldResult } from "../Checkout.ts"
import type { QuoteResult } from "../checkout/Quotes.ts"
import type { CheckoutKey, Client, Quote, ReceiptLine, Sale } from "../Domain.ts"
import type { EventOf } from "../journal/CheckoutState.ts"
import type { Difference } from "../journal/JournalEvent.ts"
import type { DoubtView, ReceiptView } from "../ReceiptView.ts"
import type { Settled } from "../Settlement.ts"
import type {
  LoyaltyCase,
  LoyaltyClient,
  LoyaltyDifference,
  LoyaltyDoubt,
  LoyaltyHeld,
  LoyaltyLine,
  LoyaltyLook,
  LoyaltyQuote,
  LoyaltyReceipt,
  LoyaltySale,
  LoyaltySettled,
} from "./Loyalty.ts"

export const client = ({ balance, level, ...rest }: Client): LoyaltyClient => ({
  ...rest,
  level: { ...level },
  balanceHundredths: balance,
})

const bareQuote = ({ amount, discount, earn, maxSpend, percent, total, type }: Quote): LoyaltyQuote => ({
  type,
  percent,
  amountKopecks: amount,
  maxSpendHundredths: maxSpend,
  earnHundredths: earn,
  ...(discount === undefined ? {} : { discountKopecks: discount }),
  ...(total === undefined ? {} : { totalKopecks: total }),
})

export const quote = ({ limits, quote }: QuoteResult): LoyaltyQuote => ({
  ...bareQuote(quote),
  ...(limits === undefined
    ? {}
    : { lines: limits.map(({ id, points }) => ({ id, maxSpendHundredths: points })) }),
})

export const held = ({ hold, payable, secondsLeft, shares }: HoldResult): LoyaltyHeld => ({
  pointsHundredths: hold.points,
  secondsLeft,
  payableKopecks: payable,
  ...(shares === undefined
    ? {}
    : {
        lines: shares.map(({ amountAfter, id, points }) => ({
          id,
          pointsHundredths: points,
          payableKopecks: amountAfter,
        })),
      }),
})

const sale = ({ amount, earn, percent, spend, total, type }: Sale): LoyaltySale => ({
  type,
  percent,
  amountKopecks: amount,
  totalKopecks: total,
  ...(spend === undefined ? {} : { spentHundredths: spend }),
  ...(earn === undefined ? {} : { earnedHundredths: earn }),
})

const difference = ({ asked, charged, shown, spent }: Difference): LoyaltyDifference => ({
  shownKopecks: shown,
  chargedKopecks: charged,
  ...(asked === undefined ? {} : { askedHundredths: asked }),
  ...(spent === undefined ? {} : { spentHundredths: spent }),
})

export const settled = (outcome: Settled): LoyaltySettled => ({
  sale: sale(outcome.sale),
  ...(outcome.difference === undefined ? {} : { difference: difference(outcome.difference) }),
})

const line = ({ amount, price, quantity, ...rest }: ReceiptLine): LoyaltyLine => ({
  ...rest,
  quantityThousandths: quantity,
  priceKopecks: price,
  amountKopecks: amount,
})

const withLines = (lines: ReadonlyArray<ReceiptLine> | undefined) =>
  lines === undefined ? {} : { lines: lines.map(line) }

const doubt = ({ amount, detail, left, points, since }: DoubtView): LoyaltyDoubt => ({
  since,
  amountKopecks: amount,
  pointsHundredths: points,
  detail,
  ...(left === undefined ? {} : { left }),
})

/** Everything that is known of a receipt. */
export const receipt = (view: ReceiptView): LoyaltyReceipt => ({
  ...keyOf(view.key),
  state: view.state,
  ...(view.client === undefined ? {} : { client: client(view.client) }),
  ...(view.quote === undefined ? {} : { quote: bareQuote(view.quote) }),
  ...(view.hold === undefined
    ? {}
    : { hold: { pointsHundredths: view.hold.points, secondsLeft: view.hold.secondsLeft } }),
  ...(view.sale === undefined ? {} : { sale: sale(view.sale) }),
  ...(view.difference === undefined ? {} : { difference: difference(view.difference) }),
  ...(view.doubt === undefined ? {} : { doubt: doubt(view.doubt) }),
  returns: view.returns.map(({ amount, lines, returnId }) => ({
    returnId,
    amountKopecks: amount,
    ...withLines(lines),
  })),
})

const keyOf = ({ point, receipt }: CheckoutKey) => ({ point, receipt })

const look = (seen: EventOf<"DoubtLooked">): LoyaltyLook => ({
  at: seen.at,
  heldHundredths: seen.size,
  withHoldHundredths: seen.withHold,
  withoutHundredths: seen.without,
  withHoldAgainHundredths: seen.withHoldAgain,
  afterWindow: seen.afterWindow,
  unexpired: seen.unexpired,
  verdict: seen.verdict,
})

/** One case, in plain words. */
export const caseOf = (one: Case): LoyaltyCase => {
  const about = { ...keyOf(one.key), since: one.since }
  switch (one.kind) {
    case "doubt": {
      const { account, request, witness } = one.intent
      return {
        kind: one.kind,
        ...about,
        clientId: account.id,
        amountKopecks: request.amount,
        pointsHundredths: request.points,
        balanceHundredths: witness.balance,
        detail: one.detail,
        ...(one.looked === undefined ? {} : { looked: look(one.looked) }),
        ...(one.left === undefined ? {} : { left: one.left.why }),
      }
    }
    case "rejected":
      return {
        kind: one.kind,
        ...about,
        ...(one.client === undefined ? {} : { clientId: one.client }),
        amountKopecks: one.request.amount,
        pointsHundredths: one.request.points,
        detail: one.detail,
      }
    case "damaged":
      return { kind: one.kind, ...about, detail: one.detail }
    case "difference":
      return { kind: one.kind, ...about, difference: difference(one.difference), sale: sale(one.sale) }
    case "printedNotWrittenOff":
      return {
        kind: one.kind,
        ...about,
        amountKopecks: one.request.amount,
        pointsHundredths: one.request.points,
        detail: one.detail,
      }
    case "return":
      return {
        kind: one.kind,
        ...about,
        returnId: one.returnId,
        amountKopecks: one.amount,
        ...withLines(one.lines),
        ...(one.sale === undefined ? {} : { sale: sale(one.sale) }),
      }
  }
}
