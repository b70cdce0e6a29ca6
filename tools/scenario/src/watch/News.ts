/**
 * Everything that can be watched in a shop, as plain data: what was called and answered, what was written, what moved at the service.
 *
 * Times are virtual milliseconds since the start. A record that gets on is replaced by a new one of the same number.
 */
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import type { Durability } from "@loyalkit/core/Journal"
import type { Method } from "@loyalkit/sandbox/Call"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import type { Thing } from "../format/Step.ts"
import type { Concludes, WayName } from "../format/Ways.ts"
import type { PlainAnswer, PlainRequest } from "../shop/Exchange.ts"

/**
 * Why a till heard nothing: there was no line, nobody listened, the gateway died over it, or its answer was lost and the till gave up. `no-case`: a
 * person had nothing to decide.
 */
export type Unheard = "line-down" | "gateway-down" | "gateway-died" | "no-answer" | "no-case"

/** What a till heard, and when. */
export type Heard =
  | { readonly _tag: "Answer"; readonly at: number; readonly answer: PlainAnswer }
  | { readonly _tag: "Nothing"; readonly at: number; readonly why: Unheard }

/** A call of a till, or of the office, to the gateway. */
export interface TillCall {
  readonly number: number
  readonly at: number
  readonly till: string
  readonly request: PlainRequest
  /** When it reached the gateway, and in which of its lives. */
  readonly reached?: { readonly at: number; readonly life: number }
  /** What the gateway said, be it heard or not. */
  readonly said?: { readonly at: number; readonly answer: PlainAnswer }
  readonly heard?: Heard
}

/** A call of the gateway's reader of receipts to 1C, which is answered at once. */
export interface InfobaseCall {
  readonly number: number
  readonly at: number
  readonly request: PlainRequest
  readonly answer: PlainAnswer
}

/** An execution at the service, whether or not anybody heard of it. */
export interface Execution {
  readonly at: number
  readonly status: number
  readonly body: string
}

/** A call to the service: the gateway's, or another system's. */
export interface ServiceCall {
  readonly number: number
  readonly at: number
  readonly by: "gateway" | "elsewhere"
  readonly method: Method | undefined
  readonly path: string
  readonly body: string
  /** In which life the gateway sent it; 0 for another system. */
  readonly life: number
  /** The fault that struck it. */
  readonly way?: WayName
  /** What the service did. Empty: it was not executed, so far. */
  readonly executed: ReadonlyArray<Execution>
  /** What the service did has yet to be heard: it is on a port, and is asked. */
  readonly isUntold?: boolean
  /** What came back. */
  readonly answer?: { readonly at: number; readonly status: number; readonly body: string }
  readonly failure?: { readonly at: number; readonly fate: "not-sent" | "unknown"; readonly detail: string }
  /** When the engine stopped waiting for it. */
  readonly givenUp?: number
  /** What a client may conclude of the request: nothing while it is under way. */
  readonly concludes?: Concludes | "done"
}

/** An append to the journal. */
export interface Written {
  readonly number: number
  readonly at: number
  readonly key: CheckoutKey
  readonly version: number
  readonly durability: Durability
  readonly life: number
  readonly events: ReadonlyArray<JournalEvent>
}

/** A lever that was pulled: what a recorder writes down. */
export interface Done {
  readonly at: number
  readonly thing: Thing
  readonly label?: string
}

/** Something happened. */
export type News =
  | { readonly _tag: "Done"; readonly done: Done }
  | { readonly _tag: "TillCall"; readonly call: TillCall }
  | { readonly _tag: "ServiceCall"; readonly call: ServiceCall }
  | { readonly _tag: "InfobaseCall"; readonly call: InfobaseCall }
  | { readonly _tag: "Written"; readonly written: Written }
  | { readonly _tag: "Entry"; readonly at: number; readonly entry: Entry }
  | { readonly _tag: "Process"; readonly at: number; readonly isUp: boolean; readonly life: number }
  | { readonly _tag: "Lines"; readonly at: number; readonly lines: Lines }
  | { readonly _tag: "Faults"; readonly at: number; readonly faults: ReadonlyArray<ArmedFault> }
  /** Time went on. Not told for each thing that happens on the way. */
  | { readonly _tag: "Time"; readonly at: number }

/** The two lines. */
export interface Lines {
  readonly till: "up" | "down"
  readonly service: "up" | "down"
  /** How many of the gateway's next answers to tills will be lost. */
  readonly answersToLose: number
}

/** A fault that waits for its call. */
export interface ArmedFault {
  readonly way: WayName
  readonly method?: Method
  readonly left: number
}

/** Told of everything, in its order. */
export type Listener = (news: News) => void
