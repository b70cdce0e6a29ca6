/**
 * Where an outcome is not the one that a file says, field by field.
 */
import * as Schema from "effect/Schema"
import { Outcome } from "../format/Outcome.ts"

const encode = Schema.encodeSync(Outcome)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

/** `field`: as `outcome.clients[0].balance`. The values are as the file has them; undefined where there is none. */
export interface Difference {
  readonly field: string
  readonly expected: unknown
  readonly actual: unknown
}

const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value))

const compared = (field: string, expected: unknown, actual: unknown): ReadonlyArray<Difference> => {
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
  return expected === actual ? [] : [{ field, expected, actual }]
}

/** The differences; none where they are the same. */
export const compare = (expected: Outcome, actual: Outcome): ReadonlyArray<Difference> =>
  compared("outcome", encode(expected), encode(actual))

/** The same, a line each. */
export const differences = (expected: Outcome, actual: Outcome): ReadonlyArray<string> =>
  compare(expected, actual).map(
    (one) => `${one.field}: expected ${shown(one.expected)}, got ${shown(one.actual)}`,
  )
