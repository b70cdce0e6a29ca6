/**
 * Reads a refusal: which fields a 422 names, and what that means.
 *
 * The service's document shows the fields of an error and not the envelope around them (docs/loyalclient.md, "Open"). So the
 * fields are looked for at the top level and under `errors`, `error` or `message`, each a text or a list of
 * texts. Nothing is dropped: what has no name here reaches the caller as it came.
 */
import * as Result from "effect/Result"
import {
  ClientNotFound,
  FieldsRejected,
  PointNotFound,
  SpendTooLarge,
  type RejectedField,
} from "../LoyaltyError.ts"
import { points, type Points } from "../Money.ts"

/** Our judgment: more fields or longer texts than these are somebody's error page. */
const MAX_FIELDS = 100
const MAX_TEXT = 1_000
const MAX_DEPTH = 4

const ENVELOPES: ReadonlySet<string> = new Set(["errors", "error", "message"])

/** The fields that a refusal's body names, in its order. Empty where the body names none. */
export const readFields = (body: unknown): ReadonlyArray<RejectedField> => {
  const fields: Array<RejectedField> = []
  const collect = (field: string, value: unknown, depth: number): void => {
    if (fields.length >= MAX_FIELDS || depth > MAX_DEPTH || value === null || value === undefined) return
    if (Array.isArray(value)) {
      for (const item of value) collect(field, item, depth + 1)
    } else if (typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) {
        if (key === "success" && typeof inner === "boolean") continue
        const isEnvelope = ENVELOPES.has(key) && typeof inner === "object"
        collect(isEnvelope ? field : field === "" ? key : `${field}.${key}`, inner, depth + 1)
      }
    } else {
      fields.push({ field, message: String(value).slice(0, MAX_TEXT) })
    }
  }
  collect("", body, 0)
  return fields
}

const NOT_FOUND = /not found/i
const LIMIT = /can.t be more\s*(-?[\d.,\s\u00a0\u202f]*\d)?/i

const limitIn = (message: string): Points | undefined => {
  const text = LIMIT.exec(message)?.[1]
  return text === undefined ? undefined : Result.getOrUndefined(points(text))
}

export type Rejection = ClientNotFound | PointNotFound | SpendTooLarge | FieldsRejected

/**
 * What a 422 with these fields means. The point comes first, since a wrong one is nobody's fault at the till;
 * a field that we know with a text that we do not is a `FieldsRejected`.
 */
export const rejection = (status: number, fields: ReadonlyArray<RejectedField>): Rejection => {
  const named = (name: string, text: RegExp) =>
    fields.find(({ field, message }) => field === name && text.test(message))
  if (named("point", NOT_FOUND)) return new PointNotFound({ fields })
  if (named("client", NOT_FOUND) ?? named("search", NOT_FOUND)) return new ClientNotFound({ fields })
  const tooLarge = named("spend", LIMIT) ?? named("amount", LIMIT)
  if (tooLarge === undefined) return new FieldsRejected({ status, fields })
  const limit = limitIn(tooLarge.message)
  return new SpendTooLarge({ fields, ...(limit === undefined ? {} : { limit }) })
}
