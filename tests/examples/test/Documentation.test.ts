import { describe, expect, it } from "vitest"
import { generate } from "../src/Generated.ts"

const examples = await generate()

describe("the documentation's examples", () => {
  it("are found", () => {
    expect(examples.length).toBeGreaterThan(10)
  })

  for (const { name, file } of examples) {
    it(`${name} does what it says`, async () => {
      await import(/* @vite-ignore */ file)
    })
  }
})
