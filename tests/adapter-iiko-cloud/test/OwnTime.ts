/**
 * Runs what asks over real sockets under the test's clock: time goes on only while no request is under way, so that waits of minutes take
 * moments and no request runs into its limit by them.
 */
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"

/** Requests under way. */
const requests = { underWay: 0 }

/** `fetch`, counted. */
export const countedFetch: Layer.Layer<HttpClient.HttpClient> = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(
    HttpClient.HttpClient,
    HttpClient.transform((answer) =>
      Effect.acquireUseRelease(
        Effect.sync(() => requests.underWay++),
        () => answer,
        () => Effect.sync(() => requests.underWay--),
      ),
    ),
  ),
).pipe(Layer.provide(FetchHttpClient.layer))

/** A moment of the real time, in which sockets are seen to. */
const moment = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 3)))

/** Lets so much of the test's time go by, in steps: short ones where much is asked. */
export const passing = Effect.fnUntraced(function* (seconds: number, step = 0.5) {
  for (let past = 0; past < seconds; past += step) {
    do yield* moment
    while (requests.underWay > 0)
    yield* TestClock.adjust(step * 1_000)
  }
  yield* moment
})

/** The end of an effect, however much of the test's time it takes. */
export const awaited = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect, { startImmediately: true })
    while (fiber.pollUnsafe() === undefined) yield* passing(0.5)
    return yield* Fiber.join(fiber)
  })
