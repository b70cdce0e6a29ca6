/**
 * What each till knows of the receipt that it has printed: what loyalkit's own till prints when, and the sums of the others.
 */
import type { Quote, Sale } from "@loyalkit/core/Domain"
import { ClientId, PointId, ReceiptId } from "@loyalkit/core/Domain"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { Kopecks, Percent, Points, sum, zeroKopecks, zeroPoints } from "@loyalkit/core/Money"
import { render } from "@loyalkit/core/ReceiptText"
import { assert, describe, it } from "vitest"
import { goods } from "../src/shop/Goods.ts"
import { lineAmount } from "../src/shop/Amounts.ts"
import { en } from "../src/text/paper/en.ts"
import { en as iikoWords } from "../src/text/iiko/en.ts"
import { printedSheet } from "../src/tills/1c/Printed.ts"
import { newSheet } from "../src/tills/1c/Sheet.ts"
import { receiptAfter } from "../src/tills/evotor/pos/Receipt.ts"
import { printedOn } from "../src/tills/evotor/Printed.ts"
import { newOrder } from "../src/tills/iiko/front/Order.ts"
import { printedPaper } from "../src/tills/iiko/Printed.ts"
import { printedReceipt, toldBy } from "../src/tills/own/Printed.ts"
import type { PrintedReceipt } from "../src/view/paper/Paper.ts"

const receipt = ReceiptId.make("receipt-1001")
const amount = Kopecks.make(1_832_40)
const points = Points.make(500_00)
const total = Kopecks.make(1_332_40)
const at = 1_790_000_000_000
const request = { amount, points }

const balance = Points.make(1_500_00)
const intended = {
  _tag: "CommitIntended",
  at,
  attempt: 1,
  request,
  account: { id: ClientId.make("anna"), level: { type: "cashback", percent: Percent.make(5) }, balance },
  witness: { balance },
} satisfies JournalEvent
const sale: Sale = { type: "cashback", amount, total, percent: Percent.make(5), spend: points }
const committed: JournalEvent = { _tag: "Committed", at: at + 2, sale }
const unknown: JournalEvent = { _tag: "CommitUnknown", at: at + 1, error: "Unavailable", detail: "" }
const refused: JournalEvent = {
  _tag: "CommitRefused",
  at: at + 1,
  commitState: "not-sent",
  error: "Unavailable",
  detail: "",
}
const rejected: JournalEvent = { _tag: "Rejected", at: at + 1, error: "FieldsRejected", detail: "" }
const queued: JournalEvent = {
  _tag: "EarningQueued",
  at,
  request: { amount, points: zeroPoints },
  error: "Unavailable",
  detail: "",
}

const purchase = {
  amount,
  lines: goods.map(({ excluded, id, initially: quantity, price }) => ({
    id,
    quantity,
    price,
    amount: lineAmount(price, quantity),
    ...(excluded === undefined ? {} : { excluded }),
  })),
}

const ofOwn = (events: ReadonlyArray<JournalEvent>): PrintedReceipt => {
  const told = toldBy(events)
  assert.isDefined(told)
  if (told === undefined) throw new Error("nothing was printed")
  return printedReceipt({ told, receipt, number: 1001, point: "Café", purchase, language: "en", words: en })
}

const addedTo = ({ added }: PrintedReceipt): string =>
  (added.is === "blocks" ? render(added.blocks, { columns: 48 }) : added.lines).join("\n")

const shares = ({ lines }: PrintedReceipt): Kopecks =>
  sum(lines.flatMap((line) => [line.points ?? zeroKopecks, line.discount ?? zeroKopecks]))

