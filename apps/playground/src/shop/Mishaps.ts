/**
 * What goes wrong at a till: one thing at a time, chosen by whoever looks on.
 */
import { createSignal, type Accessor } from "solid-js"

export interface Mishaps<Mishap extends string> {
  readonly now: Accessor<Mishap | "none">
  readonly choose: (mishap: Mishap | "none") => void
  readonly is: (mishap: Mishap) => boolean
  /** Does it happen now? Then it is over. */
  readonly strikes: (mishap: Mishap) => boolean
}

export const createMishaps = <Mishap extends string>(): Mishaps<Mishap> => {
  const [now, setNow] = createSignal<Mishap | "none">("none")
  return {
    now,
    choose: (mishap) => void setNow(() => mishap),
    is: (mishap) => now() === mishap,
    strikes: (mishap) => {
      if (now() !== mishap) return false
      setNow("none")
      return true
    },
  }
}
