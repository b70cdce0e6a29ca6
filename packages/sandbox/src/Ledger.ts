/**
 * Everything that happened to anybody's points, in order, and nothing else.
 *
 * The ledger is what the engine under test cannot see and its tests can: each executed operation, with the
 * balance before and after. Balances and holds are folded from it, so it cannot disagree with them. It is kept
 * whole until a reset, some 300 bytes an entry, up to a limit: reset a sandbox that runs for weeks.
 */
import { ClientId, HoldId, PointId, ProgrammeType } from "@loyalkit/core/Domain"
import { KopecksFromWire, Percent, PointsFromWire } from "@loyalkit/core/Money"
import * as Schema from "effect/Schema"

const common = {
  /** Counts up from 1 since the last reset. */
  seq: Schema.Int,
  /** The sandbox's time, in milliseconds since 1970. */
  at: Schema.Finite,
  client: ClientId,
  /** The client's points before and after; held points are part of them. */
  before: PointsFromWire,
  after: PointsFromWire,
  /** The client's points in living holds, after this entry. */
  held: PointsFromWire,
  /** The number of the call that did it; none for what time did. */
  call: Schema.optionalKey(Schema.Int),
}

const held = { hold: HoldId, point: PointId, points: PointsFromWire }

/** One entry of the ledger, told apart by `kind`. */
export const Entry = Schema.Union([
  /** The balance that the world gave the client. */
  Schema.Struct({ ...common, kind: Schema.tag("opened"), points: PointsFromWire }),
  /** A code of the client's app was made, or used up. */
  Schema.Struct({ ...common, kind: Schema.tag("code-issued"), code: Schema.String }),
  Schema.Struct({ ...common, kind: Schema.tag("code-used"), code: Schema.String }),
  /** Points were held, until that time in milliseconds. */
  Schema.Struct({ ...common, ...held, kind: Schema.tag("held"), until: Schema.Finite }),
  /** A hold ended: its time was over, it was released, or a sale was made (maybe earlier; see `holdsEndAfter`). */
  Schema.Struct({
    ...common,
    ...held,
    kind: Schema.tag("hold-ended"),
    how: Schema.Literals(["expired", "released", "sale"]),
  }),
  /** An operation was created. `earn` may be credited later; see `credited`. */
  Schema.Struct({
    ...common,
    kind: Schema.tag("sold"),
    sale: Schema.String,
    point: PointId,
    type: ProgrammeType,
    percent: Percent,
    amount: KopecksFromWire,
    total: KopecksFromWire,
    spend: PointsFromWire,
    earn: PointsFromWire,
    /** The holds that the request named, alive or not. */
    named: Schema.Array(Schema.String),
  }),
  /** What a sale earned reached the balance. */
  Schema.Struct({ ...common, kind: Schema.tag("credited"), sale: Schema.String, points: PointsFromWire }),
  /** Somebody in the service's back office credited points by hand. */
  Schema.Struct({ ...common, kind: Schema.tag("granted"), points: PointsFromWire }),
])
export type Entry = typeof Entry.Type

type Written = "seq" | "before" | "after" | "held"

/** An entry before it is written: the ledger adds the number and the balances. */
export type Draft = Entry extends infer E ? (E extends Entry ? Omit<E, Written> : never) : never
