/** What every part of the terminal's side works with: the vendor's library, the gateway, the book, and how to tell of trouble. */
import { bookOf, type Book } from "./Book.ts"
import { gatewayOf, type Gateway } from "./Gateway.ts"
import { xmlHttp } from "./Http.ts"
import {
  TIMEOUTS,
  type EvotorLoyaltyOptions,
  type LogLevel,
  type Notice,
  type Timeouts,
  type Ui,
} from "./Options.ts"
import { receiptToPurchase, type Purchase } from "./Purchase.ts"
import type { EvotorReceipt, EvotorSdk } from "./Sdk.ts"
import { noticeText, type Language } from "./Texts.ts"
import { platformTimers, within, type Timers } from "./Timers.ts"

export interface Terminal {
  readonly sdk: EvotorSdk
  readonly gateway: Gateway
  readonly book: Book
  readonly ui: Ui
  readonly timers: Timers
  readonly timeouts: Timeouts
  readonly language: Language
  readonly minimumPayable: number
  readonly now: () => number
  readonly log: (level: LogLevel, message: string) => void
  /** Tells the cashier; `why` replaces our own words. */
  readonly notify: (kind: Notice["kind"], receiptId: string, why?: string) => void
  /** Reads a receipt: nothing where the terminal has none, does not answer, or an amount cannot be read. */
  readonly purchase: (receiptId: string) => Promise<Purchase | undefined>
  /** The receipt that is open for selling. */
  readonly openPurchase: () => Promise<Purchase | undefined>
  /** Nobody calls a gateway over a line that others can read; plain HTTP reaches this machine only. */
  readonly isUsable: boolean
}

const SAFE_URL = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$))/i
/** As the terminal names what is sold. */
const SELL = "SELL"

/** What the app's own functions throw is the app's trouble, and no reason to leave a terminal waiting. */
const quietly = (run: () => void): void => {
  try {
    run()
  } catch {
    // There is nobody left to tell.
  }
}

// oxlint-disable-next-line eslint/no-restricted-globals -- no Effect on the terminal, so no Clock; tests hand over their own.
const wallClock = (): number => Date.now()

export const terminalOf = (options: EvotorLoyaltyOptions): Terminal => {
  const {
    gateway,
    language = "ru",
    logger,
    minimumPayable = 1,
    sdk,
    store,
    timers = platformTimers,
    ui,
  } = options
  const given = options.timeouts || TIMEOUTS
  const timeouts: Timeouts = {
    answer: given.answer || TIMEOUTS.answer,
    request: given.request || TIMEOUTS.request,
    read: given.read || TIMEOUTS.read,
  }
  const log = (level: LogLevel, message: string): void =>
    quietly(() => (logger === undefined ? undefined : logger(level, message)))
  const read = (receipt: () => PromiseLike<EvotorReceipt | null>): Promise<Purchase | undefined> =>
    within(timers, timeouts.read, receipt).then((found) =>
      found === null || found === undefined ? undefined : receiptToPurchase(found),
    )
  return {
    sdk,
    gateway: gatewayOf({ url: gateway.url, token: gateway.token, language, http: options.http || xmlHttp }),
    book: bookOf(store, () => log("error", "the store is damaged")),
    ui,
    timers,
    timeouts,
    language,
    minimumPayable,
    now: options.now || wallClock,
    log,
    notify: (kind, receiptId, why) =>
      quietly(() => {
        if (ui.notify !== undefined)
          ui.notify({ kind, receiptId, message: why || noticeText(language, kind) })
      }),
    purchase: (receiptId) =>
      read(() =>
        sdk.ReceiptAPI.getReceiptByUuid(receiptId).then(
          (byUuid) =>
            byUuid ||
            sdk.ReceiptAPI.getReceiptByType(SELL).then((open) =>
              open !== null && open !== undefined && open.header.uuid === receiptId ? open : null,
            ),
        ),
      ),
    openPurchase: () => read(() => sdk.ReceiptAPI.getReceiptByType(SELL)),
    isUsable: SAFE_URL.test(gateway.url) && gateway.token !== "",
  }
}
