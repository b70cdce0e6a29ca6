/** Waiting, with timers that a test can drive. */

export interface Timers {
  readonly set: (run: () => void, millis: number) => unknown
  readonly clear: (timer: unknown) => void
}

declare const setTimeout: (run: () => void, millis: number) => unknown
declare const clearTimeout: (timer: unknown) => void

/** The platform's. */
export const platformTimers: Timers = {
  set: (run, millis) => setTimeout(run, millis),
  clear: (timer) => clearTimeout(timer),
}

/** What is promised, or nothing where it did not come in time or failed. */
export const within = <A>(
  timers: Timers,
  millis: number,
  promised: () => PromiseLike<A>,
): Promise<A | undefined> =>
  new Promise((resolve) => {
    const timer = timers.set(() => resolve(undefined), millis)
    const ends = (value: A | undefined) => {
      timers.clear(timer)
      resolve(value)
    }
    try {
      promised().then(ends, () => ends(undefined))
    } catch {
      ends(undefined)
    }
  })
