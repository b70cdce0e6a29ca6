/**
 * One command at a time: which is under way, and how the last one failed; unless the cashier presses twice, as impatient ones do.
 */
import type { CheckoutKey } from "@loyalkit/core/Domain"
import type * as Embedded from "@loyalkit/scenario/shop/Embedded"
import { batch, createSignal, type Accessor } from "solid-js"
import { failureOf, type Failure } from "../../shop/Failure.ts"
import type { PageShop } from "../../shop/PageShop.ts"
import { tillAt } from "../../shop/TillPlaces.ts"

export type Command = Embedded.Command["_tag"]

export interface Commands {
  readonly busy: Accessor<Command | undefined>
  readonly failure: Accessor<Failure | undefined>
  readonly forgetFailure: () => void
  /** Will the next press be two? */
  readonly isTwice: Accessor<boolean>
  readonly pressTwice: (twice: boolean) => void
  /** A second press while a command is under way does nothing. `done` where it went well. */
  readonly act: (key: CheckoutKey, command: Embedded.Command, done?: () => void) => void
}

export const createCommands = ({ shop }: PageShop): Commands => {
  const [busy, setBusy] = createSignal<Command>()
  const [failure, setFailure] = createSignal<Failure>()
  const [isTwice, pressTwice] = createSignal(false)
  return {
    isTwice,
    pressTwice,
    busy,
    failure,
    forgetFailure: () => setFailure(undefined),
    act: (key, command, done = () => {}) => {
      if (busy() !== undefined) return
      batch(() => {
        setBusy(command._tag)
        setFailure(undefined)
      })
      const till = tillAt(shop.town, "own", key.point)
      const isSecond = isTwice()
      pressTwice(false)
      shop.command(till, key, command, (exit) =>
        batch(() => {
          setBusy(undefined)
          const failed = failureOf(exit)
          setFailure(failed)
          if (failed === undefined) done()
        }),
      )
      // It is told the same as the first, and nobody looks at it.
      if (isSecond) shop.command(till, key, command, () => {})
    },
  }
}
