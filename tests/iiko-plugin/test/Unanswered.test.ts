/**
 * Payments whose answer is lost, late or odd: what the cashier sees, and what is sent again. The bridge is a script: the real one is not so easily silenced.
 */
import { describe, expect, it } from "vitest"
import { hasMono } from "./Mono.ts"
import type { Reply } from "./ScriptedBridge.ts"
import { CANCEL, CLOSED, ORDER, PAY, script, TOKEN, TRANSACTION, useScriptedTill } from "./ScriptedTill.ts"

const RETURN = `orders/${ORDER}/payments/${TRANSACTION}/return`
const NOTED: Reply = { body: { action: "proceed", data: { version: "0", onReturn: "note" } } }

describe.skipIf(!hasMono())("a payment without an answer", { timeout: 60_000 }, () => {
  const { add, outbox, paid, paths, pay, seen, till } = useScriptedTill()

  const noted = async () => {
    till.bridge.script = script({ ping: NOTED })
    await till.front.restart()
    await expect.poll(() => till.front.log(), { timeout: 10_000 }).toContain("returns note")
  }

  it("sends the token and the language with every call, and money as numbers", async () => {
    await paid()

    const call = till.bridge.received.find(({ path }) => path === PAY)
    expect(call).toMatchObject({
      token: TOKEN,
      language: "ru",
      body: {
        sum: 150,
        order: { status: "New", sum: 1000, number: "1", terminal: "Касса 1", register: "ФР 1" },
      },
    })
    expect(call?.body).not.toHaveProperty("isPrepay")
  })

  it("refuses a Pay that is not answered in time, and cancels it", async () => {
    till.bridge.script = script({ [PAY]: "silence" })
    await add()

    const told = await pay()

    expect(told).toMatchObject({ outcome: "failed", keepInOrder: false, order: { payments: [] } })
    expect(told.message).toContain("не отвечает")
    await seen(CANCEL)
    await outbox().toEqual([])
    expect(till.bridge.received.find(({ path }) => path === CANCEL)?.body).toEqual({ sum: 150 })
  })

  it.each<readonly [string, Reply]>([
    ["is cut off", "cut"],
    ["is answered with 500", { status: 500, body: { action: "fail", message: "беда" } }],
    ["is answered with something else than the bridge's", { body: { hello: "proxy" } }],
  ])("refuses and cancels a Pay that %s", async (_, reply) => {
    till.bridge.script = script({ [PAY]: reply })
    await add()

    expect(await pay()).toMatchObject({ outcome: "failed" })

    await seen(CANCEL)
  })

  it.each<readonly [string, Reply, string]>([
    ["refuses", { body: { action: "fail", message: "Баллов мало", keepInOrder: true } }, "failed"],
    ["calls off", { body: { action: "cancel" } }, "cancelled"],
    ["does not know the till of", { status: 401, body: { action: "fail", message: "Токен" } }, "failed"],
  ])("sends no cancel for a Pay that the bridge %s", async (_, reply, outcome) => {
    till.bridge.script = script({ [PAY]: reply })
    await add()

    expect(await pay()).toMatchObject({ outcome })

    await outbox().toEqual([])
    await till.front.do({ do: "close", order: ORDER })
    await seen(CLOSED)
    expect(paths()).not.toContain(CANCEL)
  })

  it("keeps the payment in the order where the bridge says so", async () => {
    till.bridge.script = script({
      [PAY]: { body: { action: "fail", message: "Повторите", keepInOrder: true } },
    })
    await add()

    expect(await pay()).toMatchObject({
      keepInOrder: true,
      message: "Повторите",
      order: { payments: [{ status: "New" }] },
    })
  })

  it("cancels, at its next start, a Pay in whose middle the till was switched off", async () => {
    till.bridge.script = script({ [PAY]: "silence" })
    await till.front.set({ url: till.bridge.url, payTimeout: 60_000 })
    await till.front.restart()
    await add()
    const lost = pay().catch((cause: unknown) => String(cause))
    await seen(PAY)

    await till.front.restart()

    expect(await lost).toContain("the till ended in pay")
    await seen(CANCEL)
    await outbox().toEqual([])
  })

  it("lets a cancel succeed whatever becomes of it, and sends it until it is answered", async () => {
    await paid()
    till.bridge.script = script({ [CANCEL]: "silence" })

    const told = await till.front.do({ do: "cancelPay", order: ORDER, transaction: TRANSACTION })

    expect(told).toMatchObject({ outcome: "ok", order: { payments: [{ status: "New" }] } })
    till.bridge.script = script({})
    await outbox().toEqual([])
    expect(till.bridge.received.findLast(({ path }) => path === CANCEL)?.body).toEqual({
      sum: 150,
      rollbackData: "hold-1",
    })
  })

  it("lets a return wait for an answer until it knows that returns are noted", async () => {
    await paid()
    await till.front.do({ do: "close", order: ORDER })
    till.bridge.script = script({ [RETURN]: "silence" })
    const back = { do: "return", order: ORDER, sum: 150, transaction: TRANSACTION }

    expect(await till.front.do(back)).toMatchObject({ outcome: "failed" })
    expect((await till.front.files("outbox")).filter((file) => file.includes("return"))).toEqual([])
    till.bridge.script = script({})
    expect(await till.front.do(back)).toMatchObject({ outcome: "ok" })

    const ids = till.bridge.received.filter(({ path }) => path === RETURN).map(({ body }) => body["returnId"])
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it("tells of a closed order before it asks for its return", async () => {
    await paid()
    till.bridge.script = script({ [CLOSED]: { body: { action: "fail", retry: true } } })
    await till.front.do({ do: "close", order: ORDER })
    await seen(CLOSED)
    till.bridge.script = script({})

    await till.front.do({ do: "return", order: ORDER, sum: 150, transaction: TRANSACTION })

    expect(paths().slice(-2)).toEqual([CLOSED, RETURN])
  })

  it("gives the guest their money back where returns are noted, and notes it when the gateway is back", async () => {
    await noted()
    await paid()
    await till.front.do({ do: "close", order: ORDER })
    till.bridge.script = script({ [RETURN]: "silence" })

    const first = await till.front.do({ do: "return", order: ORDER, sum: 50, transaction: TRANSACTION })
    const second = await till.front.do({ do: "return", order: ORDER, sum: 50, transaction: TRANSACTION })

    expect([first.outcome, second.outcome]).toEqual(["ok", "ok"])
    till.bridge.script = script({})
    await outbox().toEqual([])
    const answered = till.bridge.received.filter(({ path }) => path === RETURN)
    expect(new Set(answered.map(({ body }) => body["returnId"])).size).toBe(2)
  })

  it("lets a payment be taken off though nobody answers", async () => {
    await add()
    till.bridge.script = script({ [`orders/${ORDER}/payments/deleted`]: "cut" })

    expect(await till.front.do({ do: "deletePayment", order: ORDER })).toMatchObject({
      outcome: "ok",
      order: { payments: [] },
    })
  })
})
