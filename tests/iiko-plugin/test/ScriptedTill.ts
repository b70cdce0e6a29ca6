/**
 * A till before a bridge by script: what its bridge answers, what it heard, what the plugin still has on its disk.
 */
import { afterEach, beforeAll, beforeEach, expect, vi } from "vitest"
import { Front } from "./Front.ts"
import { type Build, build } from "./Mono.ts"
import { openBridge, PROCEED, type Reply, type ScriptedBridge } from "./ScriptedBridge.ts"

export const ORDER = "00000000-0000-4000-8000-000000000003"
export const TRANSACTION = "00000000-0000-4000-8000-000000000071"
export const TOKEN = "token-of-the-iiko-till"

export const PAY = `orders/${ORDER}/payments/${TRANSACTION}/pay`
export const CANCEL = `orders/${ORDER}/payments/${TRANSACTION}/cancel`
export const CLOSED = `orders/${ORDER}/closed`

/** What silence costs a test. */
const PATIENCE = 1_500

const QUOTE: Reply = { body: { action: "proceed", data: { quote: { type: "cashback", maxPoints: 150 } } } }
const ADDED: Reply = { body: { action: "proceed", data: { sum: 150, maxSum: 150 } } }
const PAID: Reply = { body: { action: "proceed", rollbackData: "hold-1", data: { points: 150 } } }

/** A whole day without trouble, but for what `odd` answers. */
export const script =
  (odd: Readonly<Record<string, Reply>>) =>
  ({ path }: { readonly path: string }): Reply => {
    if (path in odd) return odd[path] ?? PROCEED
    if (path.endsWith("/quote")) return QUOTE
    if (path.endsWith("/added")) return ADDED
    return path.endsWith("/pay") ? PAID : PROCEED
  }

export interface ScriptedTill {
  readonly bridge: ScriptedBridge
  readonly front: Front
}

/** Each test has a till and a bridge of its own, and an order of 1,000. */
export const useScriptedTill = () => {
  let built: Build
  let bridge: ScriptedBridge
  let front: Front

  beforeAll(async () => {
    built = await build()
  }, 60_000)
  beforeEach(async () => {
    bridge = await openBridge()
    bridge.script = script({})
    front = await Front.make(built, {
      url: bridge.url,
      token: TOKEN,
      payTimeout: PATIENCE,
      callTimeout: PATIENCE,
    })
    await front.start()
    // The first call of a process is slow, and is no matter of these tests.
    await vi.waitUntil(async () => (await front.log()).includes("POST ping 200"), { timeout: 20_000 })
    await front.do({ do: "order", order: ORDER, sum: 1000 })
  }, 60_000)
  afterEach(async () => {
    await front.close()
    await bridge.close()
  })

  const till: ScriptedTill = {
    get bridge() {
      return bridge
    },
    get front() {
      return front
    },
  }
  const paths = () => bridge.received.map(({ path }) => path).filter((path) => path !== "ping")
  const add = () => front.do({ do: "add", order: ORDER, sum: 1000 })
  const pay = () => front.do({ do: "pay", order: ORDER, transaction: TRANSACTION })
  const paid = async () => {
    await add()
    await pay()
  }
  return {
    till,
    paths,
    seen: (path: string) => expect.poll(paths, { timeout: 10_000 }).toContain(path),
    outbox: () => expect.poll(() => front.files("outbox"), { timeout: 10_000 }),
    add,
    pay,
    paid,
  }
}
