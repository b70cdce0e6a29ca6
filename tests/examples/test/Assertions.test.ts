import { describe, expect, it } from "vitest"
import { is, withAssertions } from "../src/Assertions.ts"
import { blocks } from "../src/Blocks.ts"

/** Runs an example as JavaScript, with its claims checked. */
const run = (code: string): unknown => new Function("is", withAssertions(code))(is)

describe("an example's claim", () => {
  it("passes where it is true", () => {
    run(`const sum = 1 + 2 // => 3\nsum + 1 // => 4\nconsole.log([sum]) // => [3]`)
  })

  it("fails where it is not", () => {
    expect(() => run("1 + 2 // => 4")).toThrow("The example says 4, and it is 3")
    expect(() => run("const sum = 1 + 2 // => 4")).toThrow("The example says 4")
    expect(() => run("console.log('a') // => 'b'")).toThrow('The example says "b"')
    expect(() => run("const x = { a: [1] }\nx // => { a: [2] }")).toThrow('it is {"a":[1]}')
  })

  it("fails inside a function and over several lines", () => {
    expect(() => run("(() => {\n  'a' // => 'b'\n})()")).toThrow('The example says "b"')
    expect(() => run("[1,\n 2\n].length // => 3")).toThrow("The example says 3")
  })

  it("ends where its line ends, whatever stands before and behind", () => {
    run("const f = () => 1\nf() // => 1\n;(() => 2)() // => 2")
    expect(() => run("const f = () => 1\nf() // => 2\n;(() => 2)()")).toThrow("The example says 2")
  })

  it("is refused where nothing stands before it, or where it is no expression", () => {
    expect(() => withAssertions("// => 3")).toThrow("No expression")
    expect(() => withAssertions("if (true) {} // => 3")).toThrow("No expression")
    expect(() => withAssertions("1 // => about one")).toThrow("Expected")
  })

  it("compares by value, whatever the class", () => {
    class Reply {
      readonly status = 200
    }
    is(new Reply(), { status: 200 })
    expect(() => is(new Reply(), { status: 404 })).toThrow("404")
  })
})

describe("an example", () => {
  it("is found in a comment and in a page, and only in blocks of TypeScript", () => {
    const source = "/**\n * Adds.\n *\n * @example\n * ```ts\n * 1 + 1 // => 2\n *\n * 3\n * ```\n */"
    expect(blocks("Sum.ts", source)).toEqual([{ name: "Sum.ts, example 1", code: "1 + 1 // => 2\n\n3" }])
    const page = "```sh\nnpm test\n```\n```ts\nsum()\n```\n```ts\nsum(1)\n```\n"
    expect(blocks("a.md", page).map(({ code }) => code)).toEqual(["sum()", "sum(1)"])
  })

  it("that is never closed is an error", () => {
    expect(() => blocks("a.md", "```ts\n1")).toThrow("never closed")
  })
})
