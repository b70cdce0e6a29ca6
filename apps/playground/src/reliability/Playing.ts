/**
 * Playing: which worlds are asked for, and what came of them so far.
 *
 * The worker is asked for one world at a time. So a pause takes hold at once, and a world that was under way is played
 * again when the page goes on: worlds of a seed are always the same.
 */
import type { Violation } from "@loyalkit/simulator/OneWorld"
import { batch, createSignal, onCleanup, type Accessor } from "solid-js"
import { add, figuresOf, none, type Figures } from "./Figures.ts"
import { beginning, longer, type History } from "./History.ts"
import type { Came, Order } from "./Player.ts"

/** How hostile the world is. The simulator's fourth profile violates our own assumptions, and has no other clients in it. */
export const profiles = ["calm", "rough", "hostile"] as const
export type PlayedProfile = (typeof profiles)[number]

/** Speed is taken over so many worlds, so that it can be read. */
const SPEED_WORLDS = 20

/** A world in which something happened that must not. */
export interface Violated {
  readonly world: number
  readonly violations: ReadonlyArray<Violation>
}

export interface Playing {
  readonly profile: Accessor<PlayedProfile>
  readonly seed: Accessor<string>
  readonly isRunning: Accessor<boolean>
  readonly figures: Accessor<Figures>
  readonly history: Accessor<History>
  /** Receipts a second; nothing before it can be told. */
  readonly speed: Accessor<number | undefined>
  readonly violated: Accessor<Violated | undefined>
  /** The worker could not be loaded, or ended. */
  readonly hasFailed: Accessor<boolean>
  readonly start: () => void
  readonly pause: () => void
  /** Begins anew, with another profile or seed. */
  readonly choose: (profile: PlayedProfile) => void
  readonly sow: (seed: string) => void
}

export const createPlaying = (): Playing => {
  const [profile, setProfile] = createSignal<PlayedProfile>("hostile")
  const [seed, setSeed] = createSignal("1")
  const [isRunning, setRunning] = createSignal(false)
  const [figures, setFigures] = createSignal(none)
  const [history, setHistory] = createSignal(beginning)
  const [speed, setSpeed] = createSignal<number>()
  const [violated, setViolated] = createSignal<Violated>()
  const [hasFailed, setFailed] = createSignal(false)
  let worker: Worker | undefined
  let run = 0
  let world = 0
  let ends: Array<{ readonly at: number; readonly receipts: number }> = []

  const hired = (): Worker => {
    const made = new Worker(new URL("./Player.ts", import.meta.url), { type: "module" })
    made.addEventListener("message", ({ data }: MessageEvent<Came>) => came(data))
    made.addEventListener("error", () =>
      batch(() => {
        pause()
        setFailed(true)
        dismiss()
      }),
    )
    return made
  }
  const dismiss = (): void => {
    worker?.terminate()
    worker = undefined
  }
  const ask = (): void => {
    worker ??= hired()
    worker.postMessage({ run, world, seed: seed(), profile: profile() } satisfies Order)
  }

  const measure = (receipts: number): void => {
    ends = [...ends.slice(-SPEED_WORLDS), { at: performance.now(), receipts }]
    const [first] = ends
    if (first === undefined || ends.length === 1) return
    const seconds = (performance.now() - first.at) / 1_000
    setSpeed(Math.round((receipts - first.receipts) / seconds))
  }

  const came = (answer: Came): void => {
    if (answer.run !== run || !isRunning()) return
    batch(() => {
      const sum = add(figures(), figuresOf(answer))
      setFigures(sum)
      setHistory((before) => longer(before, sum))
      measure(sum.counted.receipts)
      world++
      if (answer.violations.length === 0) return ask()
      setViolated({ world: answer.world, violations: answer.violations })
      pause()
    })
  }

  const start = (): void => {
    if (isRunning() || violated() !== undefined) return
    batch(() => {
      setRunning(true)
      setFailed(false)
    })
    run++
    ends = []
    ask()
  }
  const pause = (): void => {
    run++
    setRunning(false)
  }
  const renew = (change: () => void): void =>
    batch(() => {
      const goesOn = isRunning()
      pause()
      change()
      world = 0
      setFigures(none)
      setHistory(beginning)
      setSpeed(undefined)
      setViolated(undefined)
      if (goesOn) start()
    })
  onCleanup(dismiss)

  return {
    profile,
    seed,
    isRunning,
    figures,
    history,
    speed,
    violated,
    hasFailed,
    start,
    pause,
    choose: (next) => renew(() => void setProfile(next)),
    sow: (next) => renew(() => void setSeed(next)),
  }
}
