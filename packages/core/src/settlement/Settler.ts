/**
 * Works in the background for as long as the engine lives: settles doubts, delivers queued earnings, tidies up.
 *
 * Nothing of it is on a till's way. Each point has a worker of its own while there is something to do: doubts each at
 * their time, earnings in their order. A failure of any kind only makes the next try come later.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberMap from "effect/FiberMap"
import * as Latch from "effect/Latch"
import * as Schedule from "effect/Schedule"
import type { Scope } from "effect/Scope"
import type { CheckoutKey, PointId } from "../Domain.ts"
import type { PolicyConfig } from "../Policy.ts"
import * as Telemetry from "../Telemetry.ts"
import type { Delivered } from "./Delivery.ts"
import type { Progress } from "./Doubts.ts"
import { NANOS_PER_MILLI, windowEnd } from "./Knowledge.ts"
import type { DoubtWork, Work } from "./Work.ts"

/** How often open receipts are looked through. Our judgment: a hold lasts minutes, and its points are the customer's. */
const TIDY_EVERY = "5 minutes"

export interface Jobs {
  /** One look at a doubt, or one try to send it again. */
  readonly settle: (item: DoubtWork) => Effect.Effect<Progress>
  /** One try to deliver the first of a point's queue. */
  readonly deliver: (key: CheckoutKey, tries: number) => Effect.Effect<Delivered>
  /** Takes up whatever nobody told us of. */
  readonly takeUp: { readonly job: Effect.Effect<unknown>; readonly every: Duration.Input }
  /** Whatever tills have left behind. */
  readonly tidy: Effect.Effect<void>
}

/** After how long the next try comes: doubled each time, up to the cap. */
const backoff = (policy: PolicyConfig, tries: number): bigint =>
  BigInt(Math.min(policy.settleCap, policy.settleBase * 2 ** Math.min(tries, 20))) * NANOS_PER_MILLI

type Job =
  | { readonly _tag: "Doubt"; readonly item: DoubtWork }
  | { readonly _tag: "Earning"; readonly key: CheckoutKey }

/** The next thing to do at a point, and when. A doubt that is due comes before any earning: its witness does not wait. */
const nextOf = (
  work: Work,
  point: PointId,
  now: bigint,
): { readonly due: bigint; readonly job: Job } | undefined => {
  let next: { due: bigint; job: Job } | undefined
  for (const item of work.doubts.values()) {
    if (item.knowledge.key.point !== point || item.isBusy) continue
    if (next === undefined || item.due < next.due) next = { due: item.due, job: { _tag: "Doubt", item } }
  }
  if (next !== undefined && next.due <= now) return next
  const queue = work.queues.get(point)
  const [key] = queue?.keys ?? []
  if (queue !== undefined && key !== undefined && (next === undefined || queue.due < next.due)) {
    next = { due: queue.due, job: { _tag: "Earning", key } }
  }
  return next
}

const pointsOf = (work: Work): ReadonlySet<PointId> =>
  new Set([
    ...work.queues.keys(),
    ...Array.from(work.doubts.values(), ({ knowledge }) => knowledge.key.point),
  ])

export const run = Effect.fnUntraced(function* (
  work: Work,
  jobs: Jobs,
  policy: PolicyConfig,
): Effect.fn.Return<void, never, Scope> {
  const workers = yield* FiberMap.make<PointId>()
  const bells = new Map<PointId, Latch.Latch>()

  const settle = Effect.fnUntraced(function* (item: DoubtWork) {
    item.isBusy = true
    // Should it fail in a way that nobody thought of, the others come first.
    item.due = (yield* Clock.monotonicTimeNanos) + BigInt(policy.settleCap) * NANOS_PER_MILLI
    const progress = yield* Effect.ensuring(
      jobs.settle(item),
      Effect.sync(() => void (item.isBusy = false)),
    )
    if (progress === "done") {
      if (work.doubt(item.knowledge.key) === item) work.endDoubt(item.knowledge.key)
      return
    }
    const now = yield* Clock.monotonicTimeNanos
    const later = now + backoff(policy, item.looks++)
    // A look at the end of the window is the first that can be final: it is not slept through, and others soon follow it.
    const end = windowEnd(item.knowledge, policy)
    const isAtEnd = now < end && end <= later
    item.due = isAtEnd ? end : later
    if (isAtEnd) item.looks = 0
  })

  const deliver = Effect.fnUntraced(function* (key: CheckoutKey) {
    const queue = work.queues.get(key.point)
    if (queue !== undefined) {
      queue.due = (yield* Clock.monotonicTimeNanos) + BigInt(policy.settleCap) * NANOS_PER_MILLI
    }
    const progress = yield* jobs.deliver(key, queue?.tries ?? 0)
    if (progress === "done") return work.shift(key.point)
    if (progress === "behind") return work.putBehind(key.point)
    const now = yield* Clock.monotonicTimeNanos
    if (queue !== undefined) queue.due = now + backoff(policy, queue.tries++)
  })

  const worker = Effect.fnUntraced(function* (point: PointId) {
    const bell = Latch.makeUnsafe(false)
    bells.set(point, bell)
    for (;;) {
      bell.closeUnsafe()
      const now = yield* Clock.monotonicTimeNanos
      const next = nextOf(work, point, now)
      if (next === undefined) return void bells.delete(point)
      if (next.due > now) {
        const millis = Number((next.due - now + NANOS_PER_MILLI - 1n) / NANOS_PER_MILLI)
        yield* Effect.race(Effect.sleep(millis), bell.await)
        continue
      }
      const { job } = next
      yield* (job._tag === "Doubt" ? settle(job.item) : deliver(job.key)).pipe(
        // An error of ours must not stop the shop: the item is tried again, with everything else.
        Effect.catchCause((cause) =>
          Cause.hasInterruptsOnly(cause) ? Effect.failCause(cause) : Telemetry.settlerFailed(point, cause),
        ),
      )
    }
  })

  const assign = Effect.suspend(() => {
    work.news.closeUnsafe()
    return Effect.forEach(
      pointsOf(work),
      (point) => {
        const bell = bells.get(point)
        if (bell !== undefined) return Effect.sync(() => void bell.openUnsafe())
        return FiberMap.run(workers, point, worker(point), { startImmediately: true })
      },
      { discard: true },
    )
  })

  yield* Effect.forkScoped(Effect.forever(Effect.andThen(assign, work.news.await)))
  yield* Effect.forkScoped(Effect.repeat(jobs.takeUp.job, Schedule.spaced(jobs.takeUp.every)))
  yield* Effect.forkScoped(Effect.repeat(jobs.tidy, Schedule.spaced(TIDY_EVERY)))
})
