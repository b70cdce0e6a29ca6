/**
 * What can go wrong between a till and the service, as data: which calls are met, and what happens to them.
 *
 * The one thing that matters about a lost reply is whether the request was executed. So every fault says it:
 * by its nature, or by its field `executed`.
 */
import * as Schema from "effect/Schema"
import { Method } from "./internal/Wire.ts"

/** The longest time that a fault may take, in milliseconds; our judgment: longer than any budget or doubt window. */
export const MAX_FAULT_MILLIS = 3_600_000

/** The longest body that a fault may answer with, in characters. */
export const MAX_FAULT_BODY = 65_536

const Millis = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: MAX_FAULT_MILLIS }))
const Count = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1_000_000_000 }))

/** Was the request executed before the fault struck? */
const executed = Schema.Boolean

const tagged = <K extends string, F extends Schema.Struct.Fields>(kind: K, fields: F) =>
  Schema.Struct({ kind: Schema.Literal(kind), ...fields })

/** One fault, told apart by `kind`. */
export const Fault = Schema.Union([
  /** Slow: so many milliseconds before the request is executed, and after. */
  tagged("delay", { before: Schema.optionalKey(Millis), after: Schema.optionalKey(Millis) }),
  /**
   * Nobody listens, or (`why`) the name leads nowhere, or the peer does not speak TLS. Never executed. Over HTTP a listening port
   * cannot refuse one request: it resets the connection.
   */
  tagged("refuse", { why: Schema.optionalKey(Schema.Literals(["connection", "name", "tls"])) }),
  /** The connection is closed without a reply. */
  tagged("close", { executed }),
  /** The connection is reset without a reply. */
  tagged("reset", { executed }),
  /** No reply, ever, while the connection stays open. */
  tagged("silence", { executed }),
  /** Executed after so many milliseconds, while the caller hears nothing, or sees the connection closed at once. */
  tagged("late", {
    after: Millis,
    connection: Schema.optionalKey(Schema.Literals(["silent", "closed"])),
  }),
  /** An error of the service or of a proxy before it: its body as given, its `Retry-After` in seconds or as a date. */
  tagged("status", {
    status: Schema.Int.check(Schema.isBetween({ minimum: 400, maximum: 599 })),
    executed,
    body: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(MAX_FAULT_BODY))),
    contentType: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[\x20-\x7e]{1,100}$/))),
    retryAfter: Schema.optionalKey(
      Schema.Union([
        Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 86_400 })),
        Schema.String.check(Schema.isPattern(/^[\x20-\x7e]{1,40}$/)),
      ]),
    ),
  }),
  /** Executed, and half of the reply arrives. */
  tagged("cut", {}),
  /** Something answers that does not speak HTTP. */
  tagged("not-http", { executed }),
  /** 200 (or 204) with nothing in it. */
  tagged("empty", { executed, status: Schema.optionalKey(Schema.Literals([200, 204])) }),
  /** 200 with a page instead of JSON. */
  tagged("html", { executed }),
  /** 200 with `success: false`. */
  tagged("failure", { executed }),
  /** 200 with JSON of another shape. */
  tagged("wrong-shape", { executed }),
  /** The request is delivered twice and executed twice, the second time after so many milliseconds; the first reply arrives. */
  tagged("duplicate", { gap: Schema.optionalKey(Millis) }),
  /** Sent elsewhere by a proxy. */
  tagged("redirect", {
    executed,
    status: Schema.optionalKey(Schema.Literals([301, 302, 303, 307, 308])),
    location: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,2000}$/))),
  }),
])
export type Fault = typeof Fault.Type

/** Which calls a rule meets: all that fit everything given here. */
export const Match = Schema.Struct({
  method: Schema.optionalKey(Method),
  /** Calls about this client, by the service's ID. */
  client: Schema.optionalKey(Schema.NonEmptyString),
  /** Only the nth call that fits the method and the client, counted from when the rule was set; 1 is the next one. */
  nth: Schema.optionalKey(Count),
  /** With this probability, drawn from the seed. */
  probability: Schema.optionalKey(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))),
})
export interface Match extends Schema.Schema.Type<typeof Match> {}

/** A fault and the calls that it strikes. The first rule that meets a call decides. */
export const FaultRule = Schema.Struct({
  match: Schema.optionalKey(Match),
  /** Strikes at most so often; without it, always. */
  times: Schema.optionalKey(Count),
  fault: Fault,
})
export interface FaultRule extends Schema.Schema.Type<typeof FaultRule> {}

/** The most rules at a time; every call looks through them. */
export const MAX_FAULT_RULES = 100

/** A rule as it stands: how many calls fitted its method and client, and how many it struck. */
export const FaultStatus = Schema.Struct({
  id: Schema.String,
  rule: FaultRule,
  seen: Schema.Int,
  struck: Schema.Int,
})
export interface FaultStatus extends Schema.Schema.Type<typeof FaultStatus> {}
