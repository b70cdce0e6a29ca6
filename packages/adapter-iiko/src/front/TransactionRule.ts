/**
 * What is remembered of an order's transactions, and what that changes: which answer a repetition gets, and which hold a cancelled one leaves.
 *
 * It is a matter of manners, not of money: a process that has forgotten all of it may hold points for nothing, or let go of a hold that the closed
 * order then takes anew. What is written off is the points that the closed order says. `test/front/Order.model.test.ts` searches that.
 */
import type { Points } from "@loyalkit/core/Money"
import { zeroPoints } from "@loyalkit/core/Money"

/** Transactions of an order that are remembered. Our judgment: a cashier who presses more often has called for help. */
export const MOST_TRANSACTIONS = 32

export interface Remembered<Answer> {
  readonly answers: ReadonlyArray<{ readonly transaction: string; readonly answer: Answer }>
  /** A `pay` that comes after its `cancel` finds its own stone here. */
  readonly cancelled: ReadonlyArray<string>
  /** The payment that the hold was last taken for. `before`: what others had paid by then. */
  readonly current?: { readonly transaction: string; readonly before: Points }
}

export const NOTHING: Remembered<never> = { answers: [], cancelled: [] }

const newest = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> => items.slice(-MOST_TRANSACTIONS)

/** What a `pay` comes to before anything is asked. */
export type Paying<Answer> =
  | { readonly _tag: "Cancelled" }
  | { readonly _tag: "Answered"; readonly answer: Answer }
  | { readonly _tag: "New" }

export const paying = <Answer>(
  { answers, cancelled }: Remembered<Answer>,
  transaction: string,
): Paying<Answer> => {
  if (cancelled.includes(transaction)) return { _tag: "Cancelled" }
  const known = answers.find((one) => one.transaction === transaction)
  return known === undefined ? { _tag: "New" } : { _tag: "Answered", answer: known.answer }
}

/** After a `pay` was answered. `held`: its points are held beside those that were paid before. */
export const paid = <Answer>(
  remembered: Remembered<Answer>,
  transaction: string,
  { answer, before, held }: { readonly answer: Answer; readonly before: Points; readonly held: boolean },
): Remembered<Answer> => ({
  ...remembered,
  answers: newest([...remembered.answers, { transaction, answer }]),
  ...(held ? { current: { transaction, before } } : {}),
})

/** What a `cancel` says of the payments that stay: by the order as it is now, or by what `pay` had given along. */
export interface Said {
  readonly pointsPaid?: Points
  readonly before?: Points
}

/** The points to hold after a `cancel`. Nothing: leave the hold as it is, since it is another payment's. */
export const afterCancel = <Answer>(
  { current }: Remembered<Answer>,
  transaction: string,
  { before, pointsPaid }: Said,
): Points | undefined => {
  if (current !== undefined && current.transaction !== transaction) return undefined
  return pointsPaid ?? current?.before ?? before ?? zeroPoints
}

/** After a `cancel`. */
export const cancelled = <Answer>(
  remembered: Remembered<Answer>,
  transaction: string,
): Remembered<Answer> => {
  const { current, ...rest } = remembered
  const others = remembered.cancelled.filter((one) => one !== transaction)
  return {
    ...rest,
    cancelled: newest([...others, transaction]),
    ...(current === undefined || current.transaction === transaction ? {} : { current }),
  }
}

/** After the guest was taken off the order: nothing of theirs pays it any more. */
export const takenOff = <Answer>({ current: _, ...rest }: Remembered<Answer>): Remembered<Answer> => rest
