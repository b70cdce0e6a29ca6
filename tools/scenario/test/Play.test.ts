/** Whatever is done by hand plays again to the same, by file and by link; and what must never be is found. */
import { assert, describe, it } from "@effect/vitest"
import { ReceiptId } from "@loyalkit/core/Domain"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import type { Outcome } from "../src/format/Outcome.ts"
import * as Link from "../src/format/Link.ts"
import * as Text from "../src/format/Text.ts"
import * as Compare from "../src/play/Compare.ts"
import { complaints } from "../src/play/Judge.ts"
import { play } from "../src/play/Play.ts"
import { record } from "../src/play/Recorder.ts"
import { replay } from "../src/play/Replay.ts"
import { call, COMMIT, hold, openShop, refused, say, scenario, ANNA } from "./Shops.ts"

const called = {
  name: "by-hand",
  title: { ru: "Руками", en: "By hand" },
  about: { ru: "Записано.", en: "Recorded." },
}

describe("what was done by hand", () => {
  const byHand = () => {
    const shop = openShop({
      tills: { a: "cafe" },
      policy: { doubtWindow: 20_000 },
      service: { errorText: "array", holdField: "takes-off" },
    })
    const recorder = record(shop)
    hold(shop)
    shop.do({ _tag: "Fault", fault: { way: "cut", method: "retail" } }, { label: "половина ответа" })
    void shop.send(call("r-1", "commit", COMMIT))
    shop.tick(62)
    shop.do({ _tag: "Kill" })
    shop.pass(3_000)
    shop.do({ _tag: "Start" })
    // By itself, as a page lets it run.
    for (let times = 0; times < 400; times++) shop.tick(250)
    say(shop, call("r-1", "commit", COMMIT))
    return recorder.scenario(called)
  }

  it("plays again to the same outcome, from a file and from a link", async () => {
    const recorded = byHand()
    const { outcome } = recorded
    if (outcome === undefined) return assert.fail("nothing was recorded")
    assert.deepStrictEqual(outcome.receipts, [
      { receipt: ReceiptId.make("r-1"), point: "cafe", state: "committed", judge: "witness" },
    ])
    const fromFile = Result.getOrThrow(Text.parse(Text.print(recorded)))
    assert.deepStrictEqual(Compare.differences(outcome, play(fromFile).outcome), [])
    const fromLink = Result.getOrThrow(await Link.read(Result.getOrThrow(await Link.write(recorded))))
    assert.deepStrictEqual(Compare.differences(outcome, play(fromLink).outcome), [])
  })

  it("is written down no longer, once the recorder is stopped", () => {
    const shop = openShop()
    const recorder = record(shop)
    shop.do({ _tag: "Kill" })
    recorder.stop()
    shop.do({ _tag: "Start" })
    assert.deepStrictEqual(recorder.steps(), [{ at: 0, kill: true }])
  })
})

describe("a play", () => {
  it("under another seed has other IDs and comes to the same", () => {
    const steps = [
      { at: 0, send: call("r-1", "identify", { search: ANNA }) },
      { at: 500, send: call("r-1", "commit", { amount: 10, points: 0 }) },
    ]
    const [one, other] = [play(scenario(steps)), play(scenario(steps, { seed: "2" }))]
    assert.notStrictEqual(one.trace.join("\n"), other.trace.join("\n"))
    assert.deepStrictEqual(one.outcome, other.outcome)
  })

  it("finds a sale too many, where an assumption of the engine does not hold", () => {
    // The operator said that nothing is executed later than a second; the service takes twenty.
    const { complaints, outcome } = play(
      scenario(
        [
          { at: 0, send: call("r-1", "identify", { search: ANNA }) },
          { at: 1_000, send: call("r-1", "quote", { amount: 1000 }) },
          { at: 2_000, send: call("r-1", "hold", { points: 300 }) },
          { at: 5_000, fault: { way: "late", method: "retail" } },
          { at: 6_000, send: call("r-1", "commit", COMMIT) },
          { at: 20_000, pass: 100_000 },
        ],
        { policy: { doubtWindow: 1_000, commitBudget: 2_000 }, service: { deadHold: "ignored" } },
      ),
    )
    assert.lengthOf(outcome.sales, 2)
    assert.lengthOf(complaints, 1)
    assert.match(complaints[0] ?? "", /one too many/)
  })
})

describe("the judge", () => {
  const sale = {
    client: ANNA,
    point: "cafe",
    amount: Kopecks.make(10_00),
    total: Kopecks.make(10_00),
    spend: Points.make(0),
    earn: Points.make(0),
  } as const
  const receipt = ReceiptId.make("r-1")
  const ours = { ...sale, receipt }
  const judged = (state: "committed" | "cancelled" | "doubt", sales: Outcome["sales"]) =>
    complaints({ heard: [], clients: [], cases: [], sales, receipts: [{ receipt, point: "cafe", state }] })

  it("is content with one sale for each receipt, and with another system's", () => {
    assert.deepStrictEqual(judged("committed", [ours, { ...sale, elsewhere: true }]), [])
  })

  it("finds what was sold twice, never, or in spite of its end, and a doubt that no case tells of", () => {
    assert.match(judged("committed", [ours, ours]).join(), /sold 2 times/)
    assert.match(judged("committed", []).join(), /has no sale of it/)
    assert.match(judged("cancelled", [ours]).join(), /has a sale of it/)
    assert.match(judged("doubt", []).join(), /no case says so/)
    assert.match(judged("cancelled", [sale]).join(), /one too many/)
  })
})

describe("a replay", () => {
  const text = Text.print(
    scenario([{ at: 0, send: call("r-1", "commit", { amount: 10, points: 0, search: ANNA }) }]),
  )

  it("says where it does not come to what its file says, and writes what it came to", () => {
    const first = Result.getOrThrow(replay(text))
    assert.match(first.differences.join(), /the file has none/)
    assert.match(first.lines.join("\n"), /till a: POST \/v1\/receipts\/r-1\/commit[^]*→ committed \(after/)
    const second = Result.getOrThrow(replay(first.recorded))
    assert.deepStrictEqual(second.differences, [])
    const third = Result.getOrThrow(replay(first.recorded.replace('"committed"]', '"pending"]')))
    assert.deepStrictEqual(third.differences, ['outcome.heard[0]: expected "pending", got "committed"'])
  })

  it("refuses what is no scenario, by the field", () => {
    assert.match(refused(replay(text.replace('"seed"', '"seat"'))).message, /seed: |seat: /)
  })
})
