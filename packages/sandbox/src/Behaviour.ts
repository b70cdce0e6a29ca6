/**
 * One switch for every point that the service's document leaves open.
 *
 * Nobody outside the vendor knows which reading is true, and installations may differ. So the engine must
 * survive all of them, and the sandbox can be any of them. The defaults are the readings that the project takes.
 */
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"

/** The longest delay of a credit that makes sense in a sandbox: a week, in milliseconds. */
const MAX_CREDIT_DELAY = 7 * 24 * 60 * 60 * 1_000

/** The longest that a hold may outlive its sale: an hour, in milliseconds. No hold lasts as long. */
const MAX_HOLDS_END_AFTER = 60 * 60 * 1_000

/** The schema of the switches. */
export const Behaviour = Schema.Struct({
  /** Where a 422 puts its fields: at the top level (the document's examples), or under this key. */
  envelope: Schema.Literals(["top", "errors", "error", "message"]),
  /** Does a 422 carry `success: false` beside its fields? */
  successFalse: Schema.Boolean,
  /** Is a field's text in a 422 a string, or an array with one string? */
  errorText: Schema.Literals(["string", "array"]),
  /** Are there holds at all? Older revisions of the service have none: then hold and release are 404 and the field `hold` is ignored. */
  holds: Schema.Boolean,
  /** Which holds a sale ends: that client's at the point, or everybody's at the point. */
  saleEnds: Schema.Literals(["client", "point"]),
  /**
   * How the request field `hold` changes the balance that is shown by `client` and `recalc`. `adds`: the named
   * holds' points are shown as one's own again. `takes-off`: the balance is shown unlowered, and the named
   * holds' points are taken off. `ignored`: naming a hold changes nothing that is shown. `retail` may spend what
   * it names under all of them.
   */
  holdField: Schema.Literals(["adds", "takes-off", "ignored"]),
  /**
   * Does a hold lower the balance shown to those who do not name it? Where it does not (and under `takes-off` it
   * never does), its points are still kept: `retail` and `hold` refuse them to others, as the document states.
   */
  holdLowers: Schema.Boolean,
  /**
   * How many milliseconds after a sale the holds that it ends do end. 0, in the same step, is what the document
   * states and what the engine assumes; any other value breaks that assumption on purpose, so that tests can show what
   * it costs. Till then such a hold lives: it may be named, its points count as held though they may be
   * spent already, and it ends earlier if it is released or its own time is over.
   */
  holdsEndAfter: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: MAX_HOLDS_END_AFTER })),
  /** What `retail` does with a named hold that is not alive: nothing, or a 422 on `hold`. */
  deadHold: Schema.Literals(["ignored", "refused"]),
  /** After how many milliseconds earned points reach the balance; 0: at once. */
  creditDelay: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: MAX_CREDIT_DELAY })),
  /** Does a sale that spends points also earn on the rest? */
  earnOnSpend: Schema.Boolean,
  /** Are points whole (earnings and limits rounded down, fractions refused), or do they have two decimals (half up)? */
  points: Schema.Literals(["fractional", "whole"]),
})
export interface Behaviour extends Schema.Schema.Type<typeof Behaviour> {}

/** The readings that the project takes. */
export const defaults: Behaviour = {
  envelope: "top",
  successFalse: false,
  errorText: "string",
  holds: true,
  saleEnds: "client",
  holdField: "adds",
  holdLowers: true,
  holdsEndAfter: 0,
  deadHold: "ignored",
  creditDelay: 0,
  earnOnSpend: false,
  points: "fractional",
}

/** The schema of some switches to turn; those left out stay as they are. */
export const Switches = Behaviour.mapFields(Struct.map(Schema.optionalKey))
export interface Switches extends Schema.Schema.Type<typeof Switches> {}
