/**
 * What must reach the bridge, through lost answers, cut connections and power cuts. The bridge is a script: the real one is not so easily silenced.
 */
import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { hasMono } from "./Mono.ts"
import { CLOSED, ORDER, script, TOKEN, useScriptedTill } from "./ScriptedTill.ts"

const OTHER = "00000000-0000-4000-8000-000000000004"

describe.skipIf(!hasMono())("the plugin's outbox", { timeout: 60_000 }, () => {
  const { outbox, paid, paths, seen, till } = useScriptedTill()

  it("tells of a closed order after a kill, when the answer was lost before", async () => {
    till.bridge.script = script({ [CLOSED]: "cut" })
    await paid()
    await till.front.do({ do: "close", order: ORDER })
    await seen(CLOSED)
    await till.front.kill()
    // Others may wait besides: a busy till is killed before it has thrown away what is done with.
    expect((await till.front.files("outbox")).filter((call) => call.includes("closed"))).not.toEqual([])
    const before = till.bridge.received.length
    till.bridge.script = script({})

    await till.front.start()

    await expect.poll(() => paths().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(before)
    await outbox().toEqual([])
    expect(till.bridge.received.findLast(({ path }) => path === CLOSED)?.body).toMatchObject({
      order: {
        status: "Closed",
        sum: 1000,
        pointsPaid: 150,
        closedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/),
      },
    })
  })

  it("repeats what the bridge wants again, and tells the cashier what it refused for good", async () => {
    let asked = 0
    const plain = script({})
    till.bridge.script = (call) => {
      if (call.path !== CLOSED) return plain(call)
      asked += 1
      return {
        body: asked < 4 ? { action: "fail", retry: true } : { action: "fail", message: "Баллы не списаны" },
      }
    }
    await till.front.do({ do: "close", order: ORDER })

    await outbox().toEqual([])

    expect(asked).toBe(4)
    await expect
      .poll(async () => (await till.front.do({ do: "state" })).messages, { timeout: 5_000 })
      .toEqual([{ kind: "warning", text: "Баллы не списаны" }])
  })

  it("keeps the calls of one order in their order, and lets no other order wait", async () => {
    await till.front.do({ do: "order", order: OTHER, sum: 500 })
    await paid()
    till.bridge.script = script({ [CLOSED]: { body: { action: "fail", retry: true } } })
    await till.front.do({ do: "close", order: ORDER })
    await seen(CLOSED)

    await till.front.do({ do: "storned", order: ORDER, copy: "00000000-0000-4000-8000-000000000098" })
    await till.front.do({ do: "close", order: OTHER })

    await seen(`orders/${OTHER}/closed`)
    expect(paths()).not.toContain(`orders/${ORDER}/storned`)
    till.bridge.script = script({})
    await seen(`orders/${ORDER}/storned`)
    expect(paths().lastIndexOf(CLOSED)).toBeLessThan(paths().indexOf(`orders/${ORDER}/storned`))
  })

  it("is not stopped by one call that is never answered", async () => {
    await till.front.do({ do: "order", order: OTHER, sum: 500 })
    till.bridge.script = script({ [CLOSED]: "silence" })
    await till.front.do({ do: "close", order: ORDER })
    await seen(CLOSED)

    await till.front.do({ do: "close", order: OTHER })

    await seen(`orders/${OTHER}/closed`)
  })

  it("puts aside what the bridge cannot read, and goes on", async () => {
    till.bridge.script = script({ [CLOSED]: { status: 400, body: { action: "fail", message: "поле" } } })
    await till.front.do({ do: "close", order: ORDER })

    await expect.poll(() => till.front.files("refused"), { timeout: 10_000 }).toHaveLength(1)

    expect(await till.front.files("outbox")).toEqual([])
  })

  it("puts aside a file that is none of its own, and goes on", async () => {
    for (const name of ["0.json", "00000000000000000001-x.json"])
      await writeFile(join(till.front.folder, "data", "outbox", name), "{")

    await till.front.do({ do: "close", order: ORDER })

    await seen(CLOSED)
    await expect.poll(() => till.front.files("refused"), { timeout: 10_000 }).toEqual(["{", "{"])
  })

  it("says of a deleted order what it was", async () => {
    await paid()
    await till.front.do({ do: "delete", order: ORDER })

    await seen(`orders/${ORDER}/deleted`)

    expect(till.bridge.received.at(-1)?.body).toMatchObject({ order: { status: "Deleted", pointsPaid: 150 } })
  })

  it("waits for a token that the administrator has to mend", async () => {
    till.bridge.script = script({ [CLOSED]: { status: 401, body: { action: "fail", message: "токен" } } })
    await till.front.do({ do: "close", order: ORDER })
    await seen(CLOSED)
    expect(await till.front.files("outbox")).toHaveLength(1)

    till.bridge.script = script({})

    await outbox().toEqual([])
  })

  it("leaves a code to the other plugins while nobody answers, and says so; the order is watched all the same", async () => {
    till.bridge.script = script({ [`orders/${ORDER}/checkin`]: "cut" })

    const told = await till.front.do({ do: "scan", order: ORDER, code: "2200000000001" })

    expect(told).toMatchObject({ handled: false, messages: [{ kind: "warning" }] })
    expect(await till.front.files("watched")).toHaveLength(1)
  })

  it("never writes down whom it looked for, nor the token", async () => {
    till.bridge.script = script({
      [`orders/${ORDER}/checkin`]: { body: { action: "fail", message: "Гость +79001234567 не найден" } },
    })
    await till.front.do({
      do: "press",
      order: ORDER,
      button: "Гость LoyalClient",
      phone: "+7 (900) 123-45-67",
    })

    const log = await till.front.log()

    expect(log).toContain("***5-67")
    expect(log).not.toMatch(/900|123|1234567/)
    expect(log).not.toContain(TOKEN)
  })
})
