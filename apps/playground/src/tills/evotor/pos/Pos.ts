/**
 * The terminal itself, an imitation of its sale: receipt, payment with the icons of discounts, printing, and what it asks applications on the way.
 *
 * As the notes on the real one have it: a receipt's discount is a sum that it spreads over the positions itself; it waits for an answer, and where none comes
 * the sale goes on.
 */
import { kopecksOf } from "@loyalkit/adapter-evotor/terminal"
import { add, Kopecks, Percent, percentOf, subtract, toNumber, zeroKopecks } from "@loyalkit/core/Money"
import { batch, createSignal, type Accessor } from "solid-js"
import type { Good } from "../../../shop/Goods.ts"
import type { Mishaps } from "../../../shop/Mishaps.ts"
import type { After } from "../../../shop/ShopTimers.ts"
import type { App } from "../app/App.ts"
import { printedBy, ReceiptDiscountEventResult, SetExtra } from "../sdk/Results.ts"
import type { Mishap } from "../Troubles.ts"
import { stepped, toPayOf, totalOf, withQuantity, type Receipt } from "./Receipt.ts"
import type { Receipts } from "./Receipts.ts"
import type { Reply, ServiceEvent, Services } from "./Services.ts"

export type PosScreen = "sale" | "payment" | "printed"

export interface Pos {
  readonly screen: Accessor<PosScreen>
  /** The event that it waits for. */
  readonly waiting: Accessor<ServiceEvent | undefined>
  /** Nobody answered the last event. */
  readonly isUnanswered: Accessor<boolean>
  readonly change: (good: Good, by: 1 | -1) => void
  /** In thousandths. */
  readonly setQuantity: (good: Good, quantity: number) => void
  readonly toPayment: () => void
  readonly toSale: () => void
  /** The loyalty application's icon among the discounts. */
  readonly pressIcon: () => void
  /** Another application's icon: its discount comes, or goes. */
  readonly pressPromotion: () => void
  readonly pay: (byCard: boolean) => void
  /** The receipt is deleted before it was paid. */
  readonly remove: () => void
  readonly renew: () => void
}

export interface PosParts {
  readonly after: After
  readonly receipts: Receipts
  readonly services: Services
  readonly app: App
  readonly mishaps: Mishaps<Mishap>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** How long the terminal waits for an application's answer, in milliseconds: ours, a real one's is not known. */
const PATIENCE_MILLIS = 5_000

export const PROMOTION = Percent.make(10)

/** What the receipt is with this answer, if that can be. */
const withDiscount = (receipt: Receipt, result: object): Receipt | undefined => {
  if (!(result instanceof ReceiptDiscountEventResult)) return undefined
  const rubles = kopecksOf(result.discount)
  if (rubles === undefined || rubles < 0 || rubles > totalOf(receipt)) return undefined
  const extra = result.extra instanceof SetExtra ? result.extra.extra : receipt.extra
  return { ...receipt, discount: Kopecks.make(rubles), extra }
}

export const createPos = ({ after, app, mishaps, now, receipts, services }: PosParts): Pos => {
  const [screen, setScreen] = createSignal<PosScreen>("sale")
  const [waiting, setWaiting] = createSignal<ServiceEvent>()
  const [isUnanswered, setUnanswered] = createSignal(false)
  const receipt = receipts.current
  let event = 0

  /** Asks an application; whoever does not answer is not waited for any longer. */
  const ask = (name: ServiceEvent, extras: ReadonlyArray<unknown>, heard: (reply: Reply) => void): void => {
    event += 1
    const asked = event
    batch(() => {
      setWaiting(name)
      setUnanswered(false)
      app.dismiss()
    })
    services.wait(name, (reply) =>
      batch(() => {
        setWaiting(undefined)
        if (reply._tag === "Silence") setUnanswered(true)
        heard(reply)
      }),
    )
    after(PATIENCE_MILLIS, () => {
      if (event === asked && waiting() === name) services.answer(name, { _tag: "Silence" })
    })
    if (mishaps.strikes("silent")) return
    app.deliver(name, extras)
    if (name === "RECEIPT_DISCOUNT" && mishaps.strikes("twice")) app.deliver(name, extras)
  }
  const unlessWaiting = (step: () => void) => (): void => {
    if (waiting() === undefined && app.screens.shown() === undefined) step()
  }
  const put = (change: Receipt): void => {
    app.dismiss()
    receipts.put(change)
  }
  /** The next receipt; where the one before was not paid, it is gone. */
  const begin = (): void => {
    const { closed, uuid } = receipt()
    batch(() => {
      setScreen("sale")
      setUnanswered(false)
      app.dismiss()
      receipts.next()
    })
    if (closed === undefined) app.broadcast("CLEARED", uuid)
    app.broadcast("OPENED", receipt().uuid)
  }

  const discounted = (reply: Reply): void => {
    if (reply._tag === "Activity") return app.openScreen(reply.intent)
    const changed = reply._tag === "Result" ? withDiscount(receipt(), reply.result) : undefined
    if (changed !== undefined) receipts.put(changed)
  }
  const close = (byCard: boolean, printed: ReadonlyArray<string>): void => {
    if (mishaps.strikes("printing")) app.kill()
    batch(() => {
      receipts.put({ ...receipt(), closed: { at: now(), byCard, printed } })
      setScreen("printed")
    })
    app.broadcast("CLOSED", receipt().uuid)
  }

  return {
    screen,
    waiting,
    isUnanswered,
    change: (good, by) => put(stepped(receipt(), good, by)),
    setQuantity: (good, quantity) => put(withQuantity(receipt(), good, quantity)),
    toPayment: () => void setScreen("payment"),
    toSale: unlessWaiting(() =>
      batch(() => {
        setUnanswered(false)
        setScreen("sale")
      }),
    ),
    pressIcon: unlessWaiting(() =>
      ask("RECEIPT_DISCOUNT", [toNumber(receipt().discount), receipt().uuid], discounted),
    ),
    pressPromotion: unlessWaiting(() => {
      const { discount, promotion } = receipt()
      const wanted = promotion > 0 ? zeroKopecks : percentOf(totalOf(receipt()), PROMOTION)
      const given = add(subtract(discount, promotion), wanted)
      if (given <= totalOf(receipt())) put({ ...receipt(), discount: given, promotion: wanted })
    }),
    pay: (byCard) =>
      unlessWaiting(() =>
        ask("PRINT_EXTRA_REQUIRED", [], (reply) => {
          close(byCard, reply._tag === "Result" ? printedBy(reply.result) : [])
        }),
      )(),
    remove: unlessWaiting(begin),
    renew: begin,
  }
}

/** Is there anything to be paid? */
export const mayBePaid = (receipt: Receipt): boolean => receipt.positions.length > 0 && toPayOf(receipt) > 0
