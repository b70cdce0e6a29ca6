/**
 * Timers for a till's program that is made of promises: on the shop's clock, never on the browser's.
 */
import * as Effect from "effect/Effect"
import type { PageShop } from "./PageShop.ts"

/** Runs it after so many milliseconds of the shop; gives what forgets it. */
export type After = (millis: number, run: () => void) => () => void

export const shopTimers =
  (page: PageShop): After =>
  (millis, run) => {
    let isWanted = true
    // When the promise has its turn, and not amid what happens in the shop: whoever is woken may act there.
    void page.run(Effect.sleep(millis)).then(() => {
      if (isWanted) run()
    })
    return () => {
      isWanted = false
    }
  }
