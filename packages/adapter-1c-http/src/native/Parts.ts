/**
 * The sale of one write-off, through the checkout that is made up for it. The same again is the engine's recorded answer.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { JournalError } from "@loyalkit/core/Journal"
import { isUndecided } from "@loyalkit/core/journal/CheckoutState"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { WriteOffBook } from "../joining/WriteOffBook.ts"
import { settle, type Spent } from "@loyalkit/core/PrintedSale"
import type { Services } from "./Calls.ts"
import { searchesOf, type CardFields } from "./Finding.ts"
import * as Texts from "./Texts.ts"
import { receiptOf, type Part, type Visit } from "./Visit.ts"
import { Visits, type Till } from "./Visits.ts"

const answerOf = (spent: Spent): string =>
  spent._tag === "Done" || spent._tag === "Pending" ? Texts.WRITTEN_OFF : cashierMessage(spent.error, "ru")

/** Spends a part's points; gives what the till is told. */
export const spend = Effect.fnUntraced(function* (
  till: Till,
  visit: Visit,
  place: number,
  { amount, points }: Pick<Part, "amount" | "points">,
  searches: ReadonlyArray<string>,
): Effect.fn.Return<string, never, Checkout> {
  const receipt = receiptOf(visit, place)
  const spent = yield* settle({
    key: { point: till.point, receipt },
    purchase: { amount },
    points,
    searches,
    mayWait: false,
  })
  if (spent._tag === "Refused")
    yield* Effect.logWarning("Points on a printed 1C receipt are not written off: see the cases.", {
      till: till.name,
      receipt,
      reason: spent.error._tag,
    })
  return answerOf(spent)
})

/**
 * A write-off that nobody answered is asked for again for so long: well within the time in which its receipt, committed from its document meanwhile,
 * is known by it (`LATE`). After that its document settles it.
 */
export const UNFINISHED = 1_800_000

const marked = (till: Till, visit: Visit, place: number, mark: Pick<Part, "answered" | "late">) =>
  Visits.use((visits) =>
    visits.change(till, visit, (now) => ({
      ...now,
      parts: now.parts.map((part, index) => (index === place ? { ...part, ...mark } : part)),
    })),
  )

/** The document that the receipt of this part was committed from, if it was. Not of a part that came to something: then that is its own. */
const lateClaim = Effect.fnUntraced(function* (till: Till, visit: Visit, place: number, { points }: Part) {
  const { begun, calculated, client, closed } = visit
  if (client === undefined) return undefined
  const { state } = yield* Checkout.use((checkout) =>
    checkout.get({ point: till.point, receipt: receiptOf(visit, place) }),
  )
  if (!isUndecided(state) || state.refused !== undefined) return undefined
  // A visit that begins with its write-off says nothing of when the purchase began.
  const since = calculated === undefined && closed === true ? {} : { begun }
  return yield* (yield* WriteOffBook).lateFor({ point: till.point, client, points, ...since })
})

/**
 * Settles a part that is written down and not answered: the first time, or after the process that took it died. Its receipt may be committed from
 * its document by now. Only in the client's turn at the point.
 */
export const finish = Effect.fnUntraced(function* (
  till: Till,
  visit: Visit,
  place: number,
  part: Part,
  searches: ReadonlyArray<string>,
): Effect.fn.Return<string, JournalError, Services> {
  const late = part.late === true ? undefined : yield* lateClaim(till, visit, place, part)
  if (late !== undefined) {
    yield* marked(till, visit, place, { late: true })
    yield* (yield* WriteOffBook).use(late)
  }
  const said =
    late !== undefined || part.late === true
      ? Texts.WRITTEN_OFF
      : yield* spend(till, visit, place, part, searches)
  yield* marked(till, visit, place, { answered: yield* Clock.currentTimeMillis })
  return said
})

/**
 * Keeps the client of a split purchase findable: a receipt of it that only earns is read back by its card alone, and that leads to the client as long as a
 * receipt of theirs is open. It is the one of the next write-off, which has then found its client already.
 */
export const keepFindable = Effect.fnUntraced(function* (
  { point }: Till,
  visit: Visit,
  searches: ReadonlyArray<string>,
): Effect.fn.Return<void, never, Checkout> {
  const isSplit = visit.lines.some(({ points }) => points === 0)
  if (!isSplit || searches.length === 0) return
  const checkout = yield* Checkout
  const key = { point, receipt: receiptOf(visit, visit.parts.length + 1) }
  yield* Effect.ignore(Effect.firstSuccessOf(searches.map((search) => checkout.identify(key, search))))
})

/** Asks once more for the write-offs that a process died on: their receipts are printed. Only while nothing of this till is under way. */
export const finishUnanswered = Effect.fnUntraced(function* (
  till: Till,
  visit: Visit,
  fields: CardFields,
): Effect.fn.Return<void, JournalError, Services> {
  const { alone } = yield* WriteOffBook
  const now = yield* Clock.currentTimeMillis
  const { client } = visit
  for (const [place, part] of visit.parts.entries()) {
    if (part.answered !== undefined || now - part.at >= UNFINISHED) continue
    const found = yield* searchesOf(fields)
    const searches = found._tag === "Searches" ? found.searches.map(({ text }) => text) : []
    const finishing = finish(till, visit, place, part, searches)
    yield* client === undefined ? finishing : alone(client, till.point)(finishing)
  }
})
