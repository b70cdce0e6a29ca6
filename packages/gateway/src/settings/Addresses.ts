/**
 * The addresses that settings name, each brought into the one form that the rest of the gateway compares by.
 */
import { parseServiceUrl } from "@loyalkit/core/transport/ServiceUrl"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"

/** A text in its normal form; refused where it has none. */
const normal = (form: (text: string) => string | undefined) =>
  Schema.String.pipe(
    Schema.decodeTo(
      Schema.String,
      SchemaTransformation.transformEffect<string, string>({
        decode: (text) => {
          const found = form(text)
          return found === undefined
            ? Effect.fail(new SchemaIssue.InvalidValue({ expected: "an address of the right form" }))
            : Effect.succeed(found)
        },
        encode: Effect.succeed<string>,
      }),
    ),
  )

const webUrl = (text: string): URL | undefined => {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const isWeb = url.protocol === "https:" || url.protocol === "http:"
  return isWeb && url.username === "" && url.password === "" && !/[?#]/.test(text) ? url : undefined
}

const withoutSlash = (url: URL): string => `${url.origin}${url.pathname.replace(/\/+$/, "")}`

/** The base URL of the LoyalClient service, as core takes it. */
export const LoyalClientUrl = normal((text) => Result.getOrUndefined(parseServiceUrl(text)))

/** A web address, perhaps with a path; without a slash at its end. */
export const BaseUrl = normal((text) => {
  const url = webUrl(text)
  return url === undefined ? undefined : withoutSlash(url)
})

/** What a browser says in `Origin`: scheme, name and port. */
export const Origin = normal((text) => {
  const url = webUrl(text)
  return url?.pathname === "/" ? url.origin : undefined
})

/** An address or a name to listen on, without a port; an IPv6 address without brackets. */
export const Host = Schema.String.check(
  Schema.isPattern(/^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*)|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/),
)
