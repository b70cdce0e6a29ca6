/**
 * The methods that find a card, and those that only ask what we are.
 *
 * An outage is never "no such card": РМК keeps a number that could not be looked up and brings it again with the calculation, and offers to
 * register whoever is not found.
 */
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import { isServiceAway } from "@loyalkit/core/LoyaltyError"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import * as Effect from "effect/Effect"
import { envelope, json, text, type Json } from "./Answers.ts"
import { cardFields, type Call, type Method } from "./Calls.ts"
import { barcodeOf, birthdayOf, bonusesOf, cardObject, noBonuses, RUBLE } from "./CardAnswer.ts"
import { Cards } from "./Cards.ts"
import { findFirst, typedSearches, type Found } from "./Finding.ts"
import { NO_DATE } from "./Reading.ts"
import { begin } from "./Taking.ts"
import * as Texts from "./Texts.ts"

export const ping: Method = () => Effect.succeed(text("ok"))

export const useAutomaticDiscounts: Method = ({ native }) =>
  Effect.succeed(json({ ...envelope(native.version), UseAutomaticDiscounts: true }))

/** A card's only kind. */
const CARD_TYPE = "0d6b1f52-3b0e-4a5e-8a51-6c1c0a7e1c03"

export const getCardTypes: Method = () =>
  Effect.succeed(
    json([
      {
        CardTypeID: CARD_TYPE,
        CardTypeDescription: "Карта покупателя",
        IsPerson: true,
        GenerateNumer: false,
        Идентификатор: CARD_TYPE,
        Наименование: "Карта покупателя",
        ЭтоИменнаяКарта: true,
        ГенерироватьНомер: false,
      },
    ]),
  )

const find = (call: Call) => begin(call.till, cardFields(call))

/** What the cashier reads of a look-up that failed, and the log. */
const trouble = (error: CheckoutError) =>
  Effect.as(
    Effect.logWarning("A 1C card could not be looked up.", { reason: error._tag }),
    isServiceAway(error) ? Texts.AWAY : cashierMessage(error, "ru"),
  )

export const findClientCard: Method = (call) => {
  const { version } = call.native
  const cards = (list: ReadonlyArray<Json>, error = "") =>
    json({ ...envelope(version, error), LoyaltyCardsList: list })
  return Effect.matchEffect(find(call), {
    onFailure: (error) => Effect.map(trouble(error), (said) => text(said, 503)),
    onSuccess: (found) => {
      if (found._tag === "Nobody") return Effect.succeed(cards([]))
      // No outage, and not "no such card" either: the cashier is told to find the customer anew.
      if (found._tag === "Forgotten") return Effect.succeed(text(Texts.CARD_FORGOTTEN))
      const { client, search, visit } = found
      return Effect.succeed(
        cards([cardObject(client, { guid: visit.guid, typed: search.text, type: search.type })]),
      )
    },
  })
}

/** РМК shows a text that is no JSON to the cashier as it is. */
export const getClientBonuses: Method = (call) =>
  Effect.matchEffect(find(call), {
    onFailure: (error) => Effect.map(trouble(error), (said) => text(said)),
    onSuccess: (found) => {
      if (found._tag === "Forgotten") return Effect.succeed(text(Texts.CARD_FORGOTTEN))
      const bonuses =
        found._tag === "Nobody" ? noBonuses : bonusesOf(found.client, found.visit.guid, found.search.text)
      return Effect.succeed(json({ ...envelope(call.native.version), ...bonuses }))
    },
  })

/** The service has no turnover, so nobody is asked: the card as it came, and nothing sold. */
export const salesTurnover: Method = (call) => {
  const { guid, number } = cardFields(call)
  const unknown = guid === "" && number === ""
  return Effect.succeed(
    json({
      ...envelope(call.native.version),
      CardRef: guid,
      SellCount: 0,
      Barcode: number,
      MagneticCode: "",
      ClientNotFound: unknown,
    }),
  )
}

const nothingIssued = {
  BonusCount: 0,
  BonusRate: 1,
  BonusCurrency: RUBLE,
  PaymentPercent: 0,
  ExistingCard: false,
  CardRef: "",
  CardID: "",
  Client: "",
  PhoneNumber: "",
  Email: "",
  DateOfBirth: NO_DATE,
  ElseClient: false,
}

const existing = ({ client, search }: Found, guid: string) => {
  const { BonusCount, PaymentPercent } = bonusesOf(client, guid, search.text)
  return {
    ...nothingIssued,
    BonusCount,
    PaymentPercent,
    ExistingCard: true,
    CardRef: guid,
    CardID: barcodeOf(client, search.text),
    Client: client.name ?? "",
    PhoneNumber: client.phone ?? "",
    Email: client.email ?? "",
    DateOfBirth: birthdayOf(client),
  }
}

/** The service registers nobody. Who is there already is found by the phone, as if the card had been there. */
export const issueClientCard: Method = (call) => {
  const { version } = call.native
  const refused = (said: string) => json({ ...envelope(version, said), ...nothingIssued })
  return Effect.gen(function* () {
    const found = yield* findFirst(typedSearches(cardFields(call)), call.till.point)
    if (found === undefined) return refused(Texts.NO_REGISTRATION)
    const guid = yield* (yield* Cards).of(found.client.id)
    return json({ ...envelope(version), ...existing(found, guid) })
  }).pipe(Effect.catch((error) => Effect.map(trouble(error), refused)))
}
