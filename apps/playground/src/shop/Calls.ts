/**
 * What goes over a till's lines, kept for those who look on: each call with its request and its answer.
 */
import { createSignal, type Accessor } from "solid-js"
import type { PlainRequest, Unheard } from "./Requests.ts"

/** @typeParam By who asks, or in which moment. */
export interface Call<By = string> {
  readonly number: number
  readonly by: By
  /** In milliseconds since 1970, by the shop's clock. */
  readonly at: number
  readonly request: PlainRequest
  /** Sent once more, as something on the way might. */
  readonly isAgain: boolean
  /** The till's purchase that it belongs to, where it belongs to one. */
  readonly purchase?: number
  readonly answer?: {
    readonly at: number
    readonly status: number
    readonly type: string
    readonly body: string
    /** It never came to whoever asked. */
    readonly isLost: boolean
    /** Where there was none; then its status is 0. */
    readonly why?: Unheard
  }
}

export interface Calls<By = string> {
  /** Oldest first. */
  readonly all: Accessor<ReadonlyArray<Call<By>>>
  /** Gives its number. */
  readonly asked: (call: Omit<Call<By>, "number" | "answer">) => number
  readonly answered: (number: number, answer: NonNullable<Call["answer"]>) => void
}

/** As long as the sandbox keeps its own calls readable; our judgment. */
const KEPT = 200

export const createCalls = <By = string>(): Calls<By> => {
  const [all, setAll] = createSignal<ReadonlyArray<Call<By>>>([])
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
