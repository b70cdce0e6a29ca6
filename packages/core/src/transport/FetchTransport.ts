/**
 * Requests over `fetch`, which every runtime has: Node, browsers, workers.
 *
 * It runs anywhere and knows little. A browser gives a page no error code, so no failure there is ever "not
 * sent"; Node's `fetch` gives one, and the allow-list of `NotSent` is applied to it. Nor can `fetch` choose its
 * connection: `connection: "fresh"` is a wish here that only `node/UndiciTransport` fulfils.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import {
  MAX_REPLY_BYTES,
  Transport,
  TransportFailure,
  type TransportReply,
  type TransportRequest,
} from "../Transport.ts"
import { failure } from "./NotSent.ts"

/** Any function with the contract of the global `fetch`. It must not retry. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const unknown = (detail: string) => new TransportFailure({ fate: "unknown", detail })

/** Reads the body to its end, or throws where it is cut or too large. */
const readBody = async (response: Response): Promise<string> => {
  if (response.body === null) return ""
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ""
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > MAX_REPLY_BYTES) {
      // Not waited for, and its outcome does not matter: the reply is given up either way.
      reader.cancel().catch(() => undefined)
      throw unknown("reply too large")
    }
    text += decoder.decode(value, { stream: true })
  }
}

const exchange = async (
  fetch: Fetch,
  request: TransportRequest,
  signal: AbortSignal,
): Promise<TransportReply> => {
  const response = await fetch(request.url, {
    method: "POST",
    headers: { ...request.headers },
    body: request.body,
    redirect: "manual",
    signal,
  })
  // A browser hides a redirect's status (0); a `fetch` of the caller's may have followed it all the same.
  if (response.type === "opaqueredirect" || response.redirected) throw unknown("redirect")
  // There is a reply, so the request was read: whatever cuts its body, no code makes it "not sent".
  const body = await readBody(response).catch((error: unknown) => {
    throw error instanceof TransportFailure ? error : failure(error, "yes")
  })
  const retryAfter = response.headers.get("retry-after")
  // A page sees it only where the service lets it (`Access-Control-Expose-Headers`).
  const date = response.headers.get("date")
  return {
    status: response.status,
    body,
    ...(retryAfter === null ? {} : { retryAfter }),
    ...(date === null ? {} : { date }),
  }
}

/**
 * A {@link Transport} over `fetch`.
 *
 * Use it where Node's own modules are missing. A browser may repeat a POST by itself when a kept connection
 * closes without an answer, which no page can forbid: let a page talk to the gateway, which commits over
 * `node/UndiciTransport`.
 *
 * @param options.fetch - instead of the global one, which is looked up at each request
 *
 * @example
 * ```ts
 * import * as Effect from "effect/Effect"
 * import * as FetchTransport from "@loyalkit/core/transport/FetchTransport"
 * import { Transport } from "@loyalkit/core/Transport"
 *
 * const canned = FetchTransport.layer({ fetch: async () => new Response('{"success":true}') })
 * const reply = await Effect.runPromise(
 *   Effect.gen(function* () {
 *     const transport = yield* Transport
 *     return yield* transport.send({ url: "https://loyal.example/x", headers: {}, body: "{}", connection: "any" })
 *   }).pipe(Effect.provide(canned)),
 * )
 * reply // => { status: 200, body: '{"success":true}' }
 * ```
 */
export const layer = (options?: { readonly fetch?: Fetch }): Layer.Layer<Transport> =>
  Layer.succeed(Transport, {
    send: (request) =>
      Effect.tryPromise({
        try: (signal) => exchange(options?.fetch ?? globalThis.fetch, request, signal),
        catch: (error) => (error instanceof TransportFailure ? error : failure(error)),
      }),
  })
