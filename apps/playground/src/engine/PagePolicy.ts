/**
 * The engine's policy on this page: a till's own, but with a doubt that is settled while a visitor still looks on.
 *
 * It is safe here: nothing in this page's sandbox is executed later than a moment after it was sent.
 */
import { defaults, layer as policyLayer, type PolicyConfig } from "@loyalkit/core/Policy"

/** In milliseconds. Long enough to be read, short enough to be waited for; our judgment. */
const hurried = {
  doubtWindow: 15_000,
  probing: 15_000,
  /** A queued earning follows soon after the service is back. */
  settleCap: 4_000,
} satisfies Partial<PolicyConfig>

export const layer = policyLayer(hurried)

const seconds = (millis: number): number => millis / 1_000

/** In how many seconds a request that was given up on could still be executed: on this page, and at a till by default. */
export const WINDOW = { here: seconds(hurried.doubtWindow), usually: seconds(defaults.doubtWindow) }

/** How long that still takes for a doubt that began at `since`, in whole seconds. Both in milliseconds since 1970. */
export const windowLeft = (since: number, now: number): number =>
  // A clock that was last looked at before the doubt began must not show more than there is.
  Math.min(WINDOW.here, Math.max(0, Math.ceil(seconds(since + hurried.doubtWindow - now))))
