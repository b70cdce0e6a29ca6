import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import fc from "fast-check"
import { within } from "../../src/loyalclient/TimeLimit.ts"

type Limit = typeof within

const original: Limit = (call, duration, orElse) => Effect.timeoutOrElse(call, { duration, orElse })

/** What a call does, when, and how long it tidies up afterwards. */
const scenario = fc.record({
  ends: fc.constantFrom("success", "failure", "defect", "interruption", "never"),
  /** Without a wait, it ends before it could be timed. */
  after: fc.option(fc.integer({ min: 0, max: 6 })),
  tidies: fc.integer({ min: 0, max: 3 }),
  canBeInterrupted: fc.boolean(),
  /** From 1 on: a sleep of nothing takes a turn by a real clock, and none by the test's. */
  limit: fc.integer({ min: 1, max: 6 }),
  /** When the caller is interrupted, if ever. */
  interrupted: fc.option(fc.integer({ min: 0, max: 8 })),
  callerCanBeInterrupted: fc.boolean(),
})
type Scenario = typeof scenario extends fc.Arbitrary<infer S> ? S : never

const ending = (ends: Scenario["ends"]): Effect.Effect<string, string> => {
  switch (ends) {
    case "success":
      return Effect.succeed("answer")
    case "failure":
      return Effect.fail("refusal")
    case "defect":
      return Effect.die("defect")
    case "interruption":
      return Effect.interrupt
    case "never":
      return Effect.never
  }
}

/** An exit without the numbers of fibers, which differ from run to run. */
const told = (exit: unknown): string => JSON.stringify(exit).replace(/"fiberId":\d+/g, '"fiberId":0')

/** Plays the scenario under a limit; gives all that could be seen from outside, and at what time. */
const play = (limit: Limit, plan: Scenario) =>
  Effect.gen(function* () {
    const seen: Array<string> = []
    let sleepers = 0
    const testClock = yield* Clock.Clock
    const start = testClock.currentTimeMillisUnsafe()
    const note = (what: string) =>
      Effect.sync(() => void seen.push(`${testClock.currentTimeMillisUnsafe() - start}: ${what}`))
    const clock: Clock.Clock = Object.assign(Object.create(testClock), {
      sleep: (duration: Parameters<Clock.Clock["sleep"]>[0]) =>
        Effect.suspend(() => {
          sleepers++
          return Effect.ensuring(
            testClock.sleep(duration),
            Effect.sync(() => void sleepers--),
          )
        }),
    })
    const waits = plan.after === null ? Effect.void : Effect.sleep(plan.after)
    const call = Effect.andThen(waits, ending(plan.ends)).pipe(
      plan.canBeInterrupted || plan.ends === "never" ? Effect.interruptible : Effect.uninterruptible,
      Effect.onExit((exit) =>
        note(`call ended by ${exit._tag}`).pipe(
          Effect.andThen(Effect.sleep(plan.tidies)),
          Effect.andThen(note("tidied up")),
        ),
      ),
    )
    const limited = limit(call, plan.limit, () => Effect.andThen(note("late"), Effect.fail("silence")))
    const caller = yield* limited.pipe(
      Effect.onExit((exit) => note(`caller ended by ${told(exit)}`)),
      plan.callerCanBeInterrupted ? Effect.interruptible : Effect.uninterruptible,
      Effect.provideService(Clock.Clock, clock),
      Effect.forkChild({ startImmediately: true }),
    )
    for (let time = 0; time < 24; time++) {
      // Millisecond by millisecond, and without regard to who woke whom within one.
      if (plan.interrupted === time) caller.interruptUnsafe(0)
      yield* TestClock.adjust(1)
    }
    const left = sleepers
    return { seen, left, ended: caller.pollUnsafe() !== undefined }
  })

describe("the time limit of a call", () => {
  it("behaves as Effect.timeoutOrElse does, whatever the call and its caller do and when", () =>
    fc.assert(
      fc.asyncProperty(scenario, (plan) =>
        Effect.gen(function* () {
          const ours = yield* play(within, plan)
          const theirs = yield* play(original, plan)
          assert.deepStrictEqual(ours, theirs)
        }).pipe(Effect.provide(TestClock.layer()), Effect.runPromise),
      ),
      { numRuns: 500 },
    ))

  it.effect("leaves no timer behind once the call has ended", () =>
    Effect.gen(function* () {
      const { ended, left, seen } = yield* play(within, {
        ends: "success",
        after: 1,
        tidies: 0,
        canBeInterrupted: true,
        limit: 100,
        interrupted: null,
        callerCanBeInterrupted: true,
      })
      assert.isTrue(ended)
      assert.strictEqual(left, 0)
      assert.include(seen.at(-1), "answer")
    }),
  )
})
