/**
 * Finds the examples: every fenced block of TypeScript in a comment of the packages' source, in the README, and
 * in the guides.
 */

/** A block, and the name that its test gets. */
export interface Block {
  readonly name: string
  readonly code: string
}

const OPENING = /^```ts\b/
const CLOSING = /^```\s*$/

/** In source, an example is part of a comment, and each of its lines begins with a star. */
const uncommented = (line: string): string => line.replace(/^\s*\*( |$)/, "")

/** The blocks of one file, in their order. A block that is never closed is an error, not the end of the file. */
export const blocks = (path: string, text: string): ReadonlyArray<Block> => {
  const lines = text.split("\n").map((line) => (path.endsWith(".ts") ? uncommented(line) : line))
  const found: Array<Block> = []
  let open: Array<string> | undefined
  for (const line of lines) {
    if (open === undefined) {
      if (OPENING.test(line)) open = []
    } else if (CLOSING.test(line)) {
      found.push({ name: `${path}, example ${found.length + 1}`, code: open.join("\n") })
      open = undefined
    } else {
      open.push(line)
    }
  }
  if (open !== undefined) throw new Error(`${path}: its last example is never closed`)
  return found
}
