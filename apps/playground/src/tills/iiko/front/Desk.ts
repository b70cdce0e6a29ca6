/**
 * What stands on iikoFront's screen, and the orders behind it.
 */
import type { PointId } from "@loyalkit/core/Domain"
import { createSignal, type Accessor } from "solid-js"
import { FIRST, newOrder, type Guest, type Order, type Payment } from "./Order.ts"

/** What came out of the printer last for the order. */
export interface Paper {
  readonly kind: "bill" | "cheque"
  /** What the plugin adds to it: the bridge's lines. */
  readonly lines: ReadonlyArray<string>
}

export interface Desk {
  readonly order: Accessor<Order>
  readonly put: (change: Partial<Order>) => void
  readonly screen: Accessor<"order" | "payment">
  readonly go: (screen: "order" | "payment") => void
  readonly paper: Accessor<Paper | undefined>
  readonly print: (paper: Paper | undefined) => void
  /** For whom dishes are added. */
  readonly guest: Accessor<Guest>
  readonly chooseGuest: (guest: Guest) => void
  readonly find: (id: string) => Order | undefined
  readonly putPayment: (id: string, change: Partial<Payment>) => void
  readonly removePayment: (id: string) => void
  /** The next order, at the same point of sale. */
  readonly renew: () => void
}

export const createDesk = (firstPoint: PointId): Desk => {
  const [order, setOrder] = createSignal(newOrder(FIRST, firstPoint))
  const [screen, go] = createSignal<"order" | "payment">("order")
  const [paper, print] = createSignal<Paper>()
  const [guest, chooseGuest] = createSignal<Guest>(1)
  const past = new Map<string, Order>()
  const put = (change: Partial<Order>): void => void setOrder((now) => ({ ...now, ...change }))
  return {
    order,
    put,
    screen,
    go: (next) => void go(next),
    paper,
    print: (next) => void print(next),
    guest,
    chooseGuest: (next) => void chooseGuest(next),
    find: (id) => (order().id === id ? order() : past.get(id)),
    putPayment: (id, change) =>
      put({ payments: order().payments.map((one) => (one.id === id ? { ...one, ...change } : one)) }),
    removePayment: (id) => put({ payments: order().payments.filter((one) => one.id !== id) }),
    renew: () => {
      past.set(order().id, order())
      setOrder(newOrder(order().number + 1, order().point))
      go("order")
      print(undefined)
      chooseGuest(1)
    },
  }
}
