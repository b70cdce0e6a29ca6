/**
 * Who calls a face of loyalkit over the network: a till or an operator, known by a token.
 *
 * Every face asks the same question of its requests, `/v1` and the adapters' own protocols alike, and none of them knows how tokens are
 * configured: whoever serves the faces answers it.
 */
import * as Context from "effect/Context"
import type { PointId } from "./Domain.ts"
import type { Language } from "./Money.ts"

/** What a caller may do: `till` drives receipts of its point, `operator` deals with cases too. */
export type Role = "till" | "operator"

/** One who calls. */
export interface Caller {
  /** For logs. */
  readonly name: string
  readonly role: Role
  /** The point of sale of its receipts. */
  readonly point?: PointId
  /** Of an operator: whose cases they see. Nothing: everybody's. */
  readonly onlyPoint?: PointId
}

/** A request's headers, by lower-case names. */
export type RequestHeaders = Readonly<Record<string, string | undefined>>

const LANGUAGE = /\b(ru|en)\b/i

/**
 * The language of an answer, by `Accept-Language`: Russian, unless English is asked for first.
 *
 * @example
 * ```ts
 * import { languageOf } from "@loyalkit/core/Callers"
 *
 * languageOf("en-GB,ru;q=0.5") // => "en"
 * languageOf(undefined) // => "ru"
 * ```
 */
export const languageOf = (acceptLanguage: string | undefined): Language =>
  LANGUAGE.exec(acceptLanguage ?? "")?.[1]?.toLowerCase() === "en" ? "en" : "ru"

export class Callers extends Context.Service<
  Callers,
  {
    /** The caller behind a request's headers; nothing where nobody is known by its token. */
    readonly of: (headers: RequestHeaders) => Caller | undefined
  }
>()("@loyalkit/core/Callers") {}
