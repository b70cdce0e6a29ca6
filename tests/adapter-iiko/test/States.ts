/**
 * Every state that an order may be in, and every call that may come then: what the docs' table of them is made of, and tested by.
 */
import { Cases } from "@loyalkit/core/Cases"
import { newTransaction, orderAt, type Order } from "./Order.ts"
import { ANNA, BORIS, type Answer, type Shop } from "./Shop.ts"

/** Nothing is settled behind the test's back while it looks. */
export const policy = {
  breakerFailures: 1_000,
  settleBase: 600_000,
  settleCap: 600_000,
  retryBase: 1,
  retryCap: 1,
}

/** An order with what a call may refer to. */
export interface Prepared {
  readonly order: Order
  readonly transaction: string
}

const POINTS = 100

const fresh = (shop: Shop): Prepared => ({ order: orderAt(shop, 1_000), transaction: newTransaction() })

const guest = async (shop: Shop): Promise<Prepared> => {
  const prepared = fresh(shop)
  await prepared.order.checkIn(ANNA)
  await prepared.order.quote()
  return prepared
}

const paid = async (shop: Shop): Promise<Prepared> => {
  const prepared = await guest(shop)
  await prepared.order.pay(POINTS, prepared.transaction)
  return prepared
}

/** Closed with points while the service was away: refused, a case, and to be told again. */
const refused = async (shop: Shop): Promise<Prepared> => {
  const prepared = await paid(shop)
  await shop.breakNext("retail", { kind: "refuse" })
  await prepared.order.close()
  return prepared
}

/** The states, in the order of an order's life. */
export const states: Readonly<Record<string, (shop: Shop) => Promise<Prepared>>> = {
  nobody: async (shop) => fresh(shop),
  "typed, service away": async (shop) => {
    const prepared = fresh(shop)
    await shop.breakNext("client", { kind: "refuse" }, 10)
    await prepared.order.checkIn(ANNA)
    await shop.repair()
    return prepared
  },
  guest,
  paid,
  "taken off": async (shop) => {
    const prepared = await guest(shop)
    await prepared.order.undo()
    return prepared
  },
  settled: async (shop) => {
    const prepared = await paid(shop)
    await prepared.order.close()
    return prepared
  },
  queued: async (shop) => {
    const prepared = await guest(shop)
    await shop.breakAll()
    await prepared.order.close()
    await shop.repair()
    return prepared
  },
  "in doubt": async (shop) => {
    const prepared = await paid(shop)
    await shop.breakNext("retail", { kind: "reset", executed: true })
    await prepared.order.close()
    return prepared
  },
  refused,
  "refused, dealt with": async (shop) => {
    const prepared = await refused(shop)
    for (const { key } of await shop.cases())
      await shop.run(Cases.use((cases) => cases.resolve(key, { kind: "printedNotWrittenOff", by: "Мария" })))
    return prepared
  },
  deleted: async (shop) => {
    const prepared = await paid(shop)
    await prepared.order.delete()
    return prepared
  },
}

/** The calls, by how the table names them. What the order says of itself is what iiko would have it say by then. */
export const calls: Readonly<Record<string, (prepared: Prepared, shop: Shop) => Promise<Answer>>> = {
  "`checkin`, the same guest": ({ order }) => order.checkIn(ANNA),
  "`checkin`, another": ({ order }) => order.checkIn(BORIS),
  "`checkin/undo`": ({ order }) => order.undo(),
  "`quote`": ({ order }) => order.quote(),
  "`payments/added`": ({ order }) => order.added(POINTS),
  "`pay`, a new one": ({ order }) => order.pay(POINTS),
  "`pay`, the same again": ({ order, transaction }) =>
    order.call(`payments/${transaction}/pay`, {
      order: { status: "Bill", sum: order.screen.sum },
      sum: POINTS,
    }),
  "`cancel` of it": ({ order, transaction }) => order.cancel(transaction, POINTS),
  "`cancel` of an unknown one": ({ order }) => order.cancel(newTransaction(), POINTS),
  "`payments/deleted`": ({ order }) => order.removed(),
  "`return` of it": ({ order, transaction }) => order.giveBack(transaction, POINTS),
  "`returns`": ({ order }, shop) =>
    shop.call("returns", { returnId: `w-${order.id}`, sum: POINTS, orderId: order.id }),
  "`closed`": ({ order }) => order.close(),
  "`closed` on another terminal": ({ order }) => order.close("bar"),
  "`deleted`": ({ order }) => order.delete(),
  "`storned`": ({ order }) => order.storned(),
  "`bill`": ({ order }) => order.bill(),
  "`cheque`": ({ order }) => order.cheque(),
}

/** What is seen from outside: points that are held, sales, cases by kind. */
export const look = async (shop: Shop, { order }: Prepared) => {
  const held = (await shop.held()).reduce((sum, points) => sum + points, 0)
  const cases = (await shop.cases()).filter(({ key }) => key.receipt.startsWith(order.id))
  const count = (kind: string) => cases.filter((one) => one.kind === kind).length
  return {
    held,
    sales: (await shop.sales()).length,
    returns: count("return"),
    refusals: count("printedNotWrittenOff"),
  }
}

const effects = (before: Awaited<ReturnType<typeof look>>, after: Awaited<ReturnType<typeof look>>) => [
  ...(after.sales > before.sales ? ["settles"] : []),
  ...(after.held > before.held ? ["holds"] : []),
  ...(after.held < before.held && after.sales === before.sales ? ["gives back"] : []),
  ...(after.returns > before.returns ? ["notes"] : []),
  ...(after.refusals > before.refusals ? ["case"] : []),
  ...(after.refusals < before.refusals && after.sales === before.sales ? ["case closed"] : []),
]

const answerOf = ({ action, data, retry }: Answer): string =>
  [action, ...(data?.status === undefined ? [] : [data.status]), ...(retry === true ? ["retry"] : [])].join(
    " ",
  )

/** What a call comes to in a state, in the table's words. */
export const outcomeOf = async (shop: Shop, state: string, call: string): Promise<string> => {
  const prepared = await states[state]?.(shop)
  if (prepared === undefined) return "?"
  const before = await look(shop, prepared)
  const answer = await calls[call]?.(prepared, shop)
  if (answer === undefined) return "?"
  // What is given back in the background is given back by then.
  await shop.run(Cases.use((cases) => cases.list()))
  return [answerOf(answer), ...effects(before, await look(shop, prepared))].join(", ")
}
