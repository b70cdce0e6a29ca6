/** Whole sales through `Checkout` in this process, one after the other: identify, quote, hold, commit. */
import { Checkout } from "@loyalkit/core/Checkout"
import { PointId, ReceiptId } from "@loyalkit/core/Domain"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import { searchOf } from "./StubClients.ts"

const point = PointId.make("point-1")
const amount = Kopecks.make(100_000)
const points = Points.make(10_000)

const sell = Effect.fnUntraced(function* (receipt: ReceiptId, search: string) {
  const checkout = yield* Checkout
  const key = { point, receipt }
  yield* checkout.identify(key, search)
  yield* checkout.quote(key, { amount })
  yield* checkout.hold(key, { points })
  yield* checkout.commit(key, { amount, points })
})

/** Sells so many times, each time a new receipt that begins with `prefix`; gives each sale's milliseconds. */
export const sales = (prefix: string) => {
  let receipts = 0
  return Effect.fnUntraced(function* (times: number) {
    const millis = Array.from<number>({ length: times })
    for (let index = 0; index < times; index++) {
      const receipt = receipts++
      const from = performance.now()
      yield* sell(ReceiptId.make(`${prefix}-${receipt}`), searchOf(receipt))
      millis[index] = performance.now() - from
    }
    return millis
  })
}
