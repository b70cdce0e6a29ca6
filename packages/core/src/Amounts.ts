/**
 * Money, points and times as a face of loyalkit reads and writes them: `/v1`, and the bridges of adapters.
 *
 * What tills send is read as core reads it: a number, or a text such as `"1 234,50"`. What they get is always a
 * JSON number with at most two decimals, and a time is always ISO 8601 in UTC.
 */
import { QuantityFromWire } from "./Domain.ts"
import { Kopecks, KopecksFromWire, Points, PointsFromWire, points, rubles } from "./Money.ts"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"

const invalid = (message: string) => Effect.fail(new SchemaIssue.InvalidValue({ message }))

/** What an amount is written as. JSON has no number that is not finite. */
const sent = (description: string) => Schema.Union([Schema.Finite, Schema.String]).annotate({ description })

/** Money that a till sends, in rubles, zero or more; kopecks inside. */
export const RublesSent = sent('Rubles: a number with at most two decimals, or a text such as "1 234,50"')
  .pipe(Schema.decodeTo(KopecksFromWire))
  .check(Schema.isGreaterThanOrEqualTo(0, { expected: "rubles, zero or more" }))

/** Bonus points that a till sends, zero or more; hundredths inside. */
export const PointsSent = sent('Bonus points: a number with at most two decimals, or a text such as "150,50"')
  .pipe(Schema.decodeTo(PointsFromWire))
  .check(Schema.isGreaterThanOrEqualTo(0, { expected: "points, zero or more" }))

/** A quantity that a till sends, more than zero; thousandths inside. */
export const QuantitySent = sent('A number with at most three decimals, or a text such as "1,5"').pipe(
  Schema.decodeTo(QuantityFromWire),
)

/** Money in an answer, in rubles; kopecks inside. */
export const Rubles = Schema.Finite.annotate({ description: "Rubles, at most two decimals" }).pipe(
  Schema.decodeTo(
    Kopecks,
    SchemaTransformation.transformEffect<number, number>({
      decode: (given) =>
        Result.match(rubles(given), {
          onFailure: ({ message }) => invalid(message),
          onSuccess: Effect.succeed<number>,
        }),
      encode: (kopecks) => Effect.succeed(kopecks / 100),
    }),
  ),
)

/** Bonus points in an answer; hundredths inside. */
export const BonusPoints = Schema.Finite.annotate({ description: "Bonus points, at most two decimals" }).pipe(
  Schema.decodeTo(
    Points,
    SchemaTransformation.transformEffect<number, number>({
      decode: (given) =>
        Result.match(points(given), {
          onFailure: ({ message }) => invalid(message),
          onSuccess: Effect.succeed<number>,
        }),
      encode: (hundredths) => Effect.succeed(hundredths / 100),
    }),
  ),
)

/** ISO 8601 with its offset: a time without one would be read as somebody's own. */
const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/
const EXPECTED_TIME = "a time such as 2026-11-25T18:30:00+03:00, or milliseconds since 1970"

const millisOf = (text: string): number | undefined =>
  WITH_OFFSET.test(text)
    ? Option.getOrUndefined(Option.map(DateTime.make(text), DateTime.toEpochMillis))
    : undefined

const isMillis = (given: number): boolean => Number.isSafeInteger(given) && given >= 0

/** A time that a till sends: ISO 8601 with an offset, or whole milliseconds since 1970. */
export const TimeSent = Schema.Union([Schema.String, Schema.Finite])
  .annotate({ description: EXPECTED_TIME })
  .pipe(
    Schema.decodeTo(
      Schema.Int,
      SchemaTransformation.transformEffect<number, string | number>({
        decode: (given) => {
          const millis = typeof given === "number" ? given : millisOf(given)
          return millis !== undefined && isMillis(millis)
            ? Effect.succeed(millis)
            : invalid(`Expected ${EXPECTED_TIME}`)
        },
        encode: (millis) => Effect.succeed(millis),
      }),
    ),
  )

/** A time in an answer: ISO 8601 in UTC; milliseconds since 1970 inside. */
export const Time = Schema.String.annotate({ description: "ISO 8601, UTC" }).pipe(
  Schema.decodeTo(
    Schema.Int,
    SchemaTransformation.transformEffect<number, string>({
      decode: (text) => {
        const millis = millisOf(text)
        return millis === undefined ? invalid(`Expected ${EXPECTED_TIME}`) : Effect.succeed(millis)
      },
      encode: (millis) => Effect.succeed(DateTime.formatIso(DateTime.makeUnsafe(millis))),
    }),
  ),
)
