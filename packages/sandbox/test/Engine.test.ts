import { assert, describe, it } from "@effect/vitest"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Money from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { Switches } from "../src/Behaviour.ts"
import type { Options } from "../src/Sandbox.ts"
import * as SandboxTransport from "../src/SandboxTransport.ts"
import { anna, cafe, world } from "./Till.ts"

/** Core's own client, with the sandbox at the other end. */
const engine = (options: Options = {}, apikey = world.apikey) =>
  Effect.provide(
    LoyalClient.layer({ url: SandboxTransport.BASE_URL, apiKey: Redacted.make(apikey) }).pipe(
      Layer.provide(SandboxTransport.layerWith(options)),
    ),
  )

const rubles = (amount: number) => Money.Kopecks.make(amount * 100)
const points = (amount: number) => Money.Points.make(amount * 100)

const sell = (spend: number) =>
  Effect.flatMap(LoyalClient, (service) =>
    service.retail({ client: anna.id, point: cafe, amount: rubles(100), spend: points(spend) }),
  )

describe("core's LoyalClient", () => {
  it.effect("finds, previews, holds, sells and releases", () =>
    Effect.gen(function* () {
      const service = yield* LoyalClient
      const client = yield* service.findClient({ search: "79000000001", point: cafe })
      assert.deepInclude(client, { id: anna.id, balance: points(1500), phone: "79000000001" })
      const worth = yield* service.recalc({ client: client.id, point: cafe, amount: rubles(200) })
      assert.deepInclude(worth, { spend: points(200), earn: points(15) })
      const held = yield* service.hold({ client: client.id, point: cafe, points: points(200), minutes: 12 })
      const sale = yield* service.retail({
        client: client.id,
        point: cafe,
        amount: rubles(200),
        spend: points(200),
        holds: [held.id],
      })
      assert.deepInclude(sale, { total: rubles(0), spend: points(200) })
      assert.isTrue(yield* service.release(held.id))
    }).pipe(engine()),
  )

  const envelopes: ReadonlyArray<Switches> = (["top", "errors", "error", "message"] as const).flatMap(
    (envelope) =>
      ([false, true] as const).flatMap((successFalse) =>
        (["string", "array"] as const).map((errorText) => ({ envelope, successFalse, errorText })),
      ),
  )
  for (const behaviour of envelopes)
    it.effect(`reads a limit out of a 422 in the envelope ${JSON.stringify(behaviour)}`, () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(sell(101))
        assert.strictEqual(error._tag, "SpendTooLarge")
        assert.strictEqual(error._tag === "SpendTooLarge" ? error.limit : undefined, points(100))
      }).pipe(engine({ behaviour })),
    )

  it.effect("knows a refused key", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(sell(1)))._tag, "Unauthorized")
    }).pipe(engine({}, "guess")),
  )
})
