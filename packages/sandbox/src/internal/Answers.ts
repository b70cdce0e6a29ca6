/**
 * What a fault that strikes at once lets the caller see. The words in the bodies are examples of what proxies
 * and half-broken services say.
 */
import type { Delivery, Reply } from "../Call.ts"
import type { Fault } from "../Fault.ts"
import { json } from "./Service.ts"

const HTML_TYPE = "text/html; charset=utf-8"

/** What a proxy shows instead of the service. */
export const PAGE =
  "<!doctype html><html><head><title>Please wait</title></head><body><h1>Technical works</h1></body></html>"

/** Where a redirect leads if its rule does not say. It is never followed by a correct client. */
export const ELSEWHERE = "https://login.example.com/"

/** What undici calls each way not to be reached; the first is the usual one. */
const REFUSALS = {
  connection: undefined,
  name: "ENOTFOUND",
  tls: "ERR_SSL_WRONG_VERSION_NUMBER",
} satisfies Record<NonNullable<Extract<Fault, { kind: "refuse" }>["why"]>, string | undefined>

type Immediate = Exclude<Fault, { kind: "delay" | "late" | "duplicate" }>

const replied = (reply: Reply): Delivery => ({ _tag: "Replied", reply })

/** Calls `execute` if the fault says that the request was executed, and gives what reaches the caller. */
export const deliver = (fault: Immediate | undefined, execute: () => Reply): Delivery => {
  if (fault === undefined) return replied(execute())
  if (fault.kind === "refuse") {
    const code = fault.why === undefined ? undefined : REFUSALS[fault.why]
    return { _tag: "Refused", ...(code === undefined ? {} : { code }) }
  }
  if (fault.kind === "cut") return { _tag: "Cut", reply: execute() }
  if (fault.executed) execute()
  switch (fault.kind) {
    case "close":
      return { _tag: "Closed" }
    case "reset":
      return { _tag: "Reset" }
    case "silence":
      return { _tag: "Silent" }
    case "status":
      return replied(status(fault))
    case "not-http":
      return { _tag: "NotHttp" }
    case "empty":
      return replied({ ...json(200, {}), status: fault.status ?? 200, body: "" })
    case "html":
      return replied({ status: 200, contentType: HTML_TYPE, body: PAGE })
    case "failure":
      return replied(json(200, { success: false }))
    case "wrong-shape":
      return replied(json(200, { success: true, result: [] }))
    case "redirect":
      return replied({
        status: fault.status ?? 302,
        contentType: HTML_TYPE,
        body: "",
        location: fault.location ?? ELSEWHERE,
      })
    default:
      return fault satisfies never
  }
}

const status = (fault: Extract<Fault, { kind: "status" }>): Reply => ({
  status: fault.status,
  contentType:
    fault.contentType ?? (fault.body === undefined ? HTML_TYPE : "application/json; charset=utf-8"),
  body: fault.body ?? PAGE,
  ...(fault.retryAfter === undefined ? {} : { retryAfter: String(fault.retryAfter) }),
})
