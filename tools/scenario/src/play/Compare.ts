/**
 * Where an outcome is not the one that a file says, field by field.
 */
import * as Schema from "effect/Schema"
import { Outcome } from "../format/Outcome.ts"

const encode = Schema.encodeSync(Outcome)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value))

const compared = (field: string, expected: unknown, actual: unknown): ReadonlyArray<string> => {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.max(expected.length, actual.length)
    return Array.from({ length }, (_, index) =>
      compared(`${field}[${index}]`, expected[index], actual[index]),
    ).flat()
  }
  if (isRecord(expected) && isRecord(actual)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)])
    return [...names].flatMap((name) => compared(`${field}.${name}`, expected[name], actual[name]))
  }
  return expected === actual ? [] : [`${field}: expected ${shown(expected)}, got ${shown(actual)}`]
}

/** The differences, a line each; none where they are the same. */
export const differences = (expected: Outcome, actual: Outcome): ReadonlyArray<string> =>
  compared("outcome", encode(expected), encode(actual))
