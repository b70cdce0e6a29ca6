/**
 * A calculation of the receipt: what the server can do, then what the receipt is worth to it.
 *
 * Where that fails the lines are no cheaper than without a server, and the cashier may go on.
 */
import { zeroPoints } from "@loyalkit/core/Money"
import { localTime } from "@loyalkit/scenario/infobase/LocalTime"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Desk, Step } from "./Desk.ts"
import * as Answers from "./rmk/Answers.ts"
import * as Asking from "./rmk/Asking.ts"
import { plain, type Line } from "./rmk/Receipt.ts"
import type { Sheet } from "./Sheet.ts"

/** Old discounts are taken back first; points on the lines stay. */
const undiscounted = (lines: ReadonlyArray<Line>): ReadonlyArray<Line> =>
  plain(lines).map((one, place) => ({ ...one, bonus: lines[place]?.bonus ?? zeroPoints }))

const uncalculated = (trouble: Answers.Trouble): Partial<Sheet> => ({
  limits: new Map(),
  messages: [],
  afterSale: [],
  notice: { _tag: "NotCalculated", trouble },
})

const calculated = (sheet: Sheet, answer: Answers.Calculation): Partial<Sheet> => ({
  lines: sheet.lines.map((one) => ({ ...one, ...answer.discounts.get(one.uid) })),
  card: answer.card ?? sheet.card,
  keptNumber: answer.card === undefined ? sheet.keptNumber : undefined,
  limits: answer.limits,
  messages: answer.messages,
  afterSale: answer.afterSale,
  notice: sheet.notice?._tag === "NotCalculated" ? undefined : sheet.notice,
})

export const createCalculation = ({ abilities, ask, askAbilities, put, sheet }: Desk): Step =>
  Effect.gen(function* () {
    const known = yield* askAbilities
    if (Result.isFailure(known)) return put(uncalculated(known.failure))
    if (!abilities().calculates) return
    const { card, keptNumber, lines } = sheet()
    const number = card?.number ?? keptNumber
    const heard = yield* ask(
      Asking.calculateDiscounts({
        lines: undiscounted(lines),
        card: number,
        wantsCard: card === undefined && number !== undefined,
        time: localTime(yield* Clock.currentTimeMillis),
      }),
    )
    const answer = Answers.calculation(heard)
    if (Result.isFailure(answer)) return put(uncalculated(answer.failure))
    // The receipt has changed since: this answer is not about it, and it is calculated anew.
    if (sheet().lines === lines) put(calculated(sheet(), answer.success))
  })
