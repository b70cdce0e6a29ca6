/**
 * What was done on the page, as a scenario: to be sent as a link, saved as a file, or played again step by step.
 *
 * It is played once before it is given away: so the file has the outcome that a replay comes to, and whatever would not come to the same as on the
 * page is told. Loaded when somebody asks for it, since it needs the whole gateway.
 */
import type { Outcome } from "@loyalkit/scenario/format/Outcome"
import { MAX_STEPS, type Scenario } from "@loyalkit/scenario/format/Scenario"
import * as Link from "@loyalkit/scenario/format/Link"
import * as Text from "@loyalkit/scenario/format/Text"
import * as Compare from "@loyalkit/scenario/play/Compare"
import { playInTurns } from "@loyalkit/scenario/play/Play"
import type { Recorder } from "@loyalkit/scenario/play/Recorder"
import { inSlices } from "../shop/Slices.ts"

export interface Recording {
  readonly scenario: Scenario
  /** Where a replay comes to something else than the page did; none where it is the same. */
  readonly differences: ReadonlyArray<Compare.Difference>
}

/** More than a scenario can have. */
export interface TooLong {
  readonly steps: number
  readonly most: number
}

/** What a file is called, from its title; letters of other alphabets have no place in it. */
export const nameOf = (title: string): string => {
  const name = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 64)
  return name === "" ? "played" : name
}

/** The tills that did something; a scenario needs one at least. */
const tillsOf = ({ steps, tills }: Scenario): Scenario["tills"] => {
  const used = new Set(steps.flatMap(({ send }) => (send === undefined ? [] : [send.till])))
  const ours = Object.entries(tills).filter(([name]) => used.has(name))
  return Object.fromEntries(ours.length === 0 ? Object.entries(tills).slice(0, 1) : ours)
}

/** A till that has the engine inside it hears nothing over a line, as it does when it plays again. */
const seen = (outcome: Outcome): Outcome => ({ ...outcome, heard: [] })

/** All that was done in the shop until now. `title` is a person's, in whatever language. */
export const takeDown = async (recorder: Recorder, title: string): Promise<Recording | TooLong> => {
  const about = { en: "Played by hand on the page.", ru: "Сыграно вручную на странице." }
  const recorded = recorder.scenario({ name: nameOf(title), title: { en: title, ru: title }, about })
  if (recorded.steps.length > MAX_STEPS) return { steps: recorded.steps.length, most: MAX_STEPS }
  const scenario = { ...recorded, tills: tillsOf(recorded) }
  const { outcome } = await inSlices(playInTurns(scenario))
  return {
    scenario: { ...scenario, outcome },
    differences: Compare.compare(seen(recorded.outcome), seen(outcome)),
  }
}

/** The fragment of the link that opens it anywhere; or why there is none. */
export const fragmentOf = ({ scenario }: Recording) => Link.write(scenario)

/** As `scenarios/<name>.json` has it. */
export const textOf = ({ scenario }: Recording): string => Text.print(scenario)
