/**
 * Reads 1C's OData: rows of an object, or one of them by its reference. Nothing is ever written.
 *
 * 1C may be a small machine with a till on it: one request at a time, each with a limit of time and size, and only what went unanswered is
 * asked again. The `HttpClient` comes from outside and must not follow redirects by itself: a login is not carried to another address.
 */
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import * as Stream from "effect/Stream"
import { jsonOf, rowsOf } from "./Answer.ts"
import { OdataUnreachable, OdataUnreadable, type OdataError } from "./OdataError.ts"

/** Where 1C is, and who asks. */
export interface Connection {
  /** Up to `…/odata/standard.odata`, without a slash behind. */
  readonly url: string
  readonly user: string
  readonly password: Redacted.Redacted
  /** For one request, in milliseconds. */
  readonly timeLimit: number
}

/** The most bytes of one answer; our judgment: some thousand receipts. */
export const MAX_BYTES = 16 * 1024 * 1024

/** What went unanswered is asked again so often, after so long and twice as long; our judgment: a web server that restarts. */
const RETRIES = 2
const RETRY_BASE = "500 millis"

const ACCEPT = "application/json;odata=nometadata"

export interface OdataClient {
  /** A page of an object's rows; `query` without `$format`. */
  readonly rows: (
    entity: string,
    query: Readonly<Record<string, string>>,
  ) => Effect.Effect<ReadonlyArray<unknown>, OdataError>
  /** One by its reference; nothing where there is no such object. */
  readonly one: (entity: string, ref: string) => Effect.Effect<Option.Option<unknown>, OdataError>
}

const bodyOf = (response: HttpClientResponse): Effect.Effect<string, OdataError> => {
  const decoder = new TextDecoder()
  let bytes = 0
  return response.stream.pipe(
    // Over `fetch` an answer without a body is this error.
    Stream.catchIf(
      (error) => error.reason._tag === "EmptyBodyError",
      () => Stream.empty,
    ),
    Stream.mapError((error): OdataError => new OdataUnreachable({ detail: error.reason._tag })),
    Stream.runFoldEffect(
      () => "",
      (text, chunk) => {
        bytes += chunk.byteLength
        return bytes > MAX_BYTES
          ? Effect.fail(new OdataUnreadable({ detail: `more than ${MAX_BYTES} bytes` }))
          : Effect.succeed(text + decoder.decode(chunk, { stream: true }))
      },
    ),
    Effect.map((text) => text + decoder.decode()),
  )
}

/** A client over the `HttpClient` of the context. */
export const make = Effect.fnUntraced(function* (
  connection: Connection,
): Effect.fn.Return<OdataClient, never, HttpClient.HttpClient> {
  const http = yield* HttpClient.HttpClient
  // Read now, so that a `RequestInit` around it keeps its other settings.
  const around = Option.getOrElse(yield* Effect.serviceOption(FetchHttpClient.RequestInit), () => ({}))
  const requestInit: RequestInit = { ...around, redirect: "manual" }

  const seconds = Math.round(connection.timeLimit / 1_000)
  const once = (target: string): Effect.Effect<unknown, OdataError> =>
    HttpClientRequest.get(`${connection.url}/${target}`).pipe(
      HttpClientRequest.accept(ACCEPT),
      // UTF-8 before Base64: logins are Cyrillic as often as not.
      HttpClientRequest.basicAuth(connection.user, connection.password),
      http.execute,
      // The error holds the request, and with it the login: only its kind is kept.
      Effect.mapError((error): OdataError => new OdataUnreachable({ detail: error.reason._tag })),
      Effect.flatMap((response) =>
        Effect.flatMap(bodyOf(response), (body) => Effect.fromResult(jsonOf(response.status, body))),
      ),
      Effect.timeoutOrElse({
        duration: connection.timeLimit,
        orElse: () => Effect.fail(new OdataUnreachable({ detail: `no answer in ${seconds} s` })),
      }),
      Effect.provideService(FetchHttpClient.RequestInit, requestInit),
      Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    )
  const ask = (target: string) =>
    Effect.retry(once(target), {
      while: (error) => error._tag === "OdataUnreachable",
      times: RETRIES,
      schedule: Schedule.jittered(Schedule.exponential(RETRY_BASE)),
    })

  const query = (parts: Readonly<Record<string, string>>): string =>
    Object.entries({ $format: "json", ...parts })
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("&")

  return {
    rows: (entity, parts) =>
      Effect.flatMap(ask(`${encodeURIComponent(entity)}?${query(parts)}`), (json) =>
        Effect.fromResult(rowsOf(json)),
      ),
    one: (entity, ref) =>
      ask(`${encodeURIComponent(entity)}(guid'${ref}')?${query({})}`).pipe(
        Effect.map(Option.some),
        Effect.catchIf(
          (error) => error._tag === "OdataRefused" && error.status === 404,
          () => Effect.succeedNone,
        ),
      ),
  }
})

/** Was this query refused for what it asks, so that a simpler one may be taken? */
export const mayAskLess = (error: OdataError): boolean =>
  error._tag === "OdataRefused" && error.status !== 404
