/**
 * What an integrator may say of the front bridge. Nothing at all is a whole configuration: points are a payment, and a return is a case.
 */
import { RublesSent } from "@loyalkit/core/Amounts"
import { PointId } from "@loyalkit/core/Domain"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** Which point of sale an order is at. What is not in the map is at the point of the till's token. */
const Points = Schema.Struct({
  /** What the plugin sends in `order`. */
  by: Schema.Literals(["terminal", "register"]),
  /** Points of sale by the ID or name of the terminal or cash register. */
  map: Schema.Record(Schema.NonEmptyString, PointId),
})

/** The bridge that a plugin of iikoFront calls: `adapters.iiko.front`. */
export const FrontSettings = Schema.Struct({
  enabled: Schema.Boolean.pipe(Schema.withDecodingDefaultKey(Effect.succeed(true))),
  /** `discount`: the payment type is posted as a discount in iikoOffice, so that points lower the order's sum. */
  redemption: Schema.Literals(["payment", "discount"]).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed("payment" as const)),
  ),
  /** `note`: a return becomes a case for a person, since LoyalClient has no refund. `forbid`: the cashier hears that it cannot be done here. */
  onReturn: Schema.Literals(["note", "forbid"]).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed("note" as const)),
  ),
  /** `accept`: points may be a prepayment, which a hold does not outlive: they may be gone when the order closes. */
  prepayments: Schema.Literals(["refuse", "accept"]).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed("refuse" as const)),
  ),
  /** The step of sums in iiko, in rubles: 1 where kopecks are switched off. */
  denomination: RublesSent.check(Schema.isGreaterThan(0, { expected: "rubles, more than zero" })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(0.01)),
  ),
  points: Schema.optionalKey(Points),
})
export interface FrontSettings extends Schema.Schema.Type<typeof FrontSettings> {}
