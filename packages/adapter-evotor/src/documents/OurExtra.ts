/**
 * Finds what our app wrote among a receipt's extras.
 *
 * The cloud hands them on in many clothes: nested by application, flat, each value or all of them as JSON text, parsed, or null. A reader that knew one of these
 * once lost every sale of somebody else's (the notes, section 10).
 */
import { ReceiptId } from "@loyalkit/core/Domain"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { decodeExtra, EXTRA_KEY, type SaleExtra } from "../terminal/Extra.ts"
import { fieldsOf, type Fields } from "./Fields.ts"

/** An amount that is never negative. */
export const Amount = Kopecks.check(Schema.isGreaterThanOrEqualTo(0))

/** What the terminal wrote (`terminal/Extra`), in core's words. */
export const OurExtra = Schema.Struct({
  /** By which the journal knows the checkout. */
  receiptId: ReceiptId,
  type: Schema.Literals(["cashback", "discount"]),
  pointsHundredths: Points.check(Schema.isGreaterThanOrEqualTo(0)),
  discountKopecks: Amount,
  otherKopecks: Amount,
  amountKopecks: Amount,
}) satisfies Schema.Schema<SaleExtra>
export interface OurExtra extends Schema.Schema.Type<typeof OurExtra> {}

const isOurs = Schema.is(OurExtra)

/** Where ours is looked for. */
export interface ExtrasSettings {
  /** The key that the terminal part writes under. */
  readonly extrasKey?: string
  /** Our application: extras of others are passed over. Left out: any that has our key. */
  readonly appUuid?: string
}

const parsed = (value: unknown): unknown =>
  typeof value === "string"
    ? Option.getOrUndefined(Option.liftThrowable((text: string): unknown => JSON.parse(text))(value))
    : value

const nestedIn = (extras: Fields, appUuid: string | undefined): ReadonlyArray<Fields> => {
  const mine = Object.entries(extras).filter(
    ([uuid]) => appUuid === undefined || uuid.toLowerCase() === appUuid.toLowerCase(),
  )
  return mine.map(([, nested]) => fieldsOf(parsed(nested)))
}

/** Our extra; nothing where there is none. */
export const ourExtra = (
  value: unknown,
  { appUuid, extrasKey = EXTRA_KEY }: ExtrasSettings,
): OurExtra | undefined => {
  const extras = fieldsOf(parsed(value))
  for (const level of [extras, ...nestedIn(extras, appUuid)]) {
    const own = Object.hasOwn(level, extrasKey) ? decodeExtra(parsed(level[extrasKey])) : undefined
    if (isOurs(own)) return own
  }
  return undefined
}
