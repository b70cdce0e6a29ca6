// The same sale with Effect: core's modules by path, over fetch.
import { Checkout } from "@loyalkit/core/Checkout"
import { begin } from "@loyalkit/core/checkout/Steps"
import { PointId, ReceiptId } from "@loyalkit/core/Domain"
import * as MemoryJournal from "@loyalkit/core/journal/MemoryJournal"
import type { Journal, JournalError } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import { Kopecks, Points } from "@loyalkit/core/Money"
import * as FetchTransport from "@loyalkit/core/transport/FetchTransport"
import type { Transport } from "@loyalkit/core/Transport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { Till } from "./promises.ts"

export const sellOver = (
  { url, apiKey, point, receipt }: Till,
  [transport, journal]: readonly [Layer.Layer<Transport>, Layer.Layer<Journal, JournalError>],
): Promise<number> => {
  const till = Checkout.layer.pipe(
    Layer.provide(LoyalClient.layer({ url, apiKey: Redacted.make(apiKey) })),
    Layer.provide([transport, journal]),
  )
  const sale = Effect.gen(function* () {
    const open = yield* begin({ point: PointId.make(point), receipt: ReceiptId.make(receipt) })
    const client = yield* open.identify("79000000001")
    const quoted = yield* client.quote({ amount: Kopecks.make(400_00) })
    const held = yield* quoted.hold(Points.make(150_00))
    const settled = yield* held.commit
    return settled.sale.total
  })
  return Effect.runPromise(Effect.provide(sale, till))
}

export const sell = (till: Till): Promise<number> =>
  sellOver(till, [FetchTransport.layer(), MemoryJournal.layerMemory])
