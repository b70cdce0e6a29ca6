/**
 * The terminal's own rules, as the notes on the real one have them: what is rounded, how a discount is spread, who may answer an event, and what its
 * library does with a process that is dead.
 */
import { Kopecks } from "@loyalkit/core/Money"
import { assert, describe, it } from "vitest"
import {
  amountOf,
  distributed,
  numberOf,
  receiptAfter,
  totalOf,
  toPayOf,
  typedQuantity,
  withQuantity,
  type Receipt,
} from "../src/tills/evotor/pos/Receipt.ts"
import { createServices, type Reply } from "../src/tills/evotor/pos/Services.ts"
import { stock } from "../src/tills/evotor/pos/Stock.ts"
import { ReceiptDiscountEventResult } from "../src/tills/evotor/sdk/Results.ts"
import { toEvotor } from "../src/tills/evotor/sdk/Receipts.ts"
import { createLibrary, type Native } from "../src/tills/evotor/sdk/Sdk.ts"

const goodOf = (id: string) => {
  const good = stock.find((one) => one.id === id)
  if (good === undefined) throw new Error(`nobody sells ${id}`)
  return good
}
const empty: Receipt = { ...receiptAfter(), positions: [] }

describe("a receipt of the terminal", () => {
  it.each([
    ["beans", 333, 829_17],
    ["beans", 1, 2_49],
    ["croissant", 3_000, 569_70],
    ["cup", 25, 48],
  ])("charges for %s, %i thousandths, %i kopecks: half up", (id, quantity, kopecks) => {
    assert.equal(amountOf({ good: goodOf(id), quantity }), Kopecks.make(kopecks))
  })

  it("takes a discount off the whole: 19.31 × 200 less 10 % is 3475.80", () => {
    const receipt = { ...withQuantity(empty, goodOf("cup"), 200_000), discount: Kopecks.make(386_20) }
    assert.equal(totalOf(receipt), Kopecks.make(3_862_00))
    assert.equal(toPayOf(receipt), Kopecks.make(3_475_80))
  })

  it("spreads a discount over its positions to the kopeck", () => {
    const receipt = { ...receiptAfter(), discount: Kopecks.make(100_01) }
    const parts = [...distributed(receipt).values()]
    assert.lengthOf(parts, receipt.positions.length)
    assert.equal(
      parts.reduce<number>((sum, part) => sum + part, 0),
      100_01,
    )
  })

  it("never has a discount larger than what is left on it", () => {
    const receipt = { ...receiptAfter(), discount: Kopecks.make(1_000_00) }
    const less = receipt.positions
      .slice(1)
      .reduce<Receipt>((now, { good }) => withQuantity(now, good, 0), receipt)
    assert.equal(less.discount, totalOf(less))
    assert.isTrue(less.discount < receipt.discount)
  })

  it.each([
    ["0,333", "beans", 333],
    ["1.5", "cup", 2_000],
    ["200", "cup", 200_000],
    ["", "cup", undefined],
    ["a few", "cup", undefined],
    ["-1", "beans", undefined],
  ])("takes %j of %s for %s thousandths", (typed, id, quantity) => {
    assert.equal(typedQuantity(typed, goodOf(id)), quantity)
  })

  it("is numbered, and knows its own", () => {
    const next = receiptAfter(receiptAfter().number)
    assert.equal(numberOf(next.uuid), next.number)
    assert.isUndefined(numberOf("1c-00000001-0"))
  })

  it("is read as the vendor's library reads it: no number before it is closed, and no discounts where there are none", () => {
    const open = toEvotor(receiptAfter())
    assert.isNull(open.header.number)
    assert.isNull(open.printDocuments[0]?.discounts)
    const closed = toEvotor({
      ...receiptAfter(),
      discount: Kopecks.make(1_00),
      closed: { at: 0, byCard: true, printed: [] },
    })
    assert.isString(closed.header.number)
    assert.instanceOf(closed.printDocuments[0]?.discounts, Map)
  })
})

describe("an event that waits", () => {
  const skip: Reply = { _tag: "Skip" }

  it("takes one answer, and a late one is refused", () => {
    const services = createServices()
    const heard: Array<string> = []
    services.wait("RECEIPT_DISCOUNT", ({ _tag }) => void heard.push(_tag))
    assert.isTrue(services.answer("RECEIPT_DISCOUNT", skip))
    assert.isFalse(services.answer("RECEIPT_DISCOUNT", skip))
    assert.deepEqual(heard, ["Skip"])
  })

  it("is taken over by the next one: an answer lands on it, whosever it was", () => {
    const services = createServices()
    const heard: Array<string> = []
    services.wait("RECEIPT_DISCOUNT", () => void heard.push("first"))
    services.wait("RECEIPT_DISCOUNT", () => void heard.push("second"))
    services.answer("RECEIPT_DISCOUNT", skip)
    assert.deepEqual(heard, ["second"])
  })
})

describe("the stand-in for the vendor's library", () => {
  const native = (answered: Array<Reply>): Native => ({
    byUuid: () => null,
    open: () => null,
    answer: (_event, reply) => answered.push(reply) === 1,
    intent: () => {
      throw new Error("no screen is open")
    },
    finish: () => undefined,
  })
  const result = new ReceiptDiscountEventResult(1, null, [])

  it("answers nothing where nobody listens", () => {
    const answered: Array<Reply> = []
    createLibrary(native(answered), () => true).deliver("RECEIPT_DISCOUNT", [0, "id"])
    assert.lengthOf(answered, 0)
  })

  it("rejects where the terminal refuses, and where there is no screen", async () => {
    const { sdk } = createLibrary(native([]), () => true)
    await sdk.NavigationAPI.setIntegrationResult(result)
    const refused = (promised: PromiseLike<unknown>) =>
      promised.then(
        () => false,
        () => true,
      )
    assert.isTrue(await refused(sdk.NavigationAPI.setIntegrationResult(result)))
    assert.isTrue(await refused(sdk.NavigationAPI.getIntent()))
  })

  it("lets nothing of a dead process reach the terminal", () => {
    const answered: Array<Reply> = []
    let isAlive = true
    const library = createLibrary(native(answered), () => isAlive)
    let events = 0
    library.sdk.BroadcastReceiver.addEventListener("SELL_RECEIPT_CLOSED", () => void events++)
    library.broadcast("SELL_RECEIPT_CLOSED", { receiptUuid: "id" })
    isAlive = false
    library.broadcast("SELL_RECEIPT_CLOSED", { receiptUuid: "id" })
    void library.sdk.NavigationAPI.setIntegrationResult(result)
    assert.equal(events, 1)
    assert.lengthOf(answered, 0)
  })
})
