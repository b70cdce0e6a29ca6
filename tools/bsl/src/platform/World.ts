/**
 * The machine under the platform: its clock, its event log, its network, and what is odd about it.
 */
import { american, russian, russianNarrow, type Regional } from "../values/Regional.ts"
import type { Order } from "../values/Collections.ts"
import { ordinary, type Oddities } from "./Oddities.ts"

/** A line of 1C's event log (журнал регистрации). */
export interface LogEntry {
  readonly event: string
  readonly level: string
  readonly text: string
}

/** A request as a test sees it. */
export interface SeenRequest {
  readonly method: string
  readonly target: string
  readonly body: string | undefined
}

export interface World {
  readonly oddities: Oddities
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The session's time zone, in minutes east of Greenwich. */
  readonly zoneMinutes: number
  /** How many real milliseconds a second of a timeout lasts, so that tests need not wait. */
  readonly secondMillis: number
  readonly onLog: (entry: LogEntry) => void
  /** What `Сообщить` shows to whoever sits there. */
  readonly onMessage: (text: string) => void
  readonly onRequest: (request: SeenRequest) => void
}

const MOSCOW_MINUTES = 180

export const makeWorld = (given: Partial<World> = {}): World => ({
  oddities: ordinary,
  now: () => Date.now(),
  zoneMinutes: MOSCOW_MINUTES,
  secondMillis: 1_000,
  onLog: () => undefined,
  onMessage: () => undefined,
  onRequest: () => undefined,
  ...given,
})

export const regionalOf = ({ regional }: Oddities): Regional => {
  switch (regional) {
    case "russian":
      return russian
    case "narrow spaces":
      return russianNarrow
    case "american":
      return american
  }
}

export const orderOf = ({ order }: Oddities): Order =>
  order === "inserted" ? (items) => items : (items) => items.toReversed()
