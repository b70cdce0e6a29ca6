/**
 * The values of 1C's OData, whichever way round they come.
 *
 * Whole numbers of 64 bits are texts, other numbers mostly are not, and a proxy or a version may turn either into the other: so both are
 * read everywhere. An empty reference is the zero GUID. A field that a configuration lacks is left out or null.
 */
import { QuantityFromWire } from "@loyalkit/core/Domain"
import { KopecksFromWire } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"

/** The reference to nothing. */
export const ZERO_REF = "00000000-0000-0000-0000-000000000000"

/** A reference, in lower case. */
export const Ref = Schema.String.pipe(
  Schema.decodeTo(
    Schema.String.check(
      Schema.isPattern(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { expected: "a GUID" }),
    ),
    SchemaTransformation.transform({ decode: (text) => text.toLowerCase(), encode: (text) => text }),
  ),
)

/** A reference to something; nothing for a missing, empty or zero one. */
export const refOf = (ref: string | null | undefined): string | undefined =>
  ref === null || ref === undefined || ref === ZERO_REF ? undefined : ref

/** A field that may be missing or null. */
export const maybe = <S extends Schema.Constraint>(schema: S) => Schema.optional(Schema.NullOr(schema))

/** A decimal text of a machine, `945.500`: its dot is never a thousands separator, so zeros behind it say nothing. */
const withoutZeros = (input: number | string): number | string =>
  typeof input === "string" && /^-?\d+\.\d+$/.test(input) ? input.replace(/\.?0+$/, "") : input

const Decimal = Schema.Union([Schema.Number, Schema.String])
const plainDecimal = SchemaTransformation.transform<number | string, number | string>({
  decode: withoutZeros,
  encode: (value) => value,
})

/** Roubles; kopecks inside. */
export const Money = Decimal.pipe(Schema.decodeTo(KopecksFromWire, plainDecimal))

/** A field that tells people something and decides nothing: read where it can be. */
export const Telling = Schema.optional(Schema.Unknown)

const tellingOf = <A>(schema: Schema.ConstraintDecoder<A>): ((value: unknown) => A | undefined) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (value) => Result.getOrUndefined(decode(value))
}

/** A price of a {@link Telling} field. 1C may compute one with more decimals than a kopeck has. */
export const priceOf = tellingOf(Money)

/** A quantity of a {@link Telling} field, in thousandths. */
export const quantityOf = tellingOf(Decimal.pipe(Schema.decodeTo(QuantityFromWire, plainDecimal)))

/** A whole number, perhaps as a text. */
export const Whole = Decimal.pipe(
  Schema.decodeTo(
    Schema.Int,
    SchemaTransformation.transformEffect<number, number | string>({
      decode: (input) => {
        const number =
          typeof input === "string" && /^-?\d{1,15}$/.test(input.trim()) ? Number(input.trim()) : input
        return typeof number === "number"
          ? Effect.succeed(number)
          : Effect.fail(new SchemaIssue.InvalidValue({ message: "Expected a whole number" }))
      },
      encode: Effect.succeed<number>,
    }),
  ),
)

/** A field that does not read: where, and what was expected there; never what stood there. */
export interface Unreadable {
  readonly field: string
  readonly expected: string
}

const issues = SchemaIssue.makeFormatterStandardSchemaV1({ leafHook: SchemaIssue.defaultLeafHook })

const fieldText = (path: ReadonlyArray<PropertyKey>): string =>
  path
    .map((part, index) =>
      typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
    )
    .join("")

/** Decodes; the first thing that is wrong is named by its field. */
export const read = <A>(
  schema: Schema.ConstraintDecoder<A>,
): ((input: unknown) => Result.Result<A, Unreadable>) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (input) =>
    Result.mapError(decode(input), ({ issue }) => {
      const [first] = issues(issue).issues
      const path = first?.path?.map((part) => (typeof part === "object" ? part.key : part)) ?? []
      return {
        field: path.length === 0 ? "the document" : fieldText(path),
        expected: first?.message ?? "Expected another value",
      }
    })
}
