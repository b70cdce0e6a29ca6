/**
 * A time limit for a call, at less than what effect's own costs.
 *
 * `Effect.timeoutOrElse` races the call against a sleep, and a general race brings a set of fibers, a finalizer and an
 * `Option` to every call: the dearest part of one that succeeds. This is that race for the one case, and behaves as it does, which
 * `TimeLimit.test` holds against the original. Should the original become as cheap, it may go.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"

/**
 * The call, where it ends within so many milliseconds. Where not, it is interrupted, and what it then leaves behind is
 * tidied up before `late` begins. Who interrupts the caller interrupts the call, and waits for its end too.
 */
export const within = <A, E, E2>(
  call: Effect.Effect<A, E>,
  millis: number,
  late: () => Effect.Effect<never, E2>,
): Effect.Effect<A, E | E2> =>
  Effect.withFiber((caller) => {
    const clock = Context.get(caller.context, Clock.Clock)
    const start = Effect.runForkWith(caller.context)
    return Effect.callback((resume) => {
      const calling = start(call)
      const ended = calling.pollUnsafe()
      if (ended !== undefined) return resume(ended)
      let isLate = false
      const sleeping = start(clock.sleep(Duration.millis(millis)))
      calling.addObserver((exit) => {
        sleeping.interruptUnsafe()
        resume(isLate ? Effect.suspend(late) : exit)
      })
      sleeping.addObserver((exit) => {
        if (Exit.isFailure(exit)) return
        isLate = true
        calling.interruptUnsafe(caller.id)
      })
      return Effect.suspend(() => {
        sleeping.interruptUnsafe()
        return Fiber.interrupt(calling)
      })
    })
  })
