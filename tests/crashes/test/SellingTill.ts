/**
 * A process with several tills, for tests that kill it. Told its {@link Order} in one line on stdin, it checks what its
 * predecessor said, takes up what that one left behind, and sells receipt after receipt, several at once.
 *
 * Prints `open` once the engine runs, and then a line for every step that was answered: `committed r-7 <spend>
 * <total>` and `cancelled r-7` are promises that the journal must keep, `lost r-7` tells of a broken one. Its tills are
 * stubborn: whatever they are answered, they go on to the next step.
 */
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutKey, ReceiptId } from "@loyalkit/core/Domain"
import { Journal, type ListEntry, type ListQuery } from "@loyalkit/core/Journal"
import { status } from "@loyalkit/core/journal/CheckoutState"
import { zeroPoints } from "@loyalkit/core/Money"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import { createInterface } from "node:readline"
import { engine, print, silent } from "./Engine.ts"
import { type Acknowledged, decode, type Order, RECEIPTS_PER_LIFE } from "./Order.ts"
import { planOf, planOfReceipt, type Plan } from "./Town.ts"

/** Receipts that are sold at the same time. */
const TILLS = 6
/** So many of the receipts that others left are taken up in one life: they must not keep it from selling. */
const TAKEN_UP = 10
/** New receipts in a life that finishes. */
const LAST_RECEIPTS = 12
/** How often it is looked whether anything is left to do. */
const LOOK_MILLIS = 50

/** One step at the till: its answer is printed, and a refusal stops nobody. */
const step = <A, E extends { readonly _tag: string }, R>(
  receipt: ReceiptId,
  name: string,
  command: Effect.Effect<A, E, R>,
  details: (answer: A) => string = () => "",
): Effect.Effect<Option.Option<A>, never, R> =>
  Effect.matchEager(command, {
    onSuccess: (answer) => {
      print(`${name} ${receipt}${details(answer)}`)
      return Option.some(answer)
    },
    onFailure: ({ _tag }) => {
      print(`refused ${receipt} ${name} ${_tag}`)
      return Option.none()
    },
  })

/** Takes a receipt through its day, from wherever it stands. */
const sell = Effect.fnUntraced(function* ({ amount, isCancelled, key, points, search }: Plan) {
  const checkout = yield* Checkout
  const { receipt } = key
  const commit = (points: Plan["points"]) =>
    step(
      receipt,
      "committed",
      checkout.commit(key, { amount, points, search }),
      ({ sale }) => ` ${sale.spend ?? 0} ${sale.total}`,
    )
  const { state } = yield* checkout.get(key)
  // A till that repeats what it sent sends the same again.
  if ("intent" in state) return yield* commit(state.intent.request.points)
  yield* step(receipt, "identified", checkout.identify(key, search))
  yield* step(receipt, "quoted", checkout.quote(key, { amount }))
  const held = points === 0 ? Option.none() : yield* step(receipt, "held", checkout.hold(key, { points }))
  if (isCancelled) return yield* step(receipt, "cancelled", checkout.cancel(key))
  return yield* commit(Option.isSome(held) ? points : zeroPoints)
})

/** What is not settled, as it is now. */
const unsettled = Effect.fnUntraced(function* (query: ListQuery = {}) {
  const journal = yield* Journal
  const entries: Array<ListEntry> = []
  for (;;) {
    const page = yield* journal.list({ ...query, after: entries.at(-1)?.cursor ?? 0 })
    if (page.length === 0) return entries
    entries.push(...page)
  }
})

/** Is what was acknowledged before the kill in the journal? Asked before the engine may mend anything. */
const checkAcknowledged = Effect.fnUntraced(function* (acknowledged: ReadonlyArray<Acknowledged>) {
  const journal = yield* Journal
  for (const { event, receipt } of acknowledged) {
    const record = yield* journal.load(planOfReceipt(receipt).key)
    const events = Option.match(record, { onNone: () => [], onSome: ({ events }) => events })
    if (!events.some(({ _tag }) => _tag === event)) print(`lost ${receipt} ${event}`)
  }
  print("checked")
})

/** Repeats what was answered, and takes up what was left behind. */
const takeUp = Effect.fnUntraced(function* (
  acknowledged: ReadonlyArray<Acknowledged>,
  most = Number.POSITIVE_INFINITY,
) {
  const left = yield* Random.shuffle((yield* unsettled()).map(({ key }) => key.receipt))
  const again = [...acknowledged.map(({ receipt }) => receipt), ...left.slice(0, most)]
  yield* Effect.forEach(again, (receipt) => sell(planOfReceipt(receipt)), { discard: true })
})

const sellForEver = Effect.fnUntraced(function* ({ acknowledged, from }: Order) {
  let next = from
  const till = Effect.gen(function* () {
    while (next < from + RECEIPTS_PER_LIFE) yield* sell(planOf(next++))
  })
  const tills = Array.from({ length: TILLS }, () => till)
  yield* Effect.all([takeUp(acknowledged, TAKEN_UP), ...tills], { concurrency: "unbounded" })
  yield* Effect.never
})

/** Does anything still happen to this receipt by itself? Nothing does to a doubt that is left to a person. */
const isMoving = (key: CheckoutKey) =>
  Effect.map(
    Effect.flatMap(Checkout, (checkout) => checkout.get(key)),
    ({ state }) => status(state) !== "settled" && !(state._tag === "InDoubt" && state.left !== undefined),
  )

/** Sells a little, brings every receipt to its end, and waits for as long as anything moves by itself. */
const finish = Effect.fnUntraced(function* ({ acknowledged, from }: Order) {
  const checkout = yield* Checkout
  const receipts = Array.from({ length: LAST_RECEIPTS }, (_, index) => planOf(from + index))
  yield* Effect.forEach(receipts, sell, { concurrency: TILLS, discard: true })
  yield* takeUp(acknowledged)
  for (const { key } of yield* unsettled({ status: "open" })) {
    yield* step(key.receipt, "cancelled", checkout.cancel(key))
  }
  for (;;) {
    const keys = (yield* unsettled()).map(({ key }) => key)
    const moving = yield* Effect.filter(keys, isMoving)
    if (moving.length === 0) break
    yield* Effect.sleep(LOOK_MILLIS)
  }
  for (const { key, kind } of yield* (yield* Cases).list()) print(`case ${key.receipt} ${kind}`)
  print("finished")
})

const run = (order: Order): Effect.Effect<void, unknown> =>
  Effect.gen(function* () {
    yield* checkAcknowledged(order.acknowledged)
    yield* Effect.gen(function* () {
      print("open")
      yield* order.task === "sell" ? sellForEver(order) : finish(order)
    }).pipe(Effect.provide(engine(order.url)))
  }).pipe(
    Effect.provide(SqliteJournal.layer({ path: order.path })),
    Random.withSeed(order.from),
    Effect.provide(silent),
  )

const talk = createInterface(process.stdin)
talk.once("line", (line) => {
  Effect.runPromise(run(decode(line))).then(
    () => process.exit(),
    (cause: unknown) => {
      console.error(cause)
      process.exit(1)
    },
  )
})
// Whoever started this one is gone.
talk.once("close", () => process.exit())
