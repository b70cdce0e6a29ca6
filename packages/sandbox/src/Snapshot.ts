/**
 * What the sandbox looks like at one moment: for the admin API, the playground and tests.
 */
import { ClientId, HoldId, PointId } from "@loyalkit/core/Domain"
import { PointsFromWire } from "@loyalkit/core/Money"
import * as Schema from "effect/Schema"
import { Behaviour } from "./Behaviour.ts"
import * as World from "./World.ts"

/** A hold that lives. `until` is in milliseconds since 1970. */
export const Hold = Schema.Struct({
  id: HoldId,
  point: PointId,
  points: PointsFromWire,
  until: Schema.Finite,
})
export interface Hold extends Schema.Schema.Type<typeof Hold> {}

/**
 * A client now. `balance` is the ledger's; `free` is what of it is in no hold, and below zero where a hold
 * outlives the sale that spent its points (`holdsEndAfter`).
 */
export const Client = Schema.Struct({
  id: ClientId,
  name: Schema.String,
  phone: Schema.Int,
  card: Schema.optionalKey(Schema.String),
  /** Codes that still find the client. */
  codes: Schema.Array(Schema.String),
  level: Schema.String,
  balance: PointsFromWire,
  free: PointsFromWire,
  holds: Schema.Array(Hold),
})
export interface Client extends Schema.Schema.Type<typeof Client> {}

/** The sandbox's clock: its time, and whether it runs by itself. */
export const ClockView = Schema.Struct({ now: Schema.Finite, running: Schema.Boolean })
export interface ClockView extends Schema.Schema.Type<typeof ClockView> {}

/** Everything but the ledger, the calls and the faults, which are asked for by themselves. */
export const Snapshot = Schema.Struct({
  seed: Schema.String,
  apikey: Schema.String,
  clock: ClockView,
  behaviour: Behaviour,
  points: Schema.Array(World.Point),
  levels: Schema.Array(World.Level),
  clients: Schema.Array(Client),
  /** How many things wait for their time: holds' ends, credits, late requests, slow replies. */
  pending: Schema.Int,
  /** How many entries the ledger has, and how many calls came in. */
  entries: Schema.Int,
  calls: Schema.Int,
})
export interface Snapshot extends Schema.Schema.Type<typeof Snapshot> {}
