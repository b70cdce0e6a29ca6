/**
 * Points that somebody in the service's back office credits by hand: no call of a till, and no sale, says why.
 */
import { ClientId } from "@loyalkit/core/Domain"
import { PointsFromWire } from "@loyalkit/core/Money"
import * as Schema from "effect/Schema"

/** Whom to credit, and how many points: more than none. */
export const Credit = Schema.Struct({
  client: ClientId,
  points: PointsFromWire.check(Schema.isGreaterThan(0)),
})
export interface Credit extends Schema.Schema.Type<typeof Credit> {}
