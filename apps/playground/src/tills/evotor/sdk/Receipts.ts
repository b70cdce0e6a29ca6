/**
 * A receipt as the vendor's library reads it: rubles and quantities as numbers, the discount as the terminal has distributed it, and never any payments.
 */
import type { EvotorReceipt } from "@loyalkit/adapter-evotor/terminal"
import { toNumber } from "@loyalkit/core/Money"
import { inUnits } from "../../../shop/Amounts.ts"
import { distributed, type Receipt } from "../pos/Receipt.ts"

const dates = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "medium" })

export const toEvotor = (receipt: Receipt): EvotorReceipt => {
  const { closed, extra, number, positions, uuid } = receipt
  const parts = [...distributed(receipt)].map(([position, part]): [string, number] => [
    position,
    toNumber(part),
  ])
  return {
    header: {
      uuid,
      type: "SELL",
      number: closed === undefined ? null : String(number),
      date: closed === undefined ? null : dates.format(closed.at),
      extra: JSON.stringify(extra),
    },
    printDocuments: [
      {
        positions: positions.map(({ good, quantity, uuid }) => ({
          uuid,
          name: good.name.ru,
          price: toNumber(good.price),
          priceWithDiscountPosition: toNumber(good.price),
          quantity: inUnits(quantity),
          subPositions: [],
        })),
        // The library makes a map of it; where there is no discount there is none.
        discounts: parts.length === 0 ? null : new Map(parts),
      },
    ],
  }
}
