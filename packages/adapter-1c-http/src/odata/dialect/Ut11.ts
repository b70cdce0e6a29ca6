/**
 * «Управление торговлей» 11.5: receipts and their returns are two documents, both printed by `Статус`.
 *
 * A sale's points stand in its lines, in points and in money; a return's stand in its head, and its lines are net, so they make up the amount
 * only where no points came back.
 */
import { add, zeroKopecks } from "@loyalkit/core/Money"
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
  СуммаНДС: maybe(Money),
  СуммаАвтоматическойСкидки: maybe(Money),
  СуммаБонусныхБалловКСписанию: maybe(Money),
  СуммаБонусныхБалловКСписаниюВВалюте: maybe(Money),
})

const common = {
  ...Head.fields,
  КассаККМ_Key: maybe(Ref),
  Склад_Key: maybe(Ref),
  Статус: maybe(Schema.String),
  ЦенаВключаетНДС: maybe(Schema.Boolean),
  КартаЛояльности_Key: maybe(Ref),
  Партнер_Key: maybe(Ref),
  НомерЧекаККМ: maybe(Whole),
  СуммаДокумента: Money,
  Товары: Schema.Array(Goods),
}
const Sale = Schema.Struct(common)
const Return = Schema.Struct({
  ...common,
  ЧекККМ_Key: maybe(Ref),
  СуммаБонусныхБалловКВозврату: maybe(Money),
})

const line =
  (isTaxApart: boolean) =>
  (goods: typeof Goods.Type): Line => ({
    id: String(goods.LineNumber),
    quantity: quantityOf(goods.Количество),
    price: priceOf(goods.Цена),
    net: isTaxApart ? add(goods.Сумма, goods.СуммаНДС ?? zeroKopecks) : goods.Сумма,
    points: goods.СуммаБонусныхБалловКСписаниюВВалюте ?? zeroKopecks,
    automatic: goods.СуммаАвтоматическойСкидки ?? zeroKopecks,
  })

const partsOf = (document: typeof Sale.Type | typeof Return.Type): Omit<Parts, "kind" | "points"> => ({
  head: document,
  tills: [refOf(document.КассаККМ_Key), refOf(document.Склад_Key)],
  card: refOf(document.КартаЛояльности_Key),
  owner: refOf(document.Партнер_Key),
  number: document.НомерЧекаККМ,
  net: document.СуммаДокумента,
  lines: document.Товары.map(line(document.ЦенаВключаетНДС === false)),
})

const isPrinted = ({ DeletionMark, Статус }: typeof Sale.Type): boolean =>
  DeletionMark !== true && Статус === "Пробит"

const readSale = read(Sale)
const readReturn = read(Return)

export const sources: ReadonlyArray<Source> = [
  {
    entity: "Document_ЧекККМ",
    read: (raw, reading) =>
      Result.flatMap(readSale(raw), (document) => {
        if (!isPrinted(document)) return Result.succeed(notPrinted)
        const points = total(document.Товары, (goods) => goods.СуммаБонусныхБалловКСписанию)
        const money = total(document.Товары, (goods) => goods.СуммаБонусныхБалловКСписаниюВВалюте)
        return Result.flatMap(samePoints("Товары.СуммаБонусныхБалловКСписанию", points, money), () =>
          receipt({ ...partsOf(document), kind: "sale", points }, reading),
        )
      }),
  },
  {
    entity: "Document_ЧекККМВозврат",
    read: (raw, reading) =>
      Result.flatMap(readReturn(raw), (document) =>
        isPrinted(document)
          ? receipt(
              {
                ...partsOf(document),
                kind: "return",
                sale: refOf(document.ЧекККМ_Key),
                points: document.СуммаБонусныхБалловКВозврату ?? zeroKopecks,
              },
              reading,
            )
          : Result.succeed(notPrinted),
      ),
  },
]
