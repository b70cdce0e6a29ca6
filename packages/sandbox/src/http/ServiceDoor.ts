/**
 * The service's own routes: every path that is not the admin API's goes to the sandbox, which knows its 404s.
 */
import * as Effect from "effect/Effect"
import * as ByteSize from "effect/ByteSize"
import { MaxBodySize } from "effect/http/HttpIncomingMessage"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Option from "effect/Option"
import type { Reply } from "../Call.ts"
import { httpDate } from "../internal/HttpDate.ts"
import { MAX_REQUEST_BODY } from "../internal/Service.ts"
import { Sandbox } from "../Sandbox.ts"
import { Connection } from "./Connection.ts"
import { forPages } from "./Pages.ts"

const respond = ({ allow, body, contentType, location, retryAfter, status }: Reply, now: number) =>
  HttpServerResponse.text(body, {
    status,
    contentType,
    headers: {
      date: httpDate(now),
      ...(allow === undefined ? {} : { allow }),
      ...(location === undefined ? {} : { location }),
      ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
    },
  })

const pathOf = (url: string): string => url.split("?", 1)[0] ?? url

const take = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  const connection = yield* Connection
  const request = yield* HttpServerRequest.HttpServerRequest
  const body = yield* Effect.option(
    Effect.provideService(request.text, MaxBodySize, ByteSize.bytes(MAX_REQUEST_BODY)),
  )
  const delivery = yield* sandbox.handle({
    verb: request.method,
    path: pathOf(request.url),
    apikey: request.headers["apikey"],
    body: Option.getOrUndefined(body),
  })
  if (delivery._tag !== "Replied") return yield* connection.break(delivery)
  return respond(delivery.reply, (yield* sandbox.clock).now)
})

/** The layer of the service's routes. */
export const layer = HttpRouter.add("*", "/*", forPages(take))
