/**
 * Takes one setting after the other out of what was given, and keeps what is wrong with each by its name.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { expectedText, type Problem } from "./Problem.ts"
import { pathText, type Setting, type Words } from "./Setting.ts"
import type { AllGiven, Given } from "./Sources.ts"
import { nameOf } from "./Table.ts"

const MISSING: Words = { en: "is missing", ru: "не указано" }
const UNEXPECTED: Words = { en: "no such field", ru: "такого поля нет" }

const issues = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: (issue) => {
    if (issue._tag === "MissingKey") return MISSING.en
    return issue._tag === "UnexpectedKey" ? UNEXPECTED.en : SchemaIssue.defaultLeafHook(issue)
  },
})

/** What is wrong with one part of a value: the path to it, and what its schema says. */
type PartText = (path: ReadonlyArray<PropertyKey>, message: string) => Words

/** In a setting: the part's own words, or the whole setting's. */
const settingText =
  (whole: Words, parts: Readonly<Record<string, Words>>): PartText =>
  (path, message) => {
    const last = path.at(-1)
    const own = typeof last === "string" && Object.hasOwn(parts, last) ? parts[last] : undefined
    return message === UNEXPECTED.en ? UNEXPECTED : expectedText(own ?? whole)
  }

/** In a value that only its schema knows: in the schema's words. */
const schemaText: PartText = (_, message) => {
  const known = [MISSING, UNEXPECTED].find(({ en }) => en === message)
  const words = message.replace(/^Expected /, "")
  return known ?? expectedText({ en: words, ru: words })
}

/** All that is wrong with a value, one problem for each part. Without `reportInput` no issue repeats the value. */
const problemsOf = (
  error: Schema.SchemaError,
  where: Given["where"],
  text: PartText,
): ReadonlyArray<Problem> => {
  const found = new Map<string, Problem>()
  for (const { message, path = [] } of issues(error.issue).issues) {
    const inside = path.map((part) => (typeof part === "object" ? part.key : part))
    const at = where(inside)
    if (!found.has(at)) found.set(at, { where: at, text: text(inside, message) })
  }
  return [...found.values()]
}

/** What was given, and what turned out to be wrong with it. */
export class Taking {
  readonly #given: AllGiven
  readonly #problems: Array<Problem>

  constructor(given: AllGiven, problems: ReadonlyArray<Problem>) {
    this.#given = given
    this.#problems = [...problems]
  }

  /** All that is wrong so far. */
  get problems(): ReadonlyArray<Problem> {
    return this.#problems
  }

  /** Where and from whom a setting came. */
  given(setting: Setting<unknown>): Given | undefined {
    return this.#given.get(pathText(setting.path))
  }

  /** The name by which a part of a setting was given, or could be. */
  where(setting: Setting<unknown>): Given["where"] {
    return (
      this.given(setting)?.where ??
      ((inside) => (inside.length === 0 ? nameOf(setting) : pathText([...setting.path, ...inside])))
    )
  }

  /** The same of the whole setting. */
  name(setting: Setting<unknown>): string {
    return this.where(setting)([])
  }

  wrong(where: string, text: Words): void {
    this.#problems.push({ where, text })
  }

  /** The setting decoded; its default where nobody gave it; nothing where it is wrong. `parts` has words for its fields. */
  take<A>(setting: Setting<A>, parts: Readonly<Record<string, Words>> = {}): A | undefined {
    const given = this.given(setting)
    if (given === undefined) return setting.fallback
    return this.#decode(given.value, setting.schema, given.where, settingText(setting.expected, parts))
  }

  /** Another value decoded, such as an adapter's section; in the schema's own words. */
  takeOther<A>(value: unknown, schema: Schema.ConstraintDecoder<A>, where: Given["where"]): A | undefined {
    return this.#decode(value, schema, where, schemaText)
  }

  #decode<A>(
    value: unknown,
    schema: Schema.ConstraintDecoder<A>,
    where: Given["where"],
    text: PartText,
  ): A | undefined {
    const decoded = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })(value)
    if (Result.isSuccess(decoded)) return decoded.success
    this.#problems.push(...problemsOf(decoded.failure, where, text))
    return undefined
  }
}
