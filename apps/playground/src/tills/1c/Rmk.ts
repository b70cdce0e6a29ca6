/**
 * What РМК does, step by step, as it was read in its public sources: which calls it makes, and what it makes of their answers.
 *
 * It settles nothing and remembers nothing: where it goes wrong with the server it goes on, and the cashier hears of it at most by a text.
 */
import { zeroPoints, type Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import type { Accessor } from "solid-js"
import type { Good } from "../../shop/Goods.ts"
import { createCalculation } from "./Calculating.ts"
import { createClosing, type Printing } from "./Closing.ts"
import { createDesk, type Step } from "./Desk.ts"
import type { Heard } from "../../shop/Requests.ts"
import type { Line } from "./line/Line.ts"
import * as Asking from "./rmk/Asking.ts"
import { mostOf, paidBy } from "./rmk/Limits.ts"
import { changed, totalsOf } from "./rmk/Receipt.ts"
import { newSheet, type Sheet } from "./Sheet.ts"
import { createTaking } from "./Taking.ts"

export interface Rmk {
  readonly sheet: Accessor<Sheet>
  /** The most points that the receipt takes, as РМК reckons. */
  readonly most: Accessor<Points>
  /** When РМК is opened: what can the server do? */
  readonly start: Step
  /** «Проверить подключение»: gives what was heard; only its status counts. */
  readonly check: Step<Heard>
  readonly takeCard: (typed: string) => Step
  readonly dropCard: Step
  /** Takes effect at once; `calculate` follows. */
  readonly change: (good: Good, by: 1 | -1) => void
  readonly calculate: Step
  readonly toPayment: Step
  readonly spend: (points: Points) => Step
  readonly toGoods: Step
  readonly close: (byCard: boolean) => Step
  readonly cancel: Step
  readonly renew: () => void
}

export const createRmk = (line: Line, printing: Printing): Rmk => {
  const desk = createDesk(line)
  const { ask, askAbilities, put, sheet } = desk
  const calculate = createCalculation(desk)
  const { dropCard, takeCard, unlock } = createTaking(desk, calculate)
  const { cancel, close } = createClosing(desk, unlock, printing)
  const withoutPoints = () => sheet().lines.map((one) => ({ ...one, bonus: zeroPoints }))

  return {
    sheet,
    most: () => {
      const { card, limits, lines } = sheet()
      return card === undefined ? zeroPoints : mostOf(lines, card, limits)
    },
    start: Effect.asVoid(askAbilities),
    check: ask(Asking.ping),
    takeCard,
    dropCard,
    change: (good, by) => {
      const { lines, number } = sheet()
      put({ lines: changed(lines, number, good, by) })
    },
    calculate,
    toPayment: Effect.andThen(
      calculate,
      Effect.sync(() => put({ phase: "payment" })),
    ),
    spend: Effect.fnUntraced(function* (points: Points) {
      put({ lines: paidBy(withoutPoints(), points, sheet().limits) })
      yield* calculate
    }),
    toGoods: Effect.gen(function* () {
      const hadPoints = totalsOf(sheet().lines).bonus > 0
      put({ phase: "goods", lines: withoutPoints() })
      // The server is told that no points are shown any more.
      if (hadPoints) yield* calculate
    }),
    close,
    cancel,
    renew: () => put(newSheet(sheet().number + 1)),
  }
}
