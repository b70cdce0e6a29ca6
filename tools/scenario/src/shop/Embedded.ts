/**
 * A till that has the engine inside it, as a vendor's own program has: its commands go straight to the checkout, with no gateway between.
 *
 * Each is written down as the call of `/v1` that says the same, so that what was done at such a till plays again anywhere: there it takes no line and
 * no time, since the scenario names the till as one of those `inside`. A verdict of the person beside it is written down as a person's.
 */
import { Cases, type Resolution } from "@loyalkit/core/Cases"
import { Checkout, type CommitCommand } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import { QuantityFromWire, type CheckoutKey, type Purchase, type ReceiptLine } from "@loyalkit/core/Domain"
import { toNumber, type Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Person, Send } from "../format/Step.ts"

/** What such a till asks of its engine. */
export type Command =
  | { readonly _tag: "Identify"; readonly search: string }
  | { readonly _tag: "Quote"; readonly purchase: Purchase }
  | { readonly _tag: "Hold"; readonly points: Points; readonly minutes?: number }
  | { readonly _tag: "Release" }
  | { readonly _tag: "Commit"; readonly commit: Omit<CommitCommand, "soldAt"> }
  | { readonly _tag: "Cancel" }

/** Asks the engine. What the answer says stands in the journal, so nobody waits for more than that it came. */
export const ask = (key: CheckoutKey, command: Command): Effect.Effect<unknown, CheckoutError, Checkout> =>
  Effect.flatMap(Checkout, (checkout): Effect.Effect<unknown, CheckoutError> => {
    switch (command._tag) {
      case "Identify":
        return checkout.identify(key, command.search)
      case "Quote":
        return checkout.quote(key, command.purchase)
      case "Hold":
        return checkout.hold(key, command)
      case "Release":
        return checkout.release(key)
      case "Commit":
        return checkout.commit(key, command.commit)
      case "Cancel":
        return checkout.cancel(key)
    }
  })

const quantityOf = Schema.encodeSync(QuantityFromWire)

const lineOf = ({ amount, excluded, id, name, price, quantity }: ReceiptLine) => ({
  id,
  ...(name === undefined ? {} : { name }),
  quantity: quantityOf(quantity),
  price: toNumber(price),
  amount: toNumber(amount),
  ...(excluded === undefined ? {} : { excluded }),
})

const bodyOf = (command: Command): Send["body"] => {
  switch (command._tag) {
    case "Identify":
      return { search: command.search }
    case "Quote": {
      const { amount, lines } = command.purchase
      return { amount: toNumber(amount), ...(lines === undefined ? {} : { lines: lines.map(lineOf) }) }
    }
    case "Hold":
      return {
        points: toNumber(command.points),
        ...(command.minutes === undefined ? {} : { minutes: command.minutes }),
      }
    case "Commit": {
      const { amount, points, search } = command.commit
      return {
        amount: toNumber(amount),
        points: toNumber(points),
        ...(search === undefined ? {} : { search }),
      }
    }
    case "Release":
    case "Cancel":
      return undefined
  }
}

/** The same as a till would send it to a gateway. */
export const sendOf = (till: string, { receipt }: CheckoutKey, command: Command): Send => {
  const body = bodyOf(command)
  return {
    till,
    method: "POST",
    path: `/v1/receipts/${encodeURIComponent(receipt)}/${command._tag.toLowerCase()}`,
    ...(body === undefined ? {} : { body }),
  }
}

/** Tells the engine what a person says of a case. */
export const judge = (key: CheckoutKey, resolution: Resolution) =>
  Effect.flatMap(Cases, (cases) => cases.resolve(key, resolution))

/** The same as a scenario's step. */
export const personOf = ({ receipt }: CheckoutKey, resolution: Resolution): Person => {
  const { by, kind, note } = resolution
  return {
    receipt,
    kind,
    verdict: resolution.kind === "doubt" ? resolution.verdict : "done",
    by,
    ...("then" in resolution ? { then: resolution.then } : {}),
    ...(note === undefined ? {} : { note }),
  }
}
