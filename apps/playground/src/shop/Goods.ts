/**
 * What the page's shop sells: by the piece, by weight, and one thing that points cannot pay for.
 */
import { Kopecks, type Language } from "@loyalkit/core/Money"

export interface Good {
  readonly id: string
  readonly name: Readonly<Record<Language, string>>
  /** For one piece, or one kilogram. */
  readonly price: Kopecks
  readonly unit: "piece" | "kilogram"
  /** Points cannot pay for it. It counts for what is earned. */
  readonly excluded?: true
  /** On a new receipt, in thousandths. */
  readonly initially: number
}

/** What one press on plus or minus changes, in thousandths: a piece, or 50 g. */
export const STEP: Readonly<Record<Good["unit"], number>> = { piece: 1_000, kilogram: 50 }

/** The most of one good on a receipt, in thousandths; it keeps the page's receipts human. */
export const MOST = 99_000

export const goods: ReadonlyArray<Good> = [
  {
    id: "cappuccino",
    name: { ru: "Капучино", en: "Cappuccino" },
    price: Kopecks.make(260_00),
    unit: "piece",
    initially: 2_000,
  },
  {
    id: "croissant",
    name: { ru: "Круассан", en: "Croissant" },
    price: Kopecks.make(189_90),
    unit: "piece",
    initially: 1_000,
  },
  {
    id: "beans",
    name: { ru: "Кофе в зёрнах", en: "Coffee beans" },
    price: Kopecks.make(2_490_00),
    unit: "kilogram",
    initially: 250,
  },
  {
    id: "gift-card",
    name: { ru: "Подарочная карта", en: "Gift card" },
    price: Kopecks.make(500_00),
    unit: "piece",
    excluded: true,
    initially: 1_000,
  },
]
