/**
 * What went over the lines between 1C and loyalkit, kept for those who look on: РМК's calls, and the reader's.
 */
import { createSignal, type Accessor } from "solid-js"

/** Who asks: the cashier's workplace asks loyalkit, and the reader of receipts asks 1C. */
export type Asker = "rmk" | "reader"

export interface Call {
  readonly number: number
  readonly by: Asker
  /** In milliseconds since 1970. */
  readonly at: number
  readonly request: Request
  readonly body: string
  /** Sent once more, as something on the way might. */
  readonly isAgain: boolean
  /** The purchase it belongs to, of РМК's. */
  readonly purchase?: number
  readonly answer?: {
    readonly at: number
    readonly status: number
    readonly type: string
    readonly body: string
    /** It never came to the till. */
    readonly isLost: boolean
  }
}

export interface Calls {
  /** Oldest first. */
  readonly all: Accessor<ReadonlyArray<Call>>
  /** Gives its number. */
  readonly asked: (call: Omit<Call, "number" | "answer">) => number
  readonly answered: (number: number, answer: NonNullable<Call["answer"]>) => void
}

/** As long as the sandbox keeps its own calls readable; our judgment. */
const KEPT = 200

export const createCalls = (): Calls => {
  const [all, setAll] = createSignal<ReadonlyArray<Call>>([])
  let last = 0
  return {
    all,
    asked: (call) => {
      last += 1
      const number = last
      setAll((calls) => [...calls, { ...call, number }].slice(-KEPT))
      return number
    },
    answered: (number, answer) =>
      setAll((calls) => calls.map((call) => (call.number === number ? { ...call, answer } : call))),
  }
}
