/**
 * The settings as a table of Markdown, for docs/gateway-settings.md and its Russian sister. Their tests ask that what stands
 * there is what this renders.
 */
import type { Language } from "@loyalkit/core/Money"
import { pathText, type Setting } from "./Setting.ts"
import { all, defaultText, policyBundle } from "./Table.ts"

const headings: Readonly<Record<Language, ReadonlyArray<string>>> = {
  en: ["variable", "flag", "in the file", "default", ""],
  ru: ["переменная", "флаг", "в файле", "по умолчанию", ""],
}

const NONE = "–"

const code = (text: string | undefined): string => (text === undefined ? NONE : `\`${text}\``)

const row = (cells: ReadonlyArray<string>): string =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`

/** A value as it is typed stands as code, words as words. */
const shown = (setting: Setting<unknown>, language: Language): string => {
  const text = defaultText(setting, language)
  if (text === "") return NONE
  return setting.shownDefault === undefined || /^[\w.]+$/.test(text) ? code(text) : text
}

const rowOf = (setting: Setting<unknown>, language: Language): string => {
  const { about, flag, path, variable } = setting
  const typed = flag === undefined ? undefined : `--${flag}`
  return row([code(variable), code(typed), code(pathText(path)), shown(setting, language), about[language]])
}

const bundleRow = (language: Language): string => {
  const { about, flag, section, variable } = policyBundle
  return row([code(variable), code(`--${flag}`), code(section), NONE, about[language]])
}

/** Settings first, then the policy. */
export const docsTable = (language: Language): string => {
  const head = headings[language]
  const isPolicy = ({ path }: Setting<unknown>) => path[0] === policyBundle.section
  return [
    row(head),
    row(head.map(() => "---")),
    ...all.filter((setting) => !isPolicy(setting)).map((setting) => rowOf(setting, language)),
    bundleRow(language),
    ...all.filter(isPolicy).map((setting) => rowOf(setting, language)),
  ].join("\n")
}
