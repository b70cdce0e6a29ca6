/**
 * What the Promise face is started with.
 */

/** A journal from elsewhere, such as `sqliteJournal({ path })` of `@loyalkit/core/node`. Opaque. */
export interface JournalHandle {
  readonly kind: "journal"
}

/** A transport from elsewhere, such as `undiciTransport()` of `@loyalkit/core/node`. Opaque. */
export interface TransportHandle {
  readonly kind: "transport"
}

/** The engine's times, limits and budgets, by the names of core's `Policy`: whole milliseconds unless told otherwise. What is left out keeps its default. */
export interface LoyaltyPolicy {
  readonly identifyBudget?: number
  readonly quoteBudget?: number
  readonly holdBudget?: number
  readonly commitBudget?: number
  readonly releaseBudget?: number
  readonly retryBase?: number
  readonly retryCap?: number
  /** A number of tries. */
  readonly maxAttempts?: number
  /** A number of failures. */
  readonly breakerFailures?: number
  readonly breakerOpen?: number
  /** `off`: the service has no holds. */
  readonly holds?: "on" | "off"
  /** Minutes. */
  readonly holdMinutes?: number
  readonly doubtWindow?: number
  readonly probing?: number
  /** `hold`: an earning takes a hold of one point, so that its doubt can be settled without a person. */
  readonly earnWitness?: "none" | "hold"
  /** Do earned points reach the balance at once? */
  readonly creditImmediate?: boolean
  /** Does this journal alone sell and release at its points? */
  readonly exclusivePoint?: boolean
  /** `off`: another process settles doubts and delivers earnings, over the same journal. */
  readonly settler?: "on" | "off"
  readonly settleBase?: number
  readonly settleCap?: number
  /** A number of times. */
  readonly maxResends?: number
  /** A number of earnings, at each point. */
  readonly queueLimit?: number
  /** Hours. */
  readonly abandonHours?: number
  /** Kopecks. */
  readonly minLine?: number
  /** A number of checkouts. */
  readonly cachedCheckouts?: number
  /** Days. */
  readonly keepSettledDays?: number
}

export interface LoyaltyOptions {
  /** Base URL of the LoyalClient service. */
  readonly url: string
  /** Its key. It is sent in a header, and never printed. */
  readonly apiKey: string
  /** Where checkouts are written down. `"memory"`, the default, forgets them with the process: sales in doubt too. */
  readonly journal?: "memory" | JournalHandle
  /** How the service is reached. Left out: `fetch`. On Node prefer `undiciTransport()`, which knows more about failures. */
  readonly transport?: TransportHandle
  /** Instead of the global one. It must not retry. Not beside `transport`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  readonly policy?: LoyaltyPolicy
}
