/**
 * Who may use the admin API: it has no key, so a web page that happens to be open on the same machine must not.
 *
 * A page of another origin could send it requests, though not read the answers: such a request says its `Origin`.
 * A page whose name was made to point at this machine ("DNS rebinding") could read them too: then `Host` is that name.
 * Pages that the sandbox was told of may (`Pages`).
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import { Refusal } from "./AdminWire.ts"
import { pageOf } from "./Pages.ts"

/** May a `Host` be any name? Only where the sandbox was told to listen to more than its own machine. */
export class AnyHost extends Context.Reference<boolean>("@loyalkit/sandbox/http/AnyHost", {
  defaultValue: () => false,
}) {}

/** The names of this machine, for this machine only (RFC 6761, RFC 1122, RFC 4291), with a port or without. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1)(?::\d{1,5})?$/i

/** Does this address, as of a URL or a `Host`, lead to the machine itself? */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host)

/** A web handler's request may have no `Host`; its URL has the name. */
const addressOf = ({ headers, originalUrl }: HttpServerRequest.HttpServerRequest): string | undefined =>
  headers["host"] ?? (URL.canParse(originalUrl) ? new URL(originalUrl).host : undefined)

const refuse = (error: string) => Effect.fail(new Refusal({ status: 403, error }))

/** Refuses a request that a foreign page may have sent. */
export const admit = Effect.gen(function* () {
  const request = yield* HttpServerRequest.HttpServerRequest
  const { host, origin } = request.headers
  if (host !== undefined && !isLoopback(host) && !(yield* AnyHost))
    return yield* refuse("This host is not served. Use 127.0.0.1, or start the sandbox with --host.")
  if ((yield* pageOf(request.headers)) !== undefined) return
  const address = addressOf(request)
  if (origin !== undefined && origin !== `http://${address}` && origin !== `https://${address}`)
    return yield* refuse(
      "The admin API is not for pages of another origin, unless the sandbox was started with --origin.",
    )
})
