/** Waiting for something to become true, instead of for some time. */

/** How often it is looked, and the longest that the slowest machine may take, in milliseconds. */
const EVERY = 3
const PATIENCE = 20_000

const pause = (millis: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, millis))

/** Looks again and again until there is something to see; fails with what it waited for. */
export const until = async <A>(
  what: string,
  look: () => A | undefined | Promise<A | undefined>,
  patience: number = PATIENCE,
): Promise<A> => {
  const end = performance.now() + patience
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`)
    await pause(EVERY)
  }
}

/** {@link until} for a condition. */
export const untilTrue = async (
  what: string,
  holds: () => boolean | Promise<boolean>,
  patience?: number,
): Promise<void> => {
  await until(what, async () => ((await holds()) ? true : undefined), patience)
}
