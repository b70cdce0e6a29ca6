/**
 * A receipt as it comes out of a printer of so many columns.
 *
 * A till gives what is on its receipt; here it becomes lines, by core's own printer's text. Nothing is reckoned: each sum is printed as the till gave it.
 * What loyalkit had printed stays apart from the rest, so that it can be shown which part that is.
 */
import { format, type Kopecks, type Language } from "@loyalkit/core/Money"
import { render, type Block } from "@loyalkit/core/ReceiptText"
import type { Good } from "../../shop/Goods.ts"
import { inUnits } from "../../shop/Amounts.ts"
import type { PaperWords } from "../../text/paper/en.ts"

export interface PrintedLine {
  readonly name: string
  /** In thousandths. */
  readonly quantity: number
  readonly unit: Good["unit"]
  readonly price: Kopecks
  readonly amount: Kopecks
  /** What of it is paid with points, and what a discount takes off. */
  readonly points?: Kopecks
  readonly discount?: Kopecks
}

/** What loyalkit had printed: blocks for paper of any width, or the lines that a till was given as text. */
export type Added =
  | { readonly is: "blocks"; readonly blocks: ReadonlyArray<Block> }
  /** `columns`: for paper of that width, where the till said so. */
  | { readonly is: "lines"; readonly lines: ReadonlyArray<string>; readonly columns?: number }

/** As much of it as the till knows. */
export interface PrintedReceipt {
  /** The point of sale. */
  readonly point?: string
  /** What it calls itself, and its number. */
  readonly title: ReadonlyArray<string>
  /** When it was printed, in milliseconds since 1970. */
  readonly at?: number
  readonly lines: ReadonlyArray<PrintedLine>
  /** Of all lines; there where points or a discount make the total another one. */
  readonly sum?: Kopecks
  readonly points?: Kopecks
  readonly discount?: Kopecks
  readonly total: Kopecks
  /** Nothing where it is to be paid yet. */
  readonly paid: ReadonlyArray<{ readonly by: string; readonly amount: Kopecks }>
  readonly added: Added
}

/** A part of the paper, with its lines. */
export interface PaperPart {
  readonly is: "head" | "goods" | "sums" | "total" | "paid" | "added"
  readonly lines: ReadonlyArray<string>
}

export interface PaperOptions {
  readonly columns: number
  readonly language: Language
  readonly words: PaperWords
}

const divider: Block = { type: "divider" }
const center = (text: string): Block => ({ type: "text", text, align: "center" })
const left = (text: string): Block => ({ type: "text", text, align: "left" })

/** No place to break a line, so it stays. */
const INDENT = "\u00a0\u00a0"

const printing = ({ language, words }: PaperOptions) => {
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 3 })
  const times = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    dateStyle: "short",
    timeStyle: "medium",
  })
  const row = (name: string, amount: Kopecks): Block => ({
    type: "row",
    left: name,
    right: format(amount, language),
  })
  const off = (name: string, amount: Kopecks | undefined): ReadonlyArray<Block> =>
    amount === undefined || amount === 0
      ? []
      : [{ type: "row", left: name, right: `−${format(amount, language)}` }]
  const count = ({ price, quantity, unit }: PrintedLine): string => {
    const measure = unit === "kilogram" ? `\u00a0${words.kilogram}` : ""
    return `${numbers.format(inUnits(quantity))}${measure}\u00a0×\u00a0${format(price, language)}`
  }
  return {
    time: (at: number | undefined) => (at === undefined ? [] : [center(times.format(at))]),
    row,
    off,
    goods: (line: PrintedLine): ReadonlyArray<Block> => [
      left(line.name),
      row(INDENT + count(line), line.amount),
      ...off(INDENT + words.share.points, line.points),
      ...off(INDENT + words.share.discount, line.discount),
    ],
  }
}

const RULE = /^-+$/
const CONTROL = /\p{Cc}/u

/** Lines for another paper: they stay as they are where they fit, and are printed as a text where they do not. */
const given = (line: string, columns: number): ReadonlyArray<string> => {
  if (Array.from(line).length <= columns && !CONTROL.test(line)) return [line]
  return render([RULE.test(line) ? divider : left(line)], { columns })
}

const addedLines = (added: Added, columns: number): ReadonlyArray<string> =>
  added.is === "blocks"
    ? render(added.blocks, { columns })
    : added.lines.flatMap((text) => text.split("\n")).flatMap((line) => given(line, columns))

/** The parts that have lines, from top to bottom. No line is wider than the paper. */
export const paperOf = (receipt: PrintedReceipt, options: PaperOptions): ReadonlyArray<PaperPart> => {
  const { columns, words } = options
  const { goods, off, row, time } = printing(options)
  const { added, at, discount, lines, paid, point, points, sum, title, total } = receipt
  const part = (is: PaperPart["is"], blocks: ReadonlyArray<Block>): PaperPart => ({
    is,
    lines: render(blocks, { columns }),
  })
  return [
    part("head", [
      center(words.shop),
      ...(point === undefined ? [] : [center(point)]),
      ...title.map(center),
      ...time(at),
      divider,
    ]),
    part("goods", [...lines.flatMap(goods), divider]),
    part("sums", [
      ...(sum === undefined ? [] : [row(words.sum, sum)]),
      ...off(words.points, points),
      ...off(words.discount, discount),
    ]),
    part("total", [row(words.total, total)]),
    part(
      "paid",
      paid.map(({ amount, by }) => row(by, amount)),
    ),
    { is: "added" as const, lines: addedLines(added, columns) },
  ].filter((one) => one.lines.length > 0)
}

/** The whole paper, to be taken away. */
export const textOf = (parts: ReadonlyArray<PaperPart>): string =>
  parts.map(({ lines }) => `${lines.join("\n")}\n`).join("")
