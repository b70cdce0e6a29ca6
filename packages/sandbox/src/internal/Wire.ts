/**
 * The service's five requests as they come over the wire, and the envelopes of its refusals.
 *
 * The document says nothing about malformed requests. Assumed: they are errors like any other, a 422 keyed by
 * the field. Amounts must be JSON numbers of rubles or points, with two decimals at most.
 */
import { ClientId, HoldId, PointId } from "@loyalkit/core/Domain"
import { KopecksFromWire, PointsFromWire } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"
import type { Behaviour } from "../Behaviour.ts"

/** The methods of the service, by the last part of their path. */
export const Method = Schema.Literals(["client", "recalc", "hold", "release", "retail"])
export type Method = typeof Method.Type

/** The path of each method. */
export const paths: Readonly<Record<Method, string>> = {
  client: "/integration/general/client",
  recalc: "/integration/general/recalc",
  hold: "/integration/general/bonuses/hold",
  release: "/integration/general/bonuses/release",
  retail: "/integration/general/retail",
}

const methods = new Map(Method.literals.map((method) => [paths[method], method]))

/** The method at a path, if there is one. */
export const methodAt = (path: string): Method | undefined => methods.get(path)

/** A hold lasts so many minutes unless told otherwise, and so many at most (docs/loyalclient.md, 2.5). */
export const DEFAULT_HOLD_MINUTES = 10
export const MAX_HOLD_MINUTES = 30
/** The document states no least duration; assumed: its unit. */
const MIN_HOLD_MINUTES = 1

/** The most holds that one request may name; our judgment. It bounds the work of a request. */
const MAX_NAMED_HOLDS = 100

const Text = Schema.NonEmptyString
const Rubles = Schema.Number.pipe(
  Schema.decodeTo(KopecksFromWire, SchemaTransformation.passthroughSubtype()),
).check(Schema.isGreaterThanOrEqualTo(0))
const Points = Schema.Number.pipe(
  Schema.decodeTo(PointsFromWire, SchemaTransformation.passthroughSubtype()),
).check(Schema.isGreaterThanOrEqualTo(0))
const Holds = Schema.optionalKey(Schema.Array(Schema.String).check(Schema.isMaxLength(MAX_NAMED_HOLDS)))

const requests = {
  client: Schema.Struct({ search: Text, point: PointId, hold: Holds }),
  recalc: Schema.Struct({ client: ClientId, point: PointId, amount: Rubles, hold: Holds }),
  hold: Schema.Struct({
    client: ClientId,
    point: PointId,
    amount: Points.check(Schema.isGreaterThan(0)),
    duration: Schema.optionalKey(
      Schema.Finite.check(
        Schema.isBetween(
          { minimum: MIN_HOLD_MINUTES, maximum: MAX_HOLD_MINUTES },
          { expected: `${MIN_HOLD_MINUTES} to ${MAX_HOLD_MINUTES} minutes` },
        ),
      ),
    ),
  }),
  release: Schema.Struct({ id: HoldId }),
  retail: Schema.Struct({ client: ClientId, point: PointId, amount: Rubles, spend: Points, hold: Holds }),
} as const

/** The decoded request of each method. */
export type Requests = { readonly [M in Method]: (typeof requests)[M]["Type"] }

/** What a 422 says, by the request's field. */
export type Fields = Readonly<Record<string, string>>

const issues = SchemaIssue.makeFormatterStandardSchemaV1()

/** The fields that an issue is about; the first text of each. What is about no field is about the `body`. */
export const fieldsOf = (issue: SchemaIssue.Issue): Fields => {
  const fields: Record<string, string> = {}
  for (const { path, message } of issues(issue).issues) {
    const field = String(path?.[0] ?? "body")
    fields[field] ??= `${message}.`
  }
  return fields
}

const decoder = <A>(schema: Schema.ConstraintDecoder<A>) => {
  const decode = Schema.decodeUnknownResult(schema, { errors: "all" })
  return (body: unknown): Result.Result<A, Fields> =>
    Result.mapError(decode(body), ({ issue }) => fieldsOf(issue))
}

/** Reads a request, or says what is wrong with which field. */
export const decode: {
  readonly [M in Method]: (body: unknown) => Result.Result<Requests[M], Fields>
} = {
  client: decoder(requests.client),
  recalc: decoder(requests.recalc),
  hold: decoder(requests.hold),
  release: decoder(requests.release),
  retail: decoder(requests.retail),
}

/** The body of a 422, in the envelope that the switches ask for. */
export const refusal = (behaviour: Behaviour, fields: Fields): object => {
  const texts =
    behaviour.errorText === "string"
      ? fields
      : Object.fromEntries(Object.entries(fields).map(([field, text]) => [field, [text]]))
  const body = behaviour.envelope === "top" ? texts : { [behaviour.envelope]: texts }
  return behaviour.successFalse ? { success: false, ...body } : body
}
