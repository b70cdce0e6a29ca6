/**
 * Plays what may be long in slices: between any two the page draws, and hears of a key.
 *
 * How much is in a slice differs from machine to machine; what it comes to does not, since all of it is on virtual time.
 */
import type { Passing, Turns } from "@loyalkit/scenario/play/Play"

/** For how long the page's thread is kept at once, in milliseconds: two of three parts of a frame of 60 a second. Our judgment. */
const SLICE_MILLIS = 10

/** Lets everything else that waits have its turn. */
export const giveWay = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Goes on to the end, and gives what it came to; or nothing where `goesOn` says no between two slices. `between` is told how far time is. */
export const inSlices = async <A>(
  turns: Turns<A>,
  { between = () => {}, goesOn = () => true }: {
    readonly between?: (passing: Passing) => void
    readonly goesOn?: () => boolean
  } = {},
): Promise<{ readonly came: A } | undefined> => {
  let begun = performance.now()
  for (;;) {
    const turn = turns.next()
    if (turn.done === true) return { came: turn.value }
    if (performance.now() - begun < SLICE_MILLIS) continue
    between(turn.value)
    await giveWay()
    if (!goesOn()) return undefined
    begun = performance.now()
  }
}
