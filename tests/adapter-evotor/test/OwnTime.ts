/**
 * Runs what asks over real sockets under the test's clock: time goes on only while nothing is under way, so that waits of minutes take moments and no request runs into its
 * limit by them.
 */
import { Journal } from "@loyalkit/core/Journal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"

/** What is under way: requests to the cloud, and words to the journal. Whatever is done in the background asks one of them. */
const asked = { now: 0, ever: 0 }
const counted = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.acquireUseRelease(
    Effect.sync(() => {
      asked.now++
      asked.ever++
    }),
    () => effect,
    () => Effect.sync(() => asked.now--),
  )

/** `fetch`, counted. */
export const countedFetch: Layer.Layer<HttpClient.HttpClient> = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(HttpClient.HttpClient, HttpClient.transform(counted)),
).pipe(Layer.provide(FetchHttpClient.layer))

/** A journal, counted. */
export const countedJournal = (own: Journal["Service"]): Journal["Service"] =>
  Journal.of({
    ...own,
    append: (append) => counted(own.append(append)),
    load: (key) => counted(own.load(key)),
    list: (query) => counted(own.list(query)),
    remember: (name, value) => counted(own.remember(name, value)),
    recall: (name) => counted(own.recall(name)),
    sync: counted(own.sync),
  })

/** A moment of the real time, in which sockets and disks are seen to. */
const moment = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 3)))

/** So many moments without a word, and nothing is done any more. */
const QUIET = 5

/** Nothing is under way. */
export const quiet = Effect.gen(function* () {
  let [still, before] = [0, asked.ever]
  while (still < QUIET) {
    yield* moment
    still = asked.now === 0 && asked.ever === before ? still + 1 : 0
    before = asked.ever
  }
})

/** Time goes by, and what is done in the background then is done. */
export const seconds = (count: number) =>
  Effect.andThen(quiet, Effect.andThen(TestClock.adjust(`${count} seconds`), quiet))

/** Time goes by though something is under way: what waits in it comes to its end by that. */
export const regardless = (count: number) =>
  Effect.gen(function* () {
    for (let step = 0; step < count; step++) {
      for (let looks = 0; looks < QUIET; looks++) yield* moment
      yield* TestClock.adjust("1 second")
    }
  })

/** The same in steps, for what waits within its work: time does not leap over a request's own limit. */
export const passing = Effect.fnUntraced(function* (count: number, step = 15) {
  for (let past = 0; past < count; past += step) yield* seconds(step)
})

/** The test's clock in whole milliseconds, as a real one tells them: a jittered wait ends between two. */
export const wholeMillis = <A, E, R>(body: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(Clock.Clock, (clock) => {
    const now = () => Math.floor(clock.currentTimeMillisUnsafe())
    const whole: Clock.Clock = Object.create(clock, {
      currentTimeMillisUnsafe: { value: now },
      currentTimeMillis: { value: Effect.sync(now) },
    })
    return Effect.provideService(body, Clock.Clock, whole)
  })
