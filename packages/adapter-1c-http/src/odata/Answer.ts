/**
 * What stands in an answer of 1C's OData: rows, one object, or an error in one of its many clothes.
 *
 * The content type says little and the status not everything: a maintenance page comes with 200, an error as a text, JSON or XML. So the
 * body itself is looked at.
 */
import { maskText } from "@loyalkit/core/Masking"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import {
  OdataRefused,
  OdataUnauthorized,
  OdataUnreachable,
  OdataUnreadable,
  type OdataError,
} from "./OdataError.ts"

/** As much of a server's words as fits a log line. */
const MAX_DETAIL = 200

/** Too busy, or somebody in between who is. */
const LATER: ReadonlySet<number> = new Set([408, 429, 502, 503, 504])

const short = (text: string): string => maskText(text.replaceAll(/\s+/g, " ").trim()).slice(0, MAX_DETAIL)

/** A UTF-8 byte order mark may stand before the JSON. */
const parse = (body: string): Result.Result<unknown, string> =>
  Result.try({
    try: (): unknown => JSON.parse(body.replace(/^\uFEFF/, "")),
    catch: () => {
      const head = body.replace(/^\uFEFF/, "").trimStart()
      if (head === "") return "an empty body"
      if (/^<(?:!doctype html|html)/i.test(head)) return "a web page where JSON was due"
      return head.startsWith("<") ? "XML where JSON was due" : "no JSON"
    },
  })

/** The words of `{"odata.error":{"message":{"value"}}}`, or of `error` in its place. */
const errorText = (json: unknown): string | undefined => {
  if (!Predicate.isObject(json)) return undefined
  const error = Predicate.hasProperty(json, "odata.error")
    ? json["odata.error"]
    : Predicate.hasProperty(json, "error")
      ? json.error
      : undefined
  if (error === undefined) return undefined
  const message = Predicate.hasProperty(error, "message") ? error.message : error
  const value = Predicate.hasProperty(message, "value") ? message.value : message
  return typeof value === "string" ? value : "an error without words"
}

const refusal = (status: number, body: string): OdataRefused => {
  const parsed = parse(body)
  const words = Result.isSuccess(parsed) ? errorText(parsed.success) : undefined
  const text =
    words ??
    (body
      .replace(/^\uFEFF/, "")
      .trimStart()
      .startsWith("<")
      ? "a page or XML"
      : body)
  return new OdataRefused({ status, detail: short(text) === "" ? "no words" : short(text) })
}

/** The JSON of an answer, without the older form's wrapping in `d`. */
export const jsonOf = (status: number, body: string): Result.Result<unknown, OdataError> => {
  if (status === 401 || status === 403) return Result.fail(new OdataUnauthorized({ status }))
  if (LATER.has(status)) return Result.fail(new OdataUnreachable({ detail: `HTTP ${status}` }))
  if (status !== 200) return Result.fail(refusal(status, body))
  const parsed = Result.mapError(parse(body), (detail) => new OdataUnreadable({ detail }))
  return Result.flatMap(parsed, (json) => {
    const error = errorText(json)
    if (error !== undefined) return Result.fail(new OdataRefused({ status, detail: short(error) }))
    return Result.succeed(Predicate.hasProperty(json, "d") ? json.d : json)
  })
}

/** The rows of a page. */
export const rowsOf = (json: unknown): Result.Result<ReadonlyArray<unknown>, OdataUnreadable> => {
  const rows = Predicate.hasProperty(json, "value")
    ? json.value
    : Predicate.hasProperty(json, "results")
      ? json.results
      : json
  return Array.isArray(rows)
    ? Result.succeed(rows)
    : Result.fail(new OdataUnreadable({ detail: "JSON without rows" }))
}
