/**
 * The one form of every answer of `/v1`, checked wherever a test gets one: so each call of each test is a test of it.
 */
import type { IncomingHttpHeaders } from "node:http"
import { expect } from "vitest"
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

/** Reads an answer of `/v1`, and sees to it that it has the form of all answers. */
export const read = (status: number, headers: IncomingHttpHeaders, text: string): Reply => {
  const said = `${status} ${JSON.stringify(headers)} ${text}`
  expect(STATUSES, said).toContain(status)
  expect(headers["content-type"], said).toBe("application/json; charset=utf-8")
  expect(headers["content-length"], said).toBe(String(Buffer.byteLength(text)))
  expect(headers, said).not.toHaveProperty("location")
  const body = JSON.parse(text) as Body // what is read of it is checked by whoever reads it
  expect(oddities(body), said).toEqual([])
  expect(body.requestId, said).toMatch(/^[0-9a-z]{6}-[0-9a-z]+$/)
  if (body.ok) {
    expect(status, said).toBe(200)
    expect(body, said).not.toHaveProperty("error")
  } else {
    const { code, message, retryable } = body.error ?? {}
    expect(code === undefined ? 0 : statuses[code], said).toBe(status)
    expect(message, said).toMatch(/\S/)
    expect(retryable, said).toBeTypeOf("boolean")
    expect(Object.keys(body), said).toEqual(["ok", "requestId", "error"])
  }
  return { status, headers, text, body }
}
