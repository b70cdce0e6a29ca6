/**
 * The lines for the bill and the cheque. A printer never waits for loyalty: where there is nothing to say, or nobody to ask, there are no lines.
 */
import type { CheckoutState } from "@loyalkit/core/journal/CheckoutState"
import { accountOf } from "@loyalkit/core/journal/CheckoutState"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { Language } from "@loyalkit/core/Money"
import * as ReceiptText from "@loyalkit/core/ReceiptText"
import type { Checkout } from "@loyalkit/core/Checkout"
import * as Effect from "effect/Effect"
import type { OrderId } from "../orders/OrderId.ts"
import { isNobody, Orders } from "../orders/Orders.ts"
import { proceed } from "./Answers.ts"
import type { Call, Handled } from "./Calls.ts"
import { quoteOf } from "./Guests.ts"
import type { OrderSent } from "./Wire.ts"

interface Paper {
  readonly columns: number
  readonly language: Language
}

/** What a settled order puts on its cheque. */
export const settledLines = (state: CheckoutState, { columns, language }: Paper): ReadonlyArray<string> => {
  const blocks = (): ReadonlyArray<ReceiptText.Block> => {
    switch (state._tag) {
      case "Committed":
        return ReceiptText.committed({ sale: state.sale, language })
      case "Queued":
        return ReceiptText.queued({ language })
      case "Committing":
      case "InDoubt":
      case "NotCreated":
        return ReceiptText.inDoubt({
          points: state.intent.request.points,
          receipt: state.key.receipt,
          language,
        })
      default:
        return []
    }
  }
  return ReceiptText.render(blocks(), { columns })
}

type PrintingCall = Call<{ readonly id: OrderId }, { readonly order: OrderSent; readonly columns: number }>

const linesOf = Effect.fnUntraced(function* ({
  body: { columns, order },
  language,
  path: { id },
  settings,
}: PrintingCall): Effect.fn.Return<ReadonlyArray<string>, CheckoutError, Checkout | Orders> {
  const snapshot = yield* (yield* Orders).find(id)
  if (snapshot === undefined || isNobody(snapshot)) return []
  const { state } = snapshot
  switch (state._tag) {
    case "Identified":
    case "Quoted":
    case "Held": {
      const quote = yield* quoteOf(settings, state.key, order)
      const balance = accountOf(state)?.balance
      const blocks = ReceiptText.preview({
        quote,
        points: order.pointsPaid,
        language,
        ...(balance === undefined ? {} : { balance }),
      })
      return ReceiptText.render(blocks, { columns })
    }
    // Typed while the service was away: the order earns later.
    case "Open":
      return ReceiptText.render(ReceiptText.queued({ language }), { columns })
    default:
      return settledLines(state, { columns, language })
  }
})

export const print = (call: PrintingCall): Handled =>
  linesOf(call).pipe(
    Effect.catch((error) =>
      Effect.as(
        Effect.logWarning("An order's lines could not be made.", { order: call.path.id, reason: error._tag }),
        [],
      ),
    ),
    Effect.map((lines) => proceed({ lines })),
  )
