import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Chance from "../src/time/Chance.ts"
import * as Runtime from "../src/time/Runtime.ts"
import * as Timeline from "../src/time/Timeline.ts"

const START = 1_000_000

describe("the time of a world", () => {
  it("does what is due in the order of time, and of adding", () => {
    const timeline = Timeline.make(START)
    const done: Array<string> = []
    timeline.after(20, () => done.push(`b ${timeline.now() - START}`))
    timeline.after(10, () => done.push(`a ${timeline.now() - START}`))
    timeline.after(20, () => done.push("c"))
    timeline.soon(() => done.push("now"))
    timeline.runUntil(START + 100)
    assert.deepStrictEqual(done, ["now", "a 10", "b 20", "c"])
    assert.strictEqual(timeline.now(), START + 100)
  })

  it("goes on only when there is nothing left to do at the moment", () => {
    const timeline = Timeline.make(START)
    const seen: Array<number> = []
    timeline.after(5, () => {
      timeline.soon(() => timeline.soon(() => seen.push(timeline.now() - START)))
    })
    timeline.after(6, () => seen.push(timeline.now() - START))
    timeline.runUntil(START + 10)
    assert.deepStrictEqual(seen, [5, 6])
  })

  it("keeps the order of many things, and forgets what is not wanted any more", () => {
    const timeline = Timeline.make(START)
    const chance = Chance.make("order", "test")
    const done: Array<number> = []
    const kept = Array.from({ length: 500 }, () => chance.between(0, 300))
    for (const [index, at] of kept.entries()) {
      const forget = timeline.after(at, () => done.push(at))
      if (index % 3 === 0) forget()
    }
    timeline.runUntil(START + 300)
    assert.deepStrictEqual(
      done,
      kept.filter((_, index) => index % 3 !== 0).toSorted((a, b) => a - b),
    )
  })

  it("calls a world that never comes to rest by its name", () => {
    const timeline = Timeline.make(START)
    const again = (): void => timeline.soon(again)
    again()
    assert.throws(() => timeline.runUntil(START + 1), /does not come to rest/)
  })
})

describe("the clock of a process", () => {
  const process = (timeline: Timeline.Timeline, wall: () => number, isAlive: () => boolean = () => true) =>
    Runtime.context({
      timeline,
      chance: Chance.make("clock", "test"),
      clock: { wall, origin: START - 777 },
      isAlive,
    })

  it("measures spans that nobody's setting of the wall clock changes", () => {
    const timeline = Timeline.make(START)
    let wall = 0
    const clock = Context.get(
      process(timeline, () => wall),
      Clock.Clock,
    )
    const [before, wallBefore] = [clock.monotonicTimeNanosUnsafe(), clock.currentTimeMillisUnsafe()]
    wall = -3_600_000
    timeline.runUntil(START + 50)
    assert.strictEqual(clock.monotonicTimeNanosUnsafe() - before, 50_000_000n)
    assert.strictEqual(clock.currentTimeMillisUnsafe() - wallBefore, 50 - 3_600_000)
  })

  it("sleeps in virtual time, and does not wake a dead process", () => {
    const timeline = Timeline.make(START)
    let isAlive = true
    const woken: Array<number> = []
    const sleeper = (millis: number) =>
      Effect.flatMap(Effect.sleep(millis), () => Effect.sync(() => woken.push(timeline.now() - START)))
    const run = Effect.runForkWith(
      process(
        timeline,
        () => 0,
        () => isAlive,
      ),
    )
    run(sleeper(10))
    run(Effect.onExit(sleeper(30), () => Effect.sync(() => woken.push(-1))))
    timeline.after(20, () => {
      isAlive = false
    })
    timeline.runUntil(START + 100)
    assert.deepStrictEqual(woken, [10])
  })
})
