/** Points that a receipt shows: held before it is printed, written off once after, whatever happens on the way. */
import { assert, describe, it } from "@effect/vitest"
import { inShop, spends, WRITTEN_OFF } from "./Story.ts"
import * as Till from "./Till.ts"

describe("points shown on a receipt", () => {
  it(
    "are held from the calculation on, so that another till cannot have them",
    inShop(
      async (shop, till) => {
        const other = Till.make(shop, "test-token-2", "till-2")
        await till.calculate(await till.take(), Till.WITH_POINTS)
        assert.deepStrictEqual(await shop.held(), [100_00])
        const theirs = await other.take()
        const answer = await other.calculate(theirs, Till.WITH_POINTS)
        assert.match(answer.body, /Можно списать не больше 50/)
        assert.strictEqual(await till.unlock(theirs), "Бонусы разблокированы")
        assert.deepStrictEqual(await shop.held(), [])
      },
      { balance: 150_00 },
    ),
  )
  it(
    "are let go when they are taken off the receipt",
    inShop(async (shop, till) => {
      const card = await till.take()
      await till.calculate(card, Till.WITH_POINTS)
      await till.calculate(card, Till.WITHOUT)
      assert.deepStrictEqual(await shop.held(), [])
    }),
  )
})

describe("a write-off", () => {
  it(
    "that a proxy repeats is one, at the same time, after it, and after a restart",
    inShop(async (shop, till) => {
      const card = await till.take()
      await till.calculate(card, Till.WITH_POINTS)
      assert.deepStrictEqual(await Promise.all([till.writeOff(card), till.writeOff(card)]), [
        WRITTEN_OFF,
        WRITTEN_OFF,
      ])
      assert.strictEqual(await till.writeOff(card), WRITTEN_OFF)
      await shop.restart()
      assert.strictEqual(await till.writeOff(card), WRITTEN_OFF)
      assert.deepStrictEqual(await spends(shop), [100_00])
    }),
  )
  it(
    "whose answer is lost stays, whatever the till does then",
    inShop(async (shop, till) => {
      const card = await till.take()
      await till.calculate(card, Till.WITH_POINTS)
      await till.writeOffUnheard(card)
      await till.unlock(card)
      await till.unlock(card)
      assert.deepStrictEqual(await spends(shop), [100_00])
      assert.deepStrictEqual(await shop.cases(), [])
    }),
  )
  it(
    "that the service is slow with is answered in time, and settled behind it",
    inShop(
      async (shop, till) => {
        const card = await till.take()
        await till.calculate(card, Till.WITH_POINTS)
        await shop.breakNext("retail", { kind: "delay", before: 6_500 })
        const begun = performance.now()
        assert.strictEqual(await till.writeOff(card), WRITTEN_OFF)
        assert.isBelow(performance.now() - begun, 4_900)
        // The till that gives the card back does not wait for it, and undoes nothing.
        assert.strictEqual(await till.unlock(card), "Бонусы разблокированы")
        await new Promise((done) => setTimeout(done, 3_500))
        assert.deepStrictEqual(await spends(shop), [100_00])
      },
      { policy: { commitBudget: 10_000 } },
    ),
    20_000,
  )
  it(
    "and a calculation that the service is silent to is answered in time",
    inShop(
      async (shop, till) => {
        const card = await till.take()
        await shop.breakNext("recalc", { kind: "silence", executed: false }, 9)
        const begun = performance.now()
        assert.match((await till.calculate(card, Till.WITH_POINTS)).body, /Система лояльности недоступна/)
        assert.isBelow(performance.now() - begun, 4_500)
      },
      { policy: { quoteBudget: 10_000 } },
    ),
    20_000,
  )
  it(
    "without an amount is none",
    inShop(async (shop, till) => {
      const card = await till.take()
      for (const points of ["", "0", "0,00", "abc", "-5"])
        assert.strictEqual(await till.writeOff(card, points), "Количество баллов не указано")
      assert.deepStrictEqual(await shop.cases(), [])
    }),
  )
  it(
    "of a card that nobody knows is a case, since it is printed",
    inShop(async (shop, till) => {
      const answer = await till.writeOff({ number: "79990000009", guid: "" })
      assert.match(answer, /^Клиент не найден/)
      assert.deepStrictEqual(
        (await shop.cases()).map(({ kind }) => kind),
        ["printedNotWrittenOff"],
      )
    }),
  )
  it(
    "of one till is none of another's",
    inShop(async (shop, till) => {
      const other = Till.make(shop, "test-token-2", "till-2")
      const card = await till.take()
      await till.calculate(card, Till.WITH_POINTS)
      await other.calculate(await other.take(), Till.WITH_POINTS)
      assert.strictEqual(await till.writeOff(card), WRITTEN_OFF)
      assert.strictEqual(await other.writeOff(card), WRITTEN_OFF)
      assert.deepStrictEqual(await spends(shop), [100_00, 100_00])
    }),
  )
})
