/**
 * What the doctor found: a line each, with a mark, in the reader's language. A line says what is wrong and what to do.
 */
import type { Language } from "@loyalkit/core/Money"
import type { Words } from "../../settings/Setting.ts"

/** `wrong` makes the exit code 1; `open`: not looked at, or nothing that has to be mended. */
export type Mark = "good" | "wrong" | "open"

export interface Finding {
  readonly mark: Mark
  /** What was looked at. */
  readonly about: Words
  readonly text: Words
}

const marks: Readonly<Record<Mark, string>> = { good: "✓", wrong: "✗", open: "–" }

/** One line. */
export const line = ({ about, mark, text }: Finding, language: Language): string =>
  `${marks[mark]} ${about[language]}: ${text[language]}`

const finding =
  (mark: Mark) =>
  (about: Words, text: Words): Finding => ({ mark, about, text })

export const good = finding("good")
export const wrong = finding("wrong")
export const open = finding("open")
