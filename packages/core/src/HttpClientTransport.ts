/**
 * Requests over effect's own `HttpClient`, for those who bring one: with a proxy, a client certificate, a test
 * double. `effect/http` is unstable, so this is an entry of its own that `index.ts` never imports.
 *
 * What the client does below us we cannot see. So bring a plain one: **no `retry`, no `retryTransient`, no
 * `followRedirects`**. A retrying client would send a sale twice, and its last error would say nothing about
 * the first request. Over `fetch`, redirects are switched off here; a client that follows one all the same is
 * found out by the URL of its response.
 */
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import type { HttpClientError } from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import {
  MAX_REPLY_BYTES,
  Transport,
  TransportFailure,
  type TransportReply,
  type TransportRequest,
} from "./Transport.ts"
import { failure } from "./transport/NotSent.ts"

const unknown = (detail: string) => new TransportFailure({ fate: "unknown", detail })

/**
 * A failure with a response in it happened after sending, whatever code its cause has. Only that cause is kept:
 * the error itself holds the request, with the API key and the customer's phone.
 */
const toFailure = ({ cause, reason, response }: HttpClientError): TransportFailure =>
  cause === undefined ? unknown(reason._tag) : failure(cause, response === undefined ? "perhaps" : "yes")

interface Read {
  readonly bytes: number
  readonly text: string
}

const readBody = (response: HttpClientResponse): Effect.Effect<string, TransportFailure> => {
  const decoder = new TextDecoder()
  return response.stream.pipe(
    // Over `fetch` a reply without a body, such as a 204, is this error instead of an empty stream.
    Stream.catchIf(
      (error) => error.reason._tag === "EmptyBodyError",
      () => Stream.empty,
    ),
    Stream.mapError(toFailure),
    Stream.runFoldEffect(
      (): Read => ({ bytes: 0, text: "" }),
      ({ bytes, text }, chunk) =>
        bytes + chunk.byteLength > MAX_REPLY_BYTES
          ? Effect.fail(unknown("reply too large"))
          : Effect.succeed({
              bytes: bytes + chunk.byteLength,
              text: text + decoder.decode(chunk, { stream: true }),
            }),
    ),
    Effect.map(({ text }) => text + decoder.decode()),
  )
}

const readReply = Effect.fnUntraced(function* (request: TransportRequest, response: HttpClientResponse) {
  // Empty where the client does not know it.
  if (response.url !== "" && response.url !== new URL(request.url).href) return yield* unknown("redirect")
  const body = yield* readBody(response)
  const retryAfter = response.headers["retry-after"]
  const date = response.headers["date"]
  return {
    status: response.status,
    body,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(date === undefined ? {} : { date }),
  } satisfies TransportReply
})

/**
 * A {@link Transport} over the `HttpClient` in the context. It knows "not sent" where the client passes on an
 * error with a code of the allow-list; no client is told to use a fresh connection.
 *
 * The client's own spans and trace headers are off: they would name the service's URL and reach its CORS rules;
 * the engine's spans are around each call.
 *
 * @example
 * ```ts
 * import * as FetchHttpClient from "effect/http/FetchHttpClient"
 * import * as Layer from "effect/Layer"
 * import * as HttpClientTransport from "@loyalkit/core/HttpClientTransport"
 *
 * const transport = HttpClientTransport.layer.pipe(Layer.provide(FetchHttpClient.layer))
 * ```
 */
export const layer: Layer.Layer<Transport, never, HttpClient.HttpClient> = Layer.effect(
  Transport,
  Effect.gen(function* () {
    const client = yield* HttpClient.HttpClient
    // Read now, so that a `RequestInit` around the layer keeps its other settings.
    const init = yield* Effect.serviceOption(FetchHttpClient.RequestInit)
    const requestInit: RequestInit = { ...(init._tag === "Some" ? init.value : {}), redirect: "manual" }
    return Transport.of({
      send: (request) =>
        client
          .execute(
            HttpClientRequest.post(request.url).pipe(
              HttpClientRequest.bodyText(request.body, request.headers["content-type"] ?? "application/json"),
              HttpClientRequest.setHeaders(request.headers),
            ),
          )
          .pipe(
            Effect.mapError(toFailure),
            Effect.flatMap((response) => readReply(request, response)),
            Effect.provideService(FetchHttpClient.RequestInit, requestInit),
            Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
          ),
    })
  }),
)
