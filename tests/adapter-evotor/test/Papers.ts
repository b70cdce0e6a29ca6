/**
 * What Evotor's cloud would tell of a receipt, in each of its forms, made of one plain receipt: and the notes' fixtures as they are.
 */
import { encodeExtra, type SaleExtra } from "@loyalkit/adapter-evotor/terminal"
import { readFileSync } from "node:fs"

export type Json = Readonly<Record<string, unknown>>

/** A fixture of the notes. */
export const fixture = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8")) as Json

export const STORE = "20240101-0000-4000-8000-000000000003"
export const DEVICE = "20240101-0000-4000-8000-000000000002"
export const APP = "abababab-0000-4000-8000-000000000001"

/** The ID of the `n`th receipt, as its terminal gives it. */
export const receiptId = (n: number): string => `22222222-2222-4222-8222-${String(n).padStart(12, "0")}`
/** The ID of its document: another one, since nobody has proven that it is the same. */
export const documentId = (n: number): string => `dddddddd-2222-4222-8222-${String(n).padStart(12, "0")}`

/** One position: what it cost after its own discount, and what of the receipt's discount came to it. In kopecks. */
export interface Sold {
  readonly sum: number
  readonly ofDiscount: number
}

/** A receipt, in kopecks. */
export interface Paper {
  readonly kind: "SELL" | "PAYBACK"
  readonly id: string
  readonly sold: ReadonlyArray<Sold>
  readonly closedAt: number
  readonly base?: string
  readonly extra?: SaleExtra
  readonly store?: string
  readonly device?: string
}

const rubles = (kopecks: number): number => kopecks / 100
const total = (numbers: ReadonlyArray<number>): number => numbers.reduce((all, one) => all + one, 0)

export const paidOf = ({ sold }: Paper): number => total(sold.map(({ ofDiscount, sum }) => sum - ofDiscount))
export const discountOf = ({ sold }: Paper): number => total(sold.map(({ ofDiscount }) => ofDiscount))
const costOf = ({ sold }: Paper): number => total(sold.map(({ sum }) => sum))

/** In which clothes extras come. */
export type Clothes = "nested" | "flat" | "parsed" | "text" | "nested-text"

export const extrasIn = (clothes: Clothes, extra: SaleExtra | undefined): unknown => {
  if (extra === undefined) return {}
  const flat = encodeExtra(extra)
  switch (clothes) {
    case "flat":
      return flat
    case "nested":
      return { [APP]: flat }
    case "parsed":
      return { [APP]: { loyalkit: JSON.parse(String(flat["loyalkit"])) as unknown } }
    case "text":
      return JSON.stringify(flat)
    case "nested-text":
      return { [APP]: JSON.stringify(flat) }
  }
}

const time = (millis: number): string => new Date(millis).toISOString().replace("Z", "+0000")

/** A document of the second version. */
export const second = (paper: Paper, isWrapped = false, clothes: Clothes = "nested"): Json => {
  const { base, closedAt, device = DEVICE, extra, id, kind, sold, store = STORE } = paper
  const wrapped = (name: string, one: unknown) => (isWrapped ? { [name]: one } : one)
  const discount = discountOf(paper)
  const paid = rubles(paidOf(paper))
  return {
    type: kind,
    id,
    extras: extrasIn(clothes, extra),
    number: 7,
    close_date: time(closedAt),
    device_id: device,
    store_id: store,
    body: {
      positions: sold.map(({ ofDiscount, sum }, index) =>
        wrapped("position", {
          uuid: `position-${index}`,
          product_type: "SOMETHING_OF_2030",
          product_name: "Американо",
          bar_сode: null,
          quantity: 1,
          price: rubles(sum),
          sum: rubles(sum),
          tax: { type: "VAT_OF_2030" },
          result_sum: rubles(sum - ofDiscount),
          result_price: 0,
          doc_distributed_discount: { discount_sum: rubles(ofDiscount), discount_type: "SUM" },
        }),
      ),
      doc_discounts:
        discount === 0
          ? []
          : [wrapped("doc_discount", { discount_sum: rubles(discount), discount_type: "SUM" })],
      payments: [
        wrapped("payment", { type: "NEW", parts: [wrapped("part", { part_sum: paid + 5, change: 5 })] }),
      ],
      sum: rubles(costOf(paper)),
      result_sum: paid,
      customer_email: "buyer@example.com",
      customer_phone: isWrapped ? 79_990_000_001 : "+79990000001",
      ...(base === undefined ? {} : { base_document_id: base, base_document_number: 7 }),
    },
    version: "V2",
  }
}

/** A document of the first version; its store is in the address. */
export const first = (paper: Paper, clothes: Clothes = "flat"): Json => {
  const { base, closedAt, device = DEVICE, extra, id, kind, sold } = paper
  const sign = kind === "PAYBACK" ? -1 : 1
  const discount = discountOf(paper)
  return {
    type: kind,
    uuid: id,
    extras: extrasIn(clothes, extra),
    number: 7,
    closeSum: String(rubles(costOf(paper))),
    closeResultSum: String(rubles(paidOf(paper))),
    closeDate: time(closedAt),
    deviceUuid: device,
    transactions: [
      { type: "DOCUMENT_OPEN", clientPhone: "+79990000001", baseDocumentUUID: base ?? null },
      ...sold.map(({ ofDiscount, sum }, index) => ({
        type: "REGISTER_POSITION",
        commodityUuid: `position-${index}`,
        commodityName: "Американо",
        quantity: sign,
        price: rubles(sum),
        sum: sign * rubles(sum),
        resultSum: sign * rubles(sum - ofDiscount),
      })),
      ...(discount === 0 || kind === "PAYBACK"
        ? []
        : [{ type: "DISCOUNT_DOCUMENT", discountSum: rubles(discount), discountType: 1 }]),
      { type: "PAYMENT", sum: sign * rubles(paidOf(paper)), paymentType: "OF_2030" },
      { type: "DOCUMENT_CLOSE", sum: sign * rubles(paidOf(paper)), baseDocumentUUID: null },
    ],
  }
}

/** A receipt of the receipts webhook. `total`: with discounts taken off, or not, as nobody knows. */
export const pushed = (paper: Paper, total: "before" | "after" = "after"): Json => {
  const { closedAt, device = DEVICE, extra, id, kind, sold, store = STORE } = paper
  return {
    id: `push-${id}`,
    timestamp: closedAt * 1_000,
    type: "ReceiptCreated",
    version: 2,
    data: {
      id,
      deviceId: device,
      storeId: store,
      dateTime: new Date(closedAt).toISOString(),
      type: kind,
      totalDiscount: rubles(discountOf(paper)),
      totalAmount: rubles(total === "after" ? paidOf(paper) : costOf(paper)),
      extras: extrasIn("flat", extra),
      items: sold.map(({ ofDiscount, sum }) => ({
        name: "Американо",
        itemType: "OF_2030",
        quantity: 1,
        price: rubles(sum),
        discount: rubles(ofDiscount),
      })),
    },
  }
}
