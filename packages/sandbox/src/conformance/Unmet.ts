/**
 * A check that did not hold, as a sentence: what was expected, and what was seen.
 */
import type { Language } from "@loyalkit/core/Money"

/** A text in both languages of a report. */
export type Text = Readonly<Record<Language, string>>

/** A check did not hold. */
export class Unmet extends Error {
  readonly text: Text
  constructor(text: Text) {
    super(text.en)
    this.name = "Unmet"
    this.text = text
  }
}

/** What was expected and what was seen, as one sentence. */
export const unmet = (expected: Text, seen: Text): Unmet =>
  new Unmet({
    ru: `Ожидалось: ${expected.ru}. На деле: ${seen.ru}.`,
    en: `Expected: ${expected.en}. Seen: ${seen.en}.`,
  })

/** The driver left something out, and did not say that it cannot. */
export const absent = (what: string): Unmet =>
  new Unmet({
    ru: `У драйвера нет ${what}, и в \`cannot\` не сказано почему.`,
    en: `The driver has no ${what}, and \`cannot\` does not say why.`,
  })

/** The same words in both languages: codes, numbers, names. */
export const same = (text: string): Text => ({ ru: text, en: text })

/** Fails where a condition does not hold. */
export const demand = (holds: boolean, expected: Text, seen: Text): void => {
  if (!holds) throw unmet(expected, seen)
}

/** Kopecks or hundredths of a point, as people write them. */
export const amount = (hundredths: number): string => (hundredths / 100).toFixed(2)
