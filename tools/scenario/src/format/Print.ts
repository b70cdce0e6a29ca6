/**
 * A scenario's file as it is written: one step a line, so that it is read from top to bottom, and a change shows as the lines that it is about.
 */

const INDENT = "  "

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** In one line, with the spaces that people put. */
const inline = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : `[${value.map(inline).join(", ")}]`
  if (!isRecord(value)) return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  if (fields.length === 0) return "{}"
  return `{ ${fields.map(([name, field]) => `${JSON.stringify(name)}: ${inline(field)}`).join(", ")} }`
}

/** Lists of things, a line each; lists of words in one line. */
const list = (items: ReadonlyArray<unknown>, indent: string): string =>
  items.length === 0 || !items.every(isRecord)
    ? inline(items)
    : `[\n${items.map((item) => `${indent}${INDENT}${inline(item)}`).join(",\n")}\n${indent}]`

const record = (
  value: Readonly<Record<string, unknown>>,
  indent: string,
  deep: ReadonlyArray<string>,
): string => {
  const lines = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(
      ([name, field]) =>
        `${indent}${INDENT}${JSON.stringify(name)}: ${printed(name, field, indent + INDENT, deep)}`,
    )
  return `{\n${lines.join(",\n")}\n${indent}}`
}

const printed = (name: string, value: unknown, indent: string, deep: ReadonlyArray<string>): string => {
  if (Array.isArray(value)) return list(value, indent)
  return deep.includes(name) && isRecord(value) ? record(value, indent, []) : inline(value)
}

/** The text of plain JSON, with a line for each field, each step and each part of the outcome. */
export const print = (value: unknown): string =>
  `${isRecord(value) ? record(value, "", ["outcome", "title", "about"]) : inline(value)}\n`
