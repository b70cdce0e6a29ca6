/**
 * What a vendor shows: which scenarios a way in lives through, which it does not, and which it cannot carry, and why.
 *
 * The report is plain data; `render` makes a page of text of it.
 */
import type { Language } from "@loyalkit/core/Money"
import type { Ability } from "./Driver.ts"
import type { Text } from "./Unmet.ts"

/** What became of one scenario. */
export interface Verdict {
  readonly id: string
  readonly title: Text
  /** Why a till must live through it. */
  readonly why: Text
  /** Where it is explained, from the root of the repository. */
  readonly docs: Text
  readonly result: "passed" | "failed" | "notCarried"
  /** What was expected and seen, or why it is not carried. */
  readonly detail?: Text
  readonly millis: number
}

/** What a vendor shows. */
export interface Report {
  /** What was certified, as its driver names it. */
  readonly driver: string
  /** How many scenarios passed, and of how many: those not carried count as not passed. */
  readonly passed: number
  readonly of: number
  /** Were only some of the scenarios played? */
  readonly isPartial: boolean
  /** What the driver says it cannot, in its own words. */
  readonly cannot: Readonly<Partial<Record<Ability, string>>>
  readonly verdicts: ReadonlyArray<Verdict>
}

const PAGES: Text = { ru: "docs/conformance.ru.md", en: "docs/conformance.md" }

/** The place of a scenario in the documentation. */
export const docsOf = (id: string): Text => ({ ru: `${PAGES.ru}#${id}`, en: `${PAGES.en}#${id}` })

const words = {
  passed: { ru: "пройден", en: "passed" },
  failed: { ru: "НЕ ПРОЙДЕН", en: "FAILED" },
  notCarried: { ru: "не поддержан", en: "not carried" },
} as const

const summaries: Readonly<Record<"certified" | "passed" | "failed" | "notCarried", Text>> = {
  certified: { ru: "сертифицировано", en: "certified" },
  passed: { ru: "пройдено, не сертифицировано", en: "passed, not certified" },
  failed: { ru: "не пройдено", en: "failed" },
  notCarried: { ru: "не поддержано", en: "not carried" },
}
const OF: Text = { ru: "из", en: "of" }
const PARTIAL: Text = { ru: "сыграны не все сценарии", en: "not all scenarios were played" }

const lineOf = ({ detail, docs, id, result, title, why }: Verdict, language: Language): string =>
  [
    `${words[result][language].padEnd(13)}${id}: ${title[language]}`,
    ...(detail === undefined ? [] : [`  ${detail[language]}`]),
    `  ${why[language]} ${docs[language]}`,
  ].join("\n")

/** The line that sums it up: `certified: 31 of 31`. */
export const summary = ({ isPartial, of, passed, verdicts }: Report, language: Language): string => {
  const ids = (result: Verdict["result"]) =>
    verdicts.filter((verdict) => verdict.result === result).map(({ id }) => id)
  // Only who played them all and passed what their way in carries is certified.
  const isCertified = !isPartial && ids("failed").length === 0
  return [
    `${(isCertified ? summaries.certified : summaries.passed)[language]}: ${passed} ${OF[language]} ${of}`,
    ...(isPartial ? [PARTIAL[language]] : []),
    ...(["failed", "notCarried"] as const)
      .filter((result) => ids(result).length > 0)
      .map((result) => `${summaries[result][language]}: ${ids(result).join(", ")}`),
  ].join("; ")
}

/** The report as a page of text, its last line the summary. */
export const render = (report: Report, language: Language = "en"): string =>
  [
    report.driver,
    "",
    ...report.verdicts.map((verdict) => lineOf(verdict, language)),
    "",
    summary(report, language),
  ].join("\n")
