/**
 * The narrow port to the network: one JSON request, one reply, or a failure that knows whether the request
 * can have arrived.
 *
 * On an API with neither idempotency keys nor a look-up, the most valuable thing a client can know about a
 * failed request is whether the service may have executed it. Only the transport can tell: "connection
 * refused" means nobody was there, while a reset connection means nothing at all. So each transport keeps an
 * allow-list of failures that are provably *not sent*; everything else is *unknown*.
 *
 * Layers: `FetchTransport` (anywhere), `node/UndiciTransport` (Node, faster, knows more), `HttpClientTransport`
 * (over an effect `HttpClient` of yours). The sandbox has one that needs no network at all.
 */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"

/** What is known about a request that brought no reply: it cannot have arrived, or it may have. */
export type Fate = "not-sent" | "unknown"

/** The largest reply that is read, in bytes. The service's are below 1 kB; the rest is somebody's error page. */
export const MAX_REPLY_BYTES = 1_048_576

/**
 * How long a pooled connection may have idled before a request that must not be lost goes over it, in
 * milliseconds. Servers and proxies close idle connections after 5 s or more (Node's default is 5 s), and a
 * request that meets such a close has an unknown fate.
 */
export const STALE_CONNECTION_MILLIS = 1_000

/** One POST of a JSON text. Redirects are never followed: a redirected POST becomes a GET, and another page's 200 would look like ours. */
export interface TransportRequest {
  /** Absolute. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** `fresh`: never over a connection that idled longer than {@link STALE_CONNECTION_MILLIS}. For requests that must not be sent twice. */
  readonly connection: "any" | "fresh"
}

/** Any HTTP reply whose body was read to its end, whatever its status. */
export interface TransportReply {
  readonly status: number
  readonly body: string
  /** The header `Retry-After`, as it came. */
  readonly retryAfter?: string
  /** The header `Date`, as it came: the clock by which the service's holds end. */
  readonly date?: string
}

/** No reply. `detail` is for logs and evidence: an error code or a few words, without addresses or bodies. */
export class TransportFailure extends Data.TaggedError("TransportFailure")<{
  readonly fate: Fate
  readonly detail: string
  readonly cause?: unknown
}> {
  override get message(): string {
    return this.fate === "not-sent"
      ? `The request was not sent (${this.detail}).`
      : `The request brought no reply, and may have been executed (${this.detail}).`
  }
}

/**
 * Sends one request. Interrupting the effect aborts the request; its fate is then unknown.
 * It neither retries nor keeps time: that is its caller's business, who knows what the request means.
 */
export class Transport extends Context.Service<
  Transport,
  { readonly send: (request: TransportRequest) => Effect.Effect<TransportReply, TransportFailure> }
>()("@loyalkit/core/Transport") {}
