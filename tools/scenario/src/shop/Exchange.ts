/**
 * An HTTP request and its answer as plain data, and effect's own kinds of them.
 *
 * A `Request` of the platform gives its body only by a promise, which takes real time, and has none at all with a `GET`, which 1C sends. So the
 * body of the request that the gateway gets is there from the start; everything else of it is effect's.
 */
import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import type { HttpServerResponse } from "effect/http/HttpServerResponse"
import * as Stream from "effect/Stream"

/** What a till sends. `path` has the query with it; headers are by their lower-case names. */
export interface PlainRequest {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a till gets. */
export interface PlainAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Nobody listens there: no network is between a till and its gateway here. */
const ORIGIN = "http://127.0.0.1"

const withBody = (
  request: HttpServerRequest.HttpServerRequest,
  bytes: Uint8Array<ArrayBuffer>,
): HttpServerRequest.HttpServerRequest =>
  // What it inherits stays alive; its texts and values are all made of these bytes.
  Object.create(request, {
    arrayBuffer: { value: Effect.succeed(bytes.buffer) },
    stream: { value: Stream.succeed(bytes) },
    modify: {
      value: (change: Parameters<typeof request.modify>[0]) => withBody(request.modify(change), bytes),
    },
  })

/** As the gateway gets it. */
export const requestOf = ({
  body,
  headers,
  method,
  path,
}: PlainRequest): HttpServerRequest.HttpServerRequest => {
  const web = new Request(`${ORIGIN}${path}`, { method })
  // A page's `Request` leaves out headers that it does not like.
  const request = HttpServerRequest.fromWeb(web).modify({ headers: Headers.fromInput(headers) })
  return withBody(request, Uint8Array.from(new TextEncoder().encode(body)))
}

const textOf = ({ body }: HttpServerResponse): string => {
  switch (body._tag) {
    case "Empty":
      return ""
    case "Uint8Array":
      return new TextDecoder().decode(body.body)
    case "Raw":
      return typeof body.body === "string" ? body.body : String(body.body)
    case "FormData":
    case "Stream":
      throw new Error(`a till was sent a ${body._tag}, which no face of the gateway answers with`)
  }
}

/** As the till gets it. */
export const answerOf = (response: HttpServerResponse): PlainAnswer => ({
  status: response.status,
  headers: { ...response.headers },
  body: textOf(response),
})
