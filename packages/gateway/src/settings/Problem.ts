/**
 * What is wrong with the settings: each wrong value by the name under which it was given, and what was expected there.
 *
 * The value itself is never repeated: it may be a secret, or lie beside one.
 */
import type { Language } from "@loyalkit/core/Money"
import * as Data from "effect/Data"
import type { Words } from "./Setting.ts"

/** One thing that is wrong. */
export interface Problem {
  /** The variable, the flag, or the file and the field in it. */
  readonly where: string
  readonly text: Words
}

/** The gateway does not start with these settings. Says everything that is wrong at once. */
export class SettingsInvalid extends Data.TaggedError("SettingsInvalid")<{
  readonly problems: ReadonlyArray<Problem>
}> {
  override get message(): string {
    return `The gateway cannot start with these settings.\n${this.lines("en")
      .map((line) => `  ${line}`)
      .join("\n")}`
  }

  /** A line for each thing that is wrong. */
  lines(language: Language): ReadonlyArray<string> {
    return this.problems.map(({ text, where }) => `${where}: ${text[language]}`)
  }
}

/** That something else was expected. */
export const expectedText = (what: Words): Words => ({
  en: `expected ${what.en}`,
  ru: `ожидается ${what.ru}`,
})

/** Something else was expected there. */
export const expected = (where: string, what: Words): Problem => ({ where, text: expectedText(what) })
