/**
 * What somebody who looks found, the doctor or an adapter: what was looked at, and what is wrong with it and what to do, in each language.
 */
import type { Language } from "./Money.ts"

/** A text in each language. */
export type Words = Readonly<Record<Language, string>>

/** `wrong` makes the doctor's exit code 1; `open`: not looked at, or nothing that has to be mended. */
export type Mark = "good" | "wrong" | "open"

export interface Finding {
  readonly mark: Mark
  /** What was looked at. */
  readonly about: Words
  readonly text: Words
}

const finding =
  (mark: Mark) =>
  (about: Words, text: Words): Finding => ({ mark, about, text })

export const good = finding("good")
export const wrong = finding("wrong")
export const open = finding("open")
