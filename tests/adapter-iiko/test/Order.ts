/**
 * An order on the till's screen, as a plugin sees it: what it says of itself in each call, and the calls by their callbacks' names.
 */
import type { Answer, Shop, Till } from "./Shop.ts"
import { newOrder } from "./Shop.ts"

export interface Payment {
  readonly transaction: string
  readonly sum: number
}

export interface Screen {
  sum: number
  status: "New" | "Bill" | "Closed" | "Deleted"
  /** Processed payments by points. */
  paid: ReadonlyArray<Payment>
  /** More of the order's fields. */
  also: Readonly<Record<string, unknown>>
}

let transactions = 0
export const newTransaction = (): string =>
  `10000000-0000-4000-8000-${String(++transactions).padStart(12, "0")}`
let returns = 0
export const newReturn = (): string => `return-${++returns}`

export const orderAt = (shop: Shop, sum: number, till: Till = "hall-1", id: string = newOrder()) => {
  const screen: Screen = { sum, status: "New", paid: [], also: {} }
  const rollback = new Map<string, string>()
  const pointsPaid = () => screen.paid.reduce((all, payment) => all + payment.sum, 0)
  const sent = () => ({ status: screen.status, sum: screen.sum, pointsPaid: pointsPaid(), ...screen.also })
  const call = (path: string, body?: unknown, from: Till = till): Promise<Answer> =>
    shop.call(`orders/${id}/${path}`, body, from)
  const withRollback = (transaction: string) => {
    const data = rollback.get(transaction)
    return data === undefined ? {} : { rollbackData: data }
  }
  return {
    id,
    screen,
    call,
    sent,
    rollback,
    checkIn: (search: string, from: Till = till) => call("checkin", { search, order: sent() }, from),
    undo: () => call("checkin/undo", { order: sent() }),
    quote: () => call("quote", { order: sent() }),
    added: (points: number) => call("payments/added", { order: sent(), sum: points }),
    removed: () => call("payments/deleted", { order: sent() }),
    /** `Pay`: where it goes on the payment is processed. */
    pay: async (points: number, transaction = newTransaction(), more: object = {}): Promise<Answer> => {
      const answer = await call(`payments/${transaction}/pay`, { order: sent(), sum: points, ...more })
      if (answer.rollbackData !== undefined) rollback.set(transaction, answer.rollbackData)
      if (
        answer.action === "proceed" &&
        points > 0 &&
        !screen.paid.some((one) => one.transaction === transaction)
      )
        screen.paid = [...screen.paid, { transaction, sum: points }]
      return answer
    },
    /** `EmergencyCancelPayment`. */
    cancel: (transaction: string, points: number): Promise<Answer> => {
      screen.paid = screen.paid.filter((one) => one.transaction !== transaction)
      return call(`payments/${transaction}/cancel`, {
        sum: points,
        order: sent(),
        ...withRollback(transaction),
      })
    },
    /** `ReturnPayment`. */
    giveBack: (transaction: string, points: number, returnId = newReturn()): Promise<Answer> =>
      call(`payments/${transaction}/return`, {
        returnId,
        sum: points,
        order: sent(),
        ...withRollback(transaction),
      }),
    close: (from: Till = till): Promise<Answer> => {
      screen.status = "Closed"
      return call("closed", { order: sent() }, from)
    },
    delete: (from: Till = till): Promise<Answer> => {
      screen.status = "Deleted"
      return call("deleted", undefined, from)
    },
    storned: (returnId = newReturn(), more: object = {}) => call("storned", { returnId, ...more }),
    bill: (columns?: number) =>
      call("bill", { order: sent(), ...(columns === undefined ? {} : { columns }) }),
    cheque: (columns?: number) =>
      call("cheque", { order: sent(), ...(columns === undefined ? {} : { columns }) }),
  }
}

export type Order = ReturnType<typeof orderAt>
