/**
 * One command at a time: which is under way, and how the last one failed.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { batch, createSignal, type Accessor } from "solid-js"
import type { Bridge } from "../../bridge/Bridge.ts"
import type { Shop } from "../../engine/Shop.ts"
import type { Failure } from "../../shop/Failure.ts"

export type Command = "identify" | "quote" | "hold" | "release" | "commit" | "cancel"

export interface Commands {
  readonly busy: Accessor<Command | undefined>
  readonly failure: Accessor<Failure | undefined>
  readonly forgetFailure: () => void
  /** A second press while a command is under way does nothing. */
  readonly act: <A>(
    command: Command,
    ask: (checkout: Checkout["Service"]) => Effect.Effect<A, CheckoutError>,
    done?: (answer: A) => void,
  ) => void
}

/** `after` runs after each command, whatever became of it, and before its end is shown. */
export const createCommands = (bridge: Bridge<Shop>, after: Effect.Effect<void, never, Shop>): Commands => {
  const [busy, setBusy] = createSignal<Command>()
  const [failure, setFailure] = createSignal<Failure>()

  const begin = (command: Command): void =>
    batch(() => {
      setBusy(command)
      setFailure(undefined)
    })
  const end = <A>(exit: Exit.Exit<A, CheckoutError>, done: (answer: A) => void): void =>
    batch(() => {
      setBusy(undefined)
      if (Exit.isSuccess(exit)) done(exit.value)
      else setFailure({ error: Option.getOrUndefined(Cause.findErrorOption(exit.cause)) })
    })

  return {
    busy,
    failure,
    forgetFailure: () => setFailure(undefined),
    act: (command, ask, done = () => {}) => {
      if (busy() !== undefined) return
      begin(command)
      const asked = Effect.ensuring(Effect.flatMap(Checkout, ask), after)
      void bridge.run(asked).then((exit) => end(exit, done))
    },
  }
}
