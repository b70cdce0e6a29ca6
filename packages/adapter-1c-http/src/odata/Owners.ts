/**
 * Whose a card in a receipt is: what to look for at LoyalClient.
 *
 * A card that the native protocol invented is in its book. Any other is one of 1C's own catalogue, and is read there: its number, and the phone of
 * its owner. What is found is a person's, so it goes to the engine and nowhere else.
 */
import type { JournalError } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CardBook } from "../CardBook.ts"
import type { SeenCard } from "../SeenReceipt.ts"
import * as Documents from "./Documents.ts"
import type { OdataClient } from "./OdataClient.ts"
import type { OdataError } from "./OdataError.ts"
import type { OdataSettings } from "./Settings.ts"
import { read, Ref, refOf } from "./Wire.ts"

/** What finds the client, the better first; empty where nobody knows the card. */
export type Searches = ReadonlyArray<string>

/** More than one phone and one number help nobody: each is a request to the service. */
const MAX_SEARCHES = 4

const Contacts = Schema.Struct({
  КонтактнаяИнформация: Schema.optional(
    Schema.NullOr(
      Schema.Array(
        Schema.Struct({
          Тип: Schema.optional(Schema.NullOr(Schema.String)),
          НомерТелефона: Schema.optional(Schema.NullOr(Schema.String)),
          Представление: Schema.optional(Schema.NullOr(Schema.String)),
        }),
      ),
    ),
  ),
})
const readContacts = read(Contacts)
const readRef = read(Ref)

const PHONE = /^(?:[78]?)(\d{10})$/

/** A Russian number as the service has it, `79201234567`; any other digits as they are, if they may be a phone. */
const phoneOf = (text: string): string | undefined => {
  const digits = text.replaceAll(/\D/g, "")
  const national = PHONE.exec(digits)?.[1]
  if (national !== undefined) return `7${national}`
  return digits.length >= 11 && digits.length <= 15 ? digits : undefined
}

const phonesOf = (owner: unknown): Searches =>
  Option.match(Result.getSuccess(readContacts(owner)), {
    onNone: () => [],
    onSome: ({ КонтактнаяИнформация }) =>
      (КонтактнаяИнформация ?? []).flatMap(({ НомерТелефона, Представление, Тип }) => {
        if (Тип !== "Телефон") return []
        const phone = phoneOf(НомерТелефона ?? "") ?? phoneOf(Представление ?? "")
        return phone === undefined ? [] : [phone]
      }),
  })

const textField = (object: unknown, field: string): string | undefined => {
  const value = Predicate.hasProperty(object, field) ? object[field] : undefined
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined
}

const refField = (object: unknown, field: string): string | undefined => {
  const text = textField(object, `${field}_Key`) ?? textField(object, field)
  return refOf(Result.getOrUndefined(readRef(text)))
}

/** `StandardODATA.Catalog_ФизическиеЛица` of a field that may refer to several kinds. */
const entityField = (object: unknown, field: string): string | undefined =>
  textField(object, `${field}_Type`)?.replace(/^StandardODATA\./, "")

/** Who a card's client is, by a client of 1C's OData. */
export const make = Effect.fnUntraced(function* (client: OdataClient, settings: OdataSettings) {
  const book = yield* CardBook
  const { codes, entity, owner, ownerEntity } = settings.cards ?? Documents.cards[settings.dialect]
  const wantsPhone = settings.findBy.includes("phone")

  const phones = Effect.fnUntraced(function* (
    card: SeenCard,
    found: unknown,
  ): Effect.fn.Return<Searches, OdataError> {
    // Without its card the owner in a document may be anybody: a till's usual customer stands there, too.
    if (!wantsPhone || found === undefined) return []
    const ref = (owner === undefined ? undefined : refField(found, owner)) ?? card.owner
    const kind = (owner === undefined ? undefined : entityField(found, owner)) ?? ownerEntity
    if (ref === undefined || kind === undefined) return []
    return Option.match(yield* client.one(kind, ref), { onNone: () => [], onSome: phonesOf })
  })

  return Effect.fnUntraced(function* (card: SeenCard): Effect.fn.Return<Searches, OdataError | JournalError> {
    const known = yield* book.clientOf(card.ref)
    if (Option.isSome(known)) return [known.value]
    const found = Option.getOrUndefined(yield* client.one(entity, card.ref))
    const numbers = codes.flatMap((field) => textField(found, field) ?? [])
    const by = { phone: yield* phones(card, found), card: numbers }
    return [...new Set(settings.findBy.flatMap((way) => by[way]))].slice(0, MAX_SEARCHES)
  })
})

/** Who a card's client is. */
export type Owners = Effect.Success<ReturnType<typeof make>>
