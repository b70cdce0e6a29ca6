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

/** Goes on to the end, and gives what it came to; or throws the signal's reason. `between` any two slices is told how far time is. */
export const inSlices = async <A>(
  turns: Turns<A>,
  { between, signal }: { readonly between?: (passing: Passing) => void; readonly signal?: AbortSignal } = {},
): Promise<A> => {
  let begun = performance.now()
  for (;;) {
    const turn = turns.next()
    if (turn.done === true) return turn.value
    if (performance.now() - begun < SLICE_MILLIS) continue
    await giveWay()
    signal?.throwIfAborted()
    between?.(turn.value)
    begun = performance.now()
  }
}
