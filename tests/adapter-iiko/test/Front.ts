/**
 * A small scripted iikoFront: plays the callbacks of a fixture in their order and calls the bridge as the plugin does, with the plugin's own habits. It keeps
 * nothing back: what the bridge answers to each callback is what the test gets.
 */
import { orderAt, type Order } from "./Order.ts"
import type { Answer, Shop, Till } from "./Shop.ts"

/** A fixture (`front-sequence-*.json`), in its own notation. */
export interface Sequence {
  readonly orderId: string
  readonly steps: ReadonlyArray<Step>
}
export interface Step {
  readonly call: string
  readonly sum?: number
  readonly transactionId?: string | null
  readonly isPrepay?: boolean
  readonly customData?: string
  readonly status?: "New" | "Bill" | "Closed"
  readonly terminal?: "A" | "B"
  readonly success?: boolean
  readonly value?: string
  readonly orderId?: string
  readonly newOrderId?: string
  readonly pastOrderId?: string
  readonly stornedOrderId?: string
}

const terminals: Readonly<Record<string, Till>> = { A: "hall-1", B: "bar" }

type Played = ReadonlyArray<readonly [call: string, answer: Answer]>

/** What the plugin does in a callback; nothing where it does not call the bridge. */
const callFor = (shop: Shop, order: Order, step: Step): Promise<Answer> | undefined => {
  const transaction = step.transactionId ?? ""
  switch (step.call) {
    case "OrderEditBarcodeScanned":
      return order.call("checkin", { search: step.value, order: order.sent() })
    case "CollectData":
      return order.quote()
    case "OnPaymentAdded":
      return order.added(step.sum ?? 0)
    case "OnPaymentDeleting":
      return order.removed()
    case "Pay":
    case "PaySilently":
      return order.pay(step.sum ?? 0, transaction, {
        isPrepay: step.isPrepay ?? false,
        ...(step.customData === undefined ? {} : { customData: step.customData }),
      })
    case "EmergencyCancelPayment":
      return order.cancel(transaction, step.sum ?? 0)
    case "ReturnPayment":
      return order.giveBack(transaction, step.sum ?? 0)
    case "ReturnPaymentWithoutOrder":
      return shop.call("returns", { returnId: "without-order", sum: step.sum, orderId: step.orderId })
    case "OrderStorned":
    case "PastOrderStorned":
      return order.storned(`storno-${order.id}`, { newOrderId: step.newOrderId })
    case "OrderChanged":
      return changed(order, step)
    default:
      return undefined
  }
}

const changed = (order: Order, step: Step): Promise<Answer> | undefined => {
  if (step.orderId !== undefined && step.orderId !== order.id) return undefined
  if (step.status === "Closed") return order.close(terminals[step.terminal ?? "A"])
  order.screen.status = step.status ?? "New"
  return undefined
}

/** Plays a sequence on an order whose guest is checked in already, where `guest` says so. */
export const play = async (
  shop: Shop,
  { orderId, steps }: Sequence,
  { guest, sum = 1_000 }: { readonly guest?: string; readonly sum?: number } = {},
): Promise<{ readonly order: Order; readonly played: Played }> => {
  const order = orderAt(shop, sum, "hall-1", orderId)
  const played: Array<readonly [string, Answer]> = []
  if (guest !== undefined) await order.checkIn(guest)
  for (const step of steps) {
    if (step.call === "ProcessRestart") {
      await shop.restart()
      // The plugin's Pay was not finished when its process died: the order is open, and nothing is processed.
      order.screen.paid = []
      continue
    }
    const answer = await callFor(shop, order, step)
    if (answer !== undefined) played.push([step.call, answer])
  }
  return { order, played }
}
