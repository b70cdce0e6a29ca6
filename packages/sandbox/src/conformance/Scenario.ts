/**
 * What a scenario is, and what it plays with.
 */
import type { Client } from "../World.ts"
import type { Ability, Subject, TillName } from "./Driver.ts"
import type { Judge } from "./Judge.ts"
import type { Stage } from "./Stage.ts"
import type { Till } from "./Till.ts"
import type { Text } from "./Unmet.ts"

/** The people of the service: those of the sample world, who can be told by what they have. */
export interface People {
  /** Gold: 7.5 % cashback, the whole receipt may be paid by points, 1 500 points; a card and codes. */
  readonly anna: Client
  /** Bronze: 5 % cashback, half of the receipt, 320.50 points; a card. */
  readonly boris: Client
  /** Bronze, no points. */
  readonly vera: Client
  /** A discount of 15 %, no points. */
  readonly grigory: Client
  /** Gold, 99.99 points. */
  readonly darya: Client
}

/** What a scenario plays with. */
export interface Scene {
  readonly stage: Stage
  readonly people: People
  readonly apiKey: string
  readonly points: { readonly here: string; readonly elsewhere: string }
  readonly subject: Subject
  /** Opens a receipt; at the first till unless told otherwise. */
  readonly till: (receipt: string, at?: TillName) => Promise<Till>
  /** Is holding a step of its own? */
  readonly canHold: boolean
  readonly judge: Judge
  /** Kills the subject and starts it again. Receipts have to be opened again. */
  readonly crash: () => Promise<void>
  /** Twice the doubt window that the subject was given, in milliseconds: by then whatever was late has happened. */
  readonly twoWindows: number
}

/** One thing that a till must live through. */
export interface Scenario {
  readonly id: string
  readonly title: Text
  /** Why a till must. */
  readonly why: Text
  /** What a way in must be able to, for this to be played at all. */
  readonly needs: ReadonlyArray<Ability>
  readonly play: (scene: Scene) => Promise<void>
}
