/** The shop's levers do what they say: time, lines, kills, other systems, people; and whoever looks on sees all of it. */
import { assert, describe, it } from "@effect/vitest"
import { Kopecks, Points } from "@loyalkit/core/Money"
import type { News } from "../src/watch/News.ts"
import { fetchOf } from "../src/shop/Fetch.ts"
import { ANNA, call, COMMIT, hold, openShop, sales, say, VERA } from "./Shops.ts"

describe("time", () => {
  it("stands still until it is told to go on", async () => {
    const shop = openShop()
    let isHeard = false
    const heard = shop.send(call("r-1", "identify", { search: ANNA })).then(() => (isHeard = true))
    shop.tick(89)
    assert.isFalse(isHeard)
    shop.tick(1)
    await heard
    assert.isTrue(isHeard)
    assert.strictEqual(shop.now(), 90)
  })

  it("passes until the next hold ends by itself", () => {
    const shop = openShop()
    hold(shop)
    const [held] = shop.clients().flatMap(({ holds }) => holds)
    assert.strictEqual(held?.points, 300)
    assert.strictEqual(shop.nextHoldEnds(), held?.millisLeft)
    shop.pass("hold-ends")
    assert.deepStrictEqual(
      shop.clients().flatMap(({ holds }) => holds),
      [],
    )
    assert.isUndefined(shop.nextHoldEnds())
    assert.strictEqual(shop.receipts()[0]?.view.hold?.secondsLeft, 0)
  })
})

describe("the line between the tills and the gateway", () => {
  it("that is down tells a till at once, and nothing reaches the gateway", () => {
    const shop = openShop()
    shop.do({ _tag: "Line", line: { between: "till", is: "down" } })
    assert.strictEqual(say(shop, call("r-1", "identify", { search: ANNA })), "line-down")
    assert.isUndefined(shop.tillCalls()[0]?.reached)
    assert.isEmpty(shop.serviceCalls())
  })

  it("that goes down over a command loses its answer and not the command; the repetition hears it", async () => {
    const shop = openShop()
    hold(shop)
    const lost = shop.send(call("r-1", "commit", COMMIT))
    shop.tick(20)
    shop.do({ _tag: "Line", line: { between: "till", is: "down" } })
    shop.do({ _tag: "Line", line: { between: "till", is: "up" } })
    shop.tick(20_000)
    assert.deepInclude(await lost, { _tag: "Nothing", why: "no-answer" })
    assert.strictEqual(sales(shop), 1)
    assert.strictEqual(say(shop, call("r-1", "commit", COMMIT)), "committed")
    assert.strictEqual(sales(shop), 1)
  })

  it("loses just the next answer", () => {
    const shop = openShop()
    shop.do({ _tag: "Line", line: { between: "till", is: "loses-answer" } })
    assert.strictEqual(shop.lines().answersToLose, 1)
    assert.strictEqual(say(shop, call("r-1", "identify", { search: ANNA })), "no-answer")
    assert.strictEqual(say(shop, call("r-1", "identify", { search: ANNA })), "ok")
  })

  it("is not the office's: a person's verdict needs none", () => {
    const shop = openShop()
    hold(shop)
    say(shop, call("r-1", "commit", COMMIT))
    assert.strictEqual(say(shop, call("r-1", "return", { returnId: "x", amount: 10 })), "noted")
    shop.do({ _tag: "Line", line: { between: "till", is: "down" } })
    shop.do({ _tag: "Person", person: { receipt: "r-1", kind: "return", verdict: "done", by: "S" } })
    shop.tick(1_000)
    assert.deepStrictEqual(
      shop
        .tillCalls()
        .slice(-2)
        .map(({ heard, till }) => [till, heard?._tag]),
      [
        ["office", "Answer"],
        ["office", "Answer"],
      ],
    )
    assert.isEmpty(shop.receipts()[0]?.cases)
  })
})

