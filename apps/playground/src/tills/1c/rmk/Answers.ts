/**
 * Reads the server's answers as РМК does: a status above 200 is a failure, and so is a body that is not what was due.
 */
import { KopecksFromWire, PointsFromWire, type Kopecks, type Points } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Heard } from "../../../shop/Requests.ts"
import { abilitiesOf, type Abilities } from "./Versions.ts"

/** РМК compares them to the letter. */
export const WRITTEN_OFF = "Бонусы успешно списаны"
export const UNLOCKED = "Бонусы разблокированы"

/** A card in a receipt, as РМК keeps it. */
export interface Card {
  readonly name: string
  readonly phone: string
  /** What names it in the calls that follow. */
  readonly number: string
  readonly guid: string
  readonly balance: Points
  /** The most of a receipt that points pay, where a calculation does not say. */
  readonly paymentPercent: number
}

/** Why there is no answer to go on with. */
export type Trouble =
  /** Nothing was heard. */
  | { readonly _tag: "Lost" }
  /** `text` is what the server says of it. */
  | { readonly _tag: "Status"; readonly status: number; readonly text: string }
  /** A text where JSON was due: it is shown as it is. */
  | { readonly _tag: "Text"; readonly text: string }

const OK = 200

const textOf = (heard: Heard): Result.Result<string, Trouble> => {
  if (heard._tag === "Nothing") return Result.fail({ _tag: "Lost" })
  const { body, status } = heard.answer
  return status > OK ? Result.fail({ _tag: "Status", status, text: body }) : Result.succeed(body)
}

const reading =
  <A>(schema: Schema.ConstraintDecoder<A>) =>
  (heard: Heard): Result.Result<A, Trouble> =>
    Result.flatMap(textOf(heard), (text) =>
      Result.mapError(Schema.decodeUnknownResult(Schema.fromJsonString(schema))(text), (): Trouble => ({
        _tag: "Text",
        text,
      })),
    )

const CardObject = Schema.Struct({
  ClientName: Schema.String,
  Phone: Schema.String,
  Barcode: Schema.String,
  MagneticCode: Schema.String,
  CardGUID: Schema.String,
  BonusData: Schema.Struct({ PaymentPercent: Schema.Number, BonusCount: PointsFromWire }),
})

const cardOf = (card: typeof CardObject.Type): Card => ({
  name: card.ClientName,
  phone: card.Phone,
  number: card.Barcode === "" ? card.MagneticCode : card.Barcode,
  guid: card.CardGUID,
  balance: card.BonusData.BonusCount,
  paymentPercent: card.BonusData.PaymentPercent,
})

const Settings = Schema.Struct({ Version: Schema.String, UseAutomaticDiscounts: Schema.Boolean })

/** `useautomaticdiscounts` */
export const abilities = (heard: Heard): Result.Result<Abilities, Trouble> =>
  Result.map(reading(Settings)(heard), ({ UseAutomaticDiscounts, Version }) =>
    abilitiesOf(Version, UseAutomaticDiscounts),
  )

const Found = Schema.Struct({ LoyaltyCardsList: Schema.Array(CardObject) })

/** `findclientcard`; nothing where nobody has the card. `Error` beside a list is not looked at. */
export const foundCard = (heard: Heard): Result.Result<Card | undefined, Trouble> =>
  Result.map(reading(Found)(heard), ({ LoyaltyCardsList: [card] }) =>
    card === undefined ? undefined : cardOf(card),
  )

const Bonuses = Schema.Struct({
  BonusCount: PointsFromWire,
  PaymentPercent: Schema.Number,
  CardRef: Schema.String,
  Barcode: Schema.String,
  ClientNotFound: Schema.Boolean,
})

/** `getclientbonuses`: a balance without a name. */
export const cardByBonuses = (heard: Heard): Result.Result<Card | undefined, Trouble> =>
  Result.map(reading(Bonuses)(heard), ({ Barcode, BonusCount, CardRef, ClientNotFound, PaymentPercent }) =>
    ClientNotFound
      ? undefined
      : {
          name: "",
          phone: "",
          number: Barcode,
          guid: CardRef,
          balance: BonusCount,
          paymentPercent: PaymentPercent,
        },
  )

const Calculated = Schema.Struct({
  Goods: Schema.Array(
    Schema.Struct({
      LineUID: Schema.String,
      PercentOfAutomaticDiscount: Schema.Number,
      AmountOfAutomaticDiscount: KopecksFromWire,
    }),
  ),
  Messages: Schema.Array(Schema.Struct({ AfterSale: Schema.Boolean, MessageText: Schema.String })),
  MaxBonusPayRows: Schema.Array(Schema.Struct({ КлючСвязи: Schema.String, Сумма: KopecksFromWire })),
  LoyaltyCardDescription: Schema.optionalKey(Schema.Struct({ LoyaltyCard: Schema.NullOr(CardObject) })),
})

export interface Calculation {
  /** What was taken off each line. */
  readonly discounts: ReadonlyMap<string, { readonly percent: number; readonly discount: Kopecks }>
  readonly messages: ReadonlyArray<string>
  readonly afterSale: ReadonlyArray<string>
  /** What points may pay of each line. */
  readonly limits: ReadonlyMap<string, Kopecks>
  readonly card: Card | undefined
}

/** `calculatediscounts` */
export const calculation = (heard: Heard): Result.Result<Calculation, Trouble> =>
  Result.map(reading(Calculated)(heard), (answer) => {
    const card = answer.LoyaltyCardDescription?.LoyaltyCard ?? undefined
    const texts = (after: boolean) =>
      answer.Messages.filter(({ AfterSale }) => AfterSale === after).map(({ MessageText }) => MessageText)
    return {
      discounts: new Map(
        answer.Goods.map((row) => [
          row.LineUID,
          { percent: row.PercentOfAutomaticDiscount, discount: row.AmountOfAutomaticDiscount },
        ]),
      ),
      messages: texts(false),
      afterSale: texts(true),
      limits: new Map(answer.MaxBonusPayRows.map(({ КлючСвязи, Сумма }) => [КлючСвязи, Сумма])),
      card: card === undefined ? undefined : cardOf(card),
    }
  })

/** Is it the text that РМК takes for a success? Anything else is a failure to it. */
export const says = (heard: Heard, text: string): boolean =>
  heard._tag === "Answer" && heard.answer.status === OK && heard.answer.body === text
