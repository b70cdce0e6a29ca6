/**
 * Reads what people write (admin requests, files) by schema, and strictly: a mistyped name is reported and not
 * ignored, each field with its path.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

/** What is wrong, by the path of the field; `body` is the whole. */
export type Wrong = Readonly<Record<string, string>>

const issues = SchemaIssue.makeFormatterStandardSchemaV1()

/** A decoder that knows all that is wrong at once. */
export const decoder = <A>(schema: Schema.ConstraintDecoder<A>) => {
  const decode = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })
  return (input: unknown): Result.Result<A, Wrong> =>
    Result.mapError(decode(input), ({ issue }) => {
      const wrong: Record<string, string> = {}
      for (const { message, path = [] } of issues(issue).issues)
        wrong[path.length === 0 ? "body" : path.map(String).join(".")] ??= message
      return wrong
    })
}

/** All that is wrong in one line. */
export const inWords = (wrong: Wrong): string =>
  Object.entries(wrong)
    .map(([field, message]) => `${field}: ${message}`)
    .join("; ")
