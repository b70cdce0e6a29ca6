/**
 * The one form of every answer of `/v1`, checked wherever a test gets one: so each call of each test is a test of it.
 */
import type { IncomingHttpHeaders } from "node:http"
import type { Case } from "../../src/api/CaseWire.ts"
import { statuses, type FailureBody } from "../../src/api/Failures.ts"
import type {
  Client,
  Hold,
  PrintBlock,
  Quote,
  receiptFields,
  Sale,
  Share,
} from "../../src/api/ReceiptWire.ts"
import type * as Schema from "effect/Schema"

type ReceiptFields = Schema.Struct<typeof receiptFields>["Encoded"]

/** What any answer may hold, as it is on the wire. */
export interface Body {
  readonly ok: boolean
  readonly requestId: string
  readonly error?: FailureBody["error"]
  readonly client?: typeof Client.Encoded
  readonly quote?: typeof Quote.Encoded
  readonly hold?: typeof Hold.Encoded
  readonly payable?: number
  readonly lines?: ReadonlyArray<typeof Share.Encoded>
  readonly released?: boolean
  readonly status?: string
  readonly sale?: typeof Sale.Encoded
  readonly print?: ReadonlyArray<typeof PrintBlock.Encoded>
  readonly state?: ReceiptFields["state"]
  readonly difference?: ReceiptFields["difference"]
  readonly doubt?: ReceiptFields["doubt"]
  readonly waiting?: ReceiptFields["waiting"]
  readonly rejected?: ReceiptFields["rejected"]
  readonly returns?: ReceiptFields["returns"]
  readonly cases?: ReadonlyArray<typeof Case.Encoded>
  readonly csv?: string
  readonly service?: string
  readonly version?: string
  readonly online?: boolean
  readonly open?: number
  readonly doubts?: number
  readonly queued?: number
}

/** An answer as it came. */
export interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: Body
}

const STATUSES: ReadonlySet<number> = new Set(Object.values(statuses))

/** Every key that some language cannot write as a plain name, and every place with `null`. */
const oddities = (value: unknown, path = ""): ReadonlyArray<string> => {
  if (value === null) return [`${path} is null`]
  if (typeof value !== "object") return []
  if (Array.isArray(value)) return value.flatMap((item, index) => oddities(item, `${path}[${index}]`))
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(/^[A-Za-z][A-Za-z0-9]*$/.test(key) ? [] : [`${path}.${key} is no plain name`]),
    ...oddities(inner, `${path}.${key}`),
  ])
}

const ID = /^[0-9a-z]{6}-[0-9a-z]+$/

/** What is wrong with the body of a failure of that status. */
const brokenFailure = (status: number, body: Body): ReadonlyArray<string> => {
  const { code, message = "", retryable } = body.error ?? {}
  return [
    ...(code !== undefined && statuses[code] === status ? [] : [`${code} does not go with ${status}`]),
    ...(message.trim() === "" ? ["no message"] : []),
    ...(typeof retryable === "boolean" ? [] : ["retryable is left out"]),
    ...(Object.keys(body).join() === "ok,requestId,error" ? [] : ["something else beside the error"]),
  ]
}

/** Which promises an answer breaks. */
const broken = (
  status: number,
  headers: IncomingHttpHeaders,
  text: string,
  body: Body,
): ReadonlyArray<string> => [
  ...(STATUSES.has(status) ? [] : [`a status of no code: ${status}`]),
  ...(headers["content-type"] === "application/json; charset=utf-8" ? [] : ["another type"]),
  ...(headers["content-length"] === String(Buffer.byteLength(text)) ? [] : ["another length"]),
  ...("location" in headers ? ["a redirect"] : []),
  ...(ID.test(body.requestId) ? [] : ["no requestId"]),
  ...oddities(body),
  ...(body.ok
    ? [...(status === 200 ? [] : ["ok, but not 200"]), ...("error" in body ? ["ok, but an error"] : [])]
    : brokenFailure(status, body)),
]

/** Reads an answer of `/v1`, and sees to it that it has the form of all answers. */
export const read = (status: number, headers: IncomingHttpHeaders, text: string): Reply => {
  const body = JSON.parse(text) as Body // what is read of it is checked by whoever reads it
  const promises = broken(status, headers, text, body)
  if (promises.length > 0)
    throw new Error(`${promises.join("; ")}: ${status} ${JSON.stringify(headers)} ${text.slice(0, 2_000)}`)
  return { status, headers, text, body }
}
