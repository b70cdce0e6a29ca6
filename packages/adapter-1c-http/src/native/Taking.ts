/**
 * A card is taken into a purchase: a visit begins, and with it a checkout whose client is found.
 *
 * It begins with the look-up and not with the first calculation, so that a code which works once is asked for once, and so that the journal knows what
 * finds the client when the card comes back as a bare GUID. What the till still has of the card's last purchase is over then, and its points are free.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { IdentifyError } from "@loyalkit/core/Checkout"
import { clientOf, type CheckoutKey, type Client } from "@loyalkit/core/Domain"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Cards } from "./Cards.ts"
import { searchesOf, type CardFields, type Forgotten, type Search } from "./Finding.ts"
import type { Services } from "./Calls.ts"
import { finishUnanswered } from "./Parts.ts"
import { FRESH, visitOf } from "./Standing.ts"
import { isOpen, receiptOf, type Visit } from "./Visit.ts"
import { Visits, type Till } from "./Visits.ts"

export type { Forgotten } from "./Finding.ts"

/** A card that somebody has. */
export interface Taken {
  readonly _tag: "Taken"
  readonly visit: Visit
  readonly client: Client
  readonly search: Search
}

/** Nobody has this card. */
export interface Nobody {
  readonly _tag: "Nobody"
}

/** The first of the searches that finds somebody. */
const identify = Effect.fnUntraced(function* (
  key: CheckoutKey,
  searches: ReadonlyArray<Search>,
): Effect.fn.Return<
  { readonly client: Client; readonly search: Search } | undefined,
  IdentifyError,
  Checkout
> {
  const checkout = yield* Checkout
  for (const search of searches) {
    const client = yield* checkout.identify(key, search.text).pipe(
      // A text that the service does not even take as a search is nobody's.
      Effect.catchTag(["ClientNotFound", "FieldsRejected"], () => Effect.succeed(undefined)),
    )
    if (client !== undefined) return { client, search }
  }
  return undefined
})

/** Ends what the till still has of this card: a write-off would be another purchase's from now on. */
const endLast = Effect.fnUntraced(function* (till: Till, fields: CardFields) {
  const visits = yield* Visits
  const { visit } = yield* visitOf(till, fields, FRESH)
  if (visit === undefined || visit.over !== undefined) return
  const unanswered = visit.parts.some(({ answered }) => answered === undefined)
  // A write-off that is under way is waited for, since it was printed before; one that nobody answers any more is asked for again.
  if (unanswered) yield* visits.alone(till)(finishUnanswered(till, visit, fields))
  yield* visits.change(till, visit, (now) => ({ ...now, closed: true, over: true }))
  const checkout = yield* Checkout
  for (const part of new Set([0, visit.parts.length])) {
    const key = { point: till.point, receipt: receiptOf(visit, part) }
    const { state } = yield* checkout.get(key)
    if (state._tag === "Held") yield* Effect.ignore(checkout.release(key))
    // Looked up and nothing more: nobody comes back for it.
    if (state._tag === "Identified" && state.refused === undefined) yield* Effect.ignore(checkout.cancel(key))
  }
})

/** The same look-up again within so many milliseconds is the same taking: a cashier presses twice, and a code works once. Our judgment. */
const TWICE = 60_000

/** What was taken just now, and nothing done with it yet. */
const takenJustNow = Effect.fnUntraced(function* (
  till: Till,
  fields: CardFields,
  searches: ReadonlyArray<Search>,
): Effect.fn.Return<Taken | undefined, IdentifyError, Services> {
  const { visit } = yield* visitOf(till, fields, TWICE)
  if (visit === undefined || !isOpen(visit) || visit.calculated !== undefined) return undefined
  const checkout = yield* Checkout
  const key = { point: till.point, receipt: receiptOf(visit, 0) }
  const { personal, state } = yield* checkout.get(key)
  const search = searches.find(({ text }) => text === personal.search)
  if (search === undefined || state._tag !== "Identified") return undefined
  return { _tag: "Taken", visit, search, client: clientOf(state.account, personal.person) }
})

/** Finds the card's client and begins a visit. */
export const begin = Effect.fnUntraced(function* (
  till: Till,
  fields: CardFields,
): Effect.fn.Return<Taken | Nobody | Forgotten, IdentifyError, Services> {
  const visits = yield* Visits
  const found = yield* searchesOf(fields)
  if (found._tag === "Forgotten") return found
  const again = yield* takenJustNow(till, fields, found.searches)
  if (again !== undefined) return again
  yield* endLast(till, fields)
  const blank: Visit = {
    id: yield* visits.newId,
    guid: "",
    begun: yield* Clock.currentTimeMillis,
    lines: [],
    parts: [],
  }
  const taken = yield* identify({ point: till.point, receipt: receiptOf(blank, 0) }, found.searches)
  if (taken === undefined) return { _tag: "Nobody" }
  const guid = yield* (yield* Cards).of(taken.client.id)
  const visit: Visit = { ...blank, guid, client: taken.client.id }
  yield* visits.put(till, visit)
  return { _tag: "Taken", visit, ...taken }
})
