/**
 * A till that has the engine inside it: what it does is written down as calls of `/v1`, and must come to the same when they are played.
 */
import { assert, describe, it } from "@effect/vitest"
import { ReceiptId, ReceiptLine, type CheckoutKey } from "@loyalkit/core/Domain"
import * as Schema from "effect/Schema"
import { Kopecks, Points } from "@loyalkit/core/Money"
import fc from "fast-check"
import type { Scenario } from "../src/format/Scenario.ts"
import { wayNames } from "../src/format/Ways.ts"
import * as Compare from "../src/play/Compare.ts"
import { outcomeOf } from "../src/play/OutcomeOf.ts"
import { play } from "../src/play/Play.ts"
import { record } from "../src/play/Recorder.ts"
import type { Command } from "../src/shop/Embedded.ts"
import { open, type Shop } from "../src/shop/Shop.ts"
import { ANNA, VERA } from "./Shops.ts"

const TILL = "own"
const called = { name: "embedded", title: { en: "A trial", ru: "Проба" }, about: { en: "-", ru: "-" } }

const keyOf = (shop: Shop, number: number): CheckoutKey => ({
  point: shop.town.pointOf("cafe"),
  receipt: ReceiptId.make(`own-${number}`),
})

/** One thing that a cashier, or fate, does. */
type Deed = (shop: Shop) => void

const amount = Kopecks.make(1_000_00)
const lineOf = Schema.decodeUnknownSync(ReceiptLine)
const tea = { id: "1", name: "Чай", quantity: 1_500, price: 400_00, amount: 600_00 }
const lines = [lineOf(tea), lineOf({ ...tea, id: "2", quantity: 1_000, amount: 400_00, excluded: true })]

const command = fc.oneof(
  fc.constantFrom(ANNA, VERA, "0").map((search): Command => ({ _tag: "Identify", search })),
  fc.constantFrom<Command>(
    { _tag: "Quote", purchase: { amount } },
    { _tag: "Quote", purchase: { amount, lines } },
    { _tag: "Release" },
    { _tag: "Cancel" },
  ),
  fc.constantFrom(100_00, 300_00).map((points): Command => ({ _tag: "Hold", points: Points.make(points) })),
  fc
    .constantFrom(0, 100_00, 300_00)
    .map((points): Command => ({ _tag: "Commit", commit: { amount, points: Points.make(points) } })),
)

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ command, receipt: fc.constantFrom(1, 2) }).map(
      ({ command, receipt }): Deed =>
        (shop) =>
          shop.command(TILL, keyOf(shop, receipt), command, () => {}),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...wayNames).map(
      (way): Deed =>
        (shop) =>
          shop.do({ _tag: "Fault", fault: { way } }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("up", "down").map(
      (is): Deed =>
        (shop) =>
          shop.do({ _tag: "Line", line: { between: "service", is } }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Deed>((shop) => shop.do(shop.isUp() ? { _tag: "Kill" } : { _tag: "Start" })),
  },
)

/** Some deeds meet what is under way, also in the same millisecond. */
const day = fc.array(fc.record({ deed, then: fc.constantFrom(0, 3, 41, 8_000, 70_000) }), { maxLength: 14 })

const withoutHeard = ({ outcome }: Pick<Scenario, "outcome">) => ({
  ...(outcome ?? { receipts: [], sales: [], clients: [], cases: [] }),
  heard: [],
})

describe("a till with the engine inside", () => {
  it("plays again over a gateway to the same receipts, sales, points and cases", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(day, (deeds) => {
        const shop = open({ seed: "1", tills: { [TILL]: "cafe" }, inside: [TILL] })
        const recorder = record(shop)
        for (const { deed, then } of deeds) {
          deed(shop)
          shop.tick(then)
        }
        const scenario = recorder.scenario(called)
        const played = play(scenario)
        assert.deepEqual(played.complaints, [])
        assert.deepEqual(Compare.differences(withoutHeard(scenario), { ...played.stood, heard: [] }), [])
        assert.deepEqual(outcomeOf(shop).heard, [])
      }),
      { numRuns: 20 },
    )
  })

  it("hears that its process died over a command, and goes on from the journal", () => {
    const shop = open({ seed: "1", tills: { [TILL]: "cafe" }, inside: [TILL] })
    const key = keyOf(shop, 1)
    let heard: unknown = "nothing yet"
    shop.command(TILL, key, { _tag: "Identify", search: ANNA }, (exit) => void (heard = exit))
    shop.do({ _tag: "Kill" })
    shop.tick(1_000)
    assert.isUndefined(heard)
    shop.do({ _tag: "Start" })
    shop.command(TILL, key, { _tag: "Identify", search: ANNA }, () => {})
    shop.tick(1_000)
    assert.equal(shop.receipt(key).view.state, "identified")
  })

  it("writes a quote down as a gateway reads it", () => {
    const shop = open({ seed: "1", tills: { [TILL]: "cafe" }, inside: [TILL] })
    const recorder = record(shop)
    const purchase = { amount, lines }
    shop.command(TILL, keyOf(shop, 1), { _tag: "Quote", purchase }, () => {})
    assert.deepEqual(recorder.steps()[0]?.send, {
      till: TILL,
      method: "POST",
      path: "/v1/receipts/own-1/quote",
      body: {
        amount: 1000,
        lines: [
          { id: "1", name: "Чай", quantity: 1.5, price: 400, amount: 600 },
          { id: "2", name: "Чай", quantity: 1, price: 400, amount: 400, excluded: true },
        ],
      },
    })
  })
})
