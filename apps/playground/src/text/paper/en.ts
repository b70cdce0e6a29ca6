/** The words of printed receipts, and of the panel that shows them, in English. */
export const en = {
  panel: { title: "Printed", hint: "As it comes out of the till" },
  fold: "Hide",
  unfold: "Show",
  none: "Nothing printed yet.",
  columns: "Columns",
  paper: (title: string, columns: number) => `${title}, ${columns} columns wide`,
  copy: "Copy as text",
  marked: "Marked: loyalkit's blocks, laid out for this width.",
  given: "Marked: lines that loyalkit gave as text.",
  givenFor: (columns: number) =>
    `Marked: lines that loyalkit gave as text, for the ${columns} columns that were asked for.`,
  unmarked: "loyalkit had nothing printed on it.",

  shop: "loyalkit sample shop",
  receipt: (number: string) => `RECEIPT No.\u00a0${number}`,
  kilogram: "kg",
  sum: "Sum",
  points: "Paid with points",
  discount: "Discount",
  /** Of one line. */
  share: { points: "with points", discount: "discount" },
  total: "TOTAL",
  paid: "Paid",
  card: "By card",
  cash: "In cash",
}

export type PaperWords = typeof en
