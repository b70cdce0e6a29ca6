/**
 * `call-throughput`: how many calls a second a busy gateway gets through.
 *
 * Compared: 64 workers that call `findClient` over core's undici transport, each as soon as its last call is
 * answered, against 64 that call `undici.request` and `JSON.parse`. Fair because both keep 64 requests under
 * way on as many kept connections, to the same service, which has a core of its own.
 */
import { PointId } from "@loyalkit/core/Domain"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import type { Benchmark } from "./Figure.ts"
import { compare, perSecond, rate, spread } from "./Rounds.ts"
import { withService } from "./Service.ts"

/** Requests under way at a time. */
const WORKERS = 64
/** Calls of each worker in a block. */
const CALLS = 40

const search = "79201234567"
const point = PointId.make("point-1")

const ours = Effect.fnUntraced(function* (times: number) {
  const client = yield* LoyalClient
  const worker = Effect.gen(function* () {
    for (let index = 0; index < times; index++) yield* client.findClient({ search, point })
  })
  yield* Effect.all(
    Array.from({ length: WORKERS }, () => worker),
    { concurrency: "unbounded", discard: true },
  )
})

export const callThroughput: Benchmark = {
  name: "call-throughput",
  run: (effort) =>
    withService(async ({ bare, layer }) => {
      const runtime = ManagedRuntime.make(layer)
      const times = Math.ceil(CALLS * effort.scale)
      const worker = async () => {
        for (let index = 0; index < times; index++) await bare("client", { search, point })
      }
      const theirs = () => Promise.all(Array.from({ length: WORKERS }, worker))
      const comparison = await compare(effort, {
        ours: rate(WORKERS * times, () => runtime.runPromise(ours(times))),
        theirs: rate(WORKERS * times, theirs),
      })
      await runtime.dispose()
      return {
        name: "call-throughput",
        value: comparison.ratio,
        detail: `times undici.request's calls at ${WORKERS} at once (${perSecond(comparison.ours)} to ${perSecond(comparison.theirs)}; ${spread(comparison)})`,
        target: { at: "least", value: 0.7 },
      }
    }),
}
