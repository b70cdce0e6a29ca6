/**
 * Playing a scenario in a shop of its own, step by step, on virtual time: what is to be seen after each step.
 *
 * A step may take a day and a half of it, so it plays in slices: the page draws meanwhile, and "back" stops it. After a step time goes on until it was answered, or the next one's time has come; that changes nothing of what comes, since time would go
 * on all the same. At the end it plays as `npm run simulate -- --replay` does, so both come to the same.
 */
import type { Outcome } from "@loyalkit/scenario/format/Outcome"
import type { Scenario } from "@loyalkit/scenario/format/Scenario"
import * as Compare from "@loyalkit/scenario/play/Compare"
import { complaintsOf, type Complaint } from "@loyalkit/scenario/play/Judge"
import { outcomeOf } from "@loyalkit/scenario/play/OutcomeOf"
import * as Play from "@loyalkit/scenario/play/Play"
import type * as Shop from "@loyalkit/scenario/shop/Shop"
import type { ReceiptNow } from "@loyalkit/scenario/watch/Look"
import type { Heard, ServiceCall } from "@loyalkit/scenario/watch/News"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import type { Snapshot } from "@loyalkit/sandbox/Snapshot"
import { createSignal, onCleanup, type Accessor } from "solid-js"
import { giveWay, inSlices } from "../shop/Slices.ts"

/** How finely time goes on while an answer is waited for: as one way of the till's line takes. */
const TICK = 5

/** A step that was done. */
export interface DoneStep {
  readonly at: number
  readonly heard: Heard | undefined
}

/** What it came to. */
export interface Ending {
  readonly outcome: Outcome
  /** Nothing where the scenario says nothing of it, as a link does. */
  readonly differences: ReadonlyArray<Compare.Difference> | undefined
  /** What must never be, and was. */
  readonly complaints: ReadonlyArray<Complaint>
}

/** Everything that is to be seen at one moment, as plain data. */
export interface Frame {
  readonly now: number
  readonly done: ReadonlyArray<DoneStep>
  /** As it is at the service. */
  readonly service: Snapshot
  readonly ledger: ReadonlyArray<Entry>
  readonly calls: ReadonlyArray<ServiceCall>
  readonly receipts: ReadonlyArray<ReceiptNow>
  readonly isUp: boolean
  readonly ending: Ending | undefined
}

/** How far the time is that a step lets go by, in virtual milliseconds. */
export interface Progress {
  readonly gone: number
  readonly of: number
}

export interface Playing {
  readonly frame: Accessor<Frame>
  /** Are all steps being played, or only one? Nothing between two steps. */
  readonly plays: Accessor<"step" | "all" | undefined>
  /** Of a step that takes longer than a moment to play. */
  readonly progress: Accessor<Progress | undefined>
  /** Why it cannot be played on. */
  readonly failure: Accessor<Error | undefined>
  /** Plays the next step; where all are being played, the one that is under way is the last. Each ends when nothing plays any more. */
  readonly step: () => Promise<void>
  readonly all: () => Promise<void>
  readonly back: () => void
}

const endingOf = (shop: Shop.Shop, expected: Outcome | undefined): Ending => {
  const outcome = outcomeOf(shop)
  return {
    outcome,
    differences: expected === undefined ? undefined : Compare.compare(expected, outcome),
    complaints: complaintsOf(outcome),
  }
}

export const createPlaying = (scenario: Scenario): Playing => {
  const { steps } = scenario
  let shop = Play.openFor(scenario)
  let times: Array<number> = []
  let heardOf = new Map<number, Heard>()

  const isOver = (): boolean => times.length === steps.length
  const look = (): Frame => ({
    now: shop.now(),
    done: times.map((at, index) => ({ at, heard: heardOf.get(index) })),
    service: shop.service(),
    ledger: shop.ledger(),
    calls: [...shop.serviceCalls()],
    receipts: shop.receipts(),
    isUp: shop.isUp(),
    ending: isOver() ? endingOf(shop, scenario.outcome) : undefined,
  })
  const [frame, setFrame] = createSignal(look())
  const [plays, setPlays] = createSignal<"step" | "all">()
  const [progress, setProgress] = createSignal<Progress>()
  const [failure, setFailure] = createSignal<Error>()

  function* nextStep(): Play.Turns<void> {
    const index = times.length
    const step = steps[index]
    if (step === undefined) return
    const heard = heardOf
    times.push(yield* Play.doStep(shop, step, (what) => void heard.set(index, what)))
    const next = steps[index + 1]
    if (next === undefined) yield* Play.hearOut(shop)
    else yield* Play.hear(shop, TICK, next.at)
  }

  let stopping = new AbortController()
  const stop = (): void => {
    stopping.abort()
    stopping = new AbortController()
    setPlays(undefined)
    setProgress(undefined)
  }
  onCleanup(stop)

  const between = ({ from, until }: Play.Passing): void =>
    void setProgress({ gone: shop.now() - from, of: until - from })

  /** The next step, or all that are left, each shown when it is through. */
  const play = async (): Promise<void> => {
    const { signal } = stopping
    try {
      do {
        await giveWay()
        signal.throwIfAborted()
        await inSlices(nextStep(), { between, signal })
        setProgress(undefined)
        setFrame(look())
      } while (plays() === "all" && !isOver())
    } catch (error) {
      if (signal.aborted) return
      setFailure(error instanceof Error ? error : new Error(String(error)))
    }
    stop()
  }
  const begin = (how: "step" | "all"): Promise<void> => {
    if (failure() !== undefined) return Promise.resolve()
    const isUnderWay = plays() !== undefined
    if (!isUnderWay && isOver()) return Promise.resolve()
    setPlays(how)
    return isUnderWay ? Promise.resolve() : play()
  }

  return {
    frame,
    plays,
    progress,
    failure,
    step: () => begin("step"),
    all: () => begin("all"),
    back: () => {
      stop()
      shop = Play.openFor(scenario)
      times = []
      heardOf = new Map()
      setFailure(undefined)
      setFrame(look())
    },
  }
}
