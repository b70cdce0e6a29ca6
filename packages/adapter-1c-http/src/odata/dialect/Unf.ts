/**
 * «Управление нашей фирмой» 3.0: receipts and their returns are two documents.
 *
 * A sale is printed when its `Статус` says so; a return has none, and is printed when the cash register has given it a number.
 */
import { zeroKopecks } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { maybe, Money, priceOf, quantityOf, read, Ref, refOf, Telling, Whole } from "../Wire.ts"
import {
  Head,
  notPrinted,
  receipt,
  samePoints,
  total,
  type Line,
  type Parts,
  type Source,
} from "./Receipt.ts"

const Goods = Schema.Struct({
  LineNumber: Whole,
  Количество: Telling,
  Цена: Telling,
  Сумма: Money,
  Всего: maybe(Money),
  СуммаАвтоматическойСкидки: maybe(Money),
  СуммаСкидкиОплатыБонусом: maybe(Money),
})

const Payment = Schema.Struct({
  ВидОплаты: maybe(Schema.String),
  СуммаБонусов: maybe(Money),
  БонуснаяКарта_Key: maybe(Ref),
  ОплатаОтменена: maybe(Schema.Boolean),
})

const common = {
  ...Head.fields,
  КассаККМ_Key: maybe(Ref),
  СтруктурнаяЕдиница_Key: maybe(Ref),
  ДисконтнаяКарта_Key: maybe(Ref),
  НомерЧекаККМ: maybe(Whole),
  СуммаДокумента: Money,
  Запасы: Schema.Array(Goods),
  БезналичнаяОплата: maybe(Schema.Array(Payment)),
}
const Sale = Schema.Struct({ ...common, Статус: maybe(Schema.String) })
const Return = Schema.Struct({ ...common, ЧекККМ_Key: maybe(Ref) })

/** With the tax where the price is without it. */
const line = (goods: typeof Goods.Type): Line => ({
  id: String(goods.LineNumber),
  quantity: quantityOf(goods.Количество),
  price: priceOf(goods.Цена),
  net: goods.Всего ?? goods.Сумма,
  points: goods.СуммаСкидкиОплатыБонусом ?? zeroKopecks,
  automatic: goods.СуммаАвтоматическойСкидки ?? zeroKopecks,
})

const pointRows = (document: typeof Sale.Type | typeof Return.Type) =>
  (document.БезналичнаяОплата ?? []).filter(
    (row) => row.ВидОплаты === "Бонусы" && row.ОплатаОтменена !== true,
  )

const partsOf = (document: typeof Sale.Type | typeof Return.Type): Omit<Parts, "kind"> => ({
  head: document,
  tills: [refOf(document.КассаККМ_Key), refOf(document.СтруктурнаяЕдиница_Key)],
  card:
    refOf(document.ДисконтнаяКарта_Key) ??
    pointRows(document)
      .map((row) => refOf(row.БонуснаяКарта_Key))
      .find((card) => card !== undefined),
  number: document.НомерЧекаККМ,
  net: document.СуммаДокумента,
  points: total(document.Запасы, (goods) => goods.СуммаСкидкиОплатыБонусом),
  lines: document.Запасы.map(line),
})

const readSale = read(Sale)
const readReturn = read(Return)

export const sources: ReadonlyArray<Source> = [
  {
    entity: "Document_ЧекККМ",
    read: (raw, reading) =>
      Result.flatMap(readSale(raw), (document) => {
        if (document.DeletionMark === true || document.Статус !== "Пробит") return Result.succeed(notPrinted)
        const parts = partsOf(document)
        const paid = total(pointRows(document), (row) => row.СуммаБонусов)
        return Result.flatMap(samePoints("БезналичнаяОплата.СуммаБонусов", paid, parts.points), () =>
          receipt({ ...parts, kind: "sale" }, reading),
        )
      }),
  },
  {
    entity: "Document_ЧекККМВозврат",
    // Whether a return has a row of points among its payments is not known: its lines say them.
    read: (raw, reading) =>
      Result.flatMap(readReturn(raw), (document) =>
        document.DeletionMark === true || (document.НомерЧекаККМ ?? 0) <= 0
          ? Result.succeed(notPrinted)
          : receipt({ ...partsOf(document), kind: "return", sale: refOf(document.ЧекККМ_Key) }, reading),
      ),
  },
]
