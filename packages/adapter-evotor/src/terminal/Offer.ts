/**
 * From a customer's card to our part of a receipt's discount: identify, quote, hold, and the result to be set.
 *
 * What is decided is in the book before anybody acts on it: the client before the first request, so that a sale closed without a line still
 * earns; and the new answer, beside the one before, before it is given to the terminal.
 */
import { isSold, MAX_OUTBOX, NOT_WRITTEN, type Notes } from "./Book.ts"
import { encodeExtra } from "./Extra.ts"
import type { Answer, Quote, Refusal } from "./Gateway.ts"
import { rublesOf } from "./Money.ts"
import type { Choice, Found, SaleAtTill } from "./Options.ts"
import type { Purchase } from "./Purchase.ts"
import type { EvotorSdk } from "./Sdk.ts"
import { fromExtra, othersOf, standing, withoutOurs, type Answered, type OpenReceipt } from "./Standing.ts"
import type { Terminal } from "./Terminal.ts"

/** How an offer waits: a service gives up when its event is over, a screen waits for its cashier. */
export interface Patience {
  readonly wait: <A>(promised: PromiseLike<A>) => Promise<A>
  /** For the next request, in milliseconds. */
  readonly left: () => number
}

/** An answer that is written down, to be given. */
export interface Settled {
  /** What the vendor's library takes. */
  readonly result: object
  /** The terminal has taken it. Never rejects. */
  readonly taken: () => Promise<void>
}

export interface Offer {
  readonly sale: SaleAtTill
  /** Reserves what was chosen and writes the answer down; nothing where that was refused. */
  readonly settle: (choice: Choice) => Promise<Settled | undefined>
}

/** The result for the terminal: the whole discount of the receipt, and our extra. */
export const toDiscountResult = (
  sdk: Pick<EvotorSdk, "ReceiptDiscountEventResult" | "SetExtra">,
  { answered, extra, receiptId }: { answered: Answered; extra: string; receiptId: string },
): object =>
  new sdk.ReceiptDiscountEventResult(
    rublesOf(answered.result),
    new sdk.SetExtra(
      encodeExtra(
        {
          receiptId,
          type: answered.type,
          pointsHundredths: answered.points,
          discountKopecks: answered.ours,
          otherKopecks: othersOf(answered),
          amountKopecks: answered.amount,
        },
        extra,
      ),
    ),
    [],
  )

/** After these the receipt has its outcome: nothing more is asked for it. */
const SETTLED = /^(ALREADY_COMMITTED|COMMIT_PENDING|RECEIPT_CONFLICT)$/

interface Point {
  readonly terminal: Terminal
  readonly patience: Patience
  readonly receiptId: string
  readonly purchase: Purchase
  /** The receipt's discount now, in kopecks. */
  readonly given: number
  /** Our part of it, if any. */
  readonly before: Answered | undefined
  /** What the book had of this receipt. */
  readonly earlier: OpenReceipt | undefined
  readonly amount: number
}

const tell = ({ receiptId, terminal }: Point, { code, isRetryable, message, requestId }: Refusal): void => {
  terminal.log("warn", `receipt ${receiptId}: ${code} ${requestId}`)
  // What the network says is in no language of the cashier's.
  terminal.notify(isRetryable ? "unreachable" : "refused", receiptId, code === "UNREACHABLE" ? "" : message)
}

/** A client before anything was quoted: what a sale earns for that is closed before more is known. */
const earning = ({ amount, given }: Point, search: string): Answered => ({
  search,
  type: "cashback",
  points: 0,
  ours: 0,
  result: given,
  amount,
  earn: 0,
})

/** Writes what the book has of this receipt. */
const opens = ({ patience, terminal }: Point, open: OpenReceipt | undefined): Promise<Notes> =>
  patience.wait(terminal.book.change(({ outbox }) => ({ outbox, open })))

/** The client is written down first; forgotten again where the gateway knows better. Our part that is in the receipt stays whose it is. */
const identified = (point: Point, search: string): Promise<Answer<Found["client"]>> => {
  const { before, earlier, patience, receiptId, terminal } = point
  const identify = () => patience.wait(terminal.gateway.identify(receiptId, search, patience.left()))
  if (before !== undefined && before.ours > 0) return identify()
  return opens(point, { receipt: receiptId, last: earning(point, search) })
    .then(identify)
    .then((client) => {
      if (client.ok) return client
      const isSettled = SETTLED.test(client.code)
      // A typo: whoever was chosen before stays.
      return isSettled || client.code === "CLIENT_NOT_FOUND"
        ? opens(point, isSettled ? undefined : earlier).then(() => client)
        : client
    })
}

