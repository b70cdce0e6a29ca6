/**
 * What is done about an order that the cloud says is over: what the plugin never told is settled, what is gone gives its points back.
 *
 * Which of the two told first makes no difference: `Orders` settles an order once. Nobody checked in is nothing to do, unless points were paid.
 */
import type { Entry, Worked } from "@loyalkit/core/Inbox"
import type { JournalError } from "@loyalkit/core/Journal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Orders } from "../orders/Orders.ts"
import { newsIn, type OrderNews } from "./OrderNews.ts"
import type { OrderReading } from "./Settings.ts"

type Closed = Extract<OrderNews, { readonly status: "Closed" }>

/** @param paymentTypes those that are points; without one an order does not show whether points paid it */
export const make = (orders: Orders["Service"], { paymentTypes }: Pick<OrderReading, "paymentTypes">) => {
  const inTurn = Effect.fnUntraced(function* ({ amount, at, order, point, points }: Closed) {
    const before = yield* orders.find(order)
    const isNew = before !== undefined && before.state._tag !== "Committed"
    const isHeld = before?.state._tag === "Held"
    // Points may have paid it: its plugin tells so, or the hold ends.
    if (isHeld && paymentTypes.length === 0) return "again" as const
    if (points === 0 && isHeld)
      yield* Effect.annotateLogs(
        Effect.logWarning(
          "An order is closed without points that are held for it. If its receipt shows points, see adapters.iiko.paymentTypes.",
        ),
        { order },
      )
    const outcome = yield* orders.close(order, {
      amount,
      points,
      // The cloud's clock may go before ours.
      closedAt: Math.min(at, yield* Clock.currentTimeMillis),
      ...(point === undefined ? {} : { point }),
    })
    switch (outcome._tag) {
      case "Nothing":
        return "done" as const
      case "Settled":
        if (isNew)
          yield* Effect.annotateLogs(
            Effect.logInfo("An order that the plugin did not tell of is settled by the webhook."),
            { order, status: outcome.status },
          )
        return "done" as const
      case "Again":
        return "again" as const
      case "Refused":
        yield* Effect.annotateLogs(Effect.logWarning("An order that iiko has closed cannot be settled so."), {
          order,
          error: outcome.error._tag,
        })
        return "done" as const
    }
  })

  /** In one turn: between the look and the settling nothing is held anew. */
  const closed = (news: Closed) => orders.alone(news.order)(inTurn(news))

  return (entry: Entry): Effect.Effect<Worked, JournalError> => {
    const news = newsIn(entry)
    if (news === undefined)
      return Effect.as(
        Effect.annotateLogs(Effect.logError("An entry of the webhook's inbox cannot be read."), {
          entry: entry.id,
        }),
        "done" as const,
      )
    return news.status === "Closed" ? closed(news) : Effect.as(orders.discard(news.order), "done" as const)
  }
}
