/**
 * Cases as a table for a spreadsheet: a line each, with all the evidence there is.
 *
 * For whoever settles cases in an office and has no screen of ours. Excel opens the text as it is: it has a byte order
 * mark, the separator and the decimal sign of its language, and no cell that a spreadsheet would take for a formula.
 * No name, phone or e-mail is in it: cases have none.
 */
import * as DateTime from "effect/DateTime"
import Papa from "papaparse"
import type { Case } from "../Cases.ts"
import { asSentence, reasonText, refusalText } from "../CaseText.ts"
import type { ReceiptLine } from "../Domain.ts"
import { toNumber, type Kopecks, type Language, type Points } from "../Money.ts"

export interface CsvOptions {
  /** Of headings, words and numbers: Russian with `;` and decimal commas, English with `,` and decimal points. */
  readonly language: Language
}

const BYTE_ORDER_MARK = "\uFEFF"

const headings = {
  kind: { en: "Case", ru: "Случай" },
  point: { en: "Point of sale", ru: "Точка продаж" },
  receipt: { en: "Receipt", ru: "Чек" },
  since: { en: "Since (UTC)", ru: "С какого времени (UTC)" },
  soldAt: { en: "Sold at (UTC)", ru: "Когда продано (UTC)" },
  client: { en: "Client ID", ru: "ID клиента" },
  amount: { en: "Amount, rubles", ru: "Сумма, руб." },
  points: { en: "Points", ru: "Баллы" },
  why: { en: "What happened", ru: "Что произошло" },
  left: { en: "Why a person decides", ru: "Почему решает человек" },
  before: { en: "Balance before", ru: "Баланс до продажи" },
  lookedAt: { en: "Looked at (UTC)", ru: "Когда смотрели (UTC)" },
  lookedHold: { en: "Points of the hold", ru: "Баллы в резерве" },
  withHold: { en: "Balance with the hold", ru: "Баланс с резервом" },
  without: { en: "Balance without it", ru: "Баланс без него" },
  withHoldAgain: { en: "With it again", ru: "Снова с резервом" },
  shown: { en: "Total shown, rubles", ru: "Показанная сумма, руб." },
  charged: { en: "Total charged, rubles", ru: "Проведённая сумма, руб." },
  spent: { en: "Points spent", ru: "Списано баллов" },
  earned: { en: "Points earned", ru: "Начислено баллов" },
  returnId: { en: "Return", ru: "Возврат" },
  goods: { en: "Goods returned", ru: "Что вернули" },
} as const satisfies Record<string, Record<Language, string>>

type Column = keyof typeof headings

const kinds: Readonly<Record<Case["kind"], Record<Language, string>>> = {
  doubt: { en: "A sale in doubt", ru: "Продажа под вопросом" },
  rejected: { en: "Ended without a sale", ru: "Закончилось без продажи" },
  difference: { en: "Not the sale that was shown", ru: "Продажа не та, что показали покупателю" },
  printedNotWrittenOff: { en: "Printed, not written off", ru: "Напечатано, но не списано" },
  return: { en: "A return", ru: "Возврат" },
  damaged: { en: "A record that cannot be read", ru: "Запись не читается" },
}

type Row = { readonly [C in Column]?: string }

/** `2026-11-25 12:00:00`, in UTC; nothing where no time is known. */
const time = (at = 0): string =>
  at === 0 ? "" : DateTime.formatIso(DateTime.makeUnsafe(at)).slice(0, 19).replace("T", " ")

const number = (amount: Kopecks | Points, language: Language): string => {
  const text = toNumber(amount).toFixed(2)
  return language === "ru" ? text.replace(".", ",") : text
}

/** The most lines of a return that are named: what fits in a cell that a person reads. Our judgment. */
const GOODS_SHOWN = 20

/** `Сыр × 1,5; Хлеб × 2`. */
const goods = (lines: ReadonlyArray<ReceiptLine>, language: Language): string => {
  const named = lines.slice(0, GOODS_SHOWN).map(({ id, name, quantity }) => {
    const count = String(quantity / 1_000)
    return `${name ?? id} × ${language === "ru" ? count.replace(".", ",") : count}`
  })
  const rest = lines.length - named.length
  return [...named, ...(rest > 0 ? [`… (+${rest})`] : [])].join("; ")
}

/** What each kind of case has to tell besides its receipt. */
const evidence = (one: Case, language: Language): Row => {
  const money = (amount: Kopecks | Points | undefined) =>
    amount === undefined ? "" : number(amount, language)
  switch (one.kind) {
    case "doubt": {
      const { intent, left, looked } = one
      return {
        client: intent.account.id,
        soldAt: time(intent.request.soldAt),
        amount: money(intent.request.amount),
        points: money(intent.request.points),
        why: refusalText(one, language),
        left: left === undefined ? "" : asSentence(reasonText(left.why, language)),
        before: money(intent.witness.balance),
        ...(looked === undefined
          ? {}
          : {
              lookedAt: time(looked.at),
              lookedHold: money(looked.size),
              withHold: money(looked.withHold),
              without: money(looked.without),
              withHoldAgain: money(looked.withHoldAgain),
            }),
      }
    }
    case "rejected":
    case "printedNotWrittenOff": {
      const { amount, points, soldAt } = one.request
      const client = one.kind === "rejected" && one.client !== undefined ? { client: one.client } : {}
      const asked = { soldAt: time(soldAt), amount: money(amount), points: money(points) }
      return { ...client, ...asked, why: refusalText(one, language) }
    }
    case "difference": {
      const { charged, shown } = one.difference
      const { amount, earn, spend } = one.sale
      const sale = { amount: money(amount), spent: money(spend), earned: money(earn) }
      return { ...sale, shown: money(shown), charged: money(charged) }
    }
    case "return": {
      const { amount, lines = [], returnId, sale } = one
      const before = { spent: money(sale?.spend), earned: money(sale?.earn) }
      return { returnId, amount: money(amount), ...before, goods: goods(lines, language) }
    }
    case "damaged":
      return { why: one.detail }
  }
}

/**
 * The cases as CSV (RFC 4180, with lines ended by CR LF).
 *
 * @example
 * ```ts
 * import { toCsv } from "@loyalkit/core/case-text/Csv"
 * import { PointId, ReceiptId } from "@loyalkit/core/Domain"
 *
 * const key = { point: PointId.make("shop-1"), receipt: ReceiptId.make("r-1") }
 * const csv = toCsv([{ kind: "damaged", key, since: 0, detail: "not JSON" }], { language: "en" })
 * csv.split("\r\n")[1]?.slice(0, 40) // => "A record that cannot be read,shop-1,r-1,"
 * ```
 */
export const toCsv = (cases: ReadonlyArray<Case>, { language }: CsvOptions): string => {
  const columns = Object.values(headings).map((heading) => heading[language])
  const names = Object.keys(headings) as Array<Column> // the keys of that very table
  const rows = cases.map((one) => {
    const { key, kind, since } = one
    const row: Row = {
      kind: kinds[kind][language],
      point: key.point,
      receipt: key.receipt,
      since: time(since),
      ...evidence(one, language),
    }
    return names.map((name) => row[name] ?? "")
  })
  const text = Papa.unparse([columns, ...rows], {
    delimiter: language === "ru" ? ";" : ",",
    newline: "\r\n",
    escapeFormulae: true,
  })
  return `${BYTE_ORDER_MARK}${text}\r\n`
}
