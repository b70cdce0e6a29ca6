/**
 * The things that a checkout is about: clients, receipts, quotes, holds and sales.
 *
 * All of them are plain JSON inside: branded strings and whole numbers, optional fields left out and never
 * null. So a journal can store them as they are, and a test can write them down.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { unitsFrom, wire, type DecimalFormat, type InvalidDecimal } from "./internal/decimal.ts"
import { Kopecks, MAX_WHOLE, Percent, Points } from "./Money.ts"

const Id = Schema.NonEmptyString

/** The service's ID of a client. Opaque. */
export const ClientId = Id.pipe(Schema.brand("ClientId"))
export type ClientId = typeof ClientId.Type

/** The service's ID of a point of sale. Opaque, never validated (docs/loyalclient.md, 1). */
export const PointId = Id.pipe(Schema.brand("PointId"))
export type PointId = typeof PointId.Type

/** The service's ID of a hold. Opaque. */
export const HoldId = Id.pipe(Schema.brand("HoldId"))
export type HoldId = typeof HoldId.Type

/** The longest receipt ID a till may use, from the gateway's API ("A receipt's life"). */
export const MAX_RECEIPT_ID = 128

/** The till's own ID of a receipt, known before it is printed and unique within a point: 1–128 characters of `A-Z a-z 0-9 . _ -`. */
export const ReceiptId = Schema.String.check(
  Schema.isPattern(new RegExp(`^[A-Za-z0-9._-]{1,${MAX_RECEIPT_ID}}$`), {
    expected: `a receipt ID of 1 to ${MAX_RECEIPT_ID} characters of A-Z a-z 0-9 . _ -`,
  }),
).pipe(Schema.brand("ReceiptId"))
export type ReceiptId = typeof ReceiptId.Type

/** What names a checkout everywhere: the point of sale and the till's receipt. */
export const CheckoutKey = Schema.Struct({ point: PointId, receipt: ReceiptId })
export interface CheckoutKey extends Schema.Schema.Type<typeof CheckoutKey> {}

/** A programme in which points are earned and spent, or one that takes a percentage off. */
export const ProgrammeType = Schema.Literals(["cashback", "discount"])
export type ProgrammeType = typeof ProgrammeType.Type

/** A client's loyalty level. `maxSpendPercent` is the most of a receipt that points may pay (cashback only). */
export const Level = Schema.Struct({
  id: Schema.optionalKey(Schema.String),
  title: Schema.optionalKey(Schema.String),
  type: ProgrammeType,
  percent: Percent,
  maxSpendPercent: Schema.optionalKey(Percent),
})
export interface Level extends Schema.Schema.Type<typeof Level> {}

/** What a journal may keep of a client for good: nothing that names a person. */
export const ClientAccount = Schema.Struct({ id: ClientId, level: Level, balance: Points })
export interface ClientAccount extends Schema.Schema.Type<typeof ClientAccount> {}

/** What names a person. Kept only until the checkout is settled, and never printed unmasked in a log. */
export const Person = Schema.Struct({
  name: Schema.optionalKey(Schema.String),
  phone: Schema.optionalKey(Schema.String),
  email: Schema.optionalKey(Schema.String),
  birthday: Schema.optionalKey(Schema.String),
  photo: Schema.optionalKey(Schema.String),
})
export interface Person extends Schema.Schema.Type<typeof Person> {}

/** The customer, as `findClient` returns them: `balance` is of the moment of asking. `phone` is digits only. */
export const Client = Schema.Struct({ ...ClientAccount.fields, ...Person.fields })
export interface Client extends Schema.Schema.Type<typeof Client> {}

/** A client as the journal keeps them: what stays, and what goes with the settling. */
export const splitClient = (client: Client): { readonly account: ClientAccount; readonly person: Person } => {
  const { balance, id, level, ...person } = client
  return { account: { id, level, balance }, person }
}

/** {@link splitClient} undone. */
export const clientOf = (account: ClientAccount, person: Person = {}): Client => ({ ...account, ...person })

/** The most lines of a receipt that are taken: more than any fiscal receipt holds, and it bounds what one checkout stores. */
export const MAX_LINES = 2_000

/** How much of something was sold, in thousandths: `1500` is 1.5 kg. */
export const Quantity = Schema.Int.check(Schema.isGreaterThan(0))

const QUANTITY: DecimalFormat = { decimals: 3, largest: MAX_WHOLE, mayBeThousands: "decimals" }

