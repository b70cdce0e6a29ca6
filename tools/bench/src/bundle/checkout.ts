/** What a till's page would load: one checkout over `fetch`, journalled in memory. Bundled, never run. */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { layerMemory } from "@loyalkit/core/journal/MemoryJournal"
import { LoyalClient, type LoyalClientConfig } from "@loyalkit/core/LoyalClient"
import type { Kopecks, Points } from "@loyalkit/core/Money"
import * as FetchTransport from "@loyalkit/core/transport/FetchTransport"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const sale = Effect.fn("sale")(function* (key: CheckoutKey, search: string, amount: Kopecks, points: Points) {
  const checkout = yield* Checkout
  yield* checkout.identify(key, search)
  yield* checkout.quote(key, { amount })
  yield* checkout.hold(key, { points })
  return yield* checkout.commit(key, { amount, points })
})

export const sell = (config: LoyalClientConfig, ...receipt: Parameters<typeof sale>) =>
  sale(...receipt).pipe(
    Effect.provide(
      Checkout.layer.pipe(
        Layer.provide(LoyalClient.layer(config)),
        Layer.provide(FetchTransport.layer()),
        Layer.provide(layerMemory),
      ),
    ),
    Effect.runPromise,
  )
