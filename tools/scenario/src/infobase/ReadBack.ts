/**
 * 1C's routes with its receipts read back: the adapter's own, with its reader, which asks the shop's infobase in the place of a web server.
 *
 * The adapter asks through effect's `HttpClient`. Over `fetch` that would take promises, which virtual time does not wait for; so here is a client
 * that has its answer at once.
 */
import { joinedRoutes } from "@loyalkit/adapter-1c-http"
import { NativeSettings } from "@loyalkit/adapter-1c-http/Settings"
import { OdataSettings } from "@loyalkit/adapter-1c-http/odata/Settings"
import type { PointId } from "@loyalkit/core/Domain"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { Place } from "../format/Step.ts"
import type { PlainAnswer } from "../shop/Exchange.ts"
import { TILLS, type Infobase } from "./Infobase.ts"
import { TIME_ZONE } from "./LocalTime.ts"
import * as Odata from "./Odata.ts"

const POLL_SECONDS = 60
const POLL_MILLIS = POLL_SECONDS * 1_000

/** A web `Response` gives its body by promises only; everything else of it is effect's. */
const responseOf = (
  request: Parameters<typeof HttpClientResponse.fromWeb>[0],
  { body, headers, status }: PlainAnswer,
): HttpClientResponse.HttpClientResponse =>
  Object.create(HttpClientResponse.fromWeb(request, new Response(null, { status, headers })), {
    stream: { value: body === "" ? Stream.empty : Stream.succeed(new TextEncoder().encode(body)) },
  })

/**
 * A client that reaches nothing but the infobase.
 *
 * A gateway that was brought into a shop `late`, so many milliseconds after its process began, keeps step with one that was there from the beginning:
 * its first question waits for the next whole minute. So what is done at such a gateway plays again to the same.
 */
const clientOf = (infobase: Infobase, late: number): HttpClient.HttpClient => {
  let wait = (POLL_MILLIS - (late % POLL_MILLIS)) % POLL_MILLIS
  return HttpClient.make((request, url) =>
    Effect.gen(function* () {
      yield* Effect.sleep(wait)
      wait = 0
      const asked = {
        method: request.method,
        path: `${url.pathname}${url.search}`,
        headers: { ...request.headers },
        body: "",
      }
      const answer = Odata.answer(infobase, asked)
      infobase.asked(asked, answer)
      return responseOf(request, answer)
    }),
  )
}

const settingsOf = (pointOf: (place: Place) => PointId): OdataSettings =>
  Schema.decodeUnknownSync(OdataSettings)({
    ...Odata.LOGIN,
    url: "http://127.0.0.1/unf",
    dialect: "unf",
    timeZone: TIME_ZONE,
    points: Object.fromEntries(Place.literals.map((place) => [TILLS[place], pointOf(place)])),
    pollSeconds: POLL_SECONDS,
    // Longer than a first question may wait.
    requestSeconds: 2 * POLL_SECONDS,
    pauseMillis: 0,
    // An hour back, so that 1C's clock of whole seconds leaves none of the shop's receipts out.
    firstReadHours: 1,
    automaticDiscounts: "loyalty",
  })

/** The routes, and the reader. */
export const routes = (infobase: Infobase, pointOf: (place: Place) => PointId, late: number) =>
  joinedRoutes(Schema.decodeUnknownSync(NativeSettings)({}), settingsOf(pointOf)).pipe(
    Layer.provide(Layer.succeed(HttpClient.HttpClient, clientOf(infobase, late))),
  )
