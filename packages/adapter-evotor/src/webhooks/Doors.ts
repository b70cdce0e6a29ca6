/**
 * Which call of Evotor's a path is, and who may make it.
 *
 * What is typed in the developer's cabinet is the beginning of an address; what Evotor puts behind it is the rest. So a door is known by how its path ends.
 */
import { sameSecret, showsSecret } from "@loyalkit/core/Secret"
import * as Base64 from "effect/encoding/Base64"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { LONGEST_TOKEN } from "./Settings.ts"

/** What is told at a door. */
export type Door =
  /** A user logs in or registers: they are given the user token. */
  | { readonly _tag: "User" }
  /** The cloud's token is handed over. */
  | { readonly _tag: "CloudToken" }
  /** Of an installation or a subscription. */
  | { readonly _tag: "Event" }
  | { readonly _tag: "Receipts" }
  /** Documents of either version; those of the first do not name their store. */
  | { readonly _tag: "Documents"; readonly store?: string }

const ENDS: ReadonlyArray<readonly [RegExp, (found: RegExpExecArray) => Door]> = [
  [/\/user\/(?:verify|create)$/, () => ({ _tag: "User" })],
  [/\/user\/token$/, () => ({ _tag: "CloudToken" })],
  [/\/(?:installation|subscription)\/event$/, () => ({ _tag: "Event" })],
  [/\/receipts$/, () => ({ _tag: "Receipts" })],
  [
    /\/inventories\/stores\/([\w-]{1,100})\/documents$/,
    ([, store]) => ({ _tag: "Documents", ...(store === undefined ? {} : { store }) }),
  ],
  [/\/documents$/, () => ({ _tag: "Documents" })],
]

/** The door behind an address; nothing where there is none. */
export const doorOf = (url: string): Door | undefined => {
  const path = (url.split("?", 1)[0] ?? "").replace(/\/+$/, "")
  for (const [end, door] of ENDS) {
    const found = end.exec(path)
    if (found !== null) return door(found)
  }
  return undefined
}

/** Whose token a door takes: the application's, the user's, or either, where the vendor's documents disagree. */
export const keysOf = ({ _tag }: Door): "application" | "user" | "either" => {
  switch (_tag) {
    case "User":
    case "CloudToken":
      return "application"
    case "Event":
      return "either"
    case "Receipts":
    case "Documents":
      return "user"
  }
}

/** Base64 makes four characters of three, and before the token stands a login. */
const LONGEST_BASIC = LONGEST_TOKEN * 4

/** What a `Basic` header shows: the token itself, or a pair whose second half it is. */
const basicOf = (authorization: string): ReadonlyArray<string> => {
  const given = /^basic +(\S+)$/i.exec(authorization.trim())?.[1]
  if (given === undefined || given.length > LONGEST_BASIC) return []
  const pair = Result.getOrElse(Base64.decodeString(given), () => "")
  return [given, pair, pair.slice(pair.indexOf(":") + 1)].filter((text) => text !== "")
}

/** Does this header show one of the tokens? All are compared, so that the time does not tell which was nearly right. */
export const isShown = (
  authorization: string | undefined,
  tokens: ReadonlyArray<Redacted.Redacted>,
): boolean => {
  const basic = basicOf(authorization ?? "")
  let isKnown = false
  for (const token of tokens) {
    if (showsSecret(authorization, token, LONGEST_TOKEN)) isKnown = true
    for (const given of basic) if (sameSecret(given, token)) isKnown = true
  }
  return isKnown
}
