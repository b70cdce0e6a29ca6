/** Whatever form a receipt comes in, it reads as the same one; and what was paid is what its goods come to. */
import { readAll, readOne } from "@loyalkit/adapter-evotor/documents/Reading"
import type { ClosedReceipt } from "@loyalkit/adapter-evotor/documents/ClosedReceipt"
import { appliedOf, borneOut, ourShare } from "@loyalkit/adapter-evotor/sales/Applied"
import { Kopecks } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import fc from "fast-check"
import { assert, describe, it } from "vitest"
import {
  APP,
  DEVICE,
  discountOf,
  documentId,
  extrasIn,
  first,
  fixture,
  paidOf,
  pushed,
  receiptId,
  second,
  STORE,
  type Clothes,
  type Json,
  type Paper,
} from "./Papers.ts"

const read = (json: unknown, form: "documents" | "receipts" = "documents"): ClosedReceipt => {
  const one = Result.getOrThrow(readOne(json, form, STORE, {}))
  if (one === undefined) throw new Error("it is passed over")
  return one
}

/** Amounts are plain numbers here. */
const shows = (seen: object | undefined, expected: object): void => {
  const fields = Object.keys(expected)
  const shown = Object.entries(seen ?? {}).filter(([field]) => fields.includes(field))
  assert.deepStrictEqual(Object.fromEntries(shown), { ...expected })
}

interface Expected {
  readonly name: string
  readonly paid: number
  readonly discount: number
  readonly base?: string
}

const FIXTURES: ReadonlyArray<Expected> = [
  { name: "cloud-v2-sell-doc-discount", paid: 95_00, discount: 95_00 },
  { name: "cloud-v2-sell-position-discount", paid: 140_00, discount: 0 },
  { name: "cloud-v2-sell-wrapped", paid: 100_00, discount: 200_00 },
  {
    name: "cloud-v2-payback-full",
    paid: 95_00,
    discount: 95_00,
    base: "22222222-2222-4222-8222-222222222222",
  },
  {
    name: "cloud-v2-payback-partial",
    paid: 66_67,
    discount: 33_33,
    base: "22222222-2222-4222-8222-222222222225",
  },
  { name: "cloud-v1-sell", paid: 95_00, discount: 95_00 },
  { name: "cloud-v1-payback", paid: 95_00, discount: 95_00, base: "12222222-2222-4222-8222-222222222221" },
]

describe("the notes' documents", () => {
  it.each(FIXTURES)("$name", ({ base, discount, name, paid }) => {
    const receipt = read(fixture(name))
    shows(receipt, { paid, discount, store: STORE, device: DEVICE, source: "document" })
    assert.strictEqual(receipt.kind, name.includes("payback") ? "PAYBACK" : "SELL")
    assert.strictEqual(receipt.base, base)
    assert.strictEqual(receipt.extra, undefined)
    assert.isAbove(receipt.closedAt, Date.UTC(2026, 0, 16))
  })

  it("say which goods came back, where they make up what was given back", () => {
    const [line, ...others] = read(fixture("cloud-v1-payback")).lines ?? []
    assert.isEmpty(others)
    shows(line, {
      id: "74444444-4444-4444-8444-444444444441",
      name: "Американо",
      quantity: 1_000,
      price: 190_00,
      amount: 95_00,
    })
    const twice = fixture("cloud-v2-payback-full")
    const body = twice["body"] as Json
    assert.strictEqual(read({ ...twice, body: { ...body, result_sum: 190 } }).lines, undefined)
  })

  it("of the receipts webhook: the goods say whether the total has its discounts taken off", () => {
    shows(read(fixture("webhook-receipt-sell"), "receipts"), {
      paid: 95_00,
      discount: 95_00,
      source: "receipt",
    })
  })

  it("of pages are read as they are pushed", () => {
    const page = fixture("cloud-v2-documents-page")
    shows(readAll(page["items"], "documents", STORE, {}).receipts[0], { paid: 95_00 })
    assert.deepStrictEqual(
      readAll(fixture("cloud-v2-documents-last-page")["items"], "documents", STORE, {}),
      { receipts: [], broken: [] },
    )
  })
})

describe("what somebody else wrote", () => {
  it.each(["nested", "flat", "object", "null"])(
    "extras that are %s and foreign are nobody's of ours",
    (form) => assert.strictEqual(read(fixture(`cloud-v2-sell-extras-${form}`)).extra, undefined),
  )
})

const extra = {
  receiptId: receiptId(1),
  type: "cashback" as const,
  pointsHundredths: 100_00,
  discountKopecks: 100_00,
  otherKopecks: 5_00,
  amountKopecks: 400_00,
}
const paper: Paper = {
  kind: "SELL",
  id: documentId(1),
  sold: [{ sum: 405_00, ofDiscount: 105_00 }],
  closedAt: Date.UTC(2026, 0, 16, 12),
  extra,
}
const CLOTHES: ReadonlyArray<Clothes> = ["nested", "flat", "parsed", "text", "nested-text"]

