/**
 * A gateway on a port as the process that the page's tills call: their requests go to it as they are, with the token that a person gave in place of
 * the page's own.
 */
import type { PlainAnswer, PlainRequest } from "@loyalkit/scenario/shop/Exchange"
import type { Process } from "@loyalkit/scenario/shop/Process"
import type { Enter } from "@loyalkit/scenario/shop/Shop"
import * as Redacted from "effect/Redacted"
import type { Flights } from "./Flights.ts"

/** What of a till's headers a gateway lets pages send; who calls is said by the token alone. */
const SENT = ["accept", "accept-language", "content-type"]

export type Token = Redacted.Redacted | undefined

/** With the token, where there is one. */
export const tokenHeaders = (token: Token): Record<string, string> =>
  token === undefined ? {} : { "x-loyalkit-token": Redacted.value(token) }

const exchange = async (
  url: string,
  token: Token,
  { body, headers, method, path }: PlainRequest,
): Promise<PlainAnswer> => {
  const kept = Object.entries(headers).filter(([name]) => SENT.includes(name))
  const response = await fetch(`${url}${path}`, {
    // 1C sends a GET with a body, which no browser does; the gateway takes it as a POST too.
    method: method === "GET" && body !== "" ? "POST" : method,
    headers: { ...Object.fromEntries(kept), ...tokenHeaders(token) },
    ...(body === "" ? {} : { body }),
    redirect: "manual",
  })
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  }
}

const nothing = (): void => {}

/** Nobody can look into it, nor end it: it is somebody else's. */
export const gatewayAt =
  (url: string, token: Token, flights: Flights) =>
  (enter: Enter): Process => ({
    isUp: () => true,
    life: () => 1,
    kill: nothing,
    start: nothing,
    serve: nothing,
    reading: () => undefined,
    look: () => undefined,
    // There is no engine in the page to be asked.
    ask: (_, done) => done(undefined),
    exchange: (request, done) =>
      flights.take(
        exchange(url, token, request)
          .catch(() => undefined)
          .then((answer) => flights.land(() => enter(() => done(answer)))),
      ),
  })
