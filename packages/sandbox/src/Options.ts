/**
 * How a sandbox starts, and how much it keeps.
 */
import * as Schema from "effect/Schema"
import { Switches } from "./Behaviour.ts"
import { FaultRule, MAX_FAULT_RULES } from "./Fault.ts"
import { World } from "./World.ts"

/** The seed of a sandbox that was given none. */
export const DEFAULT_SEED = "1"

/** The most entries of a ledger: at some 300 bytes each 0.6 GB, which fits into a heap of Node's usual 2 GB. */
export const MAX_LEDGER = 2_000_000

/** The most things that wait for their time. They are kept in order, and adding one moves those behind it. Our judgment. */
export const MAX_PENDING = 100_000

const Limit = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))

/** How much a sandbox keeps. From then on every call is a 503, until time goes on or the sandbox is reset. */
export const Limits = Schema.Struct({
  /** Entries of the ledger; {@link MAX_LEDGER} by default. */
  entries: Schema.optionalKey(Limit),
  /** Holds' ends, credits, late requests and slow replies; {@link MAX_PENDING} by default. */
  pending: Schema.optionalKey(Limit),
})
export interface Limits extends Schema.Schema.Type<typeof Limits> {}

/** How a sandbox starts; all of it may be left out. What does not fit is a defect that names the field. */
export const Options = Schema.Struct({
  /** All chance comes from it: IDs, codes, faults by probability. {@link DEFAULT_SEED} by default. */
  seed: Schema.optionalKey(Schema.String),
  /** The sample world of the seed by default. */
  world: Schema.optionalKey(Schema.toType(World)),
  /** The key that calls must carry; the world's by default. */
  apikey: Schema.optionalKey(Schema.NonEmptyString),
  /** The switches that differ from the defaults. */
  behaviour: Schema.optionalKey(Switches),
  /** Fault rules that are in force from the start. */
  faults: Schema.optionalKey(Schema.Array(FaultRule).check(Schema.isMaxLength(MAX_FAULT_RULES))),
  /** How much it keeps. */
  limits: Schema.optionalKey(Limits),
})
export interface Options extends Schema.Schema.Type<typeof Options> {}
