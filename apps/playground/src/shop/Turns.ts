/**
 * One command of a till at a time, as on a till whose screen waits for its server.
 */
import type * as Effect from "effect/Effect"
import { createSignal, type Accessor } from "solid-js"
import type { PageShop } from "./PageShop.ts"

export interface Turns<Command> {
  /** What is under way. */
  readonly busy: Accessor<Command | undefined>
  /** A press meanwhile does nothing. */
  readonly act: (command: Command, step: Effect.Effect<unknown>) => Promise<void>
}

export const createTurns = <Command extends string>({ run }: PageShop): Turns<Command> => {
  const [busy, setBusy] = createSignal<Command>()
  return {
    busy,
    act: (command, step) => {
      if (busy() !== undefined) return Promise.resolve()
      setBusy(() => command)
      return run(step).then(() => void setBusy(undefined))
    },
  }
}
