/**
 * What the tests of the shop share: a shop, a till's usual calls, and a failure that names what was refused.
 */
import * as Result from "effect/Result"
import { assert } from "@effect/vitest"
import { FORMAT } from "../src/format/Format.ts"
import type { Scenario } from "../src/format/Scenario.ts"
import type { Send, Step } from "../src/format/Step.ts"
import type { NotAScenario } from "../src/format/Text.ts"
import { heardInShort } from "../src/play/OutcomeOf.ts"
import { gateway } from "../src/shop/Gateway.ts"
import { open, type Setting, type Shop } from "../src/shop/Shop.ts"

export const ANNA = "79000000001"
export const VERA = "79000000003"

export const openShop = (setting: Partial<Setting> = {}): Shop =>
  open({ seed: "1", tills: { a: "cafe", b: "cafe", c: "bakery" }, ...setting }, gateway)

/** A call of `/v1` on a receipt. */
export const call = (receipt: string, command: string, body?: object, till = "a"): Send => ({
  till,
  method: "POST",
  path: `/v1/receipts/${receipt}/${command}`,
  // The tests' own border: what they send is JSON.
  ...(body === undefined
    ? {}
    : { body: JSON.parse(JSON.stringify(body)) as Exclude<Send["body"], undefined> }),
})

/** Sends, lets time go by until it is heard, and gives what was heard in a word. */
export const say = (shop: Shop, send: Send): string => {
  let word = "waiting"
  shop.do({ _tag: "Send", send }, { heard: (heard) => void (word = heardInShort(heard)) })
  shop.tick(16_000)
  return word
}

/** Up to a hold of 300 points for a purchase of 1,000. */
export const hold = (shop: Shop, receipt = "r-1", till = "a"): void => {
  for (const [command, body] of [
    ["identify", { search: ANNA }],
    ["quote", { amount: 1000 }],
    ["hold", { points: 300 }],
  ] as const)
    assert.strictEqual(say(shop, call(receipt, command, body, till)), "ok")
}

export const COMMIT = { amount: 1000, points: 300 }

/** The sales at the service. */
export const sales = (shop: Shop): number => shop.ledger().filter(({ kind }) => kind === "sold").length

/** A scenario of these steps. */
export const scenario = (steps: ReadonlyArray<Step>, more: Partial<Scenario> = {}): Scenario => ({
  format: FORMAT,
  name: "test",
  title: { ru: "Проба", en: "A trial" },
  about: { ru: "Для теста.", en: "For a test." },
  seed: "1",
  tills: { a: "cafe", b: "cafe" },
  steps,
  ...more,
})

export const refused = <A>(result: Result.Result<A, NotAScenario>): NotAScenario =>
  Result.isFailure(result) ? result.failure : assert.fail("expected a refusal")
