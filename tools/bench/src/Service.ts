/**
 * The stub service, and how both sides of a benchmark talk to it: the engine, and bare `undici.request`.
 *
 * Bare means what one would write without a library: the same URLs, headers and bodies over undici's own
 * pooled agent, the status looked at, and `JSON.parse` of the text. No schema, budget, retry, or journal.
 */
import * as LoyalClient from "@loyalkit/core/LoyalClient"
import * as UndiciTransport from "@loyalkit/core/node/UndiciTransport"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { fork } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { Agent, request } from "undici"

/** The service's key. It takes any. */
export const KEY = "bench-key"

/** One call without the engine. */
export type BareCall = (method: string, body: unknown) => Promise<unknown>

export interface Service {
  readonly url: string
  /** The same service for the engine. */
  readonly layer: Layer.Layer<LoyalClient.LoyalClient>
  readonly bare: BareCall
}

/** Calls to the service at a URL, over an agent's connections. */
export const bareCalls =
  (url: string, dispatcher: Agent): BareCall =>
  async (method, body) => {
    const reply = await request(`${url}/integration/general/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", apikey: KEY },
      body: JSON.stringify(body),
      dispatcher,
    })
    const text = await reply.body.text()
    if (reply.statusCode !== 200) throw new Error(`HTTP ${reply.statusCode}`)
    return JSON.parse(text) as unknown
  }

/** Runs `use` beside a stub service, and ends the service's process. */
export const withService = async <A>(use: (service: Service) => Promise<A>): Promise<A> => {
  const child = fork(fileURLToPath(new URL("StubService.ts", import.meta.url)))
  const dispatcher = new Agent()
  try {
    const [port] = await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => Promise.reject(new Error("the stub service did not start"))),
    ])
    const url = `http://127.0.0.1:${port}`
    const layer = LoyalClient.LoyalClient.layer({ url, apiKey: Redacted.make(KEY) }).pipe(
      Layer.provide(UndiciTransport.layer()),
      Layer.orDie,
    )
    return await use({ url, layer, bare: bareCalls(url, dispatcher) })
  } finally {
    await dispatcher.destroy()
    child.kill()
  }
}
