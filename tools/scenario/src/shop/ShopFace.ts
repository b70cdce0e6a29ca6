/**
 * A shop from outside: what decides how it is, every lever that can be pulled in it, and all that can be seen of it.
 */
import type { ReaderStatus } from "@loyalkit/adapter-1c-http/odata/ReaderStatus"
import type { JudgeError, Resolution } from "@loyalkit/core/Cases"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type { Settings } from "@loyalkit/gateway/Settings"
import type { Switches } from "@loyalkit/sandbox/Behaviour"
import type * as Context from "effect/Context"
import type * as Exit from "effect/Exit"
import type { Infobase, PolicyOverrides } from "../format/Scenario.ts"
import type { Pass, Place, Send, Thing } from "../format/Step.ts"
import type { Look } from "../watch/Look.ts"
import type {
  ArmedFault,
  Heard,
  InfobaseCall,
  Lines,
  Listener,
  ServiceCall,
  TillCall,
  Written,
} from "../watch/News.ts"
import type { Command } from "./Embedded.ts"
import type { Gateway } from "./Gateway.ts"
import type { Process } from "./Process.ts"
import type { LineOptions, ServiceLine } from "./ServiceLine.ts"
import type { Town, TownWorld } from "./Town.ts"

/** When every shop opens: the 12th of January 2026, at nine. */
export const OPENING = Date.UTC(2026, 0, 12, 9)

/** What decides how a shop is. */
export interface Setting {
  readonly seed: string
  readonly tills: Readonly<Record<string, Place>>
  /** With 1C, which posts receipts that the gateway reads back. */
  readonly infobase?: Infobase
  /** The tills that have the engine inside. */
  readonly inside?: ReadonlyArray<string>
  readonly service?: Switches
  readonly policy?: PolicyOverrides
}

/** A service that is not in memory: who is there, how an engine gets in, and the line to it. */
export interface ServiceElsewhere {
  readonly world: TownWorld
  readonly access: Settings["service"]
  readonly line: (options: RemoteLineOptions) => ServiceLine
}

/** What comes from outside has no place on the timeline of its own: this lets it in now, and lets happen what happens of it. */
export type Enter = (what: () => void) => void

export interface RemoteLineOptions extends LineOptions {
  readonly enter: Enter
}

/** What of a shop is on a port, not in memory: its service, or the gateway that its tills call, with all behind it. */
export interface OnPort {
  readonly service?: ServiceElsewhere
  readonly gateway?: (enter: Enter) => Process
}

/** Whatever is done at once: only time is passed by `pass` and `tick`. */
export type Lever = Exclude<Thing, { readonly _tag: "Pass" }>

export interface Shop extends Look {
  readonly setting: Setting
  readonly town: Town
  /** Virtual milliseconds since the shop opened. */
  readonly now: () => number
  /** Pulls a lever, and lets happen what happens at once. `heard`: what a till, or a person, hears in the end. */
  readonly do: (
    lever: Lever,
    options?: { readonly label?: string; readonly heard?: (heard: Heard) => void },
  ) => void
  /** Sends a till's request, and gives what it hears, once time has got there. */
  readonly send: (send: Send, label?: string) => Promise<Heard>
  /** A till that has the engine inside it gives a command; `done` gets nothing where the process died over it. */
  readonly command: (
    till: string,
    key: CheckoutKey,
    command: Command,
    done: (exit: Exit.Exit<unknown, CheckoutError> | undefined) => void,
  ) => void
  /** The person beside such a till says what became of a case. */
  readonly judge: (
    key: CheckoutKey,
    resolution: Resolution,
    done: (exit: Exit.Exit<void, JudgeError> | undefined) => void,
  ) => void
  /** Brings the gateway into a shop that was opened without one. */
  readonly serve: (gateway: Gateway) => void
  /** What a till's own program runs on, if it is an effect: the shop's clock and chance. */
  readonly context: Context.Context<never>
  /** In how many milliseconds something happens; nothing where all is at rest. */
  readonly next: () => number | undefined
  /** Time goes on, as a lever that is written down: so many milliseconds, or until the next hold ends. */
  readonly pass: (pass: Pass) => void
  /** Writes down that so much time goes on, and says how many milliseconds it is: whoever asks has them `tick` by. */
  readonly passing: (pass: Pass) => number
  /** Time goes on by itself: nothing is written down. */
  readonly tick: (millis: number) => void
  readonly isUp: () => boolean
  readonly life: () => number
  readonly lines: () => Lines
  readonly faults: () => ReadonlyArray<ArmedFault>
  readonly tillCalls: () => ReadonlyArray<TillCall>
  readonly serviceCalls: () => ReadonlyArray<ServiceCall>
  readonly infobaseCalls: () => ReadonlyArray<InfobaseCall>
  /** How the reading of 1C's receipts stands; nothing where the shop has no 1C, or no gateway that reads it. */
  readonly reading: () => ReaderStatus | undefined
  readonly written: () => ReadonlyArray<Written>
  /** Whose call made an entry of the ledger, by the entry's `call`. */
  readonly callAt: (arrival: number | undefined) => ServiceCall | undefined
  /** Hears of everything from now on; gives what ends it. */
  readonly subscribe: (listener: Listener) => () => void
}
