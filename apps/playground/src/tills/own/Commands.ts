/**
 * One command at a time: which is under way, and how the last one failed.
 */
import type { CheckoutKey } from "@loyalkit/core/Domain"
import * as Embedded from "@loyalkit/scenario/shop/Embedded"
import { batch, createSignal, type Accessor } from "solid-js"
import { failureOf, type Failure } from "../../shop/Failure.ts"
import type { PageShop } from "../../shop/PageShop.ts"
import { tillAt } from "../../shop/TillPlaces.ts"

export type Command = Embedded.Command["_tag"]

export interface Commands {
  readonly busy: Accessor<Command | undefined>
  readonly failure: Accessor<Failure | undefined>
  readonly forgetFailure: () => void
  /** A second press while a command is under way does nothing. `done` where it went well. */
  readonly act: (key: CheckoutKey, command: Embedded.Command, done?: () => void) => void
}

export const createCommands = ({ shop }: PageShop): Commands => {
  const [busy, setBusy] = createSignal<Command>()
  const [failure, setFailure] = createSignal<Failure>()
  return {
    busy,
    failure,
    forgetFailure: () => setFailure(undefined),
    act: (key, command, done = () => {}) => {
      if (busy() !== undefined) return
      batch(() => {
        setBusy(command._tag)
        setFailure(undefined)
      })
      shop.command(tillAt(shop.town, "own", key.point), key, command, (exit) =>
        batch(() => {
          setBusy(undefined)
          const failed = failureOf(exit)
          setFailure(failed)
          if (failed === undefined) done()
        }),
      )
    },
  }
}
