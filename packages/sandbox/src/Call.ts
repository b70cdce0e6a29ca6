/**
 * One HTTP call to the sandbox: what came in, what became of it, and what the caller got to see.
 */
import * as Schema from "effect/Schema"
import { Fault } from "./Fault.ts"
import { Method } from "./internal/Wire.ts"

export { Method } from "./internal/Wire.ts"

/** A request as each of the three doors hands it over. */
export interface Request {
  /** The HTTP method. */
  readonly verb: string
  readonly path: string
  readonly apikey: string | undefined
  /** Not there if the door did not read it: it was too large, or was cut short. */
  readonly body: string | undefined
}

/**
 * A request as it is kept. The key is not: a till may have sent a real one by mistake, and calls are shown to
 * whoever asks.
 */
export const RecordedRequest = Schema.Struct({
  verb: Schema.String,
  path: Schema.String,
  /** Was it the sandbox's key? */
  key: Schema.Literals(["right", "wrong", "none"]),
  /** Empty if it was too large. */
  body: Schema.String,
})
export interface RecordedRequest extends Schema.Schema.Type<typeof RecordedRequest> {}

/** An answer of the service. */
export const Reply = Schema.Struct({
  status: Schema.Int,
  contentType: Schema.String,
  body: Schema.String,
  retryAfter: Schema.optionalKey(Schema.String),
  location: Schema.optionalKey(Schema.String),
  /** The header `Allow` of a 405. */
  allow: Schema.optionalKey(Schema.String),
})
export interface Reply extends Schema.Schema.Type<typeof Reply> {}

/** What reaches the caller; each door carries it out by its own means. */
export const Delivery = Schema.Union([
  Schema.TaggedStruct("Replied", { reply: Reply }),
  /** Half of this reply, then the end of the connection. */
  Schema.TaggedStruct("Cut", { reply: Reply }),
  /** Never sent; the code that a client has for it where that is not the usual one. */
  Schema.TaggedStruct("Refused", { code: Schema.optionalKey(Schema.String) }),
  /** Bytes that are no HTTP, then the end of the connection. */
  Schema.TaggedStruct("NotHttp", {}),
  Schema.TaggedStruct("Closed", {}),
  Schema.TaggedStruct("Reset", {}),
  Schema.TaggedStruct("Silent", {}),
])
export type Delivery = typeof Delivery.Type

/** A time at which a request was executed, and what the service answered, whether or not anybody got to see it. */
export const Executed = Schema.Struct({ at: Schema.Finite, reply: Reply })
export interface Executed extends Schema.Schema.Type<typeof Executed> {}

/** A call as far as it has come. Times are the sandbox's, in milliseconds since 1970. */
export const Call = Schema.Struct({
  /** Counts up from 1 since the last reset. */
  call: Schema.Int,
  at: Schema.Finite,
  request: RecordedRequest,
  method: Schema.optionalKey(Method),
  fault: Schema.optionalKey(Fault),
  /** Empty: not executed (so far). Two: delivered twice. */
  executed: Schema.Array(Executed),
  /** What the caller got, and when. Not there while the caller waits. */
  delivered: Schema.optionalKey(Schema.Struct({ at: Schema.Finite, delivery: Delivery })),
})
export interface Call extends Schema.Schema.Type<typeof Call> {}
