/**
 * A module's text into tokens, each with its line and column.
 *
 * What differs from most languages: a text goes on in the next line behind a `|`, with comments between; a doubled quote
 * is a quote; a date stands in single quotes, whatever separates its digits.
 */
import { SyntaxFailure, type Position } from "../Failure.ts"
import { DateTime } from "../values/DateTime.ts"
import { Decimal } from "../values/Decimal.ts"
import { keywordOf } from "./Keyword.ts"
import { preprocess } from "./Preprocessor.ts"
import { symbols, type Token } from "./Token.ts"

const BLANK = /[\s\ufeff]+|\/\/[^\n]*/uy
const WORD = /[\p{L}_][\p{L}\p{Nd}_]*/uy
const NUMBER = /\d+(?:\.\d+)?/y
const DATE = /'([^'\n]*)'/y
/** Up to the closing quote, or to the end of the line. */
const STRING_PIECE = /((?:[^"\n]|"")*)("|\n|$)/y
/** Blank lines and comments before the bar that goes on with a text. */
const BAR = /(?:\s|\/\/[^\n]*)*\|/y
const ANNOTATION = /&\s*([\p{L}_][\p{L}\p{Nd}_]*)/uy
const LABEL = /~\s*([\p{L}_][\p{L}\p{Nd}_]*)/uy

class Lexer {
  private offset = 0
  private readonly module: string
  private readonly text: string
  private readonly lineStarts: ReadonlyArray<number>

  constructor(module: string, text: string) {
    this.module = module
    this.text = text
    this.lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  }

  private positionOf(offset: number): Position {
    const next = this.lineStarts.findIndex((start) => start > offset)
    const line = next === -1 ? this.lineStarts.length : next
    return { line, column: offset - (this.lineStarts[line - 1] ?? 0) + 1 }
  }

  private fail(offset: number, what: string): SyntaxFailure {
    return new SyntaxFailure(this.module, this.positionOf(offset), what)
  }

  /** What a pattern finds here; the place behind it becomes the next one. */
  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.offset
    const match = pattern.exec(this.text)
    if (match === null) return undefined
    this.offset += match[0].length
    return match
  }

  private string(start: number): string {
    let value = ""
    for (;;) {
      const [, piece = "", end = ""] = this.take(STRING_PIECE) ?? []
      value += piece.replaceAll('""', '"').replace(/\r$/, "")
      if (end === '"') return value
      if (end === "" || this.take(BAR) === undefined) throw this.fail(start, "Строковая константа не закрыта")
      value += "\n"
    }
  }

  private date(start: number, content: string): DateTime {
    const date = DateTime.ofDigits(content.replaceAll(/\D/g, ""))
    if (date === undefined) throw this.fail(start, "Неверная константа типа Дата")
    return date
  }

  private token(): Token {
    while (this.take(BLANK) !== undefined);
    const start = this.offset
    const position = this.positionOf(start)
    if (start >= this.text.length) return { kind: "end", ...position }
    const word = this.take(WORD)?.[0]
    if (word !== undefined) return { kind: "word", text: word, keyword: keywordOf(word), ...position }
    const number = this.take(NUMBER)?.[0]
    if (number !== undefined)
      return { kind: "number", value: Decimal.parse(number) ?? Decimal.zero, ...position }
    const date = this.take(DATE)
    if (date !== undefined) return { kind: "date", value: this.date(start, date[1] ?? ""), ...position }
    if (this.text[start] === '"') {
      this.offset += 1
      return { kind: "string", value: this.string(start), ...position }
    }
    const annotation = this.take(ANNOTATION)?.[1]
    if (annotation !== undefined) return { kind: "annotation", name: annotation, ...position }
    const label = this.take(LABEL)?.[1]
    if (label !== undefined) return { kind: "label", name: label, ...position }
    const symbol = symbols.find((symbol) => this.text.startsWith(symbol, start))
    if (symbol === undefined) throw this.fail(start, `Неизвестный символ (${this.text[start]})`)
    this.offset += symbol.length
    return { kind: "symbol", symbol, ...position }
  }

  tokens(): ReadonlyArray<Token> {
    const found: Array<Token> = []
    for (;;) {
      const token = this.token()
      found.push(token)
      if (token.kind === "end") return found
    }
  }
}

/** All tokens of a module, the last one being its end. */
export const tokenize = (module: string, text: string): ReadonlyArray<Token> =>
  new Lexer(module, preprocess(module, text.replaceAll("\r\n", "\n"))).tokens()
