/**
 * Loyalty on an Evotor terminal, for React Native apps: `@loyalkit/adapter-evotor/terminal`.
 *
 * It stands between the vendor's library and a gateway's `/v1`: events of the terminal become its calls, its answers become a discount.
 * Without any dependency, and for old engines: no Effect, no `fetch`, no decision that the gateway does not make. Install it at the start of the
 * bundle, before anything else: an event for which nobody listens is never answered, and the terminal waits.
 */
import { activityOf } from "./Activity.ts"
import { discountListener } from "./DiscountService.ts"
import { lifecycleOf } from "./Lifecycle.ts"
import type { Ask, EvotorLoyaltyOptions } from "./Options.ts"
import { outboxOf } from "./Outbox.ts"
import { printListener } from "./PrintExtra.ts"
import type { EvotorReceiptEvent, EvotorServiceListener } from "./Sdk.ts"
import { terminalOf } from "./Terminal.ts"
import { visitsOf } from "./Visit.ts"

export {
  decodeExtra,
  encodeExtra,
  EXTRA_KEY,
  type Extras,
  type ProgrammeType,
  type SaleExtra,
} from "./Extra.ts"
export type { Answer, FoundClient, Quote, Refusal } from "./Gateway.ts"
export { xmlHttp, type Http, type HttpAnswer, type HttpRequest } from "./Http.ts"
export { amountOf, kopecksOf, rublesOf, textOf, thousandthsOf } from "./Money.ts"
export { toDiscountResult } from "./Offer.ts"
export {
  TIMEOUTS,
  type Ask,
  type Choice,
  type EvotorLoyaltyOptions,
  type Found,
  type Logger,
  type LogLevel,
  type Notice,
  type SaleAtTill,
  type Timeouts,
  type Ui,
} from "./Options.ts"
export { receiptToPurchase, type Purchase, type PurchaseLine } from "./Purchase.ts"
export type * from "./Sdk.ts"
export type { Answered } from "./Standing.ts"
export type { Store } from "./Store.ts"
export type { Timers } from "./Timers.ts"

export interface EvotorLoyalty {
  /** Sends the sales that wait for a line, as every event does too. Never rejects. */
  readonly drain: () => Promise<void>
  /** Stops listening. From then on nothing is answered: only for an app that listens by itself. */
  readonly dispose: () => void
  /** What `runDiscountActivity` does. */
  readonly runActivity: (ask: Ask) => Promise<void>
}

const EVENTS = ["OPENED", "CLEARED", "CLOSED"] as const

/**
 * Listens to the terminal. Never throws: with settings that cannot be used every event is skipped, and the log says why.
 */
export const installEvotorLoyalty = (options: EvotorLoyaltyOptions): EvotorLoyalty => {
  const terminal = terminalOf(options)
  const { log, sdk } = terminal
  const visits = visitsOf(terminal)
  const prints = visitsOf(terminal)
  const lifecycle = lifecycleOf(terminal, visits)
  const outbox = outboxOf(terminal)
  const drain = () => void outbox.drain()
  const services: Readonly<Record<string, EvotorServiceListener>> = {
    RECEIPT_DISCOUNT: discountListener(terminal, visits, lifecycle, drain),
    PRINT_EXTRA_REQUIRED: printListener(terminal, prints, drain),
  }
  const heard =
    (how: (receiptId: string) => Promise<unknown>) =>
    ({ receiptUuid }: EvotorReceiptEvent): void => {
      const failed = () => log("error", `receipt ${receiptUuid}: the store does not write`)
      void how(receiptUuid).then(undefined, failed).then(drain)
    }
  const { cleared, closed, opened } = lifecycle
  const broadcasts = { OPENED: heard(opened), CLEARED: heard(cleared), CLOSED: heard(closed) }
  Object.keys(services).forEach((name) => {
    const listener = services[name]
    if (listener !== undefined) sdk.ServiceAPI.addEventListener(name, listener)
  })
  EVENTS.forEach((name) => sdk.BroadcastReceiver.addEventListener(`SELL_RECEIPT_${name}`, broadcasts[name]))
  if (!terminal.isUsable) log("error", "no HTTPS address or no token: every event is skipped")
  // What happened while nobody listened.
  void lifecycle.leaveOthers(undefined).then(drain, drain)
  return {
    drain: outbox.drain,
    runActivity: activityOf(terminal, lifecycle, drain),
    dispose: () => {
      Object.keys(services).forEach((name) => {
        const listener = services[name]
        if (listener !== undefined) sdk.ServiceAPI.removeEventListener(name, listener)
      })
      EVENTS.forEach((name) =>
        sdk.BroadcastReceiver.removeEventListener(`SELL_RECEIPT_${name}`, broadcasts[name]),
      )
    },
  }
}

/** Runs the screen that a discount event opened: asks, sets the result, and finishes, whatever happens. */
export const runDiscountActivity = (loyalty: EvotorLoyalty, ask: Ask): Promise<void> =>
  loyalty.runActivity(ask)
