/**
 * The receipt as the cashier builds it, before anybody is asked what it is worth.
 */
import type { Purchase, ReceiptLine } from "@loyalkit/core/Domain"
import { sum, type Kopecks } from "@loyalkit/core/Money"
import { createMemo, type Accessor } from "solid-js"
import { createStore } from "solid-js/store"
import { lineAmount } from "../../shop/Amounts.ts"
import { goods, MOST, STEP, type Good } from "../../shop/Goods.ts"

type Quantities = Record<string, number>

const initial = (): Quantities => Object.fromEntries(goods.map(({ id, initially }) => [id, initially]))

export interface Basket {
  /** In thousandths; 0 where none is on the receipt. */
  readonly quantity: (good: Good) => number
  readonly amount: (good: Good) => Kopecks
  readonly more: (good: Good) => void
  readonly less: (good: Good) => void
  /** What the engine is asked about: the lines that are not empty, and their sum. */
  readonly purchase: Accessor<Purchase>
  readonly reset: () => void
}

export const createBasket = (): Basket => {
  const [quantities, setQuantities] = createStore(initial())
  const quantity = (good: Good): number => quantities[good.id] ?? 0
  const amount = (good: Good): Kopecks => lineAmount(good.price, quantity(good))
  const change = (good: Good, by: number): void =>
    setQuantities(good.id, Math.min(MOST, Math.max(0, quantity(good) + by)))

  const line = (good: Good): ReceiptLine => ({
    id: good.id,
    quantity: quantity(good),
    price: good.price,
    amount: amount(good),
    ...(good.excluded === undefined ? {} : { excluded: good.excluded }),
  })
  const purchase = createMemo((): Purchase => {
    const lines = goods.filter((good) => quantity(good) > 0).map(line)
    return { amount: sum(lines.map((one) => one.amount)), lines }
  })

  return {
    quantity,
    amount,
    more: (good) => change(good, STEP[good.unit]),
    less: (good) => change(good, -STEP[good.unit]),
    purchase,
    reset: () => setQuantities(initial()),
  }
}
