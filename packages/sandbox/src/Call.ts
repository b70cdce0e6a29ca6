/**
 * One HTTP call to the sandbox: what came in, what became of it, and what the caller got to see.
 */
import type { Fault } from "./Fault.ts"
import type { Method } from "./internal/Wire.ts"

export type { Method } from "./internal/Wire.ts"

/** A request as any of the three doors hands it over. */
export interface Request {
  /** The HTTP method. */
  readonly verb: string
  readonly path: string
  readonly apikey: string | undefined
  readonly body: string
}

/** An answer of the service. */
export interface Reply {
  readonly status: number
  readonly contentType: string
  readonly body: string
  readonly retryAfter?: string
  readonly location?: string
  /** The header `Allow` of a 405. */
  readonly allow?: string
}

/** What reaches the caller; each door carries it out by its own means. */
export type Delivery =
  | { readonly _tag: "Replied"; readonly reply: Reply }
  /** Half of this reply, then the end of the connection. */
  | { readonly _tag: "Cut"; readonly reply: Reply }
  | { readonly _tag: "Refused" }
  | { readonly _tag: "Closed" }
  | { readonly _tag: "Reset" }
  | { readonly _tag: "Silent" }

/** A time at which a request was executed, and what the service answered, whether or not anybody got to see it. */
export interface Executed {
  readonly at: number
  readonly reply: Reply
}

/** A call as far as it has come. Times are the sandbox's, in milliseconds since 1970. */
export interface Call {
  /** Counts up from 1 since the last reset. */
  readonly call: number
  readonly at: number
  readonly request: Request
  readonly method?: Method
  readonly fault?: Fault
  /** Empty: not executed (so far). Two: delivered twice. */
  readonly executed: ReadonlyArray<Executed>
  /** What the caller got, and when. Not there while the caller waits. */
  readonly delivered?: { readonly at: number; readonly delivery: Delivery }
}
