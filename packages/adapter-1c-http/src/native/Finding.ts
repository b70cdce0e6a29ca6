/**
 * Finds a client by what РМК knows of a card: the order is 1C's own provider's, the search the service's.
 *
 * A card's GUID first, where it is one of ours; then the number, as it was typed; then the phone. The service finds nobody by the last
 * digits of a phone or by an e-mail, so neither is asked for.
 */
import type { Client, ClientId, HoldId, PointId } from "@loyalkit/core/Domain"
import type { JournalError } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import type { FindClientError } from "@loyalkit/core/LoyaltyError"
import * as Effect from "effect/Effect"
import { referenceOf } from "../Uuid.ts"
import { Cards } from "./Cards.ts"
import { phoneOf } from "./Reading.ts"

/** What a query says of a card; empty texts for what it does not. */
export interface CardFields {
  readonly number: string
  readonly guid: string
  readonly clientGuid: string
  readonly phone: string
}

/** 1C shows by which of them the client was found, and asks the customer for an SMS code by it. */
export type SearchType = "Клиент" | "КодКарты" | "Телефон" | ""

/** What to ask the service for, one after the other. */
export interface Search {
  readonly text: string
  readonly type: SearchType
}

/** A card of ours whose client nothing finds any more: it was settled, and the phone forgotten. */
export interface Forgotten {
  readonly _tag: "Forgotten"
}

/** What there is to ask for. */
export interface Searches {
  readonly _tag: "Searches"
  readonly searches: ReadonlyArray<Search>
}

/** The searches by what was typed or scanned. A number that looks like a phone may be a card's, so it is tried as it is first, unless it came as a phone. */
export const typedSearches = ({
  number,
  phone,
}: Pick<CardFields, "number" | "phone">): ReadonlyArray<Search> => {
  const typed = number.trim()
  const asPhone = phoneOf(phone) ?? phoneOf(typed)
  const phoneSearch: ReadonlyArray<Search> = asPhone === undefined ? [] : [{ text: asPhone, type: "Телефон" }]
  if (typed === "" || typed === asPhone || typed.startsWith("*") || phoneOf(phone) !== undefined)
    return phoneSearch
  return [{ text: typed, type: "КодКарты" }, ...phoneSearch]
}

/** All searches that these fields allow. */
export const searchesOf = Effect.fnUntraced(function* (
  fields: CardFields,
): Effect.fn.Return<Searches | Forgotten, JournalError, Cards> {
  const cards = yield* Cards
  const typed = typedSearches(fields)
  const ours = yield* clientOf(fields)
  if (ours === undefined) return { _tag: "Searches", searches: typed }
  const known = yield* cards.searchOf(ours)
  if (known === undefined && typed.length === 0) return { _tag: "Forgotten" }
  const byCard: ReadonlyArray<Search> = known === undefined ? [] : [{ text: known, type: "Клиент" }]
  return { _tag: "Searches", searches: [...byCard, ...typed.filter(({ text }) => text !== known)] }
})

/** The client of a card of ours; nothing where the GUID is none, or not ours. */
export const clientOf = Effect.fnUntraced(function* ({
  clientGuid,
  guid,
}: Pick<CardFields, "guid" | "clientGuid">): Effect.fn.Return<ClientId | undefined, JournalError, Cards> {
  const cards = yield* Cards
  for (const text of [guid, clientGuid]) {
    const reference = referenceOf(text)
    const client = reference === undefined ? undefined : yield* cards.clientOf(reference)
    if (client !== undefined) return client
  }
  return undefined
})

/** A client, and by what they were found. */
export interface Found {
  readonly client: Client
  readonly search: Search
}

/** The first of the searches that finds somebody; nothing where none does. */
export const findFirst = Effect.fnUntraced(function* (
  searches: ReadonlyArray<Search>,
  point: PointId,
  holds: ReadonlyArray<HoldId> = [],
): Effect.fn.Return<Found | undefined, FindClientError, LoyalClient> {
  const service = yield* LoyalClient
  for (const search of searches) {
    const client = yield* service.findClient({ search: search.text, point, holds }).pipe(
      // A text that the service does not even take as a search is nobody's.
      Effect.catchTag(["ClientNotFound", "FieldsRejected"], () => Effect.succeed(undefined)),
    )
    if (client !== undefined) return { client, search }
  }
  return undefined
})
