/**
 * The till as its views see it: iikoFront, one command at a time, with the plugin inside it and all that goes over its line.
 */
import type { PointId } from "@loyalkit/core/Domain"
import type { Kopecks } from "@loyalkit/core/Money"
import type { Accessor } from "solid-js"
import { createCalls, type Call, type Calls } from "../../shop/Calls.ts"
import type { Good } from "../../shop/Goods.ts"
import { createMishaps } from "../../shop/Mishaps.ts"
import { createPurchaseJournal, type PurchaseJournal } from "../../shop/PurchaseJournal.ts"
import { createTurns } from "../../shop/Turns.ts"
import { wordsOf } from "../../text/iiko/Words.ts"
import type { TillPlace } from "../OpenTill.ts"
import { createDesk, type Desk } from "./front/Desk.ts"
import { createFront, type Front } from "./front/Front.ts"
import type { Mishap, Mishaps } from "./front/Mishaps.ts"
import { uuid, type Guest, type Payment, type PaymentKind } from "./front/Order.ts"
import { createPopups, type Popups } from "./front/Popups.ts"
import { createLine } from "./line/Line.ts"
import { createDisk, type Disk } from "./plugin/Disk.ts"
import type { Host } from "./plugin/Host.ts"
import { createPlugin } from "./plugin/Plugin.ts"

const TERMINALS = ["Касса 1", "Касса 2"] as const

export type Command = "guest" | "bill" | "payment" | "add" | "delete" | "pay" | "remove" | "return" | "repeat"

export interface Till {
  readonly desk: Desk
  readonly popups: Popups
  readonly mishaps: Mishaps
  readonly calls: Calls
  readonly journal: PurchaseJournal
  /** The plugin's, for those who look on. */
  readonly outbox: Disk["outbox"]
  readonly point: Accessor<PointId>
  readonly choosePoint: (point: PointId) => void
  /** The number of the order that this receipt is; nothing where it is another till's. */
  readonly numberOf: (receipt: string) => number | undefined
  /** What is under way. Another press meanwhile does nothing. */
  readonly busy: Accessor<Command | undefined>
  readonly canPay: () => boolean
  readonly change: (good: Good, guest: Guest, by: 1 | -1) => void
  readonly scan: (code: string) => void
  readonly askGuest: () => void
  readonly undoGuest: () => void
  readonly printBill: () => void
  readonly cancelBill: () => void
  readonly toPayment: () => void
  readonly leavePayment: () => void
  readonly addPayment: (kind: PaymentKind, typed: Kopecks | undefined) => void
  readonly deletePayment: (item: Payment) => void
  readonly pay: () => void
  readonly remove: () => void
  readonly storno: () => void
  readonly pastStorno: () => void
  readonly renew: () => void
  readonly repeat: (call: Call) => void
}

/** An order's receipts are its ID, and that with a number behind it. */
const ORDER = new RegExp(`^(${uuid("order", 0).slice(0, -6)}(\\d{6}))(?:[.]\\d+)?$`)

const numberOf = (receipt: string): number | undefined => {
  const number = ORDER.exec(receipt)?.[2]
  return number === undefined ? undefined : Number(number)
}

const createHost = (desk: Desk, popups: Popups, terminal: string): Host => ({
  order: desk.find,
  changePaymentSum: (id, sum) => desk.putPayment(id, { sum }),
  deletePayment: desk.removePayment,
  setDiscount: (discount) => desk.put({ discount }),
  showOk: (text) => popups.show("ok", text),
  showError: (text) => popups.show("error", text),
  ask: popups.ask,
  warn: popups.warn,
  terminal,
  point: () => desk.order().point,
})

export const createTill = ({ firstPoint, page, speech }: TillPlace): Till => {
  const { act, busy } = createTurns<Command>(page)
  const desk = createDesk(firstPoint)
  const popups = createPopups(() => page.shop.tick(0))
  const mishaps = createMishaps<Mishap>()
  const calls = createCalls()
  const line = createLine({ page, calls, mishaps, speech })
  const pluginOf = (disk: Disk, terminal: string) =>
    createPlugin({ host: createHost(desk, popups, terminal), line, disk, speech })
  const disk = createDisk()
  const plugin = pluginOf(disk, TERMINALS[0])
  const other = pluginOf(createDisk(), TERMINALS[1])
  void page.run(plugin.ping)
  const front: Front = createFront({ desk, mishaps, plugin, other, popups, words: () => wordsOf(speech) })

  const atOnce = (step: () => void) => (): void => {
    if (busy() === undefined) step()
  }
  return {
    desk,
    popups,
    mishaps,
    calls,
    journal: createPurchaseJournal(page, numberOf, () => desk.order().number),
    outbox: disk.outbox,
    point: () => desk.order().point,
    choosePoint: (point) => {
      if (busy() === undefined && desk.order().status === "New") desk.put({ point })
    },
    numberOf,
    busy,
    canPay: front.canPay,
    change: (good, guest, by) => {
      if (busy() === undefined) front.change(good, guest, by)
    },
    scan: (code) => void act("guest", front.scan(code)),
    askGuest: () => void act("guest", front.askGuest),
    undoGuest: () => void act("guest", front.undoGuest),
    printBill: () => void act("bill", front.printBill),
    cancelBill: atOnce(front.cancelBill),
    toPayment: () => void act("payment", front.toPayment),
    leavePayment: atOnce(front.leavePayment),
    addPayment: (kind, typed) => void act("add", front.addPayment(kind, typed)),
    deletePayment: (item) => void act("delete", front.deletePayment(item)),
    pay: () => void act("pay", front.pay),
    remove: () => void act("remove", front.remove),
    storno: () => void act("return", front.storno),
    pastStorno: () => void act("return", front.pastStorno),
    renew: atOnce(front.renew),
    repeat: (call) => void act("repeat", line.repeat(call)),
  }
}
