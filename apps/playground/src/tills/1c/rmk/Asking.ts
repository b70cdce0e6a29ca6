/**
 * РМК's requests, with every parameter that it sends, be it empty; a calculation is asked for by a GET with a body.
 */
import { toNumber, type Points } from "@loyalkit/core/Money"
import { inUnits } from "../../../shop/Amounts.ts"
import type { Json } from "../../../shop/Requests.ts"
import type { Asked } from "../line/Line.ts"
import type { Card } from "./Answers.ts"
import { stringOf } from "./Numbers.ts"
import { amountOf, gross, type Line } from "./Receipt.ts"

const ZERO = "00000000-0000-0000-0000-000000000000"
const NO_DATE = "01.01.0001 0:00:00"
const RUBLE = "643"
const NOTHING = { Ref: ZERO, Name: "" }

export const ping: Asked = { verb: "GET", method: "ping" }
export const useAutomaticDiscounts: Asked = { verb: "GET", method: "useautomaticdiscounts" }

/** Ten digits, or eleven that begin with 7 or 8. */
const isPhone = (text: string): boolean => /^(?:[78]?\d{10})$/.test(text.replaceAll(/\D/g, ""))

/** By what was typed or scanned. РМК asks to block the card's points, since they may pay. */
export const findClientCard = (typed: string): Asked => ({
  verb: "GET",
  method: "findclientcard",
  query: {
    ClientCardID: typed,
    Phone: isPhone(typed) ? typed : "",
    Email: "",
    BlockBonuses: "1",
    ClientGUID: "",
    CardGUID: "",
  },
})

const cardQuery = ({ guid, number }: Pick<Card, "guid" | "number">, bonuses: string) => ({
  ClientCardID: number,
  CardGUID: guid,
  Phone: "",
  Email: "",
  Client: "",
  Store: "",
  GiftCardNumber: "",
  GiftCardUID: ZERO,
  BonusesCount: bonuses,
  GiftCardWriteOffAmount: "",
  Promocode: "",
  DateOfBirth: NO_DATE,
  ClientCardTypeUID: "",
  Currency: RUBLE,
  GenerateNumber: "Нет",
})

/** How a server that is too old to find cards is asked for one. */
export const getClientBonuses = (typed: string): Asked => ({
  verb: "GET",
  method: "getclientbonuses",
  query: cardQuery({ number: typed, guid: ZERO }, ""),
})

export const unlockClientBonuses = (card: Card): Asked => ({
  verb: "POST",
  method: "unlockclientbonuses",
  query: cardQuery(card, ""),
})

export const writeOffClientBonuses = (card: Card, points: Points): Asked => ({
  verb: "POST",
  method: "writeoffclientbonuses",
  query: cardQuery(card, stringOf(points)),
})

/** A fifth of the price is in it as tax: 20 of 120. */
const VAT = { rate: "20%", of: 6 }

const lineOf = (line: Line, place: number): Json => ({
  LineUID: line.uid,
  Count: inUnits(line.quantity),
  PackagesCount: inUnits(line.quantity),
  Item: { Ref: `01000000-0000-4000-8000-00000000000${place + 1}`, Name: line.good.name.ru },
  Price: toNumber(line.good.price),
  GiftSale: false,
  PercentOfAutomaticDiscount: line.percent,
  PercentOfManualDiscount: 0,
  VATRate: VAT.rate,
  Amount: toNumber(amountOf(line)),
  AmountOfAutomaticDiscount: toNumber(line.discount),
  TotalAmount: toNumber(gross(line)),
  VATAmount: Math.round(amountOf(line) / VAT.of) / 100,
  AmountOfManualDiscount: 0,
  Package: { Ref: "02000000-0000-4000-8000-000000000001", Name: line.good.unit === "piece" ? "шт" : "кг" },
  Variant: NOTHING,
  AmountOfBonusPay: toNumber(line.bonus),
  Order: NOTHING,
})

export interface Calculated {
  readonly lines: ReadonlyArray<Line>
  /** The card's number; or one that could not be looked up, kept until the server is back. */
  readonly card: string | undefined
  readonly wantsCard: boolean
  /** 1C's local time. */
  readonly time: string
}

export const calculateDiscounts = ({ card, lines, time, wantsCard }: Calculated): Asked => ({
  verb: "GET",
  method: "calculatediscounts",
  body: {
    RecoverManagedDiscounts: false,
    ObjectTime: time,
    CurrentDate: time,
    LoyaltyCardPresented: card !== undefined,
    HasGifts: false,
    UseApplicationPrices: false,
    ControlBalanceOfGoods: false,
    LoyaltyCardsList: card === undefined ? [] : [card],
    PromocodesList: [],
    ControlledDiscountsList: [],
    RetailStore: { Ref: "05000000-0000-4000-8000-000000000001", Name: "Магазин 1" },
    ApplyObject: false,
    WorkPlace: { Ref: "0f000000-0000-4000-8000-000000000001", Name: "Рабочее место 1" },
    Goods: lines.map(lineOf),
    GetLoyaltyCardData: wantsCard,
    GetMaxBonusPay: true,
    BlockBonuses: "1",
    Currency: RUBLE,
    Return: false,
    PayTypes: ["Наличные", "БанковскойКартой", "СБП", "Бонусами"].map((PayType) => ({
      PayType,
      IsUsed: false,
    })),
    GetPossibleOnPayDiscounts: false,
  },
})
