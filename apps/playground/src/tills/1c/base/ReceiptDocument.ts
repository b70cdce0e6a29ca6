/**
 * The receipt as УНФ keeps it: `Document_ЧекККМ`, with the card and the points that РМК put there.
 *
 * Its sums are net of points. It has everything that the protocol does not tell: that there was a sale, how large, and whose.
 */
import { pointsAsMoney, toNumber } from "@loyalkit/core/Money"
import { inUnits } from "../../../shop/Amounts.ts"
import type { Json } from "../../../shop/Requests.ts"
import type { Card } from "../rmk/Answers.ts"
import { documentNumber } from "../rmk/Numbers.ts"
import { netOf, totalsOf, type Line } from "../rmk/Receipt.ts"

const ZERO = "00000000-0000-0000-0000-000000000000"
const PREFIX = "5a000000-0000-4000-8000-"
const PADDED = 12

/** The document of the receipt with this number. */
export const refOf = (number: number): string => `${PREFIX}${String(number).padStart(PADDED, "0")}`

/** The number that {@link refOf} was given; nothing where it is another's reference. */
export const numberOf = (ref: string): number | undefined =>
  ref.startsWith(PREFIX) ? Number(ref.slice(PREFIX.length)) : undefined

export interface Printed {
  readonly number: number
  readonly lines: ReadonlyArray<Line>
  /** Found, or only its number kept: then 1C has no reference to write. */
  readonly card: Card | undefined
  readonly byCard: boolean
  readonly time: string
  /** `КассаККМ` */
  readonly till: string
}

const goodsRow = (ref: string, line: Line, place: number): Json => ({
  Ref_Key: ref,
  LineNumber: String(place + 1),
  Номенклатура_Key: `01000000-0000-4000-8000-00000000000${place + 1}`,
  Количество: inUnits(line.quantity),
  Цена: toNumber(line.good.price),
  ПроцентСкидкиНаценки: 0,
  СуммаСкидкиНаценки: 0,
  Сумма: toNumber(netOf(line)),
  Всего: toNumber(netOf(line)),
  ПроцентАвтоматическойСкидки: line.percent,
  СуммаАвтоматическойСкидки: toNumber(line.discount),
  КлючСвязи: line.uid,
  СуммаСкидкиОплатыБонусом: toNumber(pointsAsMoney(line.bonus)),
})

export const receiptDocument = ({ byCard, card, lines, number, till, time }: Printed) => {
  const ref = refOf(number)
  const { bonus, toPay } = totalsOf(lines)
  const row = { Ref_Key: ref, БонуснаяКарта_Key: card?.guid ?? ZERO, ОплатаОтменена: false }
  const byPoints = {
    ...row,
    LineNumber: "1",
    ВидОплаты: "Бонусы",
    Сумма: 0,
    СуммаБонусов: toNumber(bonus),
  }
  const byBank = { ...row, LineNumber: "2", ВидОплаты: "Карта", Сумма: toNumber(toPay), СуммаБонусов: 0 }
  return {
    Ref_Key: ref,
    DeletionMark: false,
    Number: documentNumber(number),
    Date: time,
    Posted: true,
    Организация_Key: "07000000-0000-4000-8000-000000000001",
    КассаККМ_Key: till,
    КассоваяСмена_Key: "09000000-0000-4000-8000-000000000001",
    СтруктурнаяЕдиница_Key: "05000000-0000-4000-8000-000000000001",
    Архивный: false,
    НомерСменыККМ: 12,
    ДисконтнаяКарта_Key: card?.guid ?? ZERO,
    Статус: "Пробит",
    НомерЧекаККМ: String(number),
    ПолученоНаличными: byCard ? 0 : toNumber(toPay),
    СуммаДокумента: toNumber(toPay),
    Запасы: lines.map((line, place) => goodsRow(ref, line, place)),
    БезналичнаяОплата: [...(bonus > 0 ? [byPoints] : []), ...(byCard ? [byBank] : [])],
    СкидкиНаценки: [],
    БонусныеБаллыКНачислению: [],
  }
}

export type ReceiptDocument = ReturnType<typeof receiptDocument>
