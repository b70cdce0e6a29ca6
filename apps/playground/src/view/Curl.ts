/**
 * A call as a command line: to be tried again in a terminal, against a sandbox or a gateway of one's own.
 */

export interface Asked {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Where `npm run sandbox -- --port 8078` listens, as its README has it. */
export const SANDBOX = "http://127.0.0.1:8078"
/** Where a gateway listens by default. */
export const GATEWAY = "http://127.0.0.1:8077"

/** As a POSIX shell takes it, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** One line; nothing of it is left to the shell. */
export const curl = (origin: string, { body, headers, method, path }: Asked): string =>
  [
    "curl",
    ...(method === "GET" && body === "" ? [] : ["-X", method]),
    quoted(`${origin}${path}`),
    ...Object.entries(headers).flatMap(([name, value]) => ["-H", quoted(`${name}: ${value}`)]),
    ...(body === "" ? [] : ["--data-raw", quoted(body)]),
  ].join(" ")
