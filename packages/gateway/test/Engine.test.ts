/** What the engine's layer gives to those who stand on it: the adapters' routes among them. */
import { layerMemory } from "@loyalkit/core/journal/MemoryJournal"
import { Policy } from "@loyalkit/core/Policy"
import { SandboxTransport } from "@loyalkit/sandbox"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { expect, it } from "vitest"
import * as Engine from "../src/Engine.ts"
import { defaults } from "./Shop.ts"

it("an adapter goes by the policy of the settings, as the engine does", async () => {
  const settings = { ...defaults, policy: { keepSettledDays: 7 } }
  const seen = Layer.effectDiscard(
    Effect.map(Policy, ({ keepSettledDays }) => expect(keepSettledDays).toBe(7)),
  )
  const engine = Engine.layer(settings).pipe(
    Layer.provide(Layer.mergeAll(layerMemory, SandboxTransport.layerWith())),
  )
  expect.assertions(1)
  await Effect.runPromise(Effect.scoped(Layer.build(Layer.provide(seen, engine))))
})
