/**
 * `call-overhead`: what the engine adds to one call.
 *
 * Compared: `findClient` over core's undici transport, against `undici.request` and `JSON.parse`, one call
 * after the other, over a kept connection. Fair because both ask the same service for the same bytes, each
 * inside one running program (an effect, an async function) as a till's would be, and each call is timed where its
 * caller waits. Ours also decodes, keeps its budget, and can be traced: that is what is being priced.
 */
import { PointId } from "@loyalkit/core/Domain"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import type { Benchmark } from "./Figure.ts"
import { compare, spread, timed } from "./Rounds.ts"
import { withService } from "./Service.ts"

/** Calls in a block. */
const CALLS = 300

const search = "79201234567"
const point = PointId.make("point-1")

const ours = Effect.fnUntraced(function* (times: number) {
  const client = yield* LoyalClient
  const millis = Array.from<number>({ length: times })
  for (let index = 0; index < times; index++) {
    const from = performance.now()
    yield* client.findClient({ search, point })
    millis[index] = performance.now() - from
  }
  return millis
})

export const callOverhead: Benchmark = {
  name: "call-overhead",
  run: (effort) =>
    withService(async ({ bare, layer }) => {
      const runtime = ManagedRuntime.make(layer)
      const times = Math.ceil(CALLS * effort.scale)
      const comparison = await compare(effort, {
        ours: () => runtime.runPromise(ours(times)),
        theirs: () => timed(times, () => bare("client", { search, point })),
      })
      await runtime.dispose()
      const micros = (millis: number) => `${Math.round(millis * 1_000)} µs`
      return {
        name: "call-overhead",
        value: comparison.ratio,
        detail: `times undici.request's p50 (${micros(comparison.ours)} to ${micros(comparison.theirs)}; ${spread(comparison)})`,
        target: { at: "most", value: 1.5 },
      }
    }),
}