describe("the line to the service", () => {
  it("that is down is known to have sent nothing", () => {
    const shop = openShop()
    shop.do({ _tag: "Line", line: { between: "service", is: "down" } })
    assert.strictEqual(say(shop, call("r-1", "identify", { search: ANNA })), "LOYALTY_UNAVAILABLE")
    for (const { concludes, executed, failure } of shop.serviceCalls()) {
      assert.strictEqual(concludes, "not-sent")
      assert.strictEqual(failure?.detail, "ENETUNREACH")
      assert.isEmpty(executed)
    }
  })

  it("that goes down over a sale leaves it in doubt, whether it had arrived or not", async () => {
    for (const [after, executed] of [
      [20, 0],
      [60, 1],
    ] as const) {
      const shop = openShop()
      hold(shop)
      const heard = shop.send(call("r-1", "commit", COMMIT))
      shop.tick(after)
      shop.do({ _tag: "Line", line: { between: "service", is: "down" } })
      shop.tick(10_000)
      assert.strictEqual((await heard)._tag, "Answer")
      assert.strictEqual(shop.receipts()[0]?.view.state, "doubt")
      assert.strictEqual(sales(shop), executed)
      assert.isNumber(shop.serviceCalls().find(({ method }) => method === "retail")?.givenUp)
      shop.do({ _tag: "Line", line: { between: "service", is: "up" } })
      shop.tick(200_000)
      assert.strictEqual(shop.receipts()[0]?.view.state, "committed")
      assert.strictEqual(sales(shop), 1)
    }
  })
})

describe("a kill", () => {
  it("ends the process at once: nothing more is written or sent, and the till hears that it died", async () => {
    const shop = openShop()
    hold(shop)
    const heard = shop.send(call("r-1", "commit", COMMIT))
    shop.tick(60)
    shop.do({ _tag: "Kill" })
    const [written, called] = [shop.written().length, shop.serviceCalls().length]
    shop.tick(300_000)
    assert.deepInclude(await heard, { _tag: "Nothing", why: "gateway-died" })
    assert.deepStrictEqual([shop.written().length, shop.serviceCalls().length], [written, called])
    assert.deepInclude(shop.serviceCalls().at(-1), { method: "retail", concludes: "unknown" })
    assert.isFalse(shop.isUp())
    // What it had sent arrived all the same.
    assert.strictEqual(sales(shop), 1)
    assert.strictEqual(say(shop, call("r-1", "commit", COMMIT)), "gateway-down")
    assert.strictEqual(shop.receipts()[0]?.view.state, "committing")
  })

  it("is followed by a life that begins from the journal, and settles what the one before left", () => {
    const shop = openShop()
    hold(shop)
    void shop.send(call("r-1", "commit", COMMIT))
    shop.tick(60)
    shop.do({ _tag: "Kill" })
    shop.do({ _tag: "Start" })
    assert.strictEqual(shop.life(), 2)
    shop.tick(1)
    assert.strictEqual(shop.receipts()[0]?.view.state, "doubt")
    shop.tick(200_000)
    const [receipt] = shop.receipts()
    assert.strictEqual(receipt?.view.state, "committed")
    assert.deepInclude(receipt?.conclusion.verdict, { is: "committed", by: "witness" })
    assert.isNotEmpty(receipt?.conclusion.looks)
    assert.strictEqual(sales(shop), 1)
  })

  it("of a dead process and a start of a living one do nothing", () => {
    const shop = openShop()
    shop.do({ _tag: "Start" })
    assert.strictEqual(shop.life(), 1)
    shop.do({ _tag: "Kill" })
    shop.do({ _tag: "Kill" })
    shop.do({ _tag: "Start" })
    assert.strictEqual(shop.life(), 2)
  })
})

