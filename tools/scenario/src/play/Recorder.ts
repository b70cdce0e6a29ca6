/**
 * Writes down what is done by hand in a shop, as the steps of a scenario.
 */
import type { Scenario } from "../format/Scenario.ts"
import { FORMAT } from "../format/Format.ts"
import type { Outcome } from "../format/Outcome.ts"
import { stepOf, type Step } from "../format/Step.ts"
import type { Shop } from "../shop/Shop.ts"
import { outcomeOf } from "./OutcomeOf.ts"

export interface Recorder {
  /** What was done so far. */
  readonly steps: () => ReadonlyArray<Step>
  /** All of it as a scenario that ends now, with what it has come to. */
  readonly scenario: (
    called: Pick<Scenario, "name" | "title" | "about">,
  ) => Scenario & { readonly outcome: Outcome }
  readonly stop: () => void
}

/** Begins to write down. Only what is done from the opening on plays again to the same. */
export const record = (shop: Shop): Recorder => {
  const steps: Array<Step> = []
  const stop = shop.subscribe((news) => {
    if (news._tag === "Done") steps.push(stepOf(news.done.at, news.done.thing, news.done.label))
  })
  return {
    steps: () => [...steps],
    stop,
    scenario: ({ about, name, title }) => {
      const { infobase, inside, policy, seed, service, tills } = shop.setting
      const left = shop.now() - (steps.at(-1)?.at ?? 0)
      return {
        format: FORMAT,
        name,
        title,
        about,
        seed,
        tills,
        ...(infobase === undefined ? {} : { infobase }),
        ...(inside === undefined ? {} : { inside }),
        ...(service === undefined ? {} : { service }),
        ...(policy === undefined ? {} : { policy }),
        // The time that went by after the last step: what is settled by itself needs it.
        steps: left > 0 ? [...steps, stepOf(shop.now(), { _tag: "Pass", pass: 0 })] : steps,
        outcome: outcomeOf(shop),
      }
    },
  }
}
