/**
 * What needs a person, of all receipts and whichever till they came from, and what the person at this page says of it.
 */
import { Cases, type Case } from "@loyalkit/core/Cases"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import { batch, createSignal, type Accessor } from "solid-js"
import type { Bridge } from "../bridge/Bridge.ts"
import { JournalWatch } from "../engine/JournalWatch.ts"
import * as PagePolicy from "../engine/PagePolicy.ts"
import type { Shop } from "../engine/Shop.ts"
import type { Moment } from "./Now.ts"
import { createVerdicts, type Verdicts } from "./Verdicts.ts"

export interface CasesView extends Verdicts {
  readonly cases: Accessor<ReadonlyArray<Case>>
  /** The receipts whose earnings wait for the service, in the order of their delivery. */
  readonly queued: Accessor<ReadonlyArray<CheckoutKey>>
  /** How long the request of a doubt that began then could still be executed, in seconds. */
  readonly windowLeft: (since: number) => number
}

const look = Effect.gen(function* () {
  const cases = yield* Cases
  const journal = yield* Journal
  const queued = yield* journal.list({ status: "queued" })
  return { cases: yield* cases.list(), queued: queued.map(({ key }) => key) }
}).pipe(Effect.orDie)

export const createCasesView = (bridge: Bridge<Shop>, now: Accessor<Moment>): CasesView => {
  const [cases, setCases] = createSignal<ReadonlyArray<Case>>([])
  const [queued, setQueued] = createSignal<ReadonlyArray<CheckoutKey>>([])
  // One look at a time, so that an older one is never shown after a newer.
  const oneAtATime = Semaphore.makeUnsafe(1)
  const refresh = Effect.map(look, (seen) =>
    batch(() => {
      setCases(seen.cases)
      setQueued(seen.queued)
    }),
  ).pipe(oneAtATime.withPermits(1))
  bridge.follow(Effect.flatMap(JournalWatch, ({ appends }) => Stream.runForEach(appends, () => refresh)))
  return {
    ...createVerdicts(bridge, refresh),
    cases,
    queued,
    windowLeft: (since) => PagePolicy.windowLeft(since, now().wall),
  }
}
