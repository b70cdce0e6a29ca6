/**
 * The base URL of the service, checked once, where the till is configured.
 *
 * A wrong address should be found on the day of installation and not by the first customer. Some would even
 * work half-way: `fetch` refuses certain ports with an error that no code tells from a broken connection, and
 * credentials in a URL end up in logs.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"

/** A base URL that every transport can use: absolute, `http` or `https`, in normal form, without a slash at its end. */
export const ServiceUrl = Schema.String.pipe(Schema.brand("loyalkit/ServiceUrl"))
export type ServiceUrl = typeof ServiceUrl.Type

/** The URL cannot be used. `expected` says what is asked of it; the URL itself is not repeated, as it may hold a password. */
export class InvalidServiceUrl extends Data.TaggedError("InvalidServiceUrl")<{ readonly expected: string }> {
  override get message(): string {
    return `The loyalty service's URL cannot be used: expected ${this.expected}. Correct it in the configuration.`
  }
}

/** Ports that `fetch` refuses in every browser and in Node: https://fetch.spec.whatwg.org/#port-blocking, as of 2026-11. */
export const BAD_PORTS: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

const invalid = (expected: string) => Result.fail(new InvalidServiceUrl({ expected }))

/**
 * Checks a base URL and brings it into normal form.
 *
 * @example
 * ```ts
 * import * as Result from "effect/Result"
 * import { parseServiceUrl } from "@loyalkit/core/transport/ServiceUrl"
 *
 * Result.getOrThrow(parseServiceUrl("https://Loyal.example/api/")) // => "https://loyal.example/api"
 * Result.isFailure(parseServiceUrl("https://loyal.example:6000")) // => true
 * ```
 */
export const parseServiceUrl = (text: string): Result.Result<ServiceUrl, InvalidServiceUrl> => {
  if (!URL.canParse(text)) return invalid("an absolute URL such as https://loyal.example")
  const url = new URL(text)
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return invalid("https:// (or http:// on this machine)")
  if (url.username !== "" || url.password !== "")
    return invalid("no user name or password in it; the API key goes apart")
  // `search` and `hash` are empty for a bare "?" or "#", which would still swallow the path that we append.
  if (/[?#]/.test(text)) return invalid("no query and no fragment (? and #)")
  if (url.port !== "" && BAD_PORTS.has(Number(url.port))) {
    return invalid(`a port other than ${url.port}, which fetch refuses to call`)
  }
  return Result.succeed(ServiceUrl.make(`${url.origin}${url.pathname.replace(/\/+$/, "")}`))
}

/** {@link parseServiceUrl} as an effect. */
export const serviceUrl = (text: string): Effect.Effect<ServiceUrl, InvalidServiceUrl> =>
  Effect.fromResult(parseServiceUrl(text))

/**
 * {@link parseServiceUrl} as the schema of a setting: a text there, the normal form inside.
 *
 * @example
 * ```ts
 * import * as Schema from "effect/Schema"
 * import { ServiceUrlFromText } from "@loyalkit/core/transport/ServiceUrl"
 *
 * Schema.decodeUnknownSync(ServiceUrlFromText)("https://Cloud.example/") // => "https://cloud.example"
 * ```
 */
export const ServiceUrlFromText = Schema.String.pipe(
  Schema.decodeTo(
    Schema.String,
    SchemaTransformation.transformEffect<string, string>({
      decode: (text) =>
        Result.match(parseServiceUrl(text), {
          onFailure: ({ expected }) =>
            Effect.fail(new SchemaIssue.InvalidValue({ message: `Expected ${expected}` })),
          onSuccess: Effect.succeed<string>,
        }),
      encode: Effect.succeed<string>,
    }),
  ),
)

const LOOPBACK = /^(?:localhost|(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Does this URL send the API key and the customers' phones in the clear over a network? Plain `http` is for a
 * sandbox on this machine; anywhere else the operator should be warned.
 *
 * @example
 * ```ts
 * import { isExposed, ServiceUrl } from "@loyalkit/core/transport/ServiceUrl"
 *
 * isExposed(ServiceUrl.make("http://127.0.0.1:8078")) // => false
 * isExposed(ServiceUrl.make("http://loyal.example")) // => true
 * ```
 */
export const isExposed = (url: ServiceUrl): boolean => {
  const { hostname, protocol } = new URL(url)
  return protocol === "http:" && !LOOPBACK.test(hostname)
}
