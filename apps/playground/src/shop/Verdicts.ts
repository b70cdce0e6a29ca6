/**
 * What the person at this page says of the cases that are theirs: one at a time, and how the last one failed.
 */
import { Cases, type Resolution } from "@loyalkit/core/Cases"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { batch, createSignal, type Accessor } from "solid-js"
import type { Bridge } from "../bridge/Bridge.ts"
import type { Shop } from "../engine/Shop.ts"
import type { Failure } from "./Failure.ts"

export interface Verdicts {
  readonly isJudging: Accessor<boolean>
  readonly refusal: Accessor<Failure | undefined>
  /** A second press while one is recorded does nothing. */
  readonly judge: (key: CheckoutKey, resolution: Resolution) => void
}

/** `after` runs after each, whatever became of it, and before its end is shown. */
export const createVerdicts = (bridge: Bridge<Shop>, after: Effect.Effect<void, never, Shop>): Verdicts => {
  const [isJudging, setJudging] = createSignal(false)
  const [refusal, setRefusal] = createSignal<Failure>()
  return {
    isJudging,
    refusal,
    judge: (key, resolution) => {
      if (isJudging()) return
      batch(() => {
        setJudging(true)
        setRefusal(undefined)
      })
      const judged = Effect.flatMap(Cases, (cases) => cases.resolve(key, resolution))
      void bridge.run(Effect.ensuring(judged, after)).then((exit) =>
        batch(() => {
          setJudging(false)
          if (Exit.isFailure(exit)) {
            setRefusal({ error: Option.getOrUndefined(Cause.findErrorOption(exit.cause)) })
          }
        }),
      )
    },
  }
}
