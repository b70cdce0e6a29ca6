/**
 * The gateway as a process: the engine, the journal and the routes, put together as its settings say, from start to stop.
 */
import * as UndiciTransport from "@loyalkit/core/node/UndiciTransport"
import * as AdminApi from "@loyalkit/sandbox/http/AdminApi"
import { isLoopback } from "@loyalkit/sandbox/http/AdminGuard"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as SandboxTransport from "@loyalkit/sandbox/SandboxTransport"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import { formatAddress, HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as Predicate from "effect/Predicate"
import * as Engine from "../Engine.ts"
import * as Faces from "../faces/Faces.ts"
import * as GatewayHttp from "../GatewayHttp.ts"
import * as Metrics from "../handlers/Metrics.ts"
import type { Settings } from "../Settings.ts"
import { serve } from "./HttpServing.ts"
import * as DocsPage from "./DocsPage.ts"
import * as JournalPlace from "./JournalPlace.ts"
import * as Observing from "./Observing.ts"

/** The gateway cannot start; the message says why and what to do. */
export class GatewayStartError extends Data.TaggedError("GatewayStartError")<{
  readonly message: string
  readonly cause: unknown
}> {}

const routes = (settings: Settings) => {
  const point = Engine.pointOf(settings)
  const access = { ...settings, ...(point === undefined ? {} : { point }) }
  return Layer.mergeAll(GatewayHttp.layer(access), Metrics.layer, Faces.layer(settings), DocsPage.layer).pipe(
    Layer.provide(GatewayHttp.callers(access)),
  )
}

/** Everything over the network. */
const overNetwork = (settings: Settings) =>
  routes(settings).pipe(
    Layer.provide(Engine.layer(settings)),
    Layer.provide([JournalPlace.layer(settings), UndiciTransport.layer()]),
  )

/** The one that the engine talks to, for the routes. */
const theSandbox = Layer.effect(Sandbox, Sandbox.use(Effect.succeed))

/** Everything over a sandbox. Its own doors have no key, so they are for this machine alone. */
const overSandbox = (settings: Settings) => {
  const doors = isLoopback(settings.host)
    ? AdminApi.layer.pipe(HttpRouter.provideRequest(theSandbox))
    : Layer.empty
  return Layer.merge(routes(settings), doors).pipe(
    Layer.provide(Engine.layer(settings)),
    Layer.provide([JournalPlace.layer(settings), SandboxTransport.layerWith()]),
  )
}

const server = (settings: Settings) =>
  settings.service._tag === "Sandbox"
    ? serve(overSandbox(settings), settings)
    : serve(overNetwork(settings), settings)

/** What to try, for whoever started it without a service. */
const sandboxHints = (url: string): string => {
  const [anna] = Engine.sandboxWorld.clients
  return [
    "LOYALCLIENT_URL is not set: points come from a sandbox inside, with made-up clients that are forgotten at the end.",
    ...Engine.sandboxWorld.clients.map(({ name, phone }) => `  client ${phone}  ${name}`),
    `  curl -s ${url}/v1/receipts/check-1/identify -d '{"search":"${anna.phone}"}'`,
    `  the API: ${url}/docs`,
  ].join("\n")
}

const announce = ({ service }: Settings) =>
  Effect.gen(function* () {
    const url = formatAddress((yield* HttpServer).address)
    if (service._tag === "Sandbox") yield* Console.log(sandboxHints(url))
    yield* Console.log(`gateway ready ${url}`)
  })

/** Why it did not start, in plain words. */
const whyNot = ({ host, port }: Settings, cause: Cause.Cause<unknown>): GatewayStartError => {
  const error = Cause.squash(cause)
  const said = Predicate.hasProperty(error, "message") ? String(error.message) : String(error)
  const message =
    Predicate.isTagged(error, "ServeError") && Predicate.hasProperty(error, "cause")
      ? `It cannot listen on ${host}:${port} (${String(error.cause)}). Is another gateway running? Choose another LOYALKIT_PORT or LOYALKIT_HOST.`
      : said
  return new GatewayStartError({ message, cause: error })
}

/** Starts the gateway, says when it is ready, and runs until it is interrupted; then it finishes what has begun. */
export const launch = (settings: Settings): Effect.Effect<never, GatewayStartError> =>
  Layer.launch(Layer.effectDiscard(announce(settings)).pipe(Layer.provide(server(settings)))).pipe(
    Effect.provide(Observing.layer(settings)),
    Effect.catchCause((cause) =>
      Cause.hasInterruptsOnly(cause) ? Effect.interrupt : Effect.fail(whyNot(settings, cause)),
    ),
  )
