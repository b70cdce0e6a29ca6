/**
 * Asks the cloud, now and then, what became of the orders that stand open here: for those of which neither the plugin nor the webhook told the end.
 *
 * A page of the journal's open checkouts at a time, those that are called as iiko calls its orders, whoever's they are: the cloud does not know
 * the others. An order made at a till may have to be pulled in first, which is tried once for each. What is over goes into the webhook's inbox and
 * is worked off like anything else there.
 */
import type { Inbox } from "@loyalkit/core/Inbox"
import type { Journal } from "@loyalkit/core/Journal"
import * as Recent from "@loyalkit/core/Recent"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import * as Schema from "effect/Schema"
import { isKeyError, type CloudError, type CommandError } from "../cloud/CloudError.ts"
import type { IikoCloud } from "../cloud/IikoCloud.ts"
import type { OrderInfo } from "../cloud/Wire.ts"
import { OrderId } from "../orders/OrderId.ts"
import { entryOf, newsOf, type NewsSettings } from "./OrderNews.ts"

/** Open checkouts looked at in one round; the next goes on behind them. Our judgment: a chain's evening takes some rounds. */
const PAGE = 100

/** Orders in one question, so that its answer stays well below a megabyte. */
const AT_A_TIME = 10

/** Before the first round: what was pushed while the process was away comes by itself. Our judgment. */
const FIRST = "1 minute"

/** Orders that were tried to be pulled in. */
const REMEMBERED = 10_000

const isOrderId = Schema.is(OrderId)

/** An order's own ID, whichever of its receipts this is. */
const orderOf = (receipt: string): OrderId | undefined => {
  const id = receipt.split(".", 1)[0] ?? ""
  return isOrderId(id) ? id : undefined
}

const inParts = <A>(all: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> =>
  Array.from({ length: Math.ceil(all.length / AT_A_TIME) }, (_, part) =>
    all.slice(part * AT_A_TIME, (part + 1) * AT_A_TIME),
  )

export interface Reconciling {
  readonly journal: Journal["Service"]
  readonly cloud: IikoCloud["Service"]
  readonly inbox: Inbox
  readonly settings: NewsSettings
  /** The groups whose tills may have the orders. None: all that are awake. */
  readonly terminalGroups: ReadonlyArray<string>
}

/** One round after another. */
export const rounds = ({ cloud, inbox, journal, settings, terminalGroups }: Reconciling) => {
  const pulledIn = Recent.make<true>(REMEMBERED)
  let after = 0

  const open = Effect.gen(function* () {
    const page = yield* journal.list({ status: "open", after, limit: PAGE })
    after = page.length < PAGE ? 0 : (page.at(-1)?.cursor ?? 0)
    return [...new Set(page.flatMap(({ key }) => orderOf(key.receipt) ?? []))]
  })

  const groups =
    terminalGroups.length > 0
      ? Effect.succeed(terminalGroups)
      : Effect.map(cloud.terminalGroups, (all) => all.filter(({ isAsleep }) => !isAsleep).map(({ id }) => id))

  /** Which till has an order is not known here, so each group is asked; one that has none answers with an error. */
  const pullIn = Effect.fnUntraced(function* (orders: ReadonlyArray<OrderId>) {
    for (const order of orders) pulledIn.put(order, true)
    for (const group of yield* groups)
      yield* cloud
        .initByPosOrder(group, orders)
        .pipe(
          Effect.catch((error: CommandError) =>
            isKeyError(error) || error._tag === "CloudRefused"
              ? Effect.fail(error)
              : Effect.logDebug("Orders could not be pulled in.", { group, error: error._tag }),
          ),
        )
  })

  const lookUp = Effect.fnUntraced(function* (
    orders: ReadonlyArray<OrderId>,
  ): Effect.fn.Return<ReadonlyArray<OrderInfo>, CloudError | CommandError> {
    const found = yield* cloud.orders({ posOrderIds: orders })
    const known = new Set(found.map(({ id, posId }) => posId ?? id))
    const unknown = orders.filter((order) => !known.has(order) && pulledIn.get(order) === undefined)
    if (unknown.length === 0) return found
    yield* pullIn(unknown)
    return [...found, ...(yield* cloud.orders({ posOrderIds: unknown }))]
  })

  return Effect.gen(function* () {
    for (const part of inParts(yield* open)) {
      const news = (yield* lookUp(part)).flatMap(
        (info) => Result.getOrElse(newsOf(info, settings), () => undefined) ?? [],
      )
      // As if it had been pushed: what was is known.
      yield* inbox.put(news.map((each) => entryOf("TableOrderUpdate", each)))
    }
  }).pipe(Effect.withSpan("Webhook.reconcile"))
}

/** Goes on for ever, until the cloud says that the question is wrong: then it is not asked again before the next start, since iiko blocks keys for that. */
export const forEver = (reconciling: Reconciling, minutes: number): Effect.Effect<void> => {
  const round = rounds(reconciling).pipe(
    Effect.as(true),
    Effect.catch((error) => {
      const log = Effect.annotateLogs(
        Effect.logWarning("Open orders could not be compared with iikoCloud."),
        {
          error: error._tag,
          detail: error.message,
        },
      )
      return Effect.as(log, error._tag !== "CloudRefused")
    }),
    Effect.catchCause((cause) =>
      Effect.as(Effect.logError("Comparing with iikoCloud failed, and goes on.", cause), true),
    ),
  )
  return round.pipe(
    Effect.repeat({ schedule: Schedule.spaced(Duration.minutes(minutes)), while: (goesOn) => goesOn }),
    Effect.delay(FIRST),
    Effect.andThen(
      Effect.logError(
        "iikoCloud refuses the question for open orders. It is not asked again until the next start.",
      ),
    ),
  )
}
