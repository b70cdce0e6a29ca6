/**
 * One setting, declared once: where it stands in the file, what its variable and flag are called, what it may be, what it
 * is without being said, and what it is for.
 *
 * The file gives JSON values. A variable and a flag give texts, which become the same JSON values by `read`, so that one
 * schema decides whatever the source. Decoding, the JSON Schema, the flags' help and the docs are all made of this.
 */
import type { Language } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"

/** A text in each language. */
export type Words = Readonly<Record<Language, string>>

/** One setting; `A` is what it decodes to. */
export interface Setting<out A> {
  /** Where it stands in the file. */
  readonly path: readonly [string, ...ReadonlyArray<string>]
  /** The environment variable; the flag has the same name without its prefix. Some settings stand only in the file. */
  readonly variable?: string
  readonly flag?: string
  /** Of the JSON value. */
  readonly schema: Schema.ConstraintDecoder<A>
  /** A text's JSON value; `undefined`, which no schema takes, where it is none. */
  readonly read: (text: string) => unknown
  /** What it is if nobody says. */
  readonly fallback?: NoInfer<A>
  /** The default as people read it, where it is not simply {@link fallback}. */
  readonly shownDefault?: Words
  /** What was expected, to follow "expected". */
  readonly expected: Words
  /** What it is for. */
  readonly about: Words
}

/** As it stands. */
export const asText = (text: string): unknown => text

/** A whole number; anything else stays a text, which no number's schema takes. */
export const asWhole = (text: string): unknown => (/^-?\d{1,15}$/.test(text) ? Number(text) : text)

/** Seconds, perhaps with decimals, to whole milliseconds. */
export const asSeconds = (text: string): unknown =>
  /^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? Math.round(Number(text) * 1_000) : text

/** Names set apart by commas. */
export const asList = (text: string): unknown =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "")

/** JSON. */
export const asJson = (text: string): unknown =>
  Result.getOrUndefined(Result.try({ try: (): unknown => JSON.parse(text), catch: () => "not JSON" }))

const decoded = (text: string): string | undefined =>
  Result.getOrUndefined(
    Result.try({ try: () => decodeURIComponent(text.trim()), catch: () => "not encoded" }),
  )

/** `name=value,name=value`, percent-encoded, as OpenTelemetry writes headers. */
export const asHeaders = (text: string): unknown => {
  const headers: Array<readonly [string, string]> = []
  for (const pair of text.split(",")) {
    if (pair.trim() === "") continue
    const at = pair.indexOf("=")
    const name = decoded(pair.slice(0, Math.max(at, 0)))
    const value = decoded(pair.slice(at + 1))
    if (name === undefined || name === "" || value === undefined) return undefined
    headers.push([name, value])
  }
  return Object.fromEntries(headers)
}

/** A setting's place in the file, as messages and docs write it. */
export const pathText = (path: ReadonlyArray<PropertyKey>): string =>
  path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("")
