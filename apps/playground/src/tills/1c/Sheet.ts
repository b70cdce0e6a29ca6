/**
 * What stands on РМК's screen.
 */
import type { Calculation, Card, Trouble } from "./rmk/Answers.ts"
import { firstLines, type Line } from "./rmk/Receipt.ts"

/** What РМК shows in the place of an answer that it could not use, or beside it. */
export type Notice =
  | { readonly _tag: "NotFound"; readonly typed: string }
  /** A card could not be looked up: its number is kept with the receipt. */
  | { readonly _tag: "NotLookedUp"; readonly trouble: Trouble }
  | { readonly _tag: "NotCalculated"; readonly trouble: Trouble }
  | { readonly _tag: "NotUnlocked" }

/** How a closed receipt stands with the server, as РМК has it. */
export type Settled =
  /** No card, or nothing on it: nobody was told anything. */
  | { readonly _tag: "Untold" }
  /** The card was given back. */
  | { readonly _tag: "GivenBack" }
  | { readonly _tag: "WrittenOff" }
  /** The answer was another: the card was given back without a word to the cashier. `text`: what was heard, if anything was. */
  | { readonly _tag: "NotWrittenOff"; readonly text: string | undefined }

export interface Sheet {
  readonly number: number
  readonly phase: "goods" | "payment" | "closed"
  readonly lines: ReadonlyArray<Line>
  readonly card: Card | undefined
  /** A card's number that waits for the server. */
  readonly keptNumber: string | undefined
  readonly limits: Calculation["limits"]
  readonly messages: ReadonlyArray<string>
  readonly afterSale: ReadonlyArray<string>
  readonly notice: Notice | undefined
  readonly settled: Settled | undefined
  /** When, in milliseconds since 1970, and how it was paid. */
  readonly printed: { readonly at: number; readonly byCard: boolean } | undefined
}

export const newSheet = (number: number): Sheet => ({
  number,
  phase: "goods",
  lines: firstLines(number),
  card: undefined,
  keptNumber: undefined,
  limits: new Map(),
  messages: [],
  afterSale: [],
  notice: undefined,
  settled: undefined,
  printed: undefined,
})