describe("our extra", () => {
  it.each(CLOTHES)("is found %s, in every version", (clothes) => {
    for (const json of [second(paper, false, clothes), second(paper, true, clothes), first(paper, clothes)])
      shows(read(json).extra, extra)
  })

  it("is not another application's, where ours is named", () => {
    const of = (appUuid: string) =>
      Result.getOrThrow(readOne(second(paper), "documents", STORE, { appUuid }))?.extra
    assert.isDefined(of(APP.toUpperCase()))
    assert.isUndefined(of("abababab-0000-4000-8000-000000000002"))
  })

  it("is none where it is damaged, too large, or names no receipt that there could be", () => {
    const damaged: ReadonlyArray<unknown> = [
      null,
      [],
      "{",
      7,
      { loyalkit: "{" },
      { loyalkit: { v: 2 } },
      extrasIn("flat", { ...extra, receiptId: "a/b" }),
      extrasIn("flat", { ...extra, receiptId: "" }),
      extrasIn("flat", { ...extra, discountKopecks: 9e15 }),
    ]
    for (const extras of damaged) assert.isUndefined(read({ ...second(paper), extras }).extra)
  })
})

const kopecks = fc.integer({ min: 0, max: 10_000_000 })
const soldThings = fc.array(
  fc.record({ sum: kopecks, share: fc.integer({ min: 0, max: 100 }) }).map(({ share, sum }) => ({
    sum,
    ofDiscount: Math.floor((sum * share) / 100),
  })),
  { minLength: 1, maxLength: 6 },
)
const papers: fc.Arbitrary<Paper> = fc.record({
  kind: fc.constantFrom("SELL" as const, "PAYBACK" as const),
  id: fc.uuid(),
  sold: soldThings,
  closedAt: fc.integer({ min: 1_600_000_000_000, max: 1_900_000_000_000 }),
})

describe("any receipt", () => {
  it("reads the same in every form, and to the kopeck", () =>
    fc.assert(
      fc.property(papers, fc.constantFrom(...CLOTHES), (receipt, clothes) => {
        const expected = { kind: receipt.kind, paid: paidOf(receipt), discount: discountOf(receipt) }
        for (const json of [second(receipt, false, clothes), second(receipt, true, clothes), first(receipt)])
          shows(read(json), { ...expected, closedAt: receipt.closedAt })
        for (const total of ["before", "after"] as const)
          shows(read(pushed(receipt, total), "receipts"), expected)
      }),
    ))

  it("is committed for what was paid and our part of its discount, and never for more points than were answered", () =>
    fc.assert(
      fc.property(papers, kopecks, kopecks, (receipt, ours, other) => {
        const answered = Math.min(ours, paidOf(receipt) + discountOf(receipt))
        const given = {
          ...receipt,
          kind: "SELL" as const,
          extra: { ...extra, discountKopecks: answered, pointsHundredths: answered, otherKopecks: other },
        }
        const closed = read(second(given))
        if (closed.extra === undefined) return assert.fail("our extra is lost")
        const applied = appliedOf(closed, closed.extra)
        assert.strictEqual(applied.amount, closed.paid + applied.ours)
        assert.strictEqual(Number(applied.points), Number(applied.ours))
        assert.isAtMost(applied.ours, answered)
        assert.isAtMost(applied.ours + Math.min(other, closed.discount), closed.discount)
        const asAnswered = borneOut(closed, closed.extra)
        if (asAnswered !== undefined) assert.strictEqual(asAnswered.amount, closed.paid + asAnswered.ours)
        return undefined
      }),
    ))

  it("gives back of its discount what is ours in it, and all of it in the end", () =>
    fc.assert(
      fc.property(kopecks, kopecks, kopecks, (ours, others, refunded) => {
        const sale = { ours: Kopecks.make(ours), discount: Kopecks.make(ours + others) }
        const share = ourShare(Kopecks.make(refunded), sale)
        assert.isAtLeast(share, 0)
        assert.isAtMost(share, refunded)
        assert.strictEqual(ourShare(sale.discount, sale), ours)
      }),
    ))
})

describe("what cannot be read", () => {
  it("loses only itself, and is named without its values", () => {
    const good = second(paper)
    const { broken, receipts } = readAll(
      [
        good,
        { ...good, id: "" },
        { ...good, id: "x".repeat(200) },
        { ...good, close_date: "+79990000001" },
        { ...good, body: { positions: [{ result_sum: "+7 999 000-00-01" }] } },
        { ...good, body: { result_sum: 0.001 } },
        { ...good, type: "OPEN_SESSION" },
        { ...good, type: "CORRECTION_OF_2030" },
        null,
        "text",
        [],
      ],
      "documents",
      undefined,
      {},
    )
    assert.strictEqual(receipts.length, 1)
    // Kinds that nobody asked for are none of ours; what is no document at all is told.
    assert.strictEqual(broken.length, 8)
    assert.notMatch(broken.join("\n"), /\d{4}/)
  })

  it("of the receipts webhook: a total that is neither with nor without the discount is left to the document", () => {
    const data = fixture("webhook-receipt-sell")["data"] as Json
    const odd = { ...fixture("webhook-receipt-sell"), data: { ...data, totalAmount: 100 } }
    assert.deepStrictEqual(readAll(odd, "receipts", undefined, {}).receipts, [])
  })

  it("without its own totals goes by its positions, or by what was paid", () => {
    const whole = second(paper)
    const { doc_discounts: _d, result_sum: _r, ...body } = whole["body"] as Json
    shows(read({ ...whole, body }), { paid: 300_00, discount: 105_00 })
    shows(read({ ...whole, body: { ...body, positions: [] } }), { paid: 300_00, discount: 0 })
    const { closeResultSum: _c, ...v1 } = first(paper)
    shows(read(v1), { paid: 300_00, discount: 105_00 })
  })
})
