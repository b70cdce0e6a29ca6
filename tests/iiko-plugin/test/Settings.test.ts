/** The plugin's settings: a wrong one is named on screen and in the log, its value never, and the till goes on without loyalty. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { readFileSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Front } from "./Front.ts"
import { type Build, build, hasMono, PLUGIN } from "./Mono.ts"
import { openBridge, type ScriptedBridge } from "./ScriptedBridge.ts"

const GOOD = { url: "http://127.0.0.1:9" }

describe.skipIf(!hasMono())("the plugin's settings", { timeout: 30_000 }, () => {
  let built: Build
  let bridge: ScriptedBridge
  let front: Front

  beforeAll(async () => {
    built = await build()
    bridge = await openBridge()
  }, 60_000)
  afterEach(() => front.close())
  afterAll(() => bridge?.close())

  const startWith = async (settings: string) => {
    front = await Front.make(built, {})
    await front.set(settings)
    return front.start()
  }

  it.each<readonly [string, string, string]>([
    ["url", "no address", JSON.stringify({})],
    ["url", "another scheme", JSON.stringify({ url: "ftp://secret-host" })],
    ["token", "a short one", JSON.stringify({ ...GOOD, token: "secret" })],
    ["token", "no text", JSON.stringify({ ...GOOD, token: 12345 })],
    ["paymentTypes", "no list", JSON.stringify({ ...GOOD, paymentTypes: "secret" })],
    ["language", "another one", JSON.stringify({ ...GOOD, language: "secret" })],
    ["terminals", "neither of the two", JSON.stringify({ ...GOOD, terminals: "secret" })],
    ["cardPattern", "no expression", JSON.stringify({ ...GOOD, cardPattern: "(secret" })],
    ["payTimeout", "a text", JSON.stringify({ ...GOOD, payTimeout: "secret" })],
    ["lookEvery", "nothing", JSON.stringify({ ...GOOD, lookEvery: 0 })],
    ["folder", "one that cannot be written to", JSON.stringify({ ...GOOD, folder: "/dev/null/secret" })],
    ["payTimeOut", "a name that is none", JSON.stringify({ ...GOOD, payTimeOut: 8000 })],
    ["the file", "no JSON", "{ secret"],
  ])("names %s where it is %s", async (field, _, text) => {
    const told = await startWith(text)

    expect(told).toMatchObject({ outcome: "ok", messages: [{ kind: "error" }] })
    expect(told.messages[0]?.text).toContain(`loyalkit.json, ${field}: `)
    expect(told.messages[0]?.text).not.toContain("secret")
    const log = await front.log()
    expect(log).toContain(`loyalkit.json, ${field}: `)
    expect(log).not.toContain("secret")
  })

  it("takes the example that lies beside the plugin, with a byte order mark or without", async () => {
    // Ours, and an object.
    const example = JSON.parse(readFileSync(join(PLUGIN, "loyalkit.json"), "utf8")) as object
    const folder = await mkdtemp(join(tmpdir(), "loyalkit-iiko-data-"))

    for (const mark of ["", "\uFEFF"]) {
      const before = bridge.received.length
      const told = await startWith(`${mark}${JSON.stringify({ ...example, url: bridge.url, folder })}`)
      expect(told.messages).toEqual([])
      await expect.poll(() => bridge.received.length, { timeout: 10_000 }).toBeGreaterThan(before)
      await front.close()
    }
    await rm(folder, { recursive: true })
  })
})
