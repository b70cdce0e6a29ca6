/**
 * Evotor's cloud, as much of it as reading closed receipts needs: the stores of a token, and a store's documents, page by page.
 *
 * Second version of its API: a media type of its own, `Authorization: Bearer`, filters on the first page alone, answers of 10 MB at most (the notes, section 10).
 */
import { maskText } from "@loyalkit/core/Masking"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { HttpClientResponse } from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { CloudUnreachable, CloudUnreadable, type CloudError } from "./CloudError.ts"
import { failureOf, pauseOf } from "./Refusals.ts"
import type { CloudSettings } from "./Settings.ts"

/** The most bytes of an answer (Evotor's documentation). */
export const MAX_BYTES = 10 * 1_048_576

const ACCEPT = "application/vnd.evotor.v2+json"

/** What went unanswered is asked again so often, after so long and twice as long. Our judgment. */
const RETRIES = 2
const RETRY_BASE = "500 millis"

/** More pages than this are no store's receipts, but a cursor that goes in circles. Our judgment. */
const MAX_PAGES = 1_000

const Store = Schema.Struct({ id: Schema.NonEmptyString })
const Page = Schema.Struct({
  items: Schema.Array(Schema.Unknown),
  paging: Schema.optional(
    Schema.NullOr(Schema.Struct({ next_cursor: Schema.optional(Schema.NullOr(Schema.String)) })),
  ),
})
const decodePage = Schema.decodeUnknownResult(Page)
const decodeStore = Schema.decodeUnknownOption(Store)

/** One page of a list. */
interface PageRead {
  readonly items: ReadonlyArray<unknown>
  /** Nothing: it was the last. */
  readonly cursor?: string
}

const textOf = (response: HttpClientResponse): Effect.Effect<string, CloudError> => {
  const decoder = new TextDecoder()
  let bytes = 0
  return response.stream.pipe(
    // Over `fetch` an answer without a body is this error.
    Stream.catchIf(
      (error) => error.reason._tag === "EmptyBodyError",
      () => Stream.empty,
    ),
    Stream.mapError((error): CloudError => new CloudUnreachable({ detail: error.reason._tag })),
    Stream.runFoldEffect(
      () => "",
      (text, chunk) => {
        bytes += chunk.byteLength
        return bytes > MAX_BYTES
          ? Effect.fail(new CloudUnreadable({ detail: `more than ${MAX_BYTES} bytes` }))
          : Effect.succeed(text + decoder.decode(chunk, { stream: true }))
      },
    ),
    Effect.map((text) => text + decoder.decode()),
  )
}

const pageOf = (body: string): Result.Result<PageRead, CloudError> => {
  const json = Option.liftThrowable((text: string): unknown => JSON.parse(text))(body)
  if (Option.isNone(json)) return Result.fail(new CloudUnreadable({ detail: "no JSON" }))
  return Result.mapBoth(decodePage(json.value), {
    onFailure: (issue) => new CloudUnreadable({ detail: maskText(String(issue)).slice(0, 200) }),
    onSuccess: ({ items, paging }) => {
      const cursor = paging?.next_cursor ?? ""
      return { items, ...(cursor === "" ? {} : { cursor }) }
    },
  })
}

export interface EvotorCloud {
  /** The stores that a token sees. */
  readonly stores: (token: Redacted.Redacted) => Effect.Effect<ReadonlyArray<string>, CloudError>
  /** All pages of a store's documents since then, in milliseconds since 1970; each is given to `take` before the next is asked for. */
  readonly documents: <E, R>(
    token: Redacted.Redacted,
    store: string,
    since: number,
    take: (items: ReadonlyArray<unknown>) => Effect.Effect<void, E, R>,
  ) => Effect.Effect<void, CloudError | E, R>
}

/** A client over the `HttpClient` of the context. */
export const make = Effect.fnUntraced(function* ({
  requestSeconds,
  url,
}: Pick<CloudSettings, "url" | "requestSeconds">): Effect.fn.Return<
  EvotorCloud,
  never,
  HttpClient.HttpClient
> {
  const http = yield* HttpClient.HttpClient
  // Read now, so that a `RequestInit` around it keeps its other settings.
  const around = Option.getOrElse(yield* Effect.serviceOption(FetchHttpClient.RequestInit), () => ({}))
  // A token is not carried to another address.
  const requestInit: RequestInit = { ...around, redirect: "manual" }

  const once = (token: Redacted.Redacted, path: string, store: string | undefined) =>
    HttpClientRequest.get(`${url}${path}`).pipe(
      HttpClientRequest.setHeaders({ accept: ACCEPT, "content-type": ACCEPT }),
      HttpClientRequest.bearerToken(token),
      http.execute,
      // The error holds the request, and with it the token: only its kind is kept.
      Effect.mapError((error): CloudError => new CloudUnreachable({ detail: error.reason._tag })),
      Effect.flatMap((response) =>
        Effect.flatMap(textOf(response), (body) =>
          response.status === 200
            ? Effect.andThen(pauseOf(response.headers), Effect.fromResult(pageOf(body)))
            : Effect.flatMap(failureOf(response.status, response.headers, body, store), (error) =>
                Effect.fail(error),
              ),
        ),
      ),
      Effect.timeoutOrElse({
        duration: requestSeconds * 1_000,
        orElse: () => Effect.fail(new CloudUnreachable({ detail: `no answer in ${requestSeconds} s` })),
      }),
      Effect.provideService(FetchHttpClient.RequestInit, requestInit),
      Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    )

  const ask = (token: Redacted.Redacted, path: string, store?: string) =>
    Effect.retry(once(token, path, store), {
      while: (error) => error._tag === "CloudUnreachable",
      times: RETRIES,
      schedule: Schedule.jittered(Schedule.exponential(RETRY_BASE)),
    })

  /** Filters are for the first page: a cursor has them already. */
  const pages = Effect.fnUntraced(function* <E, R>(
    token: Redacted.Redacted,
    path: string,
    filters: string,
    store: string | undefined,
    take: (items: ReadonlyArray<unknown>) => Effect.Effect<void, E, R>,
  ): Effect.fn.Return<void, CloudError | E, R> {
    let query = filters
    for (let number = 0; number < MAX_PAGES; number++) {
      const { cursor, items } = yield* ask(token, `${path}${query}`, store)
      yield* take(items)
      if (cursor === undefined) return
      query = `?cursor=${encodeURIComponent(cursor)}`
    }
    return yield* new CloudUnreadable({ detail: `more than ${MAX_PAGES} pages` })
  })

  return {
    stores: Effect.fnUntraced(function* (token) {
      const found: Array<string> = []
      const take = (items: ReadonlyArray<unknown>) =>
        Effect.sync(() => {
          for (const item of items) {
            const store = decodeStore(item)
            if (Option.isSome(store)) found.push(store.value.id)
          }
        })
      yield* pages(token, "/stores", "", undefined, take)
      return found
    }),
    documents: (token, store, since, take) =>
      pages(token, `/stores/${encodeURIComponent(store)}/documents`, `?since=${since}`, store, take),
  }
})
