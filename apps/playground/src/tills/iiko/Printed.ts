/**
 * What iikoFront prints for an order: its bill, or the cheque with the payments, and behind it the lines that the bridge gave the plugin.
 */
import type { Language } from "@loyalkit/core/Money"
import type { Words } from "../../text/iiko/en.ts"
import type { PrintedReceipt } from "../../view/paper/Paper.ts"
import type { Paper } from "./front/Desk.ts"
import { fullSum, priceOf, resultSum, type Dish, type Order } from "./front/Order.ts"
import { COLUMNS } from "./plugin/Plugin.ts"

export interface Printing {
  readonly order: Order
  readonly paper: Paper
  readonly point?: string | undefined
  readonly language: Language
  readonly words: Words
}

export const printedPaper = ({ language, order, paper, point, words }: Printing): PrintedReceipt => {
  const dishOf = (dish: Dish) => ({
    name: dish.good.name[language],
    quantity: dish.quantity,
    unit: dish.good.unit,
    price: dish.good.price,
    amount: priceOf(dish),
  })
  const isCheque = paper.kind === "cheque"
  return {
    ...(point === undefined ? {} : { point }),
    title: [words.paper[paper.kind], words.paper.order(String(order.number), String(order.table))],
    ...(isCheque && order.closedAt !== undefined ? { at: order.closedAt } : {}),
    lines: order.dishes.map(dishOf),
    ...(order.discount > 0 ? { sum: fullSum(order), discount: order.discount } : {}),
    total: resultSum(order),
    paid: isCheque ? order.payments.map(({ kind, sum }) => ({ by: words.payment[kind], amount: sum })) : [],
    added: { is: "lines", lines: paper.lines, columns: COLUMNS },
  }
}
