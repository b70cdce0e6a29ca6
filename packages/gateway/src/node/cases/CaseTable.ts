/**
 * Cases as a table on a screen: a line each, what happened under it, and the ID that `resolve` wants.
 */
import * as DateTime from "effect/DateTime"
import { format, formatPoints, type Language, zeroPoints } from "@loyalkit/core/Money"
import type { Case } from "../../api/CaseWire.ts"
import type { Words } from "../../settings/Setting.ts"

const kinds: Readonly<Record<Case["kind"], Words>> = {
  doubt: { en: "Sale in doubt", ru: "Продажа под вопросом" },
  rejected: { en: "Ended without a sale", ru: "Закончилось без продажи" },
  difference: { en: "Not the sale shown", ru: "Продажа не та, что показали" },
  printedNotWrittenOff: { en: "Printed, not written off", ru: "Напечатано, не списано" },
  return: { en: "Return", ru: "Возврат" },
  damaged: { en: "Record not readable", ru: "Запись не читается" },
}

const headings: Readonly<Record<Language, ReadonlyArray<string>>> = {
  en: ["CASE", "RECEIPT", "POINT", "SINCE (UTC)", "RUBLES", "POINTS"],
  ru: ["СЛУЧАЙ", "ЧЕК", "ТОЧКА", "С КАКОГО ВРЕМЕНИ (UTC)", "РУБЛИ", "БАЛЛЫ"],
}

const NOTHING: Words = { en: "Nothing needs a person.", ru: "Ничего не требует решения." }

/** Texts of others must not move a terminal's cursor. */
const printable = (text: string): string => text.replace(/\p{Cc}+/gu, " ")

const time = (at: number): string =>
  at === 0 ? "" : DateTime.formatIso(DateTime.makeUnsafe(at)).slice(0, 16).replace("T", " ")

/** Its money and points, as far as it has some. */
const amounts = (one: Case, language: Language): readonly [string, string] => {
  switch (one.kind) {
    case "doubt":
    case "rejected":
    case "printedNotWrittenOff":
      return [format(one.amount, language), formatPoints(one.points, language)]
    case "difference":
      return [
        format(one.difference.charged, language),
        formatPoints(one.sale.spend ?? one.sale.earn ?? zeroPoints, language),
      ]
    case "return":
      return [format(one.amount, language), ""]
    case "damaged":
      return ["", ""]
  }
}

/** What happened, and why a person decides. */
const story = (one: Case, language: Language): ReadonlyArray<string> => {
  switch (one.kind) {
    case "doubt": {
      const whose = { en: "a person decides", ru: "решает человек" }[language]
      const still = { en: "still being settled by itself", ru: "ещё решается само" }[language]
      return [one.detail, one.left === undefined ? still : `${whose}: ${one.left}`]
    }
    case "difference": {
      const { charged, shown } = one.difference
      const text = { en: "shown", ru: "показали" }[language]
      const other = { en: "charged", ru: "провели" }[language]
      return [`${text} ${format(shown, language)}, ${other} ${format(charged, language)}`]
    }
    case "return":
      return [one.returnId]
    case "rejected":
    case "printedNotWrittenOff":
    case "damaged":
      return [one.detail]
  }
}

const GAP = "  "

/** The table, or that there is nothing. */
export const caseTable = (cases: ReadonlyArray<Case>, language: Language): string => {
  if (cases.length === 0) return NOTHING[language]
  const rows = cases.map((one) =>
    [kinds[one.kind][language], one.receiptId, one.point, time(one.since), ...amounts(one, language)].map(
      printable,
    ),
  )
  const widths = headings[language].map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (cells: ReadonlyArray<string>) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join(GAP)
      .trimEnd()
  const entries = cases.map((one, index) =>
    [
      line(rows[index] ?? []),
      ...story(one, language).map((text) => `${GAP}${printable(text)}`),
      `${GAP}id ${one.id}`,
    ].join("\n"),
  )
  return [line(headings[language]), ...entries].join("\n")
}