describe("loyalkit's own till", () => {
  it("has printed nothing before the sale is sent, nor while its answer is awaited or where it was refused", () => {
    assert.isUndefined(toldBy([]))
    assert.isUndefined(toldBy([intended]))
    assert.isUndefined(toldBy([intended, refused]))
    assert.isDefined(toldBy([intended, refused, intended, committed]))
  })

  it("prints a sale with its points, each line with its part of them, and none on what takes no points", () => {
    const paper = ofOwn([intended, committed])
    assert.equal(paper.at, at + 2)
    assert.deepEqual([paper.sum, paper.points, paper.total], [amount, points, total])
    assert.equal(shares(paper), 500_00)
    assert.equal(paper.lines.find(({ name }) => name === "Gift card")?.points, 0)
    assert.include(addedTo(paper), "Points spent")
  })

  it("prints a sale in doubt with what the customer was shown, and keeps it as it is when that is settled", () => {
    const paper = ofOwn([intended, unknown])
    assert.equal(paper.total, total)
    assert.include(addedTo(paper), "The points are being settled")
    assert.include(addedTo(paper), receipt)
    for (const later of [committed, rejected]) assert.deepEqual(ofOwn([intended, unknown, later]), paper)
  })

  it("prints an earning that waits", () => {
    const paper = ofOwn([queued, intended, committed])
    assert.equal(paper.total, amount)
    assert.isUndefined(paper.sum)
    assert.include(addedTo(paper), "The points for this purchase")
  })

  it("prints the discount of a programme while it is not answered for", () => {
    const shown = Kopecks.make(1_557_54)
    const quote: Quote = {
      type: "discount",
      percent: Percent.make(15),
      amount,
      maxSpend: zeroPoints,
      earn: zeroPoints,
      total: shown,
    }
    const asked = { ...intended, request: { amount, points: zeroPoints } }
    const paper = ofOwn([{ _tag: "Quoted", at, purchase, quote }, asked, unknown])
    assert.deepEqual([paper.sum, paper.discount, paper.total], [amount, 274_86, shown])
  })

  it("prints the full price and no word of loyalty where the service refused the sale", () => {
    const paper = ofOwn([intended, rejected])
    assert.equal(paper.total, amount)
    assert.equal(shares(paper), 0)
    assert.equal(addedTo(paper), "")
  })
})

describe("the other tills", () => {
  const point = "Café"

  it("1C: prints what points pay of each line, and nothing of loyalkit", () => {
    const sheet = newSheet(1)
    assert.isUndefined(printedSheet({ sheet, point, language: "en", words: en }))
    const [coffee, ...rest] = sheet.lines
    assert.isDefined(coffee)
    if (coffee === undefined) return
    const paper = printedSheet({
      sheet: {
        ...sheet,
        lines: [{ ...coffee, bonus: Points.make(20_00), discount: Kopecks.make(10_00) }, ...rest],
        printed: { at, byCard: true },
      },
      point,
      language: "en",
      words: en,
    })
    assert.deepInclude(paper, {
      title: ["RECEIPT No.\u00a00000-000001"],
      sum: amount,
      points: Kopecks.make(20_00),
      discount: Kopecks.make(10_00),
      total: Kopecks.make(1_802_40),
      paid: [{ by: "By card", amount: Kopecks.make(1_802_40) }],
      added: { is: "blocks", blocks: [] },
    })
  })

  it("iiko: prints a bill without payments and a cheque with them, and the bridge's lines as they came", () => {
    const lines = ["-".repeat(32), "Points spent                 500"]
    const order = {
      ...newOrder(1001, PointId.make("cafe")),
      closedAt: at,
      payments: [
        { id: "1", kind: "points", sum: Kopecks.make(500_00), isProcessed: true },
        { id: "2", kind: "cash", sum: total, isProcessed: true },
      ] as const,
    }
    const print = (kind: "bill" | "cheque") =>
      printedPaper({ order, paper: { kind, lines }, point, language: "en", words: iikoWords })
    const bill = print("bill")
    assert.deepEqual([bill.title[0], bill.paid, bill.at], ["BILL", [], undefined])
    const cheque = print("cheque")
    assert.deepEqual(cheque.paid, [
      { by: "LoyalClient points", amount: Kopecks.make(500_00) },
      { by: "Cash", amount: total },
    ])
    assert.equal(cheque.at, at)
    assert.deepEqual(cheque.added, { is: "lines", lines, columns: 32 })
  })

  it("Evotor: prints the discount as the terminal spread it, and the application's lines", () => {
    const open = { ...receiptAfter(), discount: Kopecks.make(200_00) }
    assert.isUndefined(printedOn({ receipt: open, point, language: "en", words: en }))
    const closed = { at, byCard: false, printed: ["Points spent: 200.00"] }
    const paper = printedOn({ receipt: { ...open, closed }, point, language: "en", words: en })
    assert.isDefined(paper)
    if (paper === undefined) return
    assert.equal(shares(paper), 200_00)
    assert.deepEqual([paper.discount, paper.total, paper.sum], [200_00, 1_132_40, 1_332_40])
    assert.deepEqual(paper.added, { is: "lines", lines: closed.printed })
  })
})
