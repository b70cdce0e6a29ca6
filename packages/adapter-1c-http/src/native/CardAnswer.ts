/**
 * A client as a card of 1C's: the object that РМК reads key by key, whether it needs it or not.
 *
 * `Barcode` is what comes back for this card in every later call: the phone where it is known, since that finds the client for ever, while a
 * scanned code may work once. `PaymentPercent` is 0 where nothing may be spent: РМК falls back to it when a calculation allows nothing.
 */
import type { Client } from "@loyalkit/core/Domain"
import { toNumber, zeroPoints, type Points } from "@loyalkit/core/Money"
import { NO_DATE } from "./Reading.ts"
import type { SearchType } from "./Finding.ts"

/** The rouble's code. One point is one rouble, so the rate is 1. */
export const RUBLE = "643"

/** The part of a receipt that points may pay where the level does not say. */
const WHOLE = 100

/** What finds the client again. */
export const barcodeOf = (client: Client, typed: string): string => client.phone ?? typed

const spendable = ({ balance, level }: Client): Points =>
  level.type === "discount" || balance < 0 ? zeroPoints : balance

/** Of this client's receipts, in percent. */
export const paymentPercent = (client: Client): number =>
  spendable(client) === 0 ? 0 : (client.level.maxSpendPercent ?? WHOLE)

/** A full date in any case: 1C reads it unseen. */
export const birthdayOf = ({ birthday = "" }: Client): string =>
  /^\d{4}-\d\d-\d\d$/.test(birthday) && !birthday.startsWith("0001") ? `${birthday}T00:00:00` : NO_DATE

export interface CardOptions {
  readonly guid: string
  readonly typed: string
  readonly type: SearchType
  /** Not a point may be spent in this purchase. */
  readonly nothingToSpend?: boolean
}

/** The card object. */
export const cardObject = (client: Client, { guid, nothingToSpend = false, type, typed }: CardOptions) =>
  ({
    ClientName: client.name ?? "Участник программы лояльности",
    IsPerson: true,
    DateOfBirth: birthdayOf(client),
    Phone: client.phone ?? "",
    Email: client.email ?? "",
    Barcode: barcodeOf(client, typed),
    MagneticCode: "",
    CardGUID: guid,
    ClientGUID: guid,
    IsBlocked: false,
    BonusData: {
      PaymentPercent: nothingToSpend ? 0 : paymentPercent(client),
      BonusCount: nothingToSpend ? 0 : toNumber(spendable(client)),
      BonusRate: 1,
      BonusCurrency: RUBLE,
    },
    SellCount: 0,
    SearchType: type,
    Valid: true,
  }) as const

/** What `getclientbonuses` says besides the envelope. */
export const bonusesOf = (client: Client, guid: string, typed: string) =>
  ({
    BonusCount: toNumber(spendable(client)),
    BonusRate: 1,
    BonusCurrency: RUBLE,
    PaymentPercent: paymentPercent(client),
    CardRef: guid,
    Barcode: barcodeOf(client, typed),
    MagneticCode: "",
    EndDate: NO_DATE,
    ClientNotFound: false,
  }) as const

/** The same of nobody. */
export const noBonuses = {
  BonusCount: 0,
  BonusRate: 1,
  BonusCurrency: RUBLE,
  PaymentPercent: 0,
  CardRef: "",
  Barcode: "",
  MagneticCode: "",
  EndDate: NO_DATE,
  ClientNotFound: true,
} as const
