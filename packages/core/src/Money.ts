/**
 * Rubles and bonus points, exact to the kopeck.
 *
 * A till that adds `0.1 + 0.2` prints a wrong receipt. So every amount inside loyalkit is a whole number:
 * kopecks for money, hundredths for bonus points. Numbers are read once, at the border, from their shortest
 * decimal text, and written once, at the border. What does not fit is refused with a reason, never bent.
 *
 * This is the only place that rounds, and it rounds two things: a percentage that makes a third decimal, and points
 * where a programme has whole ones only.
 *
 * The numbers are plain `number`s with a brand, not `bigint`: they survive `JSON.stringify` and stay exact,
 * since the largest amount allowed is far below 2^53.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import {
  MAX_DECIMAL_TEXT,
  unitsFrom,
  wire,
  type DecimalFormat,
  type InvalidDecimal,
} from "./internal/decimal.ts"

/** The largest amount read or computed, in rubles or points: 10^12. In hundredths that is 10^14, below 2^53 ≈ 9 × 10^15. */
export const MAX_WHOLE = 1_000_000_000_000

const MAX_HUNDREDTHS = MAX_WHOLE * 100

const Hundredths = Schema.Int.check(Schema.isBetween({ minimum: -MAX_HUNDREDTHS, maximum: MAX_HUNDREDTHS }))

/** An amount of money in whole kopecks. */
export const Kopecks = Hundredths.pipe(Schema.brand("Kopecks"))
export type Kopecks = typeof Kopecks.Type

/** An amount of bonus points in whole hundredths of a point. One point is worth one ruble, so one hundredth is worth one kopeck. */
export const Points = Hundredths.pipe(Schema.brand("Points"))
export type Points = typeof Points.Type

/** A percentage as the service states it, `0` to `100`: `3.5` is three and a half percent. */
export const Percent = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 100 })).pipe(
  Schema.brand("Percent"),
)
export type Percent = typeof Percent.Type

export const zeroKopecks: Kopecks = Kopecks.make(0)
export const zeroPoints: Points = Points.make(0)

/** Why an amount was refused. */
export type InvalidMoneyReason = InvalidDecimal

const refusals: Record<InvalidMoneyReason, string> = {
  "not-a-number": 'is not an amount. Write it like 1234.5, or "1 234,50"',
  "not-finite": "is not a finite number",
  "too-many-decimals": "has more than two decimals: an amount is whole kopecks",
  "too-large": `is beyond ${MAX_WHOLE}, the largest amount that is handled`,
  ambiguous:
    "may be thousands or decimals. Leave thousands unmarked or set them apart by spaces, and write two decimals at most",
}

/** An amount that cannot be taken: the input as it came, the reason as a word, and a message that says what to write instead. */
export class InvalidMoney extends Data.TaggedError("InvalidMoney")<{
  readonly input: unknown
  readonly reason: InvalidMoneyReason
}> {
  override get message(): string {
    return `${shown(this.input)} ${refusals[this.reason]}.`
  }
}

// Objects are not printed: they can be of any size, and some cannot be printed at all.
const shown = (input: unknown): string => {
  if (typeof input === "string") {
    return input.length > MAX_AMOUNT_TEXT
      ? `A text of ${input.length} characters that begins ${JSON.stringify(input.slice(0, 16))}`
      : JSON.stringify(input)
  }
  if (Array.isArray(input)) return "An array"
  if (typeof input === "function") return "A function"
  return typeof input === "object" && input !== null ? "An object" : String(input)
}

/** The longest text read as an amount. The largest amount needs 21 characters; the rest is room for padding. */
export const MAX_AMOUNT_TEXT = MAX_DECIMAL_TEXT

const AMOUNT: DecimalFormat = { decimals: 2, largest: MAX_WHOLE, mayBeThousands: "refused" }

const hundredthsFrom = (input: unknown): Result.Result<number, InvalidMoney> =>
  Result.mapError(unitsFrom(input, AMOUNT), (reason) => new InvalidMoney({ input, reason }))

/**
 * Rubles from outside: a JSON number, read by its shortest decimal text, or a text such as `"1 234,50"`.
 * A text that may mean thousands or decimals, such as `"1,500"`, is refused.
 *
 * @example
 * ```ts
 * import * as Money from "@loyalkit/core/Money"
 * import * as Result from "effect/Result"
 *
 * Result.getOrThrow(Money.rubles(0.29)) // => 29
 * Result.getOrThrow(Money.rubles("1 234,50")) // => 123450
 * Result.isFailure(Money.rubles(0.001)) // => true
 * Result.isFailure(Money.rubles("1,500")) // => true
 * ```
 */
export const rubles = (input: unknown): Result.Result<Kopecks, InvalidMoney> =>
  Result.map(hundredthsFrom(input), (hundredths) => Kopecks.make(hundredths))

/** Bonus points from outside, by the same rules as {@link rubles}. */
export const points = (input: unknown): Result.Result<Points, InvalidMoney> =>
  Result.map(hundredthsFrom(input), (hundredths) => Points.make(hundredths))

