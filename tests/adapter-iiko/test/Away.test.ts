/** The service, or the journal, cannot be used: the till goes on, and nothing is written off twice or for nothing. */
import { Cases } from "@loyalkit/core/Cases"
import { assert, describe, it } from "vitest"
import { newTransaction, orderAt } from "./Order.ts"
import { caseKinds, spends, whole } from "./Seen.ts"
import { ANNA, inShop } from "./Shop.ts"

/** A service that answers at once after a pause is not kept away by the breaker. */
const eager = { policy: { breakerFailures: 1_000 } }

describe("a service that is away", () => {
  it(
    "refuses a payment by points with a text, and lets it be cancelled",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.quote()
      await shop.breakAll()
      const transaction = newTransaction()
      assert.match((await order.pay(100, transaction)).message ?? "", /не отвечает/)
      assert.strictEqual((await order.cancel(transaction, 100)).action, "proceed")
      assert.strictEqual((await order.removed()).action, "proceed")
    }, eager),
  )

  it(
    "keeps what was typed, and the order earns when it is back",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await shop.breakAll()
      const answer = await order.checkIn(ANNA)
      assert.strictEqual(answer.action, "fail")
      assert.deepInclude(answer.data, { kept: true })
      assert.match(answer.message ?? "", /начислятся позже/)
      assert.match((await order.pay(10)).message ?? "", /начислятся позже/)
      assert.include((await order.bill()).data.lines.join(" "), "начислены позже")
      const closed = await order.close()
      assert.deepStrictEqual([closed.action, closed.data.status], ["proceed", "queued"])
      assert.include(closed.data.lines.join(" "), "начислены позже")
      assert.deepStrictEqual((await order.close("bar")).data.status, "queued")
      assert.strictEqual((await shop.state(order.id))._tag, "Queued")
    }, eager),
  )

  it(
    "at the closing of a spending is asked again by the plugin, with a case for a person until it succeeds",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(150)
      await shop.restart()
      await shop.breakAll()
      const first = await order.close()
      assert.deepStrictEqual([first.action, first.retry], ["fail", true])
      assert.deepStrictEqual(await caseKinds(shop), ["printedNotWrittenOff"])
      await shop.repair()
      assert.strictEqual((await order.close()).data.status, "committed")
      assert.deepStrictEqual(await spends(shop), [150_00])
      assert.deepStrictEqual(await caseKinds(shop), [])
    }, eager),
  )

  it(
    "whose case a person has dealt with is asked no more",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(150)
      await shop.restart()
      await shop.breakAll()
      await order.close()
      const [refused] = await shop.cases()
      assert.isDefined(refused)
      if (refused === undefined) return
      await shop.run(
        Cases.use((cases) => cases.resolve(refused.key, { kind: "printedNotWrittenOff", by: "Мария" })),
      )
      await shop.repair()
      const again = await order.close()
      assert.deepStrictEqual([again.action, again.retry], ["fail", undefined])
      assert.deepStrictEqual(await shop.sales(), [])
    }, eager),
  )

  it(
    "that lost the answer of the sale leaves it to be settled, and is never asked twice",
    inShop(async (shop) => {
      const order = orderAt(shop, 1_000)
      await order.checkIn(ANNA)
      await order.pay(150)
      await shop.breakNext("retail", { kind: "reset", executed: true })
      const closed = await order.close()
      assert.deepStrictEqual([closed.action, closed.data.status], ["proceed", "pending"])
      assert.include(closed.data.lines.join(" "), "уточняется")
      for (const till of ["hall-2", "bar"] as const)
        assert.strictEqual((await order.close(till)).action, "proceed")
      assert.lengthOf(await shop.sales(), 1)
    }, eager),
  )
})

describe("a journal that cannot be used", () => {
  it(
    "lets a payment be taken back, and has all else come again",
    inShop(
      async (shop) => {
        const order = orderAt(shop, 1_000)
        await order.checkIn(ANNA)
        const transaction = newTransaction()
        await order.pay(100, transaction)
        await shop.restart()
        shop.breakJournal(true)
        for (const answer of [await order.cancel(transaction, 100), await order.removed()])
          assert.deepStrictEqual(whole(answer), { status: 200, action: "proceed" })
        for (const answer of [await order.close(), await order.delete()])
          assert.deepInclude(answer, { status: 503, action: "fail", retry: true })
        assert.strictEqual((await order.pay(10)).action, "fail")
        shop.breakJournal(false)
        order.screen.paid = []
        assert.strictEqual((await order.close()).data.status, "committed")
        assert.deepStrictEqual(await spends(shop), [0])
      },
      { page: true },
    ),
  )
})
