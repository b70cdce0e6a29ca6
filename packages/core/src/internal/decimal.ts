/**
 * Decimal numbers from outside as whole numbers of their smallest unit: kopecks, thousandths.
 *
 * Read from the decimal text, never by multiplying: `0.29 * 100` is 28.999999999999996. A number is read by its shortest
 * text, the one that JSON would print. What has more decimals than the unit is refused; nothing here rounds.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"

/** Why a decimal was refused. */
export type InvalidDecimal = "not-a-number" | "not-finite" | "too-many-decimals" | "too-large" | "ambiguous"

/** Which decimals are taken. */
export interface DecimalFormat {
  /** The most decimals: the unit is 10 to the minus that. */
  readonly decimals: number
  /** The largest number, either side of zero. In units it must stay below 2^53. */
  readonly largest: number
  /** Is `1,500` refused, since it may be one and a half or one thousand five hundred? A factor of a thousand is not guessed. */
  readonly mayBeThousands: "refused" | "decimals"
}

/** The longest text read as a number. It bounds the work on a hostile text. */
export const MAX_DECIMAL_TEXT = 64

/** Digits with an optional decimal part, after either minus sign. Groups of three may be set apart by a space, a no-break space (U+00A0) or a narrow one (U+202F). */
const DECIMAL = /^([-\u2212]?)(\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+)(?:[.,](\d+))?$/

const MAY_BE_THOUSANDS = /^[-\u2212]?[1-9]\d{0,2}[.,]\d{3}$/

type Units = Result.Result<number, InvalidDecimal>

const fromText = (input: string, format: DecimalFormat): Units => {
  if (input.length > MAX_DECIMAL_TEXT) return Result.fail("not-a-number")
  const text = input.trim()
  if (format.mayBeThousands === "refused" && MAY_BE_THOUSANDS.test(text)) return Result.fail("ambiguous")
  return fromDecimal(text, format)
}

const fromDecimal = (text: string, { decimals, largest }: DecimalFormat): Units => {
  const match = DECIMAL.exec(text)
  if (match === null) return Result.fail("not-a-number")
  const [, sign, whole = "", behind = ""] = match
  const fraction = behind.replace(/0+$/, "")
  if (fraction.length > decimals) return Result.fail("too-many-decimals")
  const scale = 10 ** decimals
  const units = Number(whole.replace(/[^\d]/g, "")) * scale + Number(fraction.padEnd(decimals, "0"))
  if (units > largest * scale) return Result.fail("too-large")
  return Result.succeed(sign !== "" && units !== 0 ? -units : units)
}

/** A JSON number or a text as a whole number of units. */
export const unitsFrom = (input: unknown, format: DecimalFormat): Units => {
  if (typeof input === "string") return fromText(input, format)
  if (typeof input !== "number") return Result.fail("not-a-number")
  if (!Number.isFinite(input)) return Result.fail("not-finite")
  if (Math.abs(input) > format.largest) return Result.fail("too-large")
  const text = String(input)
  // Below 10^21 only a tiny number is printed with an exponent, and then it has many decimals.
  return text.includes("e") ? Result.fail("too-many-decimals") : fromDecimal(text, format)
}

/**
 * The schema of such numbers on the wire: a JSON number or a text there, units inside, and a number again on the way out.
 * `read` refuses with a message that does not repeat the input: a body of another shape may hold a person's name here.
 */
export const wire = <S extends Schema.Codec<number, number>>(
  to: S,
  read: (input: number | string) => Result.Result<number, string>,
  { decimals }: DecimalFormat,
) =>
  Schema.Union([Schema.Number, Schema.String]).pipe(
    Schema.decodeTo(
      to,
      SchemaTransformation.transformEffect<number, number | string>({
        decode: (input) =>
          Result.match(read(input), {
            onFailure: (message) => Effect.fail(new SchemaIssue.InvalidValue({ message })),
            onSuccess: Effect.succeed<number>,
          }),
        // The double nearest to the decimal, which prints with at most so many decimals.
        encode: (units) => Effect.succeed(units / 10 ** decimals),
      }),
    ),
  )
