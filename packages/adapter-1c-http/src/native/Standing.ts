/**
 * Which of a till's visits a call is about.
 *
 * A card comes as our GUID, or as the number that we gave for it. The number is compared with what the visit's checkout knows beside the journal, since a
 * visit itself keeps no phone.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { JournalError } from "@loyalkit/core/Journal"
import type { ClientId } from "@loyalkit/core/Domain"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { referenceOf } from "../Uuid.ts"
import { Cards } from "./Cards.ts"
import { clientOf, typedSearches, type CardFields } from "./Finding.ts"
import { receiptOf, type Visit } from "./Visit.ts"
import { Visits, type Till } from "./Visits.ts"

/** A calculation goes on with a visit for so long; after that the balance it saw is too old. Our judgment: twice the longest payment. */
export const FRESH = 30 * 60_000
/** A write-off is taken for a visit's for so long: a receipt that stood on the till's screen for a shift. Our judgment. */
export const TODAY = 24 * 3_600_000

/** A card in the one form in which it comes in `LoyaltyCardsList`: a GUID of ours, or a number. */
export const fieldsOf = (card: string): CardFields =>
  referenceOf(card) === undefined
    ? { number: card, guid: "", clientGuid: "", phone: "" }
    : { number: "", guid: card, clientGuid: "", phone: "" }

/** Does the visit's checkout know its client by this number? */
const knows = Effect.fnUntraced(function* (visit: Visit, { point }: Till, fields: CardFields) {
  const checkout = yield* Checkout
  const texts = typedSearches(fields).map(({ text }) => text)
  const { personal } = yield* checkout.get({ point, receipt: receiptOf(visit, visit.parts.length) })
  const first = yield* checkout.get({ point, receipt: receiptOf(visit, 0) })
  const known = [personal, first.personal].flatMap(({ person, search }) => [search, person?.phone])
  return texts.some((text) => known.includes(text))
})

/** The newest visit of this card at this till, not older than so many milliseconds; `client` where the card is one of ours. */
export const visitOf = Effect.fnUntraced(function* (
  till: Till,
  fields: CardFields,
  within: number,
): Effect.fn.Return<
  { readonly visit?: Visit; readonly client?: ClientId },
  JournalError,
  Checkout | Cards | Visits
> {
  const visits = yield* (yield* Visits).of(till)
  const now = yield* Clock.currentTimeMillis
  const ours = yield* clientOf(fields)
  const guid = ours === undefined ? undefined : yield* (yield* Cards).of(ours)
  for (const visit of visits) {
    if (now - (visit.calculated ?? visit.begun) > within) continue
    const same = guid === undefined ? yield* knows(visit, till, fields) : visit.guid === guid
    if (!same) continue
    return { visit, ...(visit.client === undefined ? {} : { client: visit.client }) }
  }
  return ours === undefined ? {} : { client: ours }
})
