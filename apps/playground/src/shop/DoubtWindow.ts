/**
 * How long a request that was given up on could still be executed: until then nobody can know that a sale was not created.
 */
import { defaults } from "@loyalkit/core/Policy"

const seconds = (millis: number): number => millis / 1_000

/** In seconds. */
export const WINDOW = seconds(defaults.doubtWindow)

/** How long it still takes for a doubt that began at `since`, in whole seconds. Both in milliseconds since 1970. */
export const windowLeft = (since: number, now: number): number =>
  // A clock that was last looked at before the doubt began must not show more than there is.
  Math.min(WINDOW, Math.max(0, Math.ceil(seconds(since + defaults.doubtWindow - now))))