/**
 * The number to put into JSON: rubles for kopecks, points for hundredths.
 * Dividing by 100 gives the double nearest to the decimal, and that one prints with at most two decimals.
 *
 * @example
 * ```ts
 * import * as Money from "@loyalkit/core/Money"
 *
 * JSON.stringify(Money.toNumber(Money.Kopecks.make(1931))) // => "19.31"
 * ```
 */
export const toNumber = (amount: Kopecks | Points): number => amount / 100

/** The languages that amounts and messages are printed in. */
export type Language = "ru" | "en"

/**
 * For people: `1 234,50` in Russian, `1,234.50` in English. Whole amounts keep their two decimals for money;
 * bonus points drop them when they are whole. Groups are set apart by a no-break space in Russian.
 *
 * @example
 * ```ts
 * import * as Money from "@loyalkit/core/Money"
 *
 * Money.format(Money.Kopecks.make(123450), "en") // => "1,234.50"
 * ```
 */
export const format = (amount: Kopecks, language: Language): string => print(amount, language, true)

/** {@link format} for bonus points: `150`, `150,50`. */
export const formatPoints = (amount: Points, language: Language): string =>
  print(amount, language, amount % 100 !== 0)

const print = (hundredths: number, language: Language, decimals: boolean): string => {
  const absolute = Math.abs(hundredths)
  const [group, separator] = language === "ru" ? ["\u00a0", ","] : [",", "."]
  const whole = String(Math.floor(absolute / 100)).replace(/\B(?=(\d{3})+$)/g, group)
  const fraction = decimals ? separator + String(absolute % 100).padStart(2, "0") : ""
  return (hundredths < 0 ? "−" : "") + whole + fraction
}

/**
 * `percent` of an amount, half up to the kopeck. Computed from the percent's decimal text, so that 7.35 % is
 * 7.35 % and not the double beside it. A negative amount gives the same, negative: what is given back cancels what was taken.
 *
 * @example
 * ```ts
 * import * as Money from "@loyalkit/core/Money"
 *
 * Money.percentOf(Money.Kopecks.make(1005), Money.Percent.make(10)) // => 101
 * ```
 */
export const percentOf = (amount: Kopecks, percent: Percent): Kopecks => {
  const [mantissa = "0", exponent = "0"] = String(percent).split("e")
  const [whole = "0", fraction = ""] = mantissa.split(".")
  const numerator = BigInt(Math.abs(amount)) * BigInt(whole + fraction)
  // A percent is at most 100, so an exponent is never positive.
  const denominator = 100n * 10n ** BigInt(fraction.length - Number(exponent))
  const rounded = Number((2n * numerator + denominator) / (2n * denominator))
  return Kopecks.make(amount < 0 && rounded !== 0 ? -rounded : rounded)
}

/** What so many points pay: one point, one ruble. */
export const pointsAsMoney = (amount: Points): Kopecks => Kopecks.make(amount)

/** How many points pay this amount: one point, one ruble. */
export const moneyAsPoints = (amount: Kopecks): Points => Points.make(amount)

/**
 * The whole points of an amount, for a programme without fractions of a point. What is over is dropped, so nobody
 * gets more than they have.
 *
 * @example
 * ```ts
 * import * as Money from "@loyalkit/core/Money"
 *
 * Money.wholePoints(Money.Points.make(1999)) // => 1900
 * ```
 */
export const wholePoints = (amount: Points): Points => Points.make(Math.trunc(amount / 100) * 100 || 0)

/** `a + b`. A sum beyond the largest amount is a defect, since no border lets such amounts in. */
export const add = <A extends Kopecks | Points>(a: A, b: NoInfer<A>): A => check(a + b)

/** `a − b`. */
export const subtract = <A extends Kopecks | Points>(a: A, b: NoInfer<A>): A => check(a - b)

/** The sum of any number of amounts of money. Beyond the largest amount it is a defect, as in {@link add}. */
export const sum = (amounts: Iterable<Kopecks>): Kopecks => {
  let total = 0
  for (const amount of amounts) {
    total += amount
    // Beyond 2^53 the next addition could round; `make` refuses what is reached here.
    if (!Number.isSafeInteger(total)) break
  }
  return Kopecks.make(total)
}

/** The smaller of two amounts. */
export const min = <A extends Kopecks | Points>(a: A, b: NoInfer<A>): A => (a <= b ? a : b)

// The brand is kept by the operation; `make` checks range and wholeness, which both units share.
const check = <A extends Kopecks | Points>(value: number): A => Kopecks.make(value) as number as A

const readAmount = (input: number | string): Result.Result<number, string> =>
  Result.mapError(unitsFrom(input, AMOUNT), (reason) => `This ${refusals[reason]}`)

/** The schema of money on the wire: a JSON number or a text in rubles; kopecks inside. */
export const KopecksFromWire = wire(Kopecks, readAmount, AMOUNT)

/** The schema of bonus points on the wire. */
export const PointsFromWire = wire(Points, readAmount, AMOUNT)
