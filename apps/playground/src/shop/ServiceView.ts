/**
 * What is true at the service: read from the sandbox whenever anything changes there. The engine cannot see it.
 */
import type { Call } from "@loyalkit/sandbox/Call"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import type { Snapshot } from "@loyalkit/sandbox/Snapshot"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { batch, createSignal, type Accessor } from "solid-js"
import type { Bridge } from "../bridge/Bridge.ts"
import type { Shop } from "../engine/Shop.ts"
import * as Troubles from "../engine/Trouble.ts"

export interface ServiceView {
  /** Not there before the first look. */
  readonly state: Accessor<Snapshot | undefined>
  /** Oldest first. */
  readonly ledger: Accessor<ReadonlyArray<Entry>>
  /** Oldest first. */
  readonly calls: Accessor<ReadonlyArray<Call>>
  readonly trouble: Accessor<Troubles.Trouble>
  readonly setTrouble: (trouble: Troubles.Trouble) => void
}

export const createServiceView = (bridge: Bridge<Shop>): ServiceView => {
  const [state, setState] = createSignal<Snapshot>()
  const [ledger, setLedger] = createSignal<ReadonlyArray<Entry>>([])
  const [calls, setCalls] = createSignal<ReadonlyArray<Call>>([])
  const [trouble, setTrouble] = createSignal<Troubles.Trouble>("none")

  const read = Effect.gen(function* () {
    const sandbox = yield* Sandbox.Sandbox
    const seen = { state: yield* sandbox.state, ledger: yield* sandbox.ledger(), calls: yield* sandbox.calls }
    const isOver = yield* Troubles.isOver
    batch(() => {
      setState(seen.state)
      setLedger(seen.ledger)
      setCalls(seen.calls)
      if (isOver) setTrouble("none")
    })
  })
  bridge.follow(
    Effect.flatMap(Sandbox.Sandbox, ({ changes }) =>
      Stream.runForEach(Stream.concat(Stream.succeed(undefined), changes), () => read),
    ),
  )

  return {
    state,
    ledger,
    calls,
    trouble,
    setTrouble: (next) => {
      setTrouble(next)
      void bridge.run(Troubles.set(next))
    },
  }
}
