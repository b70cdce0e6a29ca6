/** 1C's receipts, posted in a shop and read back by its gateway each minute: they settle once, and play again to the same. */
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Text from "../src/format/Text.ts"
import { Posted, type Send, type Step } from "../src/format/Step.ts"
import { TILLS } from "../src/infobase/Infobase.ts"
import { localTime } from "../src/infobase/LocalTime.ts"
import * as Compare from "../src/play/Compare.ts"
import { play } from "../src/play/Play.ts"
import { record } from "../src/play/Recorder.ts"
import { gateway } from "../src/shop/Gateway.ts"
import { open, OPENING, type Shop } from "../src/shop/Shop.ts"
import { ANNA, openShop, refused, sales, say, scenario } from "./Shops.ts"

const REF = "5a000000-0000-4000-8000-000000000001"
/** Anna's, under any seed: it is made of her ID. */
const CARD = "c2161cda-a77c-5c5c-a1d3-054ac7e66369"
const MINUTE = 60_000

const find: Send = {
  till: "a",
  method: "GET",
  path: `/loyal/hs/loyaltyservice/findclientcard?ClientCardID=${ANNA}&BlockBonuses=1`,
}

const receipt = (at: number, more: object = {}): Posted =>
  Schema.decodeUnknownSync(Posted)({
    document: {
      Ref_Key: REF,
      Date: localTime(OPENING + at),
      Статус: "Пробит",
      КассаККМ_Key: TILLS.cafe,
      ДисконтнаяКарта_Key: CARD,
      СуммаДокумента: 1000,
      Запасы: [{ LineNumber: "1", Количество: 2, Цена: 500, Сумма: 1000 }],
      ...more,
    },
  })

const post = (shop: Shop, more: object = {}): void =>
  shop.do({ _tag: "Posted", posted: receipt(shop.now(), more) })

/** When the documents were listed, and which were read. */
const asked = (shop: Shop): ReadonlyArray<string> =>
  shop.infobaseCalls().map(({ at, request: { path } }) => `${at} ${path.includes("guid") ? "one" : "list"}`)

const with1C = { tills: { a: "cafe" }, infobase: "unf" } as const

describe("1C's receipts", () => {
  it("are read each minute, and a sale is settled once, however often its document is posted", () => {
    const shop = openShop(with1C)
    say(shop, find)
    post(shop)
    shop.tick(MINUTE - shop.now() - 1)
    assert.strictEqual(sales(shop), 0)
    shop.tick(1_000)
    assert.strictEqual(sales(shop), 1)
    assert.deepStrictEqual(asked(shop), ["0 list", "0 list", "60000 list", "60000 one", "60160 list"])
    assert.strictEqual(shop.reading()?.done.settled, 1)

    post(shop, { Комментарий: "Перепроведён" })
    shop.tick(2 * MINUTE)
    assert.include(asked(shop), "120160 one")
    assert.strictEqual(sales(shop), 1)
  })

  it("are read on by the next life of the gateway, from what its journal knows", () => {
    const shop = openShop(with1C)
    say(shop, find)
    shop.do({ _tag: "Kill" })
    post(shop)
    shop.tick(2 * MINUTE)
    assert.strictEqual(sales(shop), 0)
    assert.isUndefined(shop.reading())
    shop.do({ _tag: "Start" })
    shop.tick(1_000)
    assert.strictEqual(sales(shop), 1)
  })

  it("play again to the same where the gateway was brought late, reading by reading", () => {
    const shop = open({ seed: "1", ...with1C })
    const recorder = record(shop)
    shop.tick(17_000)
    shop.serve(gateway)
    say(shop, find)
    post(shop)
    shop.tick(2 * MINUTE)
    assert.strictEqual(sales(shop), 1)
    const recorded = recorder.scenario({
      name: "by-hand",
      title: { ru: "Руками", en: "By hand" },
      about: { ru: "Записано.", en: "Recorded." },
    })
    if (recorded.outcome === undefined) return assert.fail("nothing was recorded")
    const { outcome, trace } = play(recorded)
    assert.deepStrictEqual(Compare.differences(recorded.outcome, outcome), [])
    const replayed = trace.filter((line) => line.startsWith('{"_tag":"InfobaseCall"'))
    assert.strictEqual(replayed.length, shop.infobaseCalls().length)
    assert.include(asked(shop), "60000 one")
    for (const { at } of shop.infobaseCalls())
      assert.isTrue(replayed.some((line) => line.includes(`"at":${at},`)))
  })

  it("are nobody's where the shop has no 1C", () => {
    const shop = openShop()
    post(shop)
    shop.tick(5 * MINUTE)
    assert.deepStrictEqual(shop.infobaseCalls(), [])
    assert.isUndefined(shop.reading())
  })

  it("are refused in a scenario whose shop has no 1C, with the step named", () => {
    const steps: ReadonlyArray<Step> = [{ at: 0, posted: receipt(0) }]
    assert.isTrue(Result.isSuccess(Text.from(scenario(steps, with1C))))
    const { field, message } = refused(Text.from(scenario(steps)))
    assert.strictEqual(field, "steps[0].posted")
    assert.include(message, '"infobase": "unf"')
  })
})
