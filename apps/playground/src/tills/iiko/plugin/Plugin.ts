/**
 * Stands in for the C# plugin (`packages/adapter-iiko/plugin`), which runs inside iikoFront and in no browser: the same handlers, the same calls in the same
 * moments, the same outbox. What it calls is the real bridge.
 *
 * Two things differ: the texts are in the page's language, and there is no settings file.
 */
import * as Effect from "effect/Effect"
import type { Speech } from "../../../text/Language.ts"
import type { Order } from "../front/Order.ts"
import type { Line } from "../line/Line.ts"
import { createLoyalty, type Loyalty, type Said } from "./Asking.ts"
import { createCheckIn, type CheckIn } from "./CheckIn.ts"
import { createDiscount, type Discount } from "./Discount.ts"
import type { Disk } from "./Disk.ts"
import type { Host } from "./Host.ts"
import { createOrders, type Orders } from "./Orders.ts"
import { createOutbox } from "./Outbox.ts"
import { createPointsPayment, type PointsPayment } from "./PointsPayment.ts"
import { PATIENCE } from "./Settings.ts"

export interface Plugin {
  readonly payment: PointsPayment
  readonly checkIn: CheckIn
  /** `BeforeOrderBill`, `NavigatingToPaymentScreen` */
  readonly refreshDiscount: Discount["refresh"]
  /** `BillChequePrinting` */
  readonly bill: (order: Order) => Said<ReadonlyArray<string>>
  /** `CashChequePrinting` */
  readonly cheque: (order: Order) => Said<ReadonlyArray<string>>
  readonly changed: Orders["changed"]
  readonly storned: Orders["storned"]
  readonly ping: Said
  /** It hears of nothing any more. */
  readonly stop: Said
  /** If it was stopped: with what is on its disk, and nothing else. */
  readonly start: Said
}

export interface PluginOptions {
  readonly host: Host
  readonly line: Line
  readonly disk: Disk
  readonly speech: Speech
}

/** Paper of 57 mm. */
export const COLUMNS = 32

/** Printing never waits long, and never fails because of us (`plugin/Printing.cs`). */
const createPrinting =
  ({ call, isWatched, json }: Loyalty) =>
  (moment: string, what: "bill" | "cheque") =>
  (order: Order): Said<ReadonlyArray<string>> => {
    const isOurs = isWatched(order) || order.payments.some(({ kind }) => kind === "points")
    if (!isOurs) return Effect.succeed([])
    return Effect.map(
      call(moment, order, what, { order: json(order), columns: COLUMNS }, PATIENCE.print),
      ({ data, outcome }) => (outcome === "proceed" ? (data?.lines ?? []) : []),
    )
  }

export const createPlugin = ({ disk, host, line, speech }: PluginOptions): Plugin => {
  const outbox = createOutbox({ line, disk, tell: host.warn })
  const loyalty = createLoyalty({ host, disk, outbox, line, speech })
  const discount = createDiscount(loyalty)
  const checkIn = createCheckIn(loyalty, discount)
  const orders = createOrders(loyalty)
  const printing = createPrinting(loyalty)
  let isUp = true
  return {
    payment: createPointsPayment(loyalty, checkIn),
    checkIn,
    refreshDiscount: discount.refresh,
    bill: printing("BillChequePrinting", "bill"),
    cheque: printing("CashChequePrinting", "cheque"),
    changed: (order) => Effect.suspend(() => (isUp ? orders.changed(order) : Effect.void)),
    storned: orders.storned,
    ping: loyalty.ping,
    stop: Effect.suspend(() => {
      isUp = false
      return outbox.stop
    }),
    start: Effect.gen(function* () {
      if (isUp) return
      isUp = true
      yield* Effect.forkDetach(loyalty.ping)
      yield* outbox.start
      yield* orders.restart
    }),
  }
}
