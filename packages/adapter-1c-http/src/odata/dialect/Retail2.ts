/**
 * «Розница» 2: one document for sales and returns, told apart by `ВидОперации`.
 *
 * Printed means `Пробитый`, or `Архивный` after the shift was closed, whether the document is posted or not.
 */
import { add, sum, zeroKopecks, type Kopecks } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import {
  maybe,
  Money,
  priceOf,
  quantityOf,
  read,
  Ref,
  refOf,
  Telling,
  Whole,
  type Unreadable,
} from "../Wire.ts"
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
  СуммаНДС: maybe(Money),
  СуммаАвтоматическойСкидки: maybe(Money),
  СуммаСкидкиОплатыБонусом: maybe(Money),
})

const Payment = Schema.Struct({
  СуммаБонусовВСкидках: maybe(Money),
  КоличествоБонусов: maybe(Money),
})

const Receipt = Schema.Struct({
  ...Head.fields,
  КассаККМ_Key: maybe(Ref),
  Магазин_Key: maybe(Ref),
  ВидОперации: Schema.String,
  СтатусЧекаККМ: maybe(Schema.String),
  ЦенаВключаетНДС: maybe(Schema.Boolean),
  ДисконтнаяКарта_Key: maybe(Ref),
  ВладелецДисконтнойКарты: maybe(Schema.String),
  ЧекККМПродажа_Key: maybe(Ref),
  НомерЧекаККМ: maybe(Whole),
  СуммаДокумента: Money,
  Товары: Schema.Array(Goods),
  Оплата: maybe(Schema.Array(Payment)),
})

const PRINTED: ReadonlySet<string> = new Set(["Пробитый", "Архивный"])

/** The owner may be of several kinds, and then an empty one is a text that is no reference. */
const ownerRef = Schema.is(Schema.toType(Ref))
const ownerOf = (text: string | null | undefined): string | undefined => {
  const owner = text?.toLowerCase()
  return ownerRef(owner) ? refOf(owner) : undefined
}

/** Points that were taken as a means of payment, and not off the price: sums are not net of them, and no source shows such a receipt. */
const asDiscount = ({ Оплата }: typeof Receipt.Type): Result.Result<Kopecks, Unreadable> =>
  total(Оплата ?? [], (row) => row.КоличествоБонусов) === 0
    ? Result.succeed(total(Оплата ?? [], (row) => row.СуммаБонусовВСкидках))
    : Result.fail({ field: "Оплата.КоличествоБонусов", expected: "Expected points as a discount only" })

const line =
  (isTaxApart: boolean) =>
  (goods: typeof Goods.Type): Line => ({
    id: String(goods.LineNumber),
    quantity: quantityOf(goods.Количество),
    price: priceOf(goods.Цена),
    net: isTaxApart ? add(goods.Сумма, goods.СуммаНДС ?? zeroKopecks) : goods.Сумма,
    points: goods.СуммаСкидкиОплатыБонусом ?? zeroKopecks,
    automatic: goods.СуммаАвтоматическойСкидки ?? zeroKopecks,
  })

const partsOf = (document: typeof Receipt.Type): Omit<Parts, "kind"> => {
  const lines = document.Товары.map(line(document.ЦенаВключаетНДС === false))
  return {
    head: document,
    tills: [refOf(document.КассаККМ_Key), refOf(document.Магазин_Key)],
    card: refOf(document.ДисконтнаяКарта_Key),
    owner: ownerOf(document.ВладелецДисконтнойКарты),
    number: document.НомерЧекаККМ,
    net: document.СуммаДокумента,
    points: sum(lines.map(({ points }) => points)),
    lines,
  }
}

const readReceipt = read(Receipt)

export const sources: ReadonlyArray<Source> = [
  {
    entity: "Document_ЧекККМ",
    read: (raw, reading) =>
      Result.flatMap(readReceipt(raw), (document) => {
        if (document.DeletionMark === true || !PRINTED.has(document.СтатусЧекаККМ ?? "")) {
          return Result.succeed(notPrinted)
        }
        const parts = partsOf(document)
        switch (document.ВидОперации) {
          case "Продажа":
            return Result.flatMap(asDiscount(document), (paid) =>
              Result.flatMap(samePoints("Оплата.СуммаБонусовВСкидках", paid, parts.points), () =>
                receipt({ ...parts, kind: "sale" }, reading),
              ),
            )
          case "Возврат":
            return receipt({ ...parts, kind: "return", sale: refOf(document.ЧекККМПродажа_Key) }, reading)
          default:
            return Result.fail({ field: "ВидОперации", expected: "Expected Продажа or Возврат" })
        }
      }),
  },
]
