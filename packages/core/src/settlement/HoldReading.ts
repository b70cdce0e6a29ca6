/**
 * How does this service show held points? Looked at on purpose, with one point of one client.
 *
 * The engine learns it by itself in its first doubts (`Observed`). Who sets a shop up wants to know it before the first
 * sale: a service that shows no difference leaves every doubt to a person. Nothing is written down here, and the point is given
 * back whatever happens.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { PointId } from "../Domain.ts"
import { LoyalClient, type HeldPoints } from "../LoyalClient.ts"
import type { CallError } from "../LoyaltyError.ts"
import { subtract, type Points } from "../Money.ts"
import { Policy } from "../Policy.ts"
import * as Balance from "./Balance.ts"
import { HOLD_MARGIN, NANOS_PER_MILLI } from "./Knowledge.ts"
import { signSeen, type Sign } from "./Verdict.ts"
import { ONE_POINT } from "./WitnessHolds.ts"

/** For so long the point is asked for, in minutes: the least that the service grants. */
const MINUTES = 1
const MILLIS_PER_MINUTE = 60_000

/**
 * What naming a hold does to the balance shown: adds its points, takes them off, or nothing. `moved`: the balance changed
 * while it was looked at, or by another number than is held, so that nothing was learnt; try again, or with another client.
 */
export type HoldReading = Sign | "no-difference" | "moved"

/** What was seen of one point held. */
export interface HoldSeen {
  readonly reading: HoldReading
  /** Is the balance lower for those who do not name the hold? Left out where something else moved it. */
  readonly lowersBalance?: boolean
}

const readingOf = (shown: Balance.Shown, points: Points, unexpired: boolean): HoldReading => {
  // Nothing of ours is under way, so there is no window to wait for, and no movement of ours to ask a journal about.
  const sign = signSeen(points, { ...shown, afterWindow: true, unexpired, disturbed: false })
  if (sign !== undefined) return sign
  const { withHold, withHoldAgain, without } = shown
  return unexpired && withHold === without && withHoldAgain === without ? "no-difference" : "moved"
}

/** Nothing where the balance changed by something else than the hold. */
const lowers = (before: Points, without: Points, points: Points): Pick<HoldSeen, "lowersBalance"> =>
  without === before
    ? { lowersBalance: false }
    : without === subtract(before, points)
      ? { lowersBalance: true }
      : {}

/**
 * Holds one point of a client for some moments, and tells how the service shows it. The client needs one point to spare. A failure
 * of any call is the failure of this; a hold whose answer was lost ends by itself within a minute.
 *
 * @example
 * ```ts
 * import { LoyalClient } from "@loyalkit/core/LoyalClient"
 * import { holdReading } from "@loyalkit/core/settlement/HoldReading"
 * import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
 * import { BASE_URL, layerWith } from "@loyalkit/sandbox/SandboxTransport"
 * import * as Effect from "effect/Effect"
 * import * as Layer from "effect/Layer"
 * import * as Redacted from "effect/Redacted"
 *
 * const world = sampleWorld("1")
 * const service = LoyalClient.layer({ url: BASE_URL, apiKey: Redacted.make(world.apikey) })
 * const look = holdReading({ search: "79000000001", point: world.points[0].id })
 * const seen = await Effect.runPromise(look.pipe(Effect.provide(service), Effect.provide(layerWith({ seed: "1" }))))
 * seen // => { reading: "adds", lowersBalance: true }
 * ```
 */
export const holdReading = Effect.fnUntraced(function* (request: {
  /** A phone, a card, or the code in the client's app. */
  readonly search: string
  readonly point: PointId
}): Effect.fn.Return<HoldSeen, CallError, LoyalClient> {
  const client = yield* LoyalClient
  const { ask, lookAt } = Balance.make(client, yield* Policy)
  const { id, phone } = yield* client.findClient(request)
  const subject: Balance.Subject = { client: id, point: request.point, phone }
  const before = yield* ask(subject, [])
  const asked = yield* Clock.monotonicTimeNanos

  const look = Effect.fnUntraced(function* ({ id, minutes, points }: HeldPoints) {
    const shown = yield* lookAt(subject, id)
    const end = asked + BigInt(minutes * MILLIS_PER_MINUTE - HOLD_MARGIN) * NANOS_PER_MILLI
    const reading = readingOf(shown, points, (yield* Clock.monotonicTimeNanos) < end)
    return { reading, ...(reading === "moved" ? {} : lowers(before, shown.without, points)) }
  })
  return yield* Effect.acquireUseRelease(
    client.hold({ client: id, point: request.point, points: ONE_POINT, minutes: MINUTES }),
    look,
    (held, exit) => {
      const released = Effect.asVoid(client.release(held.id))
      // What went wrong first is what is told.
      return Exit.isSuccess(exit) ? released : Effect.ignore(released)
    },
  )
})
