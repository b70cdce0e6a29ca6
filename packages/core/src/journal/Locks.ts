/**
 * One command at a time for each name: a lock that is there only while somebody holds it or waits for it.
 *
 * A till takes four of them for one sale, so they are plain: `RcMap` would do the same with a scope, a fiber and a
 * timer for each name, which cost a third of what a repeated command costs in memory.
 */
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"

interface Lock {
  readonly semaphore: Semaphore.Semaphore
  /** How many hold it or wait for it. */
  users: number
}

/** Runs commands of the same name one after the other, in the order of their coming; others side by side. */
export type Alone = (name: string) => <A, E, R>(command: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

export interface Locks {
  readonly alone: Alone
  /**
   * Waits for its turn in the caller's own fiber, so that a command whose caller leaves the queue never begins;
   * then runs it in `scope`, where it goes on without its caller. Gives the command's fiber.
   */
  readonly begin: (
    name: string,
    scope: Scope.Scope,
  ) => <A, E>(command: Effect.Effect<A, E>) => Effect.Effect<Fiber.Fiber<A, E>>
}

export const make = (): Locks => {
  const locks = new Map<string, Lock>()

  const enter = (name: string): Lock => {
    const lock = locks.get(name) ?? { semaphore: Semaphore.makeUnsafe(1), users: 0 }
    lock.users++
    locks.set(name, lock)
    return lock
  }
  const leave = (name: string, lock: Lock): void => {
    lock.users--
    if (lock.users === 0) locks.delete(name)
  }

  const alone: Alone = (name) => (command) =>
    Effect.acquireUseRelease(
      Effect.sync(() => enter(name)),
      (lock) => lock.semaphore.withPermit(command),
      (lock) => Effect.sync(() => leave(name, lock)),
    )

  const begin: Locks["begin"] = (name, scope) => (command) =>
    Effect.uninterruptibleMask((restore) => {
      const lock = enter(name)
      const done = Effect.andThen(
        lock.semaphore.release(1),
        Effect.sync(() => leave(name, lock)),
      )
      return restore(lock.semaphore.take(1)).pipe(
        Effect.onError(() => Effect.sync(() => leave(name, lock))),
        Effect.andThen(
          Effect.forkIn(Effect.ensuring(Effect.interruptible(command), done), scope, {
            startImmediately: true,
          }),
        ),
      )
    })

  return { alone, begin }
}
