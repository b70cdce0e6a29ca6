/**
 * The end of a receipt: printed and then told to the server, as far as the protocol has words for it; or cancelled.
 *
 * A write-off is asked for once. Where its answer is not the one text that РМК knows, it gives the card back and shows the cashier nothing.
 */
import type { Points } from "@loyalkit/core/Money"
import { localTime } from "@loyalkit/scenario/infobase/LocalTime"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Accessor } from "solid-js"
import { receiptDocument, type ReceiptDocument } from "./base/ReceiptDocument.ts"
import type { Desk, Step } from "./Desk.ts"
import * as Answers from "./rmk/Answers.ts"
import * as Asking from "./rmk/Asking.ts"
import { totalsOf } from "./rmk/Receipt.ts"
import { newSheet, type Settled } from "./Sheet.ts"

export interface Printing {
  /** 1C posts the receipt's document. */
  readonly post: (document: ReceiptDocument) => void
  /** What 1C's documents call this till by. */
  readonly till: Accessor<string>
}

export const createClosing = ({ ask, put, sheet }: Desk, unlock: Step, { post, till }: Printing) => {
  const writeOff = Effect.fnUntraced(function* (card: Answers.Card, points: Points) {
    const heard = yield* ask(Asking.writeOffClientBonuses(card, points))
    if (Answers.says(heard, Answers.WRITTEN_OFF)) return { _tag: "WrittenOff" } as const
    yield* unlock
    return { _tag: "NotWrittenOff", text: heard._tag === "Answer" ? heard.answer.body : undefined } as const
  })

  const told = Effect.gen(function* () {
    const { card, lines } = sheet()
    const { bonus } = totalsOf(lines)
    if (card === undefined) return { _tag: "Untold" } as const
    if (bonus > 0) return yield* writeOff(card, bonus)
    if (card.balance === 0) return { _tag: "Untold" } as const
    yield* unlock
    return { _tag: "GivenBack" } as const
  })

  const close = Effect.fnUntraced(function* (byCard: boolean) {
    const { card, lines, number } = sheet()
    const at = yield* Clock.currentTimeMillis
    const time = localTime(at)
    post(receiptDocument({ number, lines, card, byCard, time, till: till() }))
    const settled: Settled = yield* told
    put({ phase: "closed", settled, printed: { at, byCard } })
  })

  const cancel = Effect.gen(function* () {
    yield* unlock
    const { notice, number } = sheet()
    put({ ...newSheet(number + 1), notice: notice?._tag === "NotUnlocked" ? notice : undefined })
  })

  return { close, cancel }
}
