/**
 * `writeoffclientbonuses`: the receipt is printed, and the points on it are spent. And `unlockclientbonuses`: nothing is, give them back.
 *
 * РМК asks once, shows the cashier nothing, and gives the card back where the answer is not the one text that it knows. So whatever cannot be
 * written off must be a case, and an unlock must never undo anything: it lets go of a hold, and of nothing that was committed.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { ClientId } from "@loyalkit/core/Domain"
import type { JournalError } from "@loyalkit/core/Journal"
import type { Points } from "@loyalkit/core/Money"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import { maskText } from "@loyalkit/core/Masking"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import { WriteOffBook } from "../joining/WriteOffBook.ts"
import { text } from "./Answers.ts"
import { cardFields, type Call, type Method, type Services } from "./Calls.ts"
import { Cards } from "./Cards.ts"
import { findFirst, searchesOf } from "./Finding.ts"
import { pointsOf } from "./Reading.ts"
import { TODAY, visitOf } from "./Standing.ts"
import * as Texts from "./Texts.ts"
import { finish, finishUnanswered, keepFindable, spend } from "./Parts.ts"
import { receiptOf, type Part, type Visit } from "./Visit.ts"
import { Visits, type Till } from "./Visits.ts"
import { decide } from "./WriteOffRule.ts"

/** By then a till hears that its write-off is taken, in milliseconds; what is not settled by then is settled behind it. */
const ANSWERED_BY = 4_500
/** A till that gives a card back does not wait longer for what is still under way: that is not undone in any case. */
const UNLOCKED_BY = 2_000

/** Whose purchase it is, and what finds them. */
interface Whose {
  readonly visit: Visit
  readonly client: ClientId | undefined
  readonly searches: ReadonlyArray<string>
}

/** A visit that begins with its write-off: the card was taken before the gateway knew of it, or long ago. */
const unheardOf = Effect.fnUntraced(function* (till: Till, client: ClientId | undefined) {
  const { newId, put } = yield* Visits
  const guid = client === undefined ? "" : yield* (yield* Cards).of(client)
  const visit: Visit = {
    id: yield* newId,
    guid,
    begun: yield* Clock.currentTimeMillis,
    closed: true,
    lines: [],
    parts: [],
    ...(client === undefined ? {} : { client }),
  }
  yield* put(till, visit)
  return visit
})

const whose = Effect.fnUntraced(function* (call: Call): Effect.fn.Return<Whose, JournalError, Services> {
  const fields = cardFields(call)
  const found = yield* searchesOf(fields)
  const typed = found._tag === "Searches" ? found.searches : []
  const searches = typed.map(({ text }) => text)
  const known = yield* visitOf(call.till, fields, TODAY)
  if (known.visit !== undefined && known.visit.over === undefined)
    return { visit: known.visit, client: known.client, searches }
  const client =
    known.client ??
    (yield* Effect.orElseSucceed(findFirst(typed, call.till.point), () => undefined))?.client.id
  const guid = client === undefined ? undefined : yield* (yield* Cards).of(client)
  // Found by its number only now: the same card's visit may be here by its GUID.
  const again = guid === undefined ? {} : yield* visitOf(call.till, { ...fields, guid }, TODAY)
  const visit = again.visit?.over === undefined ? again.visit : undefined
  return { visit: visit ?? (yield* unheardOf(call.till, client)), client, searches }
})

/** A further receipt's: written down first, so that whoever asks again finds it. */
const takeNew = Effect.fnUntraced(function* (
  { native, till }: Call,
  { searches, visit }: Whose,
  asked: Pick<Part, "points" | "amount">,
): Effect.fn.Return<string, JournalError, Services> {
  const part: Part = { ...asked, at: yield* Clock.currentTimeMillis }
  const visits = yield* Visits
  yield* visits.change(till, visit, (now) => ({ ...now, closed: true, parts: [...now.parts, part] }))
  const said = yield* finish(till, visit, visit.parts.length, part, searches)
  if (native.isReadBack && said === Texts.WRITTEN_OFF) yield* keepFindable(till, visit, searches)
  return said
})

const writtenOff = Effect.fnUntraced(function* (
  call: Call,
  points: Points,
): Effect.fn.Return<string, JournalError, Services> {
  const whosePurchase = yield* whose(call)
  const { client, searches, visit } = whosePurchase
  const { till } = call
  const turn = Effect.gen(function* () {
    const step = decide(visit, { points, arrived: call.arrived })
    const part = step._tag === "New" ? undefined : visit.parts[step.part]
    if (step._tag === "New") return yield* takeNew(call, whosePurchase, { points, amount: step.amount })
    if (part === undefined || part.late === true) return Texts.WRITTEN_OFF
    return part.answered === undefined
      ? yield* finish(till, visit, step.part, part, searches)
      : yield* spend(till, visit, step.part, part, searches)
  })
  return client === undefined ? yield* turn : yield* (yield* WriteOffBook).alone(client, till.point)(turn)
})

const failed = (error: CheckoutError) =>
  Effect.as(
    Effect.logError("A write-off of 1C could not be written down.", { detail: error.message }),
    cashierMessage(error, "ru"),
  )

const broken = (cause: Cause.Cause<never>) =>
  Effect.as(Effect.logError("A write-off of 1C broke off.", maskText(Cause.pretty(cause))), Texts.FAILED)

/** `scope` is the face's: what has begun goes on to its end there, whoever hangs up. */
export const writeOff =
  (scope: Scope.Scope): Method =>
  (call) =>
    Effect.gen(function* () {
      const points = pointsOf(call.param("BonusesCount"))
      if (points === undefined || points === 0) return text(Texts.NO_AMOUNT)
      const visits = yield* Visits
      const begun = yield* writtenOff(call, points).pipe(
        visits.alone(call.till),
        Effect.catch(failed),
        Effect.catchCause(broken),
        Effect.forkIn(scope, { startImmediately: true }),
      )
      const said = yield* Effect.timeoutOption(Fiber.join(begun), ANSWERED_BY)
      return text(Option.getOrElse(said, () => Texts.WRITTEN_OFF))
    })

const unlocked = Effect.fnUntraced(function* (call: Call): Effect.fn.Return<void, JournalError, Services> {
  const { visit } = yield* visitOf(call.till, cardFields(call), TODAY)
  if (visit === undefined) return
  yield* finishUnanswered(call.till, visit, cardFields(call))
  yield* (yield* Visits).change(call.till, visit, (now) => ({
    ...now,
    closed: true,
    parts: now.parts.map((part, place, { length }) =>
      place === length - 1 ? { ...part, followed: true as const } : part,
    ),
  }))
  const checkout = yield* Checkout
  // What was committed stays: only a hold is let go of.
  yield* Effect.ignore(checkout.release({ point: call.till.point, receipt: receiptOf(visit, 0) }))
})

export const unlock: Method = (call) =>
  Effect.flatMap(Visits, (visits) =>
    unlocked(call).pipe(
      visits.alone(call.till),
      Effect.catch((error) =>
        Effect.logWarning("A 1C card could not be given back.", { detail: error.message }),
      ),
      Effect.timeoutOption(UNLOCKED_BY),
      Effect.as(text(Texts.UNLOCKED)),
    ),
  )
