/** Whatever is written is read back: texts with any quotes and lines, names in any case, places that are true. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { SyntaxFailure } from "../src/Failure.ts"
import { tokenize } from "../src/lexer/Lexer.ts"
import type { Token } from "../src/lexer/Token.ts"

const read = (text: string): ReadonlyArray<Token> => tokenize("Модуль", text)

/** Letters of both alphabets, and what is special in BSL. */
const characters = fc.constantFrom(..."абЯZz09 \"|/'&#~;.\t", "\u00a0")
/** A line feed cannot be written next to a carriage return: they would be one end of a line. */
const content = fc
  .array(fc.oneof(characters, fc.constant("\n")), { maxLength: 40 })
  .map((parts) => parts.join(""))

/** A text as a program writes it down. */
const literal = (text: string): string => `"${text.replaceAll('"', '""').replaceAll("\n", "\n\t|")}"`

describe("a text", () => {
  it("is read back, whatever is in it", () => {
    fc.assert(
      fc.property(content, (text) => {
        // A line of the text that looks like an instruction to the compiler is behind a bar, so it is none.
        expect(read(`А = ${literal(text)};`)[2]).toMatchObject({ kind: "string", value: text })
      }),
    )
  })

  it("goes on behind comments and blank lines", () => {
    expect(read('"первая\n// пояснение\n\n  |вторая"')[0]).toMatchObject({ value: "первая\nвторая" })
  })

  it("keeps its lines with either end of line", () => {
    expect(read('"а\r\n|б"')[0]).toMatchObject({ value: "а\nб" })
  })
})

/** A word that is no keyword in either language. */
const word = fc.stringMatching(/^[а-яёa-zА-Я_][а-яёa-z0-9_]{0,12}$/).map((text) => `${text}_1`)
const token = fc.oneof(
  word,
  fc.nat().map(String),
  fc.tuple(fc.nat(), fc.nat({ max: 999 })).map(([whole, fraction]) => `${whole}.${fraction}`),
  content.filter((text) => !text.includes("\n")).map(literal),
  fc.constantFrom(
    "=",
    "<>",
    "<=",
    ">=",
    "<",
    ">",
    "+",
    "-",
    "*",
    "/",
    "%",
    "(",
    ")",
    "[",
    "]",
    ",",
    ";",
    ".",
    "?",
  ),
)
const gap = fc.constantFrom(" ", "\n", "\t\t", "\r\n", " // комментарий\n", "\u00a0")

describe("tokens", () => {
  it("are found where they stand", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(token, gap), { minLength: 1, maxLength: 20 }), (written) => {
        let text = ""
        const places: Array<{ readonly line: number; readonly column: number }> = []
        for (const [piece, space] of written) {
          const lines = text.split("\n")
          places.push({ line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 })
          text += piece + space.replace("\r\n", "\n")
        }
        const found = read(text)
        expect(found.slice(0, -1).map(({ column, line }) => ({ line, column }))).toEqual(places)
        expect(found.at(-1)?.kind).toBe("end")
      }),
    )
  })

  it("are keywords in either language and any case", () => {
    for (const text of ["Если", "ЕСЛИ", "если", "if", "IF", "If"])
      expect(read(text)[0]).toMatchObject({ keyword: "Если" })
    expect(read("ЕслиБы")[0]).toMatchObject({ keyword: undefined })
  })

  it("are dates, with or without a time, whatever separates the digits", () => {
    for (const text of ["'20260923'", "'2026-09-23'", "'2026.09.23 00:00:00'"])
      expect(read(text)[0]).toMatchObject({
        kind: "date",
        value: expect.objectContaining({ seconds: expect.any(Number) }),
      })
    expect(read("'00010101'")[0]).toMatchObject({ value: { seconds: 0 } })
  })
})

/** Why a text is not read. */
const refusal = (text: string): unknown => {
  try {
    read(text)
    return undefined
  } catch (error) {
    return error
  }
}

it("any text at all is read or refused with a place", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(characters, gap, word), { maxLength: 30 }), (parts) => {
      expect(refusal(parts.join(""))).toSatisfy(
        (failure: unknown) =>
          failure === undefined || (failure instanceof SyntaxFailure && failure.column > 0),
      )
    }),
  )
})
