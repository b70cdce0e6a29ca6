/**
 * The card of a receipt: looked up and taken, or put away. Whenever a card goes, the server is told to unlock it.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Desk, Step } from "./Desk.ts"
import * as Answers from "./rmk/Answers.ts"
import * as Asking from "./rmk/Asking.ts"
import { plain } from "./rmk/Receipt.ts"

const noCard = { card: undefined, keptNumber: undefined, limits: new Map() }

export const createTaking = (desk: Desk, calculate: Step) => {
  const { abilities, ask, put, sheet } = desk

  /** Nothing but the one text is a success. */
  const unlock = Effect.gen(function* () {
    const { card } = sheet()
    if (card === undefined) return
    const heard = yield* ask(Asking.unlockClientBonuses(card))
    if (!Answers.says(heard, Answers.UNLOCKED)) put({ notice: { _tag: "NotUnlocked" } })
  })

  const lookUp = Effect.fnUntraced(function* (typed: string) {
    return abilities().findsCards
      ? Answers.foundCard(yield* ask(Asking.findClientCard(typed)))
      : Answers.cardByBonuses(yield* ask(Asking.getClientBonuses(typed)))
  })

  const takeCard = Effect.fnUntraced(function* (typed: string) {
    put({ notice: undefined })
    yield* unlock
    put(noCard)
    const found = yield* lookUp(typed)
    if (Result.isSuccess(found) && found.success === undefined)
      return put({ notice: { _tag: "NotFound", typed } })
    // Whoever has a card that could not be looked up may still be found with the calculation.
    if (Result.isFailure(found))
      put({ keptNumber: typed, notice: { _tag: "NotLookedUp", trouble: found.failure } })
    else put({ card: found.success })
    yield* calculate
  })

  const dropCard = Effect.gen(function* () {
    yield* unlock
    put({ ...noCard, lines: plain(sheet().lines) })
    yield* calculate
  })

  return { unlock, takeCard, dropCard }
}
