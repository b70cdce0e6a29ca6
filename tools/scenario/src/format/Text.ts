/**
 * Reads and writes a scenario as text. What does not fit is refused with a message that names each field that is wrong.
 */
import * as Data from "effect/Data"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as Print from "./Print.ts"
import { Scenario } from "./Scenario.ts"

/** Why a text is no scenario. `field` is the first that is wrong; the message names them all. */
export class NotAScenario extends Data.TaggedError("NotAScenario")<{
  readonly field: string
  readonly message: string
}> {}

/** The most wrong fields that a message names. */
const MOST_NAMED = 5

const issues = SchemaIssue.makeFormatterStandardSchemaV1()
const decode = Schema.decodeUnknownResult(Scenario, { errors: "all", onExcessProperty: "error" })
const encode = Schema.encodeSync(Scenario)

/** `steps[3].send.till`, as people write it. */
const fieldOf = (path: ReadonlyArray<PropertyKey>): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : text === "" ? String(part) : `${text}.${String(part)}`,
    "",
  )

const refusal = (issue: SchemaIssue.Issue): NotAScenario => {
  const wrong = new Map<string, string>()
  for (const { message, path = [] } of issues(issue).issues) {
    const field = fieldOf(path.map((part) => (typeof part === "object" ? part.key : part)))
    if (!wrong.has(field)) wrong.set(field, message.replace(/\s+/g, " "))
  }
  const [[first] = [""]] = wrong
  const named = [...wrong].slice(0, MOST_NAMED).map(([field, message]) => `${field || "it"}: ${message}`)
  const more = wrong.size > MOST_NAMED ? `; and ${wrong.size - MOST_NAMED} more` : ""
  return new NotAScenario({ field: first, message: `${named.join("; ")}${more}` })
}

/** A scenario from what JSON was parsed to. */
export const from = (value: unknown): Result.Result<Scenario, NotAScenario> =>
  Result.mapError(decode(value), ({ issue }) => refusal(issue))

/** A scenario from its text. */
export const parse = (text: string): Result.Result<Scenario, NotAScenario> =>
  Result.flatMap(
    Result.try({
      try: (): unknown => JSON.parse(text),
      catch: (error) =>
        new NotAScenario({
          field: "",
          message: `is not JSON (${error instanceof Error ? error.message : "?"})`,
        }),
    }),
    from,
  )

/** As it is written: plain JSON. */
export const plain = (scenario: Scenario): unknown => encode(scenario)

/** As a file, for people too. */
export const print = (scenario: Scenario): string => Print.print(plain(scenario))
