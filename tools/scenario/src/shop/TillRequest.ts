/**
 * A till's request as it goes over the line to the gateway.
 */
import type { Send } from "../format/Step.ts"
import type { PlainRequest } from "./Exchange.ts"
import type { Town } from "./Town.ts"

const OWN_TOKEN = ["authorization", "x-loyalkit-token"]

/** With its token, unless it has one of its own, and its body as text. */
export const requestOf = ({ body, headers = {}, method, path, till }: Send, town: Town): PlainRequest => {
  const isOwn = OWN_TOKEN.some((name) => Object.hasOwn(headers, name))
  return {
    method,
    path,
    headers: {
      ...(body === undefined || typeof body === "string" ? {} : { "content-type": "application/json" }),
      ...(isOwn ? {} : { "x-loyalkit-token": town.tokenOf(till) }),
      ...headers,
    },
    body: body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body),
  }
}
