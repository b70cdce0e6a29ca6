/**
 * Playing a scenario in a shop of its own, step by step, on virtual time: what is to be seen after each step.
 *
 * After a step time goes on until it was answered, or the next one's time has come; that changes nothing of what comes, since time would go
 * on all the same. At the end it plays as `npm run simulate -- --replay` does, so both come to the same.
 */
import type { Outcome } from "@loyalkit/scenario/format/Outcome"
import type { Scenario } from "@loyalkit/scenario/format/Scenario"
import * as Compare from "@loyalkit/scenario/play/Compare"
import { complaints } from "@loyalkit/scenario/play/Judge"
import { outcomeOf } from "@loyalkit/scenario/play/OutcomeOf"
import * as Play from "@loyalkit/scenario/play/Play"
import type * as Shop from "@loyalkit/scenario/shop/Shop"
import type { ClientNow, ReceiptNow } from "@loyalkit/scenario/watch/Look"
import type { Heard, ServiceCall, Written } from "@loyalkit/scenario/watch/News"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import { createSignal, onCleanup, type Accessor } from "solid-js"

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
  readonly differences: ReadonlyArray<string> | undefined
  /** What must never be, and was. */
  readonly complaints: ReadonlyArray<string>
}

/** Everything that is to be seen at one moment, as plain data. */
export interface Frame {
  readonly now: number
  readonly done: ReadonlyArray<DoneStep>
  readonly clients: ReadonlyArray<ClientNow>
  readonly ledger: ReadonlyArray<Entry>
  readonly calls: ReadonlyArray<ServiceCall>
  readonly receipts: ReadonlyArray<ReceiptNow>
  readonly written: ReadonlyArray<Written>
  readonly isUp: boolean
  readonly ending: Ending | undefined
}

export interface Playing {
  readonly frame: Accessor<Frame>
  readonly isPlaying: Accessor<boolean>
  /** Why it cannot be played on. */
  readonly failure: Accessor<Error | undefined>
  readonly step: () => void
  readonly all: () => void
  readonly back: () => void
}

const endingOf = (shop: Shop.Shop, expected: Outcome | undefined): Ending => {
  const outcome = outcomeOf(shop)
  return {
    outcome,
    differences: expected === undefined ? undefined : Compare.differences(expected, outcome),
    complaints: complaints(outcome),
  }
}

export const createPlaying = (scenario: Scenario): Playing => {
  const { steps } = scenario
  let shop = Play.openFor(scenario)
  let times: Array<number> = []
  let heardOf = new Map<number, Heard>()

  const isOver = (): boolean => times.length === steps.length
  const look = (): Frame => {
    const clients = shop.clients()
    return {
      now: shop.now(),
      done: times.map((at, index) => ({ at, heard: heardOf.get(index) })),
      clients,
      ledger: shop.ledger(),
      calls: [...shop.serviceCalls()],
      receipts: shop.receipts(),
      written: [...shop.written()],
      isUp: shop.isUp(),
      ending: isOver() ? endingOf(shop, scenario.outcome) : undefined,
    }
  }
  const [frame, setFrame] = createSignal(look())
  const [isPlaying, setPlaying] = createSignal(false)
  const [failure, setFailure] = createSignal<Error>()

  const doNext = (): void => {
    const index = times.length
    const step = steps[index]
    if (step === undefined) return
    const heard = heardOf
    times.push(Play.doStep(shop, step, (what) => void heard.set(index, what)))
    const next = steps[index + 1]
    if (next === undefined) return Play.hearOut(shop)
    const isAnswered = (): boolean => shop.tillCalls().every((call) => call.heard !== undefined)
    while (!isAnswered() && shop.now() < next.at) shop.tick(Math.min(TICK, next.at - shop.now()))
  }

  /** Does the next step, and shows what came of it; not where it cannot be done. */
  const advance = (): boolean => {
    if (failure() !== undefined) return false
    try {
      doNext()
      setFrame(look())
      return true
    } catch (error) {
      setFailure(error instanceof Error ? error : new Error(String(error)))
      return false
    }
  }

  let run = 0
  const stop = (): void => {
    run++
    setPlaying(false)
  }
  const goOn = (mine: number): void => {
    if (mine !== run) return
    if (!advance() || isOver()) stop()
    // The page draws, and hears of a key, between any two steps.
    else setTimeout(() => goOn(mine))
  }
  onCleanup(stop)

  return {
    frame,
    isPlaying,
    failure,
    step: () => {
      stop()
      advance()
    },
    all: () => {
      if (isOver() || failure() !== undefined) return
      stop()
      setPlaying(true)
      goOn(run)
    },
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
