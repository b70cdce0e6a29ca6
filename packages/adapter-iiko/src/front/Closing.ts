/**
 * The order is closed, and settled once; or it is gone, and what is held for it is given back.
 */
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import { Checkout } from "@loyalkit/core/Checkout"
import * as Effect from "effect/Effect"
import type { OrderId } from "../orders/OrderId.ts"
import { Orders, type Closed } from "../orders/Orders.ts"
import { fail, proceed, type Answer } from "./Answers.ts"
import { amountOf, isPostedOtherwise } from "./Arithmetic.ts"
import { pointOf, type Call, type Handled } from "./Calls.ts"
import { settledLines } from "./Printing.ts"
import * as Texts from "./Texts.ts"
import { COLUMNS, type OrderSent } from "./Wire.ts"

type ClosedCall = Call<{ readonly id: OrderId }, { readonly order: OrderSent }>

const refusedText = (error: CheckoutError, isSpending: boolean): Texts.Text => {
  // Its points are written off, or a person has dealt with them.
  if (error._tag === "ReceiptConflict") return Texts.SETTLED_OTHERWISE
  const text = (language: "ru" | "en") => cashierMessage(error, language)
  return isSpending
    ? { ru: Texts.notWrittenOff(text("ru")).ru, en: Texts.notWrittenOff(text("en")).en }
    : { ru: text("ru"), en: text("en") }
}

const answerOf = Effect.fnUntraced(function* (
  { body: { order }, language }: ClosedCall,
  closed: Closed,
): Effect.fn.Return<Answer, CheckoutError, Checkout> {
  switch (closed._tag) {
    case "Nothing":
      return proceed({ status: "nothing", lines: [] })
    case "Settled": {
      const { state } = yield* (yield* Checkout).get(closed.key)
      const lines = settledLines(state, { columns: COLUMNS.usual, language })
      return proceed({ status: closed.status, lines })
    }
    case "Again":
      return fail(Texts.CLOSED_AGAIN, { retry: true })
    case "Refused":
      return fail(refusedText(closed.error, order.pointsPaid > 0))
  }
})

export const closed = (call: ClosedCall): Handled =>
  Effect.gen(function* () {
    const { body, path, settings } = call
    const { order } = body
    // `AfterDoCheckAction` comes after a bill and a refund too: only the order itself says that it is closed.
    if (order.status !== "Closed") return fail(Texts.NOT_CLOSED)
    if (isPostedOtherwise(settings, order))
      yield* Effect.logError(
        "iiko: the payment type lowers the order's sum, and `redemption` is `payment`: the sum may be settled too small.",
      )
    const point = pointOf(call, order)
    const settled = yield* (yield* Orders).close(path.id, {
      amount: amountOf(settings, order),
      points: order.pointsPaid,
      excluded: order.excluded,
      ...(order.closedAt === undefined ? {} : { closedAt: order.closedAt }),
      ...(point === undefined ? {} : { point }),
    })
    return yield* answerOf(call, settled)
  })

/** iiko removes closed orders from a terminal too: those are not gone. */
export const deleted = ({
  body: { order },
  path: { id },
}: Call<{ readonly id: OrderId }, { readonly order?: OrderSent }>): Handled =>
  order?.status === "Closed"
    ? Effect.succeed(proceed())
    : Effect.flatMap(Orders, (orders) => Effect.as(orders.discard(id), proceed()))
