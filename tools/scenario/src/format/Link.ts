/**
 * A scenario as a part of a link: packed, and in letters that a URL's fragment takes.
 *
 * The fragment is never sent to a server. A link is small (its outcome is left out: whoever opens it sees for themselves), and what comes in by one
 * is bounded before it is unpacked and while it is, since anybody can write a link.
 */
import * as Base64Url from "effect/encoding/Base64Url"
import * as Result from "effect/Result"
import * as Text from "./Text.ts"
import type { Scenario } from "./Scenario.ts"

/** The longest that chats and mail programs leave whole; our judgment. */
export const MAX_LINK = 16_000
/** The largest that a link may unpack to, in bytes. */
export const MAX_UNPACKED = 262_144

/** What stands before it in the fragment: `#scenario=…`. */
export const KEY = "scenario"

/** Raw deflate: browsers and Node have it, and it has no header to carry around. */
const PACKING = "deflate-raw"

/** The field of a refusal where the link itself is wrong, and not what it carries. */
export const FIELD = "link"

const wrong = (message: string) => new Text.NotAScenario({ field: FIELD, message })

/** All bytes of a stream; nothing where there are more than `most`. */
const collect = async (
  stream: ReadableStream<Uint8Array>,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const reader = stream.getReader()
  const chunks: Array<Uint8Array> = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > most) {
      await reader.cancel()
      return undefined
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

const streamOf = (bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new Blob([bytes]).stream()

const unpack = async (bytes: Uint8Array<ArrayBuffer>): Promise<Result.Result<string, Text.NotAScenario>> => {
  try {
    const unpacked = await collect(
      streamOf(bytes).pipeThrough(new DecompressionStream(PACKING)),
      MAX_UNPACKED,
    )
    return unpacked === undefined
      ? Result.fail(wrong(`unpacks to more than ${MAX_UNPACKED} bytes`))
      : Result.succeed(new TextDecoder("utf-8", { fatal: true }).decode(unpacked))
  } catch {
    return Result.fail(wrong("cannot be unpacked: it was cut or changed on its way"))
  }
}

/** The scenario as a fragment (`scenario=…`); a failure where it would be too long for a link. */
export const write = async ({
  outcome: _,
  ...scenario
}: Scenario): Promise<Result.Result<string, Text.NotAScenario>> => {
  const text = new TextEncoder().encode(JSON.stringify(Text.plain(scenario)))
  const packed = await collect(streamOf(text).pipeThrough(new CompressionStream(PACKING)), MAX_UNPACKED)
  const fragment = packed === undefined ? undefined : `${KEY}=${Base64Url.encode(packed)}`
  return fragment === undefined || fragment.length > MAX_LINK || text.byteLength > MAX_UNPACKED
    ? Result.fail(wrong(`would be longer than ${MAX_LINK} characters: save it as a file`))
    : Result.succeed(fragment)
}

/** Is there a scenario in this fragment? */
export const isIn = (fragment: string): boolean => fragment.replace(/^#/, "").startsWith(`${KEY}=`)

/** The scenario of a fragment, with or without its `#`. */
export const read = async (fragment: string): Promise<Result.Result<Scenario, Text.NotAScenario>> => {
  const given = fragment.replace(/^#/, "")
  if (!isIn(given)) return Result.fail(wrong(`expected ${KEY}=…`))
  if (given.length > MAX_LINK) return Result.fail(wrong(`is longer than ${MAX_LINK} characters`))
  const bytes = Base64Url.decode(given.slice(KEY.length + 1))
  if (Result.isFailure(bytes)) return Result.fail(wrong("is no base64url: it was cut or changed on its way"))
  const text = await unpack(new Uint8Array(bytes.success))
  return Result.flatMap(text, Text.parse)
}
