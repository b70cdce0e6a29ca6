/**
 * What the person at this page says of the cases that are theirs: one at a time, and how the last one failed.
 */
import type { Resolution } from "@loyalkit/core/Cases"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { batch, createSignal, type Accessor } from "solid-js"
import { failureOf, type Failure } from "./Failure.ts"
import type { PageShop } from "./PageShop.ts"

export interface Verdicts {
  readonly isJudging: Accessor<boolean>
  readonly refusal: Accessor<Failure | undefined>
  /** A second press while one is recorded does nothing. */
  readonly judge: (key: CheckoutKey, resolution: Resolution) => void
}

export const createVerdicts = ({ shop }: PageShop): Verdicts => {
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
      shop.judge(key, resolution, (exit) =>
        batch(() => {
          setJudging(false)
          setRefusal(failureOf(exit))
        }),
      )
    },
  }
}
