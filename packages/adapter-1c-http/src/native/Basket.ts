/**
 * The receipt as `calculatediscounts` brings it: lines to be echoed as they came, and what of them counts here.
 *
 * A line's worth is taken from its price where a discount of ours is in it already: asked again with our own answer in the lines, we
 * must give the same answer.
 */
import { MAX_LINES, type Purchase, type ReceiptLine } from "@loyalkit/core/Domain"
import { Kopecks, Points, sum, zeroKopecks } from "@loyalkit/core/Money"
import * as Predicate from "effect/Predicate"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { moneyOf } from "./Reading.ts"

const Amount = Schema.optional(Schema.NullOr(Schema.Union([Schema.Number, Schema.String])))
const Flag = Schema.optional(Schema.NullOr(Schema.Boolean))

const Line = Schema.Struct({
  LineUID: Schema.optional(Schema.NullOr(Schema.Union([Schema.String, Schema.Number]))),
  Price: Amount,
  Count: Amount,
  PackagesCount: Amount,
  Amount: Amount,
  AmountOfAutomaticDiscount: Amount,
  PercentOfAutomaticDiscount: Amount,
  AmountOfManualDiscount: Amount,
  AmountOfBonusPay: Amount,
})

const Body = Schema.Struct({
  ObjectTime: Schema.optional(Schema.NullOr(Schema.String)),
  LoyaltyCardsList: Schema.optional(Schema.NullOr(Schema.Array(Schema.String))),
  Goods: Schema.Array(Schema.Record(Schema.String, Schema.Unknown)).check(Schema.isMaxLength(MAX_LINES)),
  GetLoyaltyCardData: Flag,
  Return: Flag,
})

/** A line: as it came, and what counts. */
export interface BasketLine {
  readonly raw: Readonly<Record<string, unknown>>
  /** As 1C names it; with several of one name or none, its place. */
  readonly id: string
  /** Before any discount of ours. */
  readonly amount: Kopecks
  /** What the till shows as paid by points. */
  readonly points: Points
  readonly discounted: boolean
}

export interface Basket {
  /** The till's own time; nothing where it said none. */
  readonly time: string | undefined
  /** The first card: a number, or a GUID. */
  readonly card: string | undefined
  readonly wantsCard: boolean
  readonly isReturn: boolean
  readonly lines: ReadonlyArray<BasketLine>
}

/** Why a body cannot be calculated. */
export type BadBasket = { readonly _tag: "NoGoods" } | { readonly _tag: "Unreadable"; readonly what: string }

const money = (value: number | string | null | undefined): Kopecks | undefined =>
  value === undefined || value === null || value === "" ? zeroKopecks : moneyOf(value)

/** Price times packages less the manual discount, half up; exact, since both are decimals of few places. */
const worth = (price: Kopecks, packages: number, manual: Kopecks): Kopecks | undefined => {
  const thousandths = Math.round(packages * 1_000)
  if (!Number.isSafeInteger(price * thousandths)) return undefined
  const amount = Math.floor((price * thousandths + 500) / 1_000) - manual
  return amount < 0 ? undefined : Kopecks.make(amount)
}

const numberOf = (value: number | string | null | undefined): number => {
  const number = Number(
    String(value ?? 0)
      .replace(/\s/g, "")
      .replace(",", "."),
  )
  return Number.isFinite(number) && number > 0 ? number : 0
}

const decodeLine = Schema.decodeUnknownResult(Line)

const readLine = (raw: Readonly<Record<string, unknown>>): Omit<BasketLine, "id"> | undefined => {
  const line = Result.getOrUndefined(decodeLine(raw))
  const asked = line === undefined ? undefined : money(line.Amount)
  const points = line === undefined ? undefined : money(line.AmountOfBonusPay)
  if (line === undefined || asked === undefined || points === undefined) return undefined
  const discounted =
    numberOf(line.AmountOfAutomaticDiscount) > 0 || numberOf(line.PercentOfAutomaticDiscount) > 0
  const packages = numberOf(line.PackagesCount ?? line.Count)
  const [price, manual] = [
    money(line.Price) ?? zeroKopecks,
    money(line.AmountOfManualDiscount) ?? zeroKopecks,
  ]
  const anew = discounted && price > 0 && packages > 0 ? worth(price, packages, manual) : undefined
  return { raw, amount: anew ?? asked, points: Points.make(points), discounted }
}

const nameOf = ({ LineUID }: Readonly<Record<string, unknown>>): string =>
  Predicate.isString(LineUID) || Predicate.isNumber(LineUID) ? String(LineUID) : ""

/** Each line's own name, or all by their place. */
const named = (lines: ReadonlyArray<Omit<BasketLine, "id">>): ReadonlyArray<BasketLine> => {
  const names = lines.map(({ raw }) => nameOf(raw))
  const tell = new Set(names).size === names.length && !names.includes("")
  return lines.map((line, index) => ({ ...line, id: tell ? (names[index] ?? "") : `line-${index + 1}` }))
}

const decodeBody = Schema.decodeUnknownResult(Body)

const hasGoods = (body: unknown): boolean => Predicate.hasProperty(body, "Goods") && Array.isArray(body.Goods)

const parse = (text: string): Result.Result<unknown, BadBasket> =>
  text.trim() === ""
    ? Result.fail({ _tag: "NoGoods" })
    : Result.try({
        try: (): unknown => JSON.parse(text),
        catch: () => ({ _tag: "Unreadable", what: "тело запроса" }),
      })

/** Reads a body; what stands in it besides is left to be echoed. */
export const basketOf = (text: string): Result.Result<Basket, BadBasket> =>
  Result.gen(function* () {
    const body = yield* parse(text)
    if (!hasGoods(body)) return yield* Result.fail<BadBasket>({ _tag: "NoGoods" })
    const read = yield* Result.mapError(decodeBody(body), (): BadBasket => ({
      _tag: "Unreadable",
      what: "состав чека",
    }))
    const lines: Array<Omit<BasketLine, "id">> = []
    for (const [index, raw] of read.Goods.entries()) {
      const line = readLine(raw)
      if (line === undefined)
        return yield* Result.fail<BadBasket>({ _tag: "Unreadable", what: `строку ${index + 1}` })
      lines.push(line)
    }
    return {
      time: read.ObjectTime ?? undefined,
      card: read.LoyaltyCardsList?.find((card) => card.trim() !== ""),
      wantsCard: read.GetLoyaltyCardData === true,
      isReturn: read.Return === true,
      lines: named(lines),
    }
  })

/** What the basket is worth, as the checkout takes it. Lines that cost nothing say nothing. */
export const purchaseOf = ({ lines }: Basket): Purchase => ({
  amount: sum(lines.map(({ amount }) => amount)),
  lines: lines.filter(({ amount }) => amount > 0).map(lineOf),
})

/** One piece at the line's amount: quantities and names are the till's own matter, and the names stay there. */
const lineOf = ({ amount, id }: BasketLine): ReceiptLine => ({ id, quantity: 1_000, price: amount, amount })

/** All points that the till shows as spent. */
export const pointsShown = ({ lines }: Basket): Points => {
  let total = 0
  for (const { points } of lines) total += points
  return Points.make(total)
}
