/**
 * Every time, limit, budget and number of attempts of the engine, named, in one configuration.
 *
 * A till's vendor tunes loyalkit here and nowhere else. All times are whole milliseconds unless the name says
 * otherwise. The defaults are docs/design.md's (decisions 3, 8 and 10) and the gateway's API; where a number is our
 * own judgment, its comment says so.
 */
import * as Context from "effect/Context"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { Kopecks } from "./Money.ts"

const Millis = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 600_000 }))
const Count = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000_000 }))

/** The longest hold that the service grants, in minutes (docs/loyalclient.md, 2.5). */
export const MAX_HOLD_MINUTES = 30

/** The schema of the policy: a wrong value is refused with a message that names it. */
export const PolicyConfig = Schema.Struct({
  /** How long each step may keep the till (docs/design.md, 8). After it the till goes on. */
  identifyBudget: Millis,
  quoteBudget: Millis,
  holdBudget: Millis,
  commitBudget: Millis,
  /** Release is never waited for by a customer; our judgment. */
  releaseBudget: Millis,

  /** Look-ups and releases are tried again after this long, doubled each time, with jitter; our judgment. */
  retryBase: Millis,
  /** The longest wait between two tries. */
  retryCap: Millis,
  /** The most tries of one look-up or release, the first included, inside its budget. */
  maxAttempts: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10 })),

  /** So many failures in a row that say "the service is down" open the circuit breaker; our judgment. */
  breakerFailures: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1_000 })),
  /** How long the breaker stays open before it lets one call through. */
  breakerOpen: Millis,

  /** Does the service have holds at all? `off`: spends go without one, and their doubts go to a person. */
  holds: Schema.Literals(["on", "off"]),
  /** The till's time for a hold where it names none, in minutes (docs/loyalclient.md, 2.5). */
  holdMinutes: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: MAX_HOLD_MINUTES })),
  /** In how long a request that was given up on could still be executed by the service (gateway's API). */
  doubtWindow: Millis,
  /** How long looking for a doubt's outcome takes beyond the window; a hold is asked to live through it. Our judgment. */
  probing: Millis,

  /**
   * Does an earning take a hold of one point as its witness? One call more for each earning; without it an earning in
   * doubt goes to a person (docs/design.md, "Earning only").
   */
  earnWitness: Schema.Literals(["none", "hold"]),
  /** Do earned points reach the balance at once? Only where that is known does a balance say that an earning happened. */
  creditImmediate: Schema.Boolean,
  /** Does this journal alone sell and release at its points? Then a balance that moved proves a sale. */
  exclusivePoint: Schema.Boolean,

  /** Settles doubts, delivers queued earnings, releases forgotten holds. `off`: another process does, over the same journal. */
  settler: Schema.Literals(["on", "off"]),
  /** A doubt is looked at, or a queue tried, again after this long, doubled each time; our judgment. */
  settleBase: Millis,
  /** The longest wait between two looks or tries. */
  settleCap: Millis,
  /** How many times a sale is sent again, each time after a proof that nothing was created; our judgment. */
  maxResends: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 10 })),
  /** How many earnings may wait at one point; our judgment: some days of a busy shop, at 2 kB each. */
  queueLimit: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 100_000 })),
  /** After how many hours a receipt whose till never came back is cancelled; our judgment: longer than a weekend. */
  abandonHours: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 8_760 })),

  /** The least that a receipt line may cost after points, in kopecks. 0: a line may be paid by points entirely. */
  minLine: Kopecks.check(Schema.isGreaterThanOrEqualTo(0)),

  /** How many checkouts are kept folded in memory, so that a step needs no journal read; our judgment: about 2 kB each. */
  cachedCheckouts: Count,
  /** How long a settled checkout stays in the journal, in days (docs/design.md, 12). */
  keepSettledDays: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 3_650 })),
})
export interface PolicyConfig extends Schema.Schema.Type<typeof PolicyConfig> {}

/** The defaults. */
export const defaults: PolicyConfig = {
  identifyBudget: 1_500,
  quoteBudget: 1_500,
  holdBudget: 2_000,
  commitBudget: 5_000,
  releaseBudget: 2_000,
  retryBase: 100,
  retryCap: 1_000,
  maxAttempts: 3,
  breakerFailures: 5,
  breakerOpen: 5_000,
  holds: "on",
  holdMinutes: 10,
  doubtWindow: 60_000,
  probing: 60_000,
  earnWitness: "none",
  creditImmediate: false,
  exclusivePoint: false,
  settler: "on",
  settleBase: 1_000,
  settleCap: 60_000,
  maxResends: 2,
  queueLimit: 1_000,
  abandonHours: 72,
  minLine: Kopecks.make(0),
  cachedCheckouts: 10_000,
  keepSettledDays: 90,
}

const decode = Schema.decodeUnknownEffect(PolicyConfig, { errors: "all" })

/** The engine's policy; {@link defaults} unless {@link layer} says otherwise. */
export class Policy extends Context.Reference<PolicyConfig>("@loyalkit/core/Policy", {
  defaultValue: () => defaults,
}) {}

/**
 * Sets some of the policy; the rest keeps its defaults. Fails with a `SchemaError` that names the wrong value.
 *
 * @example
 * ```ts
 * import * as Policy from "@loyalkit/core/Policy"
 *
 * const patient = Policy.layer({ commitBudget: 8_000 })
 * ```
 */
export const layer = (overrides: Partial<PolicyConfig>): Layer.Layer<never, Schema.SchemaError> =>
  Layer.effect(Policy, decode({ ...defaults, ...overrides }))

/** How long the service is asked to hold points for: the till's minutes, the doubt window and the probing, 30 minutes at most. */
export const askedMinutes = (policy: PolicyConfig, minutes: number): number =>
  Math.min(MAX_HOLD_MINUTES, minutes + Math.ceil((policy.doubtWindow + policy.probing) / 60_000))
