/** What an app hands over, and what is taken where it does not. */
import type { Answer, FoundClient, Quote } from "./Gateway.ts"
import type { Http } from "./Http.ts"
import type { Purchase } from "./Purchase.ts"
import type { EvotorSdk } from "./Sdk.ts"
import type { Answered } from "./Standing.ts"
import type { Store } from "./Store.ts"
import type { Timers } from "./Timers.ts"

/** In milliseconds. */
export interface Timeouts {
  /** A discount without a screen: after it the event is skipped, and the sale goes on. 4 s: terminals with loyalty apps are skipped within 4–9 s. */
  readonly answer: number
  /** One request that no customer waits for, or that a cashier at a screen does. 8 s: more than any budget of `/v1`. */
  readonly request: number
  /** Reading a receipt of the terminal's own. 2 s: our judgment, it is a local database. */
  readonly read: number
}

export const TIMEOUTS: Timeouts = { answer: 4_000, request: 8_000, read: 2_000 }

/** Whose receipt it is, and how many points to spend, in hundredths; `max`: as many as may be. 0 earns. */
export interface Choice {
  /** A phone, a card, or the code in the client's app. */
  readonly search: string
  readonly points: number | "max"
}

/** What a search found, and what the purchase is worth to the client. */
export interface Found {
  readonly client: FoundClient
  readonly quote: Quote
}

/** A sale at the moment when the cashier asks for a discount. */
export interface SaleAtTill {
  readonly receiptId: string
  /** What is owed after all discounts but ours. */
  readonly amountKopecks: number
  readonly purchase: Purchase
  /** Who was chosen for this receipt before. */
  readonly search: string | undefined
  /** Looks a client up and quotes the purchase. A refusal's `message`, where there is one, is for the cashier. */
  readonly find: (search: string) => Promise<Answer<Found>>
}

/** Asks who the customer is; nothing leaves the receipt as it is. */
export type Ask = (sale: SaleAtTill) => PromiseLike<Choice | undefined>

/** What a person at the till should know. */
export interface Notice {
  /**
   * `unreachable`: no answer, sold without points. `refused`: the gateway said no, and why. `difference`: the terminal applied another discount than was
   * set. `lost`: a sale that the gateway will not take. `full`: too many sales wait for a line. `stuck`: the gateway does not accept this till.
   */
  readonly kind: "unreachable" | "refused" | "difference" | "lost" | "full" | "stuck"
  readonly receiptId: string
  /** Short, in the language chosen, and says what to do. */
  readonly message: string
}

export interface Ui {
  /** For apps that know the customer without a screen (scanned before): asked while the terminal waits, so it must come to an end by itself. */
  readonly choose?: Ask
  /** The class of the screen to open instead, a `ReactIntegrationActivity`; it calls `runDiscountActivity`. */
  readonly activity?: string
  /** Shows it; must not wait. */
  readonly notify?: (notice: Notice) => void
  /** What to print under the receipt's total instead of our lines. */
  readonly print?: (answered: Answered) => ReadonlyArray<string>
}

export type LogLevel = "info" | "warn" | "error"

/** Gets no phone, name or card. */
export type Logger = (level: LogLevel, message: string) => void

export interface EvotorLoyaltyOptions {
  /** `import * as sdk from "evotor-integration-library"`. */
  readonly sdk: EvotorSdk
  readonly gateway: {
    /** `https://…`, on the application's allow-list, without `/v1`. Plain HTTP only to this machine. */
    readonly url: string
    /** The till's token at the gateway. */
    readonly token: string
  }
  readonly store: Store
  readonly ui: Ui
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly http?: Http
  readonly timers?: Timers
  readonly logger?: Logger
  readonly timeouts?: Partial<Timeouts>
  readonly language?: "ru" | "en"
  /** What must be left to pay by other means, in kopecks. 1 by default: whether the terminal prints a receipt of nothing is not known. */
  readonly minimumPayable?: number
}
