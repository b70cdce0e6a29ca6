/**
 * The three ways in which a BSL program fails, kept apart because they are answered differently.
 *
 * A `SyntaxFailure` is found before anything runs. An `Exception` is the language's own: a program may catch it. A
 * `NotModelled` is ours: the program is right, but this interpreter does not know what 1C would do, so no program may catch it.
 */

/** A place in a module's text; both count from 1, as in 1C's Configurator. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A module cannot be run. Worded as 1C does: `{Модуль(3,5)}: Ожидается символ ";"`. */
export class SyntaxFailure extends Error {
  override readonly name = "SyntaxFailure"
  readonly line: number
  readonly column: number
  /** What is wrong, without the place. */
  readonly what: string

  constructor(module: string, { column, line }: Position, what: string) {
    super(`{${module}(${line},${column})}: ${what}`)
    this.line = line
    this.column = column
    this.what = what
  }
}

/** Where an exception was raised. */
export interface Origin extends Position {
  readonly module: string
}

/** An exception of the language. */
export class Exception extends Error {
  override readonly name = "Exception"
  /** Set by the statement that raised it; the first one counts. */
  origin: Origin | undefined
  /** What made it, where one exception tells of another. */
  readonly reason: Exception | undefined

  constructor(message: string, reason?: Exception) {
    super(message)
    this.reason = reason
  }

  /** The long text: the place, then the message, then what made it. */
  detailed(): string {
    const place =
      this.origin === undefined ? "" : `{${this.origin.module}(${this.origin.line},${this.origin.column})}: `
    const reason = this.reason === undefined ? "" : `\nпо причине:\n${this.reason.detailed()}`
    return `${place}${this.message}${reason}`
  }
}

/** What the interpreter does not model; it goes through every `Попытка`. */
export class NotModelled extends Error {
  override readonly name = "NotModelled"
}
