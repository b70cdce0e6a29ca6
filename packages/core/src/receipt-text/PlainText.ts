/**
 * Receipt blocks as plain lines for a printer of so many columns.
 *
 * Cheap printers know one old code page: no-break spaces, the long minus and the quotes of a goods' name come out as
 * rubbish, a letter typed as two signs (й as и and its breve) as two letters, and a control character can cut the
 * paper. So they are replaced here, and no line is wider than the paper.
 */
import type { Block } from "./Block.ts"

export interface RenderOptions {
  /** Characters in a line: 32 on 57 mm paper, 42 or 48 on 80 mm. At least 1. */
  readonly columns: number
}

/**
 * The blocks as lines, none wider than the columns. A row whose name and value do not fit together is printed
 * on two lines; a barcode as what it says.
 *
 * @example
 * ```ts
 * import { render } from "@loyalkit/core/ReceiptText"
 *
 * render([{ type: "row", left: "Points earned", right: "35.50" }], { columns: 24 }) // => ["Points earned      35.50"]
 * ```
 */
export const render = (blocks: ReadonlyArray<Block>, { columns }: RenderOptions): ReadonlyArray<string> => {
  const width = Math.max(1, Math.floor(columns))
  return blocks.flatMap((block) => linesOf(block, width))
}

const linesOf = (block: Block, width: number): ReadonlyArray<string> => {
  switch (block.type) {
    case "divider":
      return ["-".repeat(width)]
    case "row":
      return rowOf(block.left, block.right, width)
    case "barcode":
      return wrap(block.data, width).map((line) => center(line, width))
    case "text": {
      const lines = wrap(block.text, width)
      return block.align === "center" ? lines.map((line) => center(line, width)) : lines
    }
  }
}

const rowOf = (left: string, right: string, width: number): ReadonlyArray<string> => {
  const names = wrap(left, width)
  const values = wrap(right, width)
  const last = names.at(-1) ?? ""
  const [value = ""] = values
  const gap = width - sizeOf(last) - sizeOf(value)
  if (values.length > 1 || gap < 1)
    return [...names, ...values.map((line) => " ".repeat(width - sizeOf(line)) + line)]
  return [...names.slice(0, -1), last + " ".repeat(gap) + value]
}

const center = (line: string, width: number): string => " ".repeat((width - sizeOf(line)) >> 1) + line

/** Words packed into lines; a word wider than a line is cut. Amounts stay whole where they can: a no-break space is no place to break. */
const wrap = (input: string, width: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let line = ""
  for (const word of input.split(/[ \t\r\n]+/).map(printable)) {
    if (word === "") continue
    if (line !== "" && sizeOf(line) + 1 + sizeOf(word) <= width) {
      line += ` ${word}`
      continue
    }
    if (line !== "") lines.push(line)
    const pieces = cut(word, width)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1) ?? ""
  }
  if (line !== "") lines.push(line)
  return lines
}

/** What keyboards and typesetters put into names, as an old code page has it. */
const signs: ReadonlyArray<readonly [RegExp, string]> = [
  [/[\p{Zs}\u2028\u2029]/gu, " "],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/[«»\u201c-\u201f]/g, '"'],
  [/[\u2018-\u201b]/g, "'"],
  [/\u2026/g, "..."],
  [/×/g, "x"],
]

const printable = (word: string): string =>
  signs.reduce(
    (text, [sign, plain]) => text.replace(sign, plain),
    // In this order: what stood between a letter and its mark is gone before they become one.
    word.replace(/\p{Cc}|\p{Cf}/gu, "").normalize("NFC"),
  )

const cut = (word: string, width: number): ReadonlyArray<string> => {
  const characters = Array.from(word)
  const pieces: Array<string> = []
  for (let start = 0; start < characters.length; start += width) {
    pieces.push(characters.slice(start, start + width).join(""))
  }
  return pieces
}

/** In characters, not code units: what lies beyond 2^16 is still one. */
const sizeOf = (line: string): number => Array.from(line).length
