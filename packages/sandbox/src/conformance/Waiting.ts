/**
 * Waiting, always for something that can be seen, and never for ever.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Unmet, type Text } from "./Unmet.ts"

/** How often a condition is looked at again. */
const LOOK_MILLIS = 20

const now = (): bigint => Effect.runSync(Clock.monotonicTimeNanos)
const pause = (): Promise<void> => Effect.runPromise(Effect.sleep(LOOK_MILLIS))
const after = (millis: number): bigint => now() + BigInt(millis) * 1_000_000n

/** Milliseconds that a promise took. */
export const timed = async <A>(
  body: () => Promise<A>,
): Promise<{ readonly value: A; readonly millis: number }> => {
  const begun = now()
  const value = await body()
  return { value, millis: Number((now() - begun) / 1_000_000n) }
}

/** What a promise gives, or `late` where it takes longer. Nobody waits for it then. */
export const within = <A>(millis: number, body: () => Promise<A>, late: Text): Promise<A> =>
  Effect.runPromise(
    Effect.tryPromise({ try: body, catch: (cause) => cause }).pipe(
      Effect.timeoutOrElse({ duration: millis, orElse: () => Effect.fail(new Unmet(late)) }),
    ),
  )

/** Looks until a check holds; after `millis` its last complaint is the failure. */
export const eventually = async <A>(millis: number, check: () => Promise<A>): Promise<A> => {
  const end = after(millis)
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (!(error instanceof Unmet) || now() >= end) throw error
    }
    await pause()
  }
}

/** Looks again and again for so long: the check must hold each time. */
export const throughout = async (millis: number, check: () => Promise<void>): Promise<void> => {
  const end = after(millis)
  for (;;) {
    await check()
    if (now() >= end) return
    await pause()
  }
}