const quantityRefusals: Readonly<Record<InvalidDecimal | "not-positive", string>> = {
  "not-a-number": "is not a quantity",
  "not-finite": "is not a finite number",
  "too-many-decimals": "has more than three decimals",
  "too-large": `is beyond ${MAX_WHOLE}`,
  ambiguous: "is not a quantity",
  "not-positive": "is not above zero",
}

const readQuantity = (input: number | string): Result.Result<number, string> =>
  unitsFrom(input, QUANTITY).pipe(
    Result.filterOrFail(
      (thousandths) => thousandths > 0,
      () => "not-positive" as const,
    ),
    Result.mapError(
      (reason) =>
        `This ${quantityRefusals[reason]}. Expected a quantity above zero with at most three decimals, like 1.5 or "1 000,125"`,
    ),
  )

/**
 * The schema of a quantity on the wire: a JSON number or a text such as `"1,5"` there, thousandths inside. Three digits behind
 * the only separator are decimals, since that is how scales and tills write kilograms: `"1,500"` is one and a half.
 *
 * @example
 * ```ts
 * import { QuantityFromWire } from "@loyalkit/core/Domain"
 * import * as Schema from "effect/Schema"
 *
 * Schema.decodeUnknownSync(QuantityFromWire)("1 000,125") // => 1000125
 * Schema.encodeSync(QuantityFromWire)(1_500) // => 1.5
 * ```
 */
export const QuantityFromWire = wire(Quantity, readQuantity, QUANTITY)

/**
 * One line of a receipt. `quantity` is in thousandths (`1500` is 1.5 kg), `price` and `amount` in kopecks;
 * `amount` is what counts. An `excluded` line counts in the receipt's amount and takes no points.
 */
export const ReceiptLine = Schema.Struct({
  id: Id,
  name: Schema.optionalKey(Schema.String),
  quantity: Quantity,
  price: Kopecks.check(Schema.isGreaterThanOrEqualTo(0)),
  amount: Kopecks.check(Schema.isGreaterThanOrEqualTo(0)),
  excluded: Schema.optionalKey(Schema.Boolean),
})
export interface ReceiptLine extends Schema.Schema.Type<typeof ReceiptLine> {}

/** The lines of a receipt, or of what comes back of one. */
export const ReceiptLines = Schema.Array(ReceiptLine).check(Schema.isMaxLength(MAX_LINES))

/**
 * What the customer owes after all other discounts and before points or the loyalty discount.
 * With `lines`, `amount` is their sum.
 */
export const Purchase = Schema.Struct({
  amount: Kopecks.check(Schema.isGreaterThanOrEqualTo(0)),
  lines: Schema.optionalKey(ReceiptLines),
})
export interface Purchase extends Schema.Schema.Type<typeof Purchase> {}

/**
 * What a purchase is worth: the most points that may be spent, and what would be earned if none are.
 * `percent` is this operation's, which settings can make differ from the level's. For a `discount` programme
 * `discount` and `total` say what is taken off and what is left to pay.
 */
export const Quote = Schema.Struct({
  type: ProgrammeType,
  percent: Percent,
  amount: Kopecks,
  maxSpend: Points,
  earn: Points,
  discount: Schema.optionalKey(Kopecks),
  total: Schema.optionalKey(Kopecks),
})
export interface Quote extends Schema.Schema.Type<typeof Quote> {}

/**
 * Points reserved for one checkout. `minutes` is the till's time for it; `askedMinutes` is what the service
 * was asked for, which also covers the settling of a doubt, or fewer where it granted fewer.
 */
export const Hold = Schema.Struct({
  id: HoldId,
  points: Points,
  minutes: Schema.Int,
  askedMinutes: Schema.Int,
  /** When it ends by the service's clock, in milliseconds since 1970, where the service's replies carry that clock. */
  until: Schema.optionalKey(Schema.Int),
})
export interface Hold extends Schema.Schema.Type<typeof Hold> {}

/** The operation that the service created: points were spent, or (where none were) earned, or a discount was given. */
export const Sale = Schema.Struct({
  amount: Kopecks,
  total: Kopecks,
  percent: Percent,
  type: ProgrammeType,
  spend: Schema.optionalKey(Points),
  earn: Schema.optionalKey(Points),
})
export interface Sale extends Schema.Schema.Type<typeof Sale> {}
