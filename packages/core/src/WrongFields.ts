/**
 * What is wrong with a request, field by field, as a face tells an integrator. What was sent is not repeated: it may be a customer's phone.
 */
import * as SchemaIssue from "effect/SchemaIssue"

/** A field by its path, such as `order.sum`; `body` for the whole of it. */
export interface WrongField {
  readonly field: string
  readonly message: string
}

const issues = SchemaIssue.makeFormatterStandardSchemaV1()

/** More wrong fields than that tell nothing new, and a basket of thousands would come back as megabytes. Our judgment. */
const MOST_FIELDS = 20

/** Each wrong field once, the first of them. */
export const wrongFieldsOf = (issue: SchemaIssue.Issue): ReadonlyArray<WrongField> => {
  const first = new Map<string, string>()
  for (const { message, path = [] } of issues(issue).issues) {
    const field = path.map((part) => String(typeof part === "object" ? part.key : part)).join(".") || "body"
    if (!first.has(field)) first.set(field, message)
    if (first.size === MOST_FIELDS) break
  }
  return Array.from(first, ([field, message]) => ({ field, message }))
}
