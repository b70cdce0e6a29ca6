/**
 * Who may call: known tokens, and web pages only where they are named.
 *
 * Without tokens only this machine may call, and a page that happens to be open on it must not: it says its `Origin`, and one whose name
 * was made to point at this machine ("DNS rebinding") says a `Host` that is not this machine's.
 */
import type { Caller, Callers, RequestHeaders } from "@loyalkit/core/Callers"
import type { PointId } from "@loyalkit/core/Domain"
import { sameSecret } from "@loyalkit/core/Secret"
import { isLoopback } from "@loyalkit/sandbox/http/AdminGuard"
import * as Base64 from "effect/encoding/Base64"
import type { HttpServerRequest } from "effect/http/HttpServerRequest"
import * as Result from "effect/Result"
import { TOKEN_HEADER } from "../api/Caller.ts"
import type { Settings, Till } from "../Settings.ts"

/** The longest token that the settings take (`settings/TillList`). */
export const LONGEST_TOKEN = 256

/** What the edge is told of the settings. */
export type Access = Pick<Settings, "tills" | "origins" | "point" | "publicUrl">

const credentials = (headers: RequestHeaders, scheme: "bearer" | "basic"): string | undefined => {
  const [given, ...rest] = (headers["authorization"] ?? "").trim().split(/ +/)
  return given?.toLowerCase() === scheme ? rest.join(" ") : undefined
}

const passwordOf = (encoded: string): string | undefined =>
  Result.getOrUndefined(Result.map(Base64.decodeString(encoded), (pair) => pair.slice(pair.indexOf(":") + 1)))

/** The token of a request. A terminal's proxy may overwrite `Authorization`, so the other header wins. */
export const tokenOf = (headers: RequestHeaders): string | undefined => {
  const own = headers[TOKEN_HEADER]
  if (own !== undefined) return own
  const basic = credentials(headers, "basic")
  return credentials(headers, "bearer") ?? (basic === undefined ? undefined : passwordOf(basic))
}

const callerOf = (till: Till, point: PointId | undefined): Caller => {
  const own = till.point ?? point
  return {
    name: till.name,
    role: till.role,
    ...(own === undefined ? {} : { point: own }),
    ...(till.point === undefined ? {} : { onlyPoint: till.point }),
  }
}

/** Whoever is on this machine, where there are no tokens. */
const local = (point: PointId | undefined): Caller => ({
  name: "local",
  role: "operator",
  ...(point === undefined ? {} : { point }),
})

/** Finds the caller behind a request's headers; nothing where nobody is known by its token. */
export const makeCallers = ({ point, tills }: Access): Callers["Service"]["of"] => {
  const anybody = tills.length === 0 ? local(point) : undefined
  const known = tills.map((till) => ({ token: till.token, caller: callerOf(till, point) }))
  return (headers) => {
    if (anybody !== undefined) return anybody
    const given = tokenOf(headers)
    // What is longer than any token is none, and is not compared letter by letter with each.
    if (given === undefined || given.length > LONGEST_TOKEN) return undefined
    let found: Caller | undefined
    // All of them, so that the time tells nothing of which one was nearly right.
    for (const { caller, token } of known) if (sameSecret(given, token)) found = caller
    return found
  }
}

/** A web handler's request may have no `Host`; its URL has the name. */
const hostOf = ({ headers, originalUrl }: HttpServerRequest): string | undefined =>
  headers["host"] ?? (URL.canParse(originalUrl) ? new URL(originalUrl).host : undefined)

/** What a request's address and page say of it: refused, or the page that may read its answer. */
export type Admitted =
  | { readonly refused: { readonly field: string; readonly message: string } }
  | { readonly origin?: string }

const WRONG_HOST = {
  field: "host",
  message: "Expected this machine's own address, since no till has a token",
}
const WRONG_ORIGIN = { field: "origin", message: "Expected one of the configured origins" }

export const makeGate = ({ origins, publicUrl, tills }: Access) => {
  const pages = new Set(origins)
  if (publicUrl !== undefined && URL.canParse(publicUrl)) pages.add(new URL(publicUrl).origin)
  return (request: HttpServerRequest): Admitted => {
    const { origin } = request.headers
    const host = hostOf(request)
    if (tills.length === 0 && (host === undefined || !isLoopback(host))) return { refused: WRONG_HOST }
    if (origin === undefined) return {}
    if (pages.has(origin)) return { origin }
    // The gateway's own page, `/docs`.
    return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
      ? { origin }
      : { refused: WRONG_ORIGIN }
  }
}
