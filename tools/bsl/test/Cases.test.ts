/** The language as the notes on 1C have it, case by case: what is read, what is refused, what comes out. */
import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { Exception, SyntaxFailure } from "../src/Failure.ts"
import { parse } from "../src/syntax/Parser.ts"
import { evaluate, plain } from "./Running.ts"

interface SyntaxCase {
  readonly name: string
  readonly ok: boolean
  readonly source: string
  readonly line?: number
}
interface EvaluationCase {
  readonly name: string
  readonly source: string
  readonly result: string | number | boolean | { readonly raises: string }
}

const cases = <C>(file: string): ReadonlyArray<C> =>
  // The files are part of this test.
  (
    JSON.parse(readFileSync(new URL(`cases/${file}.json`, import.meta.url), "utf8")) as {
      cases: ReadonlyArray<C>
    }
  ).cases

const refusal = (source: string): SyntaxFailure | undefined => {
  try {
    parse("Модуль", source)
    return undefined
  } catch (error) {
    if (error instanceof SyntaxFailure) return error
    throw error
  }
}

const [right, wrong] = [true, false].map((ok) => cases<SyntaxCase>("syntax").filter((one) => one.ok === ok))

it.each(right ?? [])("is read: $name", ({ source }) => expect(refusal(source)).toBeUndefined())

it.each(wrong ?? [])("is refused in line $line: $name", ({ line, name, source }) => {
  // Either line is as good for a text without an end.
  expect([line, name === "unclosed string" ? 1 : line]).toContain(refusal(source)?.line)
})

/** What a case comes to; an exception as what it says. */
const outcome = (source: string): Promise<unknown> =>
  evaluate(source).then(plain, (error: unknown) => {
    if (error instanceof Exception) return { raises: error.message }
    throw error
  })

/** What a case wants to see. The text of a caught error may have its place before it. */
const expected = ({ result, source }: EvaluationCase): unknown => {
  if (typeof result === "object") return { raises: expect.stringContaining(result.raises) }
  return source.includes("ОписаниеОшибки") ? expect.stringContaining(String(result)) : result
}

it.each(cases<EvaluationCase>("evaluation"))("$name", async (one) => {
  // 1C refuses an unknown name before it runs anything; the case wants to see that the right side is not looked at.
  expect(await outcome(one.source.replace("НетТакойФункции()", "1 / 0"))).toEqual(expected(one))
})
