/** Every sequence of the notes, replayed by a scripted РМК over raw sockets: the replies, and what must hold afterwards. */
import { assert, describe, it } from "@effect/vitest"
import { readdirSync } from "node:fs"
import * as Rmk from "./Rmk.ts"
import * as Shop from "./Shop.ts"

const files = readdirSync(new URL("fixtures/rmk", import.meta.url)).toSorted()

/** What a scenario needs besides the notes, by its ID. */
interface Staging {
  readonly world?: Shop.Options
  /** Before the nth call of РМК, from 0. */
  readonly before?: Readonly<Record<number, (shop: Shop.Shop) => Promise<unknown>>>
  /** Calls that we answer otherwise than the notes, and how. */
  readonly otherwise?: Readonly<Record<number, (heard: Rmk.Heard) => void>>
  readonly after: (shop: Shop.Shop) => Promise<void>
}

const spends = async (shop: Shop.Shop): Promise<ReadonlyArray<number>> =>
  (await shop.sales()).map(({ spend }): number => spend)

const nothingSold = async (shop: Shop.Shop): Promise<void> => {
  assert.deepStrictEqual(await shop.sales(), [])
  assert.deepStrictEqual(await shop.held(), [])
  assert.deepStrictEqual(await shop.cases(), [])
}

const noCalls = async (shop: Shop.Shop): Promise<void> => assert.deepStrictEqual(await shop.calls(), [])

const soldOnce = (spend: number, amount?: number) => async (shop: Shop.Shop) => {
  assert.deepStrictEqual(await spends(shop), [spend])
  if (amount !== undefined) assert.strictEqual((await shop.sales())[0]?.amount, amount)
  assert.deepStrictEqual(await shop.cases(), [])
}

const isBody =
  (pattern: RegExp, status = 200) =>
  (heard: Rmk.Heard) => {
    assert.isTrue(typeof heard === "object")
    if (typeof heard !== "object") return
    assert.strictEqual(heard.status, status)
    assert.match(heard.body, pattern)
  }

const notWrittenOff = async (shop: Shop.Shop): Promise<void> => {
  assert.deepStrictEqual(
    (await shop.cases()).map(({ kind }) => kind),
    ["printedNotWrittenOff"],
  )
}

const stagings: Readonly<Record<string, Staging>> = {
  "rmk-01": { after: noCalls },
  "rmk-02": { after: noCalls },
  "rmk-03": { after: (shop) => shop.restart() },
  "rmk-04": { after: nothingSold },
  "rmk-05": { after: soldOnce(100_00, 1_045_50) },
  "rmk-06": { after: noCalls },
  "rmk-07": { after: nothingSold },
  "rmk-08": { after: nothingSold },
  "rmk-09": {
    after: async (shop) => {
      await nothingSold(shop)
      // The receipt did not change: it was quoted once, and the client looked up once.
      assert.deepStrictEqual(
        (await shop.calls()).map(({ method }) => method),
        ["client", "recalc"],
      )
    },
  },
  "rmk-10": { after: nothingSold },
  "rmk-11": { after: soldOnce(100_00, 1_045_50) },
  "rmk-12": { after: nothingSold },
  "rmk-13": {
    world: { balance: 50_00 },
    otherwise: { 1: isBody(/^Недостаточно баллов: можно списать не больше 50/) },
    after: async (shop) => {
      assert.deepStrictEqual(await spends(shop), [])
      await notWrittenOff(shop)
    },
  },
  "rmk-14": { after: soldOnce(100_00) },
  "rmk-15": {
    after: async (shop) => {
      assert.deepStrictEqual(await spends(shop), [50_00, 50_00])
      assert.strictEqual(
        (await shop.sales()).reduce((sum, { amount }) => sum + amount, 0),
        1_045_50,
      )
      assert.strictEqual(await shop.balance(), 778_50)
    },
  },
  "rmk-16": { after: nothingSold },
  "rmk-17": {
    before: { 0: (shop) => shop.breakNext("client", { kind: "refuse" }, 3) },
    otherwise: { 0: isBody(/^Система лояльности недоступна/, 503) },
    after: nothingSold,
  },
  "rmk-18": { after: noCalls },
  "rmk-19": { world: { settings: { native: { version: "3.0.5.1" } } }, after: nothingSold },
  "rmk-20": { after: nothingSold },
  "rmk-21": {
    otherwise: { 3: isBody(/^Недостаточно баллов: можно списать не больше 564,85/) },
    after: async (shop) => {
      assert.deepStrictEqual(await spends(shop), [313_65])
      assert.strictEqual(await shop.balance(), 564_85)
      await notWrittenOff(shop)
    },
  },
  "rmk-22": { world: { level: "discount" }, after: nothingSold },
  "rmk-23": { after: noCalls },
  "rmk-24": {
    // Nobody but OData hears of it: the points stay held until the till's time is over.
    after: async (shop) => {
      assert.deepStrictEqual(await spends(shop), [])
      assert.deepStrictEqual(await shop.held(), [100_00])
    },
  },
  "rmk-25": {
    before: { 1: (shop) => shop.breakNext("recalc", { kind: "status", status: 503, executed: false }, 3) },
    otherwise: {
      1: isBody(/"Goods":\[\{.*Система лояльности недоступна/),
      3: isBody(/"Goods":\[\{.*"MaxBonusPay":313.65/),
    },
    after: nothingSold,
  },
  "rmk-26": { world: { balance: 2_000_00 }, after: soldOnce(1_234_50) },
  "rmk-27": { after: nothingSold },
}

describe("a scripted РМК", () => {
  for (const file of files) {
    const script = Rmk.script(file)
    it(`${script.id} ${script.title}`, async () => {
      const staging = stagings[script.id]
      assert.isDefined(staging, "every scenario is staged")
      const shop = await Shop.open(staging?.world)
      const rmk = Rmk.make(shop)
      try {
        let nth = 0
        for (const step of script.steps) {
          if (step.by === "till") await new Promise((printed) => setTimeout(printed, Rmk.PRINTING))
          if (step.by !== "rmk") continue
          await staging?.before?.[nth]?.(shop)
          const heard = await rmk.call(step)
          const otherwise = staging?.otherwise?.[nth]
          if (otherwise !== undefined) otherwise(heard)
          else if (typeof heard === "object") Rmk.answersAsScripted(step, heard)
          nth++
        }
        await staging?.after(shop)
      } finally {
        await shop.close()
      }
    }, 30_000)
  }
})
