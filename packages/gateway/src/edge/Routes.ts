/**
 * Which paths there are and what each may be asked, read from the API's declaration.
 *
 * The router says "not found" of a wrong method too. And a log or a metric needs a path's name, not the receipt in it.
 */
import * as HttpApi from "effect/http-api/HttpApi"
import * as Result from "effect/Result"
import { GatewayApi } from "../api/GatewayApi.ts"

/** A path as it is declared, such as `/v1/receipts/:receiptId/quote`. */
export interface KnownPath {
  readonly path: string
  readonly methods: ReadonlyArray<string>
}

const segmentsOf = (path: string): ReadonlyArray<string> => path.split("/").slice(1)

interface Entry {
  readonly segments: ReadonlyArray<string>
  readonly known: { readonly path: string; readonly methods: Array<string> }
}

const declared = (): ReadonlyArray<Entry> => {
  const entries = new Map<string, Entry>()
  HttpApi.reflect(GatewayApi, {
    onGroup: () => undefined,
    onEndpoint: ({ endpoint: { method, path } }) => {
      const entry = entries.get(path) ?? { segments: segmentsOf(path), known: { path, methods: [] } }
      entry.known.methods.push(method)
      entries.set(path, entry)
    },
  })
  return [...entries.values()]
}

/** Literal ones before those with a parameter, as in the router. */
const entries = declared().toSorted(
  (one, other) => Number(one.known.path.includes(":")) - Number(other.known.path.includes(":")),
)

const fits = (segments: ReadonlyArray<string>, given: ReadonlyArray<string>): boolean =>
  segments.length === given.length &&
  segments.every(
    (segment, index) => segment === given[index] || (segment.startsWith(":") && given[index] !== ""),
  )

const decoded = (path: string): string =>
  Result.getOrElse(Result.try({ try: () => decodeURI(path), catch: () => path }), (undecoded) => undecoded)

/** What the router overlooks in a path: a slash too many, and letters written as codes. */
const UNUSUAL = /%|\/\//

/** The path of a URL as the router reads it, without its query. */
export const pathOf = (url: string): string => {
  const path = url.split(/[?#]/, 1)[0] ?? url
  return UNUSUAL.test(path) ? decoded(path.replaceAll(/\/{2,}/g, "/")) : path
}

/** The declared path that this one is, if any: literal ones win over those with a parameter, as in the router. */
export const knownPath = (path: string): KnownPath | undefined => {
  const given = segmentsOf(path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path)
  return entries.find(({ segments }) => fits(segments, given))?.known
}

/** The words that declared paths are made of. */
export const knownWords: ReadonlyArray<string> = entries
  .flatMap(({ segments }) => segments)
  .filter((segment) => !segment.startsWith(":"))
