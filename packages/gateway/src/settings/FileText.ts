/**
 * The configuration file's text to JSON: a byte order mark is tolerated, and a mistake is told by its line, never by its
 * content, which may be a secret.
 */
import * as Result from "effect/Result"
import type { Words } from "./Setting.ts"

const lineOf = (text: string, position: number): number => text.slice(0, position).split("\n").length

/** V8 shows so many characters on each side of a mistake, where the text is longer than that. */
const SHOWN_AROUND = 10

/** Where V8 stopped reading: it says the position, or shows some text around it. */
const mistakeAt = (text: string, said: string): number | undefined => {
  const position = /at position (\d+)/.exec(said)?.[1]
  if (position !== undefined) return Number(position)
  if (said.startsWith("Unexpected end")) return text.length
  const shown = /^Unexpected token [^]*?, (\.\.\.)?"([^]*)"(\.\.\.)? is not valid JSON$/.exec(said)
  const [, before, around = "", after] = shown ?? []
  const found = text.indexOf(around)
  if (around === "" || found === -1) return undefined
  if (before !== undefined) return found + SHOWN_AROUND
  return after === undefined ? undefined : around.length - SHOWN_AROUND
}

/** What the file holds, or where it stops being JSON. */
export const parseFile = (content: string): Result.Result<unknown, Words> => {
  const text = content.replace(/^\uFEFF/, "")
  return Result.try({
    try: (): unknown => JSON.parse(text),
    catch: (cause) => {
      const at = mistakeAt(text, cause instanceof Error ? cause.message : "")
      const line = at === undefined ? undefined : lineOf(text, at)
      return {
        en: `expected JSON${line === undefined ? "" : `; it is broken in line ${line}, or just before`}`,
        ru: `ожидается JSON${line === undefined ? "" : `; он нарушен в строке ${line} или прямо перед ней`}`,
      }
    },
  })
}
