/**
 * Is LoyalClient reachable now? Asked by health pages every few seconds, and by people when the points do not work.
 *
 * The engine knows of failures only by calls, and a till that sells nothing makes none. So the service is asked for a client that
 * nobody is, at most once in {@link FRESH}, however often the question comes.
 */
import type { PointId } from "@loyalkit/core/Domain"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** How long an answer counts; our judgment: two of the usual health checks. */
const FRESH = "10 seconds"

/** Finds nobody: no phone, card or code is so short (docs/loyalclient.md). */
export const NOBODY = "0"

/** A health check must not wait as long as a till may, in milliseconds. */
const BUDGET = 1_000

export class Reach extends Context.Service<
  Reach,
  {
    /** Did the service answer just now, or a moment ago? Any answer counts, a refusal too. The point is the asker's. */
    readonly online: (point: PointId | undefined) => Effect.Effect<boolean>
  }
>()("@loyalkit/gateway/Reach") {
  static readonly layer: Layer.Layer<Reach, never, LoyalClient> = Layer.effect(
    Reach,
    Effect.suspend(() => make),
  )
}

const make = Effect.gen(function* () {
  const client = yield* LoyalClient
  let asked: PointId | undefined
  const ask = Effect.suspend(() =>
    asked === undefined
      ? client.online
      : client.findClient({ search: NOBODY, point: asked }, { budget: BUDGET }).pipe(
          Effect.as(true),
          Effect.catch(({ _tag }) => Effect.succeed(_tag !== "Unavailable" && _tag !== "Malformed")),
        ),
  )
  const fresh = yield* Effect.cachedWithTTL(ask, FRESH)
  return Reach.of({
    online: (point) =>
      Effect.suspend(() => {
        asked = point ?? asked
        return fresh
      }),
  })
})
