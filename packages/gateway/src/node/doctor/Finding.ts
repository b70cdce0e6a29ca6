/**
 * What the doctor found: a line each, with a mark, in the reader's language. A line says what is wrong and what to do.
 */
import type { Finding, Mark } from "@loyalkit/core/Finding"
import type { Language } from "@loyalkit/core/Money"

export { good, open, wrong, type Finding, type Mark } from "@loyalkit/core/Finding"

const marks: Readonly<Record<Mark, string>> = { good: "✓", wrong: "✗", open: "–" }

/** One line. */
export const line = ({ about, mark, text }: Finding, language: Language): string =>
  `${marks[mark]} ${about[language]}: ${text[language]}`
