/** The transports that all must tell the same story, each with or without trust in one certificate. */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Undici from "undici"
import * as HttpClientTransport from "../../src/HttpClientTransport.ts"
import * as UndiciTransport from "../../src/node/UndiciTransport.ts"
import * as FetchTransport from "../../src/transport/FetchTransport.ts"
import { Transport, type TransportRequest } from "../../src/Transport.ts"

export interface Face {
  readonly name: string
  /** Does it know by itself when a request is given to a socket? */
  readonly knowsWritten: boolean
  readonly layer: (options?: Settings) => Layer.Layer<Transport>
}

export interface Settings {
  readonly ca?: string
  /** In milliseconds; the global `fetch` has 10 s. */
  readonly connectTimeout?: number
}

const connecting = ({ ca, connectTimeout }: Settings) => ({
  connect: {
    ...(ca === undefined ? {} : { ca }),
    ...(connectTimeout === undefined ? {} : { timeout: connectTimeout }),
  },
})

/** The global `fetch`, or the same code from undici where something is to be set. */
const fetchWith = (settings: Settings): typeof globalThis.fetch => {
  if (Object.keys(settings).length === 0) return globalThis.fetch
  const dispatcher = new Undici.Agent(connecting(settings))
  // As: undici's own fetch is the global one's newer twin; their types name their streams apart.
  const fetch = Undici.fetch as unknown as typeof globalThis.fetch
  return (url, init) => fetch(url, Object.assign({ ...init }, { dispatcher }))
}

export const undici: Face = {
  name: "undici",
  knowsWritten: true,
  layer: ({ ca, connectTimeout } = {}) =>
    UndiciTransport.layer({
      ...(ca === undefined ? {} : { tls: { ca } }),
      ...(connectTimeout === undefined ? {} : { connectTimeout }),
    }),
}

export const faces: ReadonlyArray<Face> = [
  {
    name: "fetch",
    knowsWritten: false,
    layer: (settings = {}) => FetchTransport.layer({ fetch: fetchWith(settings) }),
  },
  undici,
  {
    name: "HttpClient over fetch",
    knowsWritten: false,
    layer: (settings = {}) =>
      HttpClientTransport.layer.pipe(
        Layer.provide(FetchHttpClient.layer),
        Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetchWith(settings))),
      ),
  },
  {
    name: "HttpClient over undici",
    knowsWritten: false,
    layer: (settings = {}) =>
      HttpClientTransport.layer.pipe(
        Layer.provide(NodeHttpClient.layerUndiciNoDispatcher),
        Layer.provide(NodeHttpClient.layerDispatcherOptions(connecting(settings))),
      ),
  },
]

/** One request to `url`, as the engine would send it. */
export const post = (url: string, more: Partial<TransportRequest> = {}) =>
  Effect.gen(function* () {
    const transport = yield* Transport
    return yield* transport.send({
      url,
      headers: { "content-type": "application/json", accept: "application/json", apikey: "key" },
      body: '{"search":"79001234567"}',
      connection: "any",
      ...more,
    })
  })
