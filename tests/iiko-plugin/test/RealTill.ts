/**
 * A till before the real gateway: a restaurant of the usual settings, another of strict ones, and the order that is on screen.
 */
import { randomUUID } from "node:crypto"
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest"
import { Front, type Told } from "./Front.ts"
import { type Build, build } from "./Mono.ts"
import { type Guest, openShop, type Shop, TOKEN } from "./Shop.ts"

export const FIND = "Гость LoyalClient"
export const TAKE_OFF = "Снять гостя"

export interface RealTill {
  readonly shop: Shop
  /** Points are posted as a discount, may be a prepayment, and are never returned. */
  readonly strict: Shop
  readonly front: Front
  /** What the commands are about. */
  order: string
}

/** Each test has a till of its own, and an order of 1,000. `hasStrict`: the file's tests go to the other restaurant too. */
export const useRealTill = ({ hasStrict = false } = {}) => {
  let built: Build
  let shop: Shop
  let strict: Shop | undefined
  let front: Front | undefined

  const now = (): Front => {
    if (front === undefined) throw new Error("no till was opened")
    return front
  }
  const till: RealTill = {
    get shop() {
      return shop
    },
    get strict() {
      if (strict === undefined) throw new Error("the strict restaurant was not opened")
      return strict
    },
    get front() {
      return now()
    },
    order: "",
  }
  const open = async (where: Shop, settings: Readonly<Record<string, unknown>> = {}) => {
    await front?.close()
    front = await Front.make(built, { url: where.url, token: TOKEN, ...settings })
    await front.start()
    till.order = randomUUID()
    await front.do({ do: "order", order: till.order, sum: 1000 })
  }

  beforeAll(async () => {
    built = await build()
    shop = await openShop()
    if (hasStrict)
      strict = await openShop({ redemption: "discount", prepayments: "accept", onReturn: "forbid" })
  }, 120_000)
  beforeEach(() => open(shop), 60_000)
  afterEach(() => front?.close())
  afterAll(async () => {
    await shop?.close()
    await strict?.close()
  })

  const on = (what: string, more: Readonly<Record<string, unknown>> = {}): Promise<Told> =>
    now().do({ do: what, order: till.order, ...more })
  return {
    till,
    open,
    on,
    scan: (guest: Guest) => on("scan", { code: guest.card }),
    pay: (more: Readonly<Record<string, unknown>> = {}) => on("pay", { transaction: randomUUID(), ...more }),
    sold: (guest: Guest, where = shop) => expect.poll(() => where.sold(guest), { timeout: 10_000 }),
    quiet: () => expect.poll(() => now().files("outbox"), { timeout: 10_000 }).toEqual([]),
    said: ({ messages }: Told) => messages.map(({ kind, text }) => `${kind}: ${text}`).join("\n"),
  }
}
