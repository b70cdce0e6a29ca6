/**
 * How often iikoCloud may be asked: its questions fall into groups, each with a limit of its own.
 *
 * The numbers are not published. Ours are the community's figures where there are any, and can be set. Half of them may go at once and the other half
 * spread over the minute, so that no minute, wherever it begins, sees more than the limit.
 */
import * as Effect from "effect/Effect"
import * as RateLimiter from "effect/persistence/RateLimiter"
import * as Schema from "effect/Schema"

const perMinute = (fallback: number) =>
  Schema.Int.check(Schema.isBetween({ minimum: 2, maximum: 10_000 })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(fallback)),
  )

/** Questions in a minute, by iiko's groups of restrictions. */
export const Limits = Schema.Struct({
  /** "Orders: receiving": `order/by_id`. Community code: 20. */
  receiving: perMinute(20),
  /** "Orders: loading data": `order/init_by_…`. Our judgment: like receiving. */
  loading: perMinute(20),
  /** "Order payments: changing". Community code has 100 for changes. */
  payments: perMinute(100),
  /** "Commands": `commands/status`. Community code: 60. */
  commands: perMinute(60),
  /** "Data: dictionaries". Our judgment. */
  dictionaries: perMinute(20),
  /** "POS: availability". Our judgment. */
  availability: perMinute(20),
  /** The webhook's settings, which have no group that is known. Our judgment. */
  settings: perMinute(10),
})
export interface Limits extends Schema.Schema.Type<typeof Limits> {}

/** A group of restrictions. */
export type Group = keyof Limits

/** Waits until one more question of a group may be asked. */
export const limiter = (limits: Limits): Effect.Effect<(group: Group) => Effect.Effect<void>> =>
  Effect.map(
    Effect.provide(RateLimiter.make, RateLimiter.layerStoreMemory),
    (limiter) => (group) =>
      limiter
        .consume({
          key: group,
          algorithm: "token-bucket",
          onExceeded: "delay",
          limit: Math.floor(limits[group] / 2),
          window: "1 minute",
        })
        .pipe(
          // A store in memory does not fail.
          Effect.orDie,
          Effect.flatMap(({ delay }) => Effect.sleep(delay)),
        ),
  )
