/** The plugin's own JSON, by the till that speaks through it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { Front } from "./Front.ts"
import { type Build, build, hasMono } from "./Mono.ts"

describe.skipIf(!hasMono())("the plugin's JSON", { timeout: 30_000 }, () => {
  let built: Build
  let front: Front

  beforeAll(async () => {
    built = await build()
    front = await Front.make(built, { url: "http://127.0.0.1:9" })
    await front.start()
  }, 60_000)
  afterAll(() => front?.close())

  it.each<readonly [string, unknown]>([
    ["Russian", "Ёлки-палки № 1 «Ромашка»"],
    ["what must be escaped", 'a "b" \\ / \b\f\n\r\t \u0000\u001F\u007F'],
    ["line ends that are none in JSON", "\u2028\u2029"],
    ["characters beyond sixteen bits, and half of one", "😀 \uD83D"],
    ["sums", [0, 0.1, 150.5, -1, 12_345_678.99, 1e3, 1e-7]],
    ["words", [true, false, "null", "true"]],
    ["what is in what", { a: [{ b: { c: [[], {}] } }], "": "an empty name", ключ: 1 }],
  ])("says %s as it heard it", async (_, value) => {
    const told = await front.do({ do: "echo", value })

    expect(told.value).toEqual(value)
  })
})