const found = (point: Point, search: string): Promise<Answer<Found>> => {
  const { amount, patience, receiptId, terminal } = point
  return identified(point, search).then((client) =>
    client.ok
      ? patience
          .wait(terminal.gateway.quote(receiptId, amount, patience.left()))
          .then((quote) =>
            quote.ok ? { ok: true, value: { client: client.value, quote: quote.value } } : quote,
          )
      : client,
  )
}

interface Taken {
  readonly ours: number
  readonly points: number
}

const took = (ours: number, points: number): Answer<Taken> => ({ ok: true, value: { ours, points } })

/** Our part of the discount, in kopecks, with the points reserved where it takes any. */
const taken = (
  { amount, before, patience, receiptId, terminal }: Point,
  { discountKopecks, maxSpendHundredths, type }: Quote,
  choice: Choice,
): Answer<Taken> | Promise<Answer<Taken>> => {
  const { gateway, minimumPayable } = terminal
  if (type === "discount") return took(Math.min(discountKopecks, amount), 0)
  const wanted = choice.points === "max" ? maxSpendHundredths : choice.points
  // An app may have worked out a share.
  const points = Math.max(0, Math.floor(Math.min(wanted, amount - minimumPayable))) || 0
  if (points > 0)
    return patience
      .wait(gateway.hold(receiptId, points, patience.left()))
      .then((payable) => (payable.ok ? took(amount - payable.value, points) : payable))
  if (before === undefined || before.points === 0) return took(0, 0)
  // Whether it was heard or not: the commit of nothing gives them back as well.
  return patience.wait(gateway.release(receiptId, patience.left())).then(() => took(0, 0))
}

/** What was written down last is what the terminal has. */
const takenNotes = (notes: Notes, opened: OpenReceipt): Notes => {
  const { before, last, receipt } = opened
  return notes.open === opened && before !== undefined
    ? { outbox: notes.outbox, open: { receipt, last, before, isTaken: true } }
    : notes
}

const written = (point: Point, answered: Answered): Promise<Settled> => {
  const { before, purchase, receiptId, terminal } = point
  const { book, log, sdk } = terminal
  const open: OpenReceipt = {
    receipt: receiptId,
    last: answered,
    before: before || earning(point, answered.search),
  }
  return opens(point, open).then(() => ({
    result: toDiscountResult(sdk, { answered, extra: purchase.extra, receiptId }),
    taken: () =>
      book.change((notes) => takenNotes(notes, open)).then(undefined, () => log("error", NOT_WRITTEN)),
  }))
}

const offerOf = (point: Point): Offer => {
  const { amount, before, given, purchase, receiptId } = point
  let known: { readonly search: string; readonly value: Found } | undefined

  const look = (search: string): Promise<Answer<Found>> =>
    known !== undefined && known.search === search
      ? Promise.resolve<Answer<Found>>({ ok: true, value: known.value })
      : found(point, search).then((answer) => {
          if (answer.ok) known = { search, value: answer.value }
          else tell(point, answer)
          return answer
        })
  const settled = (choice: Choice, quote: Quote): Promise<Settled | undefined> =>
    Promise.resolve(taken(point, quote, choice)).then((took) => {
      if (!took.ok) {
        tell(point, took)
        return undefined
      }
      const { ours, points } = took.value
      return written(point, {
        search: choice.search,
        type: quote.type,
        points,
        ours,
        result: withoutOurs(given, before) + ours,
        amount,
        earn: quote.earnHundredths,
      })
    })
  return {
    sale: {
      receiptId,
      amountKopecks: amount,
      purchase,
      search: before === undefined ? undefined : before.search || undefined,
      find: look,
    },
    settle: (choice) =>
      look(choice.search).then((answer) => (answer.ok ? settled(choice, answer.value.quote) : undefined)),
  }
}

const openIn = ({ open }: Notes, receiptId: string): OpenReceipt | undefined =>
  open === undefined || open.receipt !== receiptId ? undefined : open

/** What can be offered for a receipt whose discount is `given`; nothing where it is sold, empty, or cannot be read. */
export const offerFor = (
  terminal: Terminal,
  patience: Patience,
  receiptId: string,
  given: number,
): Promise<Offer | undefined> =>
  patience.wait(terminal.book.read()).then((notes) => {
    if (isSold(notes, receiptId) || !terminal.isUsable) return undefined
    if (notes.outbox.length >= MAX_OUTBOX) {
      terminal.notify("full", receiptId)
      return undefined
    }
    return patience.wait(terminal.purchase(receiptId)).then((purchase) => {
      if (purchase === undefined) return undefined
      const earlier = openIn(notes, receiptId)
      const shown = { discountKopecks: given, extra: purchase.extra }
      const before = earlier === undefined ? fromExtra(receiptId, purchase.extra) : standing(earlier, shown)
      const amount = purchase.totalKopecks - withoutOurs(given, before)
      return amount > 0
        ? offerOf({ terminal, patience, receiptId, purchase, given, before, earlier, amount })
        : undefined
    })
  })
