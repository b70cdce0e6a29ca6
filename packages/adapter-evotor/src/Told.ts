/**
 * What the cloud tells, as it is kept until it is worked off: closed receipts that are ours to settle, and what becomes of the application.
 *
 * A push and a reading tell of the same receipt under the same name, so that whoever is second is known. A sale without our mark is nobody's of ours and not kept.
 */
import type { Entry } from "@loyalkit/core/Inbox"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { ClosedReceipt } from "./documents/ClosedReceipt.ts"
import { isOurSale } from "./sales/Sales.ts"

/** Something was told of the application, its user or its subscription. */
const Happened = Schema.Struct({
  about: Schema.Literal("application"),
  type: Schema.String,
  user: Schema.String,
  /** When, or else when it was first heard of, in milliseconds since 1970. */
  at: Schema.Int,
})
export interface Happened extends Schema.Schema.Type<typeof Happened> {}

const Told = Schema.Union([
  Schema.Struct({
    about: Schema.Literal("receipt"),
    receipt: ClosedReceipt,
    /** When it was first heard of, in milliseconds since 1970. */
    seen: Schema.Int,
  }),
  Happened,
])
export type Told = typeof Told.Type

const Body = Schema.fromJsonString(Told)
const decode = Schema.decodeUnknownOption(Body)
const encode = Schema.encodeSync(Body)

const nameOf = ({ id, source, store }: ClosedReceipt): string => `${source}|${store}|${id}`.toLowerCase()

/** A receipt to be kept; nothing where it is not ours to settle. A document says more than the receipts webhook, and replaces it. */
export const entryOf = (receipt: ClosedReceipt, seen: number): Entry | undefined => {
  const body = encode({ about: "receipt", receipt, seen })
  if (receipt.kind === "PAYBACK") return { id: nameOf(receipt), body }
  if (!isOurSale(receipt)) return undefined
  const { receiptId } = receipt.extra
  return { id: nameOf(receipt), body, subject: receiptId, order: receipt.source === "document" ? 1 : 0 }
}

/** An event of the application. @param id of the event: the cloud tells it for days */
export const entryOfEvent = (id: string, { at, type, user }: Omit<Happened, "about">): Entry => ({
  id: `event|${id}`,
  body: encode({ about: "application", type, user, at }),
})

/** What an entry tells. */
export const toldIn = ({ body }: Entry): Told | undefined => Option.getOrUndefined(decode(body))
