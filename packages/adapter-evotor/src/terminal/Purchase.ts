/**
 * What is in a receipt of the terminal, in whole kopecks.
 *
 * A receipt may have several print documents, each with positions and a part of the receipt's discount: all are summed. A
 * position's sub-positions come on top of it, as the vendor's SDK sums them; its React Native library passes on only the first
 * sub-position of each. The receipt's discount is read where the terminal has distributed it, and never worked out from positions.
 */
import { amountOf, kopecksOf } from "./Money.ts"
import type { EvotorDiscounts, EvotorPosition, EvotorPrintDocument, EvotorReceipt } from "./Sdk.ts"

export interface PurchaseLine {
  readonly id: string
  readonly name: string
  /** After the position's own discount, before the receipt's, sub-positions included. */
  readonly amountKopecks: number
}

export interface Purchase {
  readonly receiptId: string
  /** All positions after their own discounts, before the receipt's. */
  readonly totalKopecks: number
  /** The receipt's discount, everybody's part of it. */
  readonly discountKopecks: number
  readonly lines: ReadonlyArray<PurchaseLine>
  /** The receipt was printed: it has a number and a date. */
  readonly isClosed: boolean
  /** Everybody's extras as the terminal keeps them: JSON text. */
  readonly extra: string
}

/** The sum, or nothing where a part of it could not be read. */
const sum = (parts: ReadonlyArray<number | undefined>): number | undefined =>
  parts.reduce<number | undefined>(
    (total, part) => (total === undefined || part === undefined ? undefined : total + part),
    0,
  )

const positionAmount = (position: EvotorPosition): number | undefined => {
  const { price, priceWithDiscountPosition, quantity, subPositions } = position
  const isPlain = priceWithDiscountPosition === null || priceWithDiscountPosition === undefined
  return sum(
    [amountOf(isPlain ? price : priceWithDiscountPosition, quantity)].concat(
      (subPositions || []).map(positionAmount),
    ),
  )
}

const isMap = (discounts: object): discounts is EvotorDiscounts =>
  "forEach" in discounts && typeof discounts.forEach === "function"

/** The library makes a Map of what the bridge gives as an object; where there is no discount there is neither. */
const discountOf = ({ discounts }: EvotorPrintDocument): number | undefined => {
  const parts: Array<number | undefined> = []
  if (discounts === null || discounts === undefined) return 0
  if (isMap(discounts)) discounts.forEach((rubles) => parts.push(kopecksOf(rubles)))
  else Object.keys(discounts).forEach((position) => parts.push(kopecksOf(discounts[position])))
  return sum(parts)
}

const isGiven = (value: string | null | undefined): boolean =>
  value !== null && value !== undefined && value !== ""

/** A receipt as a purchase; nothing where an amount in it cannot be read. */
export const receiptToPurchase = (receipt: EvotorReceipt): Purchase | undefined => {
  const { header, printDocuments } = receipt
  const lines: Array<PurchaseLine> = []
  let isReadable = true
  printDocuments.forEach(({ positions }) =>
    (positions || []).forEach((position) => {
      const amountKopecks = positionAmount(position)
      if (amountKopecks === undefined) isReadable = false
      else lines.push({ id: position.uuid || "", name: position.name || "", amountKopecks })
    }),
  )
  const totalKopecks = sum(lines.map((line) => line.amountKopecks))
  const discountKopecks = sum(printDocuments.map(discountOf))
  if (!isReadable || totalKopecks === undefined || discountKopecks === undefined) return undefined
  return {
    receiptId: header.uuid,
    totalKopecks,
    discountKopecks,
    lines,
    isClosed: isGiven(header.number) && isGiven(header.date),
    extra: header.extra || "",
  }
}
