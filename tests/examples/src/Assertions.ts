/**
 * Turns what an example claims into what a test checks: `a + b // => 3` becomes a comparison of the two sides.
 *
 * The claim stands behind a statement: an expression, a `console.log(…)` of one, or a `const` of one name. A claim
 * behind anything else, or one that is no expression, is an error: it would look checked and not be.
 */
import { isDeepStrictEqual } from "node:util"
import { parseSync } from "vite"

/** Any node of the syntax tree, as far as it is walked here. */
interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "type" in value && "start" in value && "end" in value

const children = (node: Node): ReadonlyArray<Node> => Object.values(node).flat().filter(isNode)

/** All statements, the inner ones last. */
const statements = (node: Node): ReadonlyArray<Node> => [
  ...(node.type.endsWith("Statement") || node.type === "VariableDeclaration" ? [node] : []),
  ...children(node).flatMap(statements),
]

const parse = (code: string): ReturnType<typeof parseSync> => {
  const parsed = parseSync("example.ts", code)
  const [error] = parsed.errors
  if (error !== undefined) throw new Error(`${error.message}\n${code}`)
  return parsed
}

const CLAIM = /^ => ?(.+)$/

/** `console.log(x)` shows `x`: the claim is about it. */
const shown = (expression: string): string =>
  /^console\.log\(([\s\S]*)\)$/.exec(expression)?.[1] ?? expression

/** What stands between a statement and the claim behind it: nothing, or a semicolon that follows on the next line. */
const standsBefore = (comment: Node, code: string, { start, end }: Node): boolean =>
  start < comment.start && end <= comment.start
    ? code.slice(end, comment.start).trim() === ""
    : start < comment.start && code.slice(comment.end, end).trim() === ";"

/** The check of one claim, to stand in place of the statement that the claim is about. */
const check = (statement: Node | undefined, text: string, expected: string): string => {
  if (statement?.type === "ExpressionStatement") return `;is((${shown(text)}), (${expected}))`
  const name = /^const (\w+)\b/.exec(text)?.[1]
  if (statement?.type === "VariableDeclaration" && name !== undefined)
    return `${text};is(${name}, (${expected}))`
  throw new Error(`No expression stands before "// => ${expected}"`)
}

/** The example with its claims as calls of `is(actual, expected)`. */
export const withAssertions = (code: string): string => {
  const parsed = parse(code)
  // oxc's tree is typed node by node; here it is only walked.
  const all = statements(parsed.program as unknown as Node)
  let result = code
  for (const comment of parsed.comments.toReversed()) {
    const expected = CLAIM.exec(comment.value)?.[1]
    if (expected === undefined || comment.type !== "Line") continue
    parse(`(${expected})`)
    const statement = all.findLast((node) => standsBefore(comment, code, node))
    const from = statement?.start ?? comment.start
    const text = code.slice(from, comment.start).trim().replace(/;$/, "")
    result = result.slice(0, from) + check(statement, text, expected) + result.slice(comment.end)
  }
  return result
}

/** What an example's claim is checked with: equal by value. The kind of an object is no part of what an example claims. */
export const is = (actual: unknown, expected: unknown): void => {
  if (isDeepStrictEqual(plain(actual), plain(expected))) return
  throw new Error(`The example says ${show(expected)}, and it is ${show(actual)}`)
}

const show = (value: unknown): string => JSON.stringify(plain(value)) ?? String(value)

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
