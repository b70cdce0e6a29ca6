/**
 * One order in a life: what iiko does with it, and the plugin's habits. What must arrive is kept in order and sent until the bridge has decided.
 */
import type { Chance } from "@loyalkit/scenario/time/Chance"
import { newReturn, newTransaction, orderAt, type Order } from "../Order.ts"
import { ANNA, BORIS, type Answer, type Shop } from "../Shop.ts"
import type { Network, Sent } from "./Network.ts"

/** An answer that decides: the plugin takes the call off its queue. */
const decides = ({ retry, status }: Answer): boolean => status === 200 && retry !== true

export interface Table {
  readonly order: Order
  /** The next thing that iiko or a waiter does with it. */
  readonly act: () => Promise<void>
  /** Sends what is kept: the first of it, or all. */
  readonly sendKept: (all: boolean) => Promise<void>
  /** The order ends now, one way or the other. */
  readonly end: () => Promise<void>
  /** Nothing is kept any more. A storno of an order that was never settled may be: the engine gives such an order up after days, and the storno with it. */
  readonly isOver: (isSettled: boolean) => boolean
  readonly wasStorned: () => boolean
  /** Points that payments of our type had paid when it was closed; nothing where it never was. */
  readonly paidAtClosing: () => number | undefined
  readonly done: ReadonlyArray<string>
}

/** The amount of the order: its thousands say whose it is. */
const THOUSAND = 1_000

export const make = (shop: Shop, chance: Chance, network: Network, place: number): Table => {
  const order = orderAt(shop, (place + 1) * THOUSAND)
  const { screen } = order
  const done: Array<string> = []
  const queues: Record<"hall-1" | "bar", Array<Sent>> = { "hall-1": [], bar: [] }
  let closedWith: number | undefined
  let last: string | undefined
  let storno: Sent | undefined

  const keep = (call: Sent, till: "hall-1" | "bar" = "hall-1") => void queues[till].push(call)
  const kept = (path: string, body: object, till: "hall-1" | "bar" = "hall-1"): Sent => {
    // As it was when it happened.
    const sent = structuredClone(body)
    return () => order.call(path, sent, till)
  }

  const pay = async () => {
    const quoted = await network.send(() => order.quote())
    const most = Math.min(quoted?.data?.quote?.maxPoints ?? 50, 300)
    const sum = chance.between(0, Math.max(0, Math.floor(most)))
    if (sum === 0) return
    const transaction = newTransaction()
    const body = structuredClone({ order: order.sent(), sum })
    const answer = await network.send(() => order.call(`payments/${transaction}/pay`, body))
    done.push(`pay ${sum}: ${answer?.action ?? "no answer"}`)
    if (answer?.action === "proceed") screen.paid = [...screen.paid, { transaction, sum }]
    else if (answer === undefined) keep(kept(`payments/${transaction}/cancel`, { sum, order: order.sent() }))
  }

  /** The printer failed, or the payment is deleted: iiko hears that it is taken back, whatever the bridge says. */
  const takeBack = async () => {
    const [payment] = screen.paid
    if (payment === undefined) return
    screen.paid = screen.paid.filter((one) => one !== payment)
    const isReturn = chance.happens(0.3)
    const path = `payments/${payment.transaction}/${isReturn ? "return" : "cancel"}`
    const body = { sum: payment.sum, order: order.sent(), ...(isReturn ? { returnId: newReturn() } : {}) }
    const call = kept(path, body)
    const answer = await network.send(call)
    done.push(`take back ${payment.sum}: ${answer?.action ?? "no answer"}`)
    if (answer === undefined) keep(call)
  }

  const end = async (): Promise<void> => {
    if (screen.status === "Closed" || screen.status === "Deleted") return
    if (chance.happens(0.8)) {
      screen.status = "Closed"
      closedWith = screen.paid.reduce((sum, payment) => sum + payment.sum, 0)
      done.push(`close with ${closedWith}`)
      keep(kept("closed", { order: order.sent() }))
      if (chance.happens(0.5)) keep(kept("closed", { order: order.sent() }, "bar"), "bar")
      if (chance.happens(0.15)) {
        storno = kept("storned", { returnId: newReturn() })
        keep(storno)
      }
      return
    }
    // iiko takes the payments back before it lets an order be deleted.
    while (screen.paid.length > 0) await takeBack()
    screen.status = "Deleted"
    done.push("delete")
    keep(kept("deleted", { order: order.sent() }))
  }

  const actions: Readonly<Record<string, () => Promise<unknown>>> = {
    "check in": () => network.send(() => order.checkIn(chance.happens(0.8) ? ANNA : BORIS)),
    "take off": () => network.send(() => order.undo()),
    edit: async () => {
      screen.sum = (place + 1) * THOUSAND + chance.between(0, 99)
    },
    bill: () => network.send(() => order.bill()),
    added: () => network.send(() => order.added(chance.between(1, 200))),
    removed: () => network.send(() => order.removed()),
    pay,
    "take back": takeBack,
    end,
  }

  const act = async () => {
    if (screen.status === "Closed" || screen.status === "Deleted") return
    const isFirst = done.length === 0 && chance.happens(0.9)
    const name = isFirst
      ? "check in"
      : chance.weighed([
          [1, "check in"],
          [0.4, "take off"],
          [1, "edit"],
          [1, "bill"],
          [1, "added"],
          [0.5, "removed"],
          [4, "pay"],
          [1, "take back"],
          [1, "end"],
        ])
    done.push(name)
    await actions[name]?.()
  }

  const sendFirst = async (queue: Array<Sent>): Promise<boolean> => {
    const [call] = queue
    if (call === undefined) return false
    const answer = await network.send(call)
    if (answer !== undefined && !decides(answer) && last !== answer.message) {
      last = answer.message
      done.push(`again: ${answer.status} ${last}`)
    }
    if (answer === undefined || !decides(answer)) return false
    queue.shift()
    return true
  }

  return {
    order,
    act,
    end,
    sendKept: async (all) => {
      for (const queue of Object.values(queues)) {
        const most = all ? queue.length : 1
        for (let sent = 0; sent < most && (await sendFirst(queue)); sent++);
      }
    },
    isOver: (isSettled) =>
      Object.values(queues).every((queue) => queue.every((call) => call === storno && !isSettled)),
    wasStorned: () => storno !== undefined,
    paidAtClosing: () => closedWith,
    done,
  }
}
