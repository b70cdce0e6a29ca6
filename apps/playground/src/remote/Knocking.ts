/**
 * What is at an address: a sandbox, a gateway, something that does not let this page in, something else, or nothing.
 *
 * It is asked, not guessed by the port. A browser tells a page only that a call failed, also where the other side merely does not name the page;
 * one more call, whose answer nobody may read, tells whether anything is there at all.
 */
import { parseServiceUrl } from "@loyalkit/core/transport/ServiceUrl"
import type { Snapshot } from "@loyalkit/sandbox/Snapshot"
import * as Result from "effect/Result"
import { tokenHeaders, type Token } from "./GatewayProcess.ts"
import { adminOf } from "./Wire.ts"

/** How long an address may take to answer, in milliseconds. Our judgment. */
const PATIENCE_MILLIS = 5_000

export type Found =
  | { readonly _tag: "Sandbox"; readonly url: string; readonly state: Snapshot }
  /** Known: it lets the caller in. */
  | { readonly _tag: "Gateway"; readonly url: string; readonly isKnown: boolean }
  | { readonly _tag: "Refused"; readonly why: Why }

/**
 * `address`: it is none. `nobody`: nothing answers. `closed`: something answers, and does not let this page in. `other`: it is neither a sandbox nor a
 * gateway. `empty`: a sandbox without a point of sale.
 */
export type Why = "address" | "nobody" | "closed" | "other" | "empty"

const refused = (why: Why): Found => ({ _tag: "Refused", why })

const ask = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MILLIS) })

/** A gateway says who it is, or that it does not know who calls; anything else is none. */
const readPing = async (url: string, answer: Response): Promise<Found> => {
  const text = await answer.text()
  if (answer.status === 200 && text.includes('"service":"loyalkit"'))
    return { _tag: "Gateway", url, isKnown: true }
  return answer.status === 401 && text.includes('"requestId"')
    ? { _tag: "Gateway", url, isKnown: false }
    : refused("other")
}

const isAnybodyThere = async (url: string): Promise<boolean> => {
  try {
    await ask(url, { mode: "no-cors" })
    return true
  } catch {
    return false
  }
}

const askSandbox = async (url: string): Promise<Found | undefined> => {
  try {
    const state = await adminOf(url).state()
    return state.points.length === 0 ? refused("empty") : { _tag: "Sandbox", url, state }
  } catch {
    return undefined
  }
}

const askGateway = async (url: string, token: Token): Promise<Found> => {
  try {
    return await readPing(url, await ask(`${url}/v1/ping`, { headers: tokenHeaders(token) }))
  } catch {
    return refused((await isAnybodyThere(url)) ? "closed" : "nobody")
  }
}

export const knock = async (address: string, token: Token): Promise<Found> => {
  const url = parseServiceUrl(address)
  if (Result.isFailure(url)) return refused("address")
  return (await askSandbox(url.success)) ?? askGateway(url.success, token)
}
