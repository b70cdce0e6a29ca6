/**
 * Web pages that may call: none but those that are named, and each by the rules by which browsers ask (CORS).
 *
 * A browser keeps a page from reading what another origin answers, unless the answer names the page. Before anything but the plainest request it
 * asks whether the page may send it; and before a request from outside into this machine also that (Private Network Access).
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"

/** The origins that may call, as browsers say them: `https://shop.example`. */
export class Pages extends Context.Reference<ReadonlyArray<string>>("@loyalkit/sandbox/http/Pages", {
  defaultValue: () => [],
}) {}

/** The origin in an address; nothing where it is more than an origin, or none. */
export const originOf = (address: string): string | undefined => {
  if (!URL.canParse(address)) return undefined
  const { hash, origin, password, pathname, protocol, search, username } = new URL(address)
  const isWeb = protocol === "http:" || protocol === "https:"
  return isWeb && pathname === "/" && `${hash}${password}${search}${username}` === "" ? origin : undefined
}

/** What a page may send, and how long its browser may remember that: a day, of which it takes as much as it likes. */
const preflight = {
  "access-control-allow-methods": "GET, POST, DELETE",
  "access-control-allow-headers": "apikey, content-type",
  "access-control-max-age": "86400",
}

const named = (origin: string) => ({
  "access-control-allow-origin": origin,
  // When to come again, and the service's own clock: a hold ends by it.
  "access-control-expose-headers": "date, retry-after",
  vary: "origin",
  // A browser sends a POST once more by itself where a connection that it had kept closes without an answer, and no page can forbid that: a sale
  // would be made twice behind the till's back. So none is kept.
  connection: "close",
})

type Headers = HttpServerRequest.HttpServerRequest["headers"]

/** The page behind a request; nothing where there is none, or one that may not call. */
export const pageOf = ({ origin }: Headers): Effect.Effect<string | undefined> =>
  Effect.map(Pages, (pages) => (origin !== undefined && pages.includes(origin) ? origin : undefined))

const asked = (origin: string, headers: Headers): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.empty({
    status: 204,
    headers: {
      ...named(origin),
      ...preflight,
      ...(headers["access-control-request-private-network"] === undefined
        ? {}
        : { "access-control-allow-private-network": "true" }),
    },
  })

/** Answers a page's browser where it asks first, and says in every other answer that the page may read it. */
export const forPages = <E, R>(
  handler: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>,
): Effect.Effect<HttpServerResponse.HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest> =>
  Effect.gen(function* () {
    const { headers, method } = yield* HttpServerRequest.HttpServerRequest
    const page = yield* pageOf(headers)
    if (page === undefined) return yield* handler
    if (method === "OPTIONS" && headers["access-control-request-method"] !== undefined)
      return asked(page, headers)
    return HttpServerResponse.setHeaders(yield* handler, named(page))
  })
