/**
 * The driver of the conformance suite: how a vendor lets the scenarios press the buttons of its till.
 *
 * A driver starts a *subject*, which is whatever the vendor ships (an engine, a plugin, a process in any language), and
 * hands every step over as a plain promise. Units and words are those of `@loyalkit/core/promise`, so that a driver
 * for it passes its answers on as they are. No step may throw for a refusal: that is an answer.
 */

/** What not every way in can carry. What a driver cannot is named in its report, with the driver's reason. */
export type Ability =
  /** Reserving points is a step of its own. Where it is not, scenarios spend without it. */
  | "hold"
  | "cancel"
  | "noteReturn"
  /** Receipt lines, some of which take no points. */
  | "lines"
  /** Two tills at one point of sale. */
  | "secondTill"
  /** A till at another point of sale. */
  | "otherPoint"
  /** The subject can be killed in the middle of anything, and starts again over what it had written down. */
  | "crash"
  /** All that the subject wrote to its logs can be read. */
  | "logs"
  /** What needs a person can be listed. */
  | "cases"

/** The subject did not do what was asked. */
export interface Refused {
  readonly ok: false
  readonly error: {
    /** The gateway's word (`STALE_QUOTE`, …; `COMMIT_PENDING` after a commit that is not settled yet), or `REFUSED` where the way in has no words. */
    readonly code: string
    readonly message?: string
  }
}

/** What a step answers. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | Refused

export interface IdentifiedClient {
  readonly balanceHundredths: number
}

export interface Line {
  readonly id: string
  readonly quantityThousandths: number
  readonly priceKopecks: number
  readonly amountKopecks: number
  /** Takes no points. */
  readonly excluded?: boolean
}

export interface PurchaseToQuote {
  readonly amountKopecks: number
  readonly lines?: ReadonlyArray<Line>
}

export interface Quote {
  readonly maxSpendHundredths: number
  readonly earnHundredths: number
  /** What a discount programme leaves to pay. */
  readonly totalKopecks?: number
}

export interface Held {
  readonly pointsHundredths: number
  readonly payableKopecks: number
  readonly lines?: ReadonlyArray<{ readonly id: string; readonly pointsHundredths: number }>
}

export interface SaleToCommit {
  readonly amountKopecks: number
  /** 0 earns. */
  readonly pointsHundredths: number
}

export interface Sale {
  readonly totalKopecks: number
  readonly spentHundredths?: number
  readonly earnedHundredths?: number
}

/** Where a receipt stands. A way in that knows less says `open` before a commit, and `doubt` for all that is not settled. */
export type State =
  | "open"
  | "identified"
  | "quoted"
  | "held"
  | "queued"
  | "committing"
  | "doubt"
  | "committed"
  | "rejected"
  | "cancelled"

export interface Outcome {
  readonly state: State
  readonly sale?: Sale
}

/** A receipt at a till. Every step may be repeated. */
export interface Receipt {
  readonly identify: (search: string) => Promise<Answer<IdentifiedClient>>
  readonly quote: (purchase: PurchaseToQuote) => Promise<Answer<Quote>>
  readonly hold?: (pointsHundredths: number) => Promise<Answer<Held>>
  /** A commit that was sent with an unknown fate, or that waits for the service, is refused with `COMMIT_PENDING`: the till prints and goes on. */
  readonly commit: (sale: SaleToCommit) => Promise<Answer<{ readonly sale: Sale }>>
  readonly cancel?: () => Promise<Answer<unknown>>
  readonly noteReturn?: (goods: {
    readonly returnId: string
    readonly amountKopecks: number
  }) => Promise<Answer<unknown>>
  readonly outcome: () => Promise<Answer<Outcome>>
}

/** Which till: two at one point of sale, and one elsewhere. */
export type TillName = "first" | "second" | "elsewhere"

/** What needs a person. */
export interface Case {
  readonly kind: string
  /** The ID of its receipt. */
  readonly receipt: string
}

/** A till's program that runs. */
export interface Subject {
  /** Begins a receipt, or goes on with it: its ID names it at a point of sale, also at another till and after a crash. */
  readonly open: (receipt: string, till: TillName) => Promise<Receipt>
  /** Kills it without a warning (`kill -9`, power cut) and starts it again over what it had written down. */
  readonly crash?: () => Promise<void>
  /** Everything that it has written to its logs so far. */
  readonly logs?: () => Promise<string>
  readonly cases?: () => Promise<Answer<ReadonlyArray<Case>>>
  /** Stops it and takes away what it left behind. */
  readonly stop: () => Promise<void>
}

/** Times in milliseconds, by the names of core's `Policy`: short ones, so that the suite is soon over. Where a subject cannot take them, tell `certify` its own. */
export interface Times {
  /** By when a commit is answered. */
  readonly commitBudget: number
  /** In how long a request that was given up on could still be executed. */
  readonly doubtWindow: number
  /** After how long a doubt is looked at, or a queue tried, again: doubled each time, up to the cap. */
  readonly settleBase: number
  readonly settleCap: number
  /** How long a service that does not answer is left alone. */
  readonly breakerOpen: number
}

/** What a subject is started with. */
export interface Setting {
  /** Base URL of the LoyalClient service. */
  readonly url: string
  readonly apiKey: string
  /** The point of the tills `first` and `second`, and the one of the till `elsewhere`. */
  readonly points: { readonly here: string; readonly elsewhere: string }
  readonly times: Times
}

/** How a vendor lets the scenarios press the buttons of its till. */
export interface Driver {
  /** What is certified, with its version: the head of the report. */
  readonly name: string
  /** Starts a subject with nothing in it; each scenario has one of its own. */
  readonly start: (setting: Setting) => Promise<Subject>
  /** What this way in cannot carry, and why: printed in the report. */
  readonly cannot?: Readonly<Partial<Record<Ability, string>>>
  /** Scenarios that it cannot play though it has the abilities, by their IDs, and why: for a way in that has not all of a till's steps. */
  readonly notCarried?: Readonly<Record<string, string>>
}
