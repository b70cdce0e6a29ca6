/**
 * The tokens one after the other, and the words in which a parser says what it missed.
 */
import { SyntaxFailure, type Position } from "../Failure.ts"
import { inWords, type Keyword } from "../lexer/Keyword.ts"
import type { Symbol, Token } from "../lexer/Token.ts"

export class TokenReader {
  private index = 0
  private readonly module: string
  private readonly tokens: ReadonlyArray<Token>
  /** In an asynchronous subroutine `Ждать` is a keyword. */
  awaits = false

  constructor(module: string, tokens: ReadonlyArray<Token>) {
    this.module = module
    this.tokens = tokens
  }

  get here(): Token {
    const token = this.tokens[this.index] ?? this.tokens.at(-1)
    if (token === undefined) throw new Error("a token list has its end at least")
    return token
  }

  fail(what: string, at: Position = this.here): SyntaxFailure {
    return new SyntaxFailure(this.module, at, what)
  }

  next(): Token {
    const token = this.here
    this.index += 1
    return token
  }

  isSymbol(symbol: Symbol): boolean {
    return this.here.kind === "symbol" && this.here.symbol === symbol
  }

  isKeyword(...keywords: ReadonlyArray<Keyword>): boolean {
    const { here } = this
    return here.kind === "word" && here.keyword !== undefined && keywords.includes(here.keyword)
  }

  /** Goes on if that symbol is here. */
  skipSymbol(symbol: Symbol): boolean {
    const found = this.isSymbol(symbol)
    if (found) this.index += 1
    return found
  }

  skipKeyword(keyword: Keyword): boolean {
    const found = this.isKeyword(keyword)
    if (found) this.index += 1
    return found
  }

  expectSymbol(symbol: Symbol): void {
    if (!this.skipSymbol(symbol)) throw this.fail(`Ожидается символ "${symbol}"`)
  }

  expectKeyword(keyword: Keyword): void {
    if (!this.skipKeyword(keyword)) throw this.fail(`Ожидается ключевое слово ${inWords(keyword)}`)
  }

  /** A name of the program's own, which no keyword may be. */
  expectName(): string {
    const { here } = this
    if (here.kind !== "word" || here.keyword !== undefined) throw this.fail("Ожидается имя")
    this.index += 1
    return here.text
  }

  /** Behind a dot any word is a name. */
  expectMemberName(): string {
    const { here } = this
    if (here.kind !== "word") throw this.fail("Ожидается имя поля или метода")
    this.index += 1
    return here.text
  }

  /** Reads what an asynchronous subroutine has in it. */
  reading<A>(awaits: boolean, read: () => A): A {
    const before = this.awaits
    this.awaits = awaits
    try {
      return read()
    } finally {
      this.awaits = before
    }
  }
}
