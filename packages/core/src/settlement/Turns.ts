/**
 * One sale of a client at a point at a time, without keeping a till longer than its budget.
 *
 * A sale ends its client's holds at its point, so a second one under way would take the first one's witness away.
 * Whoever comes waits for its turn, in the order of coming, and goes away with nothing done when its time is over.
 * (A semaphore with a time-out cannot tell a turn that came in the last moment from one that did not.)
 */
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"

interface Waiting {
  readonly called: Deferred.Deferred<void>
  hasTurn: boolean
}

export interface Turns {
  /** Runs `body` when the turn comes, or `tooLate` after so many milliseconds of waiting. */
  readonly take: (
    name: string,
    millis: Effect.Effect<number>,
  ) => <A, E, E2>(body: Effect.Effect<A, E>, tooLate: Effect.Effect<never, E2>) => Effect.Effect<A, E | E2>
}

export const make = (): Turns => {
  // Who waits behind the one whose turn it is; no entry where it is nobody's.
  const lines = new Map<string, Array<Waiting>>()

  const pass = (name: string): void => {
    const line = lines.get(name)
    const first = line?.shift()
    if (first === undefined) return void lines.delete(name)
    first.hasTurn = true
    Deferred.doneUnsafe(first.called, Effect.void)
  }

  const wait = (name: string, line: Array<Waiting>, millis: number): Effect.Effect<boolean> =>
    Effect.suspend(() => {
      const waiting: Waiting = { called: Deferred.makeUnsafe(), hasTurn: false }
      line.push(waiting)
      const leave = (): void => {
        if (waiting.hasTurn) return pass(name)
        const place = line.indexOf(waiting)
        if (place >= 0) line.splice(place, 1)
      }
      return Effect.timeoutOption(Deferred.await(waiting.called), millis).pipe(
        Effect.map(() => {
          if (!waiting.hasTurn) leave()
          return waiting.hasTurn
        }),
        Effect.onInterrupt(() => Effect.sync(leave)),
      )
    })

  return {
    take:
      (name, millis) =>
      <A, E, E2>(body: Effect.Effect<A, E>, tooLate: Effect.Effect<never, E2>) =>
        Effect.uninterruptibleMask((restore) =>
          Effect.suspend(() => {
            const done = Effect.ensuring(
              restore(body),
              Effect.sync(() => pass(name)),
            )
            const line = lines.get(name)
            if (line === undefined) {
              lines.set(name, [])
              return done
            }
            const turn = Effect.flatMap(millis, (time) => restore(wait(name, line, time)))
            return Effect.flatMap(turn, (isOurs): Effect.Effect<A, E | E2> => (isOurs ? done : tooLate))
          }),
        ),
  }
}