describe("another system", () => {
  it("sells, holds and credits at the service, by no call of ours", () => {
    const shop = openShop()
    const of = (phone: string) => shop.clients().find((client) => client.phone === phone)
    shop.do({
      _tag: "Outside",
      outside: { does: "sale", client: ANNA, amount: Kopecks.make(500_00), points: Points.make(100_00) },
    })
    shop.do({
      _tag: "Outside",
      outside: { does: "hold", client: ANNA, points: Points.make(50_00), point: "bakery" },
    })
    shop.do({ _tag: "Outside", outside: { does: "credit", client: VERA, points: Points.make(7_00) } })
    shop.do({
      _tag: "Outside",
      outside: { does: "sale", client: "1", amount: Kopecks.make(1), points: Points.make(0) },
    })
    shop.tick(1)
    assert.deepInclude(of(ANNA), { balance: 1400, free: 1350 })
    assert.strictEqual(of(VERA)?.balance, 7)
    assert.deepStrictEqual(
      shop.serviceCalls().map(({ by, concludes, method }) => [by, method, concludes]),
      [
        ["elsewhere", "retail", "done"],
        ["elsewhere", "hold", "done"],
      ],
    )
  })
})

describe("whoever looks on", () => {
  it("hears of everything, in its order, until they leave", () => {
    const shop = openShop()
    const heard: Array<News["_tag"]> = []
    const leave = shop.subscribe(({ _tag }) => void heard.push(_tag))
    hold(shop)
    shop.do({ _tag: "Fault", fault: { way: "refused" } })
    shop.do({ _tag: "Line", line: { between: "service", is: "down" } })
    shop.do({ _tag: "Kill" })
    for (const tag of [
      "Done",
      "TillCall",
      "ServiceCall",
      "Written",
      "Entry",
      "Faults",
      "Lines",
      "Process",
      "Time",
    ] as const)
      assert.include(heard, tag)
    leave()
    const { length } = heard
    shop.do({ _tag: "Start" })
    assert.strictEqual(heard.length, length)
  })

  it("sees each call with its answer and its time, each append, the ledger, and the receipt as it stands", () => {
    const shop = openShop()
    hold(shop)
    const [first] = shop.tillCalls()
    assert.deepInclude(first?.reached, { at: 5, life: 1 })
    assert.deepInclude(first?.heard, { at: 90 })
    const calls = shop.serviceCalls()
    assert.deepStrictEqual(
      calls.map(({ concludes, executed, method }) => [method, concludes, executed.length]),
      [
        ["client", "done", 1],
        ["recalc", "done", 1],
        ["hold", "done", 1],
      ],
    )
    assert.deepStrictEqual(
      shop.written().flatMap(({ events }) => events.map(({ _tag }) => _tag)),
      ["Identified", "Quoted", "Held"],
    )
    const held = shop.ledger().find(({ kind }) => kind === "held")
    assert.strictEqual(shop.callAt(held?.call)?.method, "hold")
    const [receipt] = shop.receipts()
    assert.deepInclude(receipt?.view, { state: "held" })
    assert.isAbove(receipt?.view.hold?.secondsLeft ?? 0, 500)
  })
})

describe("a till", () => {
  it("may speak fetch", async () => {
    const shop = openShop()
    const fetch = fetchOf(shop, "a")
    const answer = fetch(
      new Request("http://gateway.invalid/v1/clients/find", {
        method: "POST",
        headers: { "accept-language": "en" },
        body: JSON.stringify({ search: ANNA }),
      }),
    )
    // The request's own body is read in real time.
    await new Promise((resolve) => setTimeout(resolve, 0))
    shop.tick(1_000)
    const response = await answer
    assert.strictEqual(response.status, 200)
    assert.deepInclude(await response.json(), { ok: true })
    shop.do({ _tag: "Kill" })
    const lost = fetch(new Request("http://gateway.invalid/v1/ping"))
    await new Promise((resolve) => setTimeout(resolve, 0))
    shop.tick(1_000)
    assert.match(String(await lost.catch(String)), /Failed to fetch/)
  })

  it("has the receipts of its own point, and no others", () => {
    const shop = openShop()
    hold(shop, "r-1", "a")
    assert.strictEqual(say(shop, call("r-1", "commit", COMMIT, "c")), "OUT_OF_ORDER")
    assert.strictEqual(say(shop, call("r-1", "commit", COMMIT, "b")), "committed")
    assert.deepStrictEqual(
      shop.receipts().map(({ place, view }) => [place, view.state]),
      [
        ["cafe", "committed"],
        // A spend that was refused: the till may have printed it.
        ["bakery", "open"],
      ],
    )
  })
})
