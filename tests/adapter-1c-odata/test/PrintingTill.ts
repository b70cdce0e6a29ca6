/**
 * Tills of a УНФ that know nothing of LoyalClient: a customer's card of 1C's own is put into a receipt, and a receipt that is printed is a document. What is
 * done is seen by whoever reads the base.
 *
 * Each of a shop's receipts is one document, at whichever of its tills it is printed.
 */
import { textOf } from "@loyalkit/adapter-1c-http/odata/LocalTime"
import * as DateTime from "effect/DateTime"
import { createHash } from "node:crypto"
import type { Document, FakeOdata } from "./FakeOdata.ts"

/** 1C's clock. */
export const TIME_ZONE = "+03:00"
const zone = DateTime.zoneMakeOffset(3 * 3_600_000)

const SALES = "Document_ЧекККМ"
const RETURNS = "Document_ЧекККМВозврат"
const CARDS = "Catalog_ДисконтныеКарты"
const OWNERS = "Catalog_Контрагенты"
const NOBODY = "00000000-0000-0000-0000-000000000000"

/** The same GUID for the same name. */
export const guidOf = (name: string): string =>
  createHash("sha256")
    .update(name)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5")

/** What stands on a receipt, in whole kopecks and hundredths of a point. */
export interface Printed {
  readonly amountKopecks: number
  readonly pointsHundredths: number
}

/** A base with nothing in it. */
export const openBase = (odata: FakeOdata): void => {
  for (const entity of [SALES, RETURNS, CARDS, OWNERS]) odata.put(entity)
}

/** The card of a customer: its number, and its owner's phone, are what was typed. */
export const takeCard = (odata: FakeOdata, typed: string): string => {
  const card = guidOf(`card ${typed}`)
  const owner = guidOf(`owner ${typed}`)
  odata.put(CARDS, { Ref_Key: card, КодКартыШтрихкод: typed, ВладелецКарты_Key: owner })
  odata.put(OWNERS, { Ref_Key: owner, КонтактнаяИнформация: [{ Тип: "Телефон", НомерТелефона: typed }] })
  return card
}

/** 1C's sums are net of points. */
const documentOf = (
  ref: string,
  till: string,
  card: string | undefined,
  { amountKopecks, pointsHundredths }: Printed,
): Document => {
  const [amount, points] = [amountKopecks / 100, pointsHundredths / 100]
  const net = (amountKopecks - pointsHundredths) / 100
  const bonus = { ВидОплаты: "Бонусы", Сумма: 0, СуммаБонусов: points, БонуснаяКарта_Key: card ?? NOBODY }
  return {
    Ref_Key: ref,
    DataVersion: "AAAAAQAAAAA=",
    DeletionMark: false,
    Date: textOf(Date.now(), zone),
    Posted: true,
    КассаККМ_Key: guidOf(`till ${till}`),
    ДисконтнаяКарта_Key: card ?? NOBODY,
    НомерЧекаККМ: "57",
    СуммаДокумента: net,
    Запасы: [
      {
        LineNumber: "1",
        Количество: 1,
        Цена: amount,
        Сумма: net,
        Всего: net,
        СуммаСкидкиОплатыБонусом: points,
      },
    ],
    БезналичнаяОплата: points === 0 ? [] : [bonus],
  }
}

/** Prints a sale; printed once more it is the same document. */
export const printSale = (
  odata: FakeOdata,
  ref: string,
  till: string,
  card: string | undefined,
  printed: Printed,
): void => odata.put(SALES, { ...documentOf(ref, till, card, printed), Статус: "Пробит" })

/** Prints a return of a sale. */
export const printReturn = (
  odata: FakeOdata,
  ref: string,
  sale: string,
  till: string,
  card: string | undefined,
  amountKopecks: number,
): void =>
  odata.put(RETURNS, {
    ...documentOf(ref, till, card, { amountKopecks, pointsHundredths: 0 }),
    ЧекККМ_Key: sale,
  })
