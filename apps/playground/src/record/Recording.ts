/**
 * What was done on the page, as a scenario: to be sent as a link, saved as a file, or played again step by step.
 *
 * It is played once before it is given away: so the file has the outcome that a replay comes to. Whatever would not come to the same as on the page is told,
 * and then the file has none: nobody shall take a wrong outcome for the one that is expected. Loaded when somebody asks for it, since it needs the whole gateway.
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

/** Only the tills that did something; a scenario needs one at least. */
const withItsTills = <Recorded extends Scenario>({
  inside = [],
  tills,
  ...scenario
}: Recorded): Omit<Recorded, "inside" | "tills"> & Pick<Scenario, "inside" | "tills"> => {
  const used = new Set(scenario.steps.flatMap(({ send }) => (send === undefined ? [] : [send.till])))
  const names = Object.keys(tills)
  const ours = used.size === 0 ? names.slice(0, 1) : names.filter((name) => used.has(name))
  const within = inside.filter((name) => ours.includes(name))
  return {
    ...scenario,
    tills: Object.fromEntries(Object.entries(tills).filter(([name]) => ours.includes(name))),
    ...(within.length === 0 ? {} : { inside: within }),
  }
}

/** A till that has the engine inside it hears nothing over a line, and something when it plays again. */
const seen = ({ inside = [] }: Pick<Scenario, "inside">, outcome: Outcome): Outcome =>
  inside.length === 0 ? outcome : { ...outcome, heard: [] }

/** All that was done in the shop until now. `title` is a person's, in whatever language. */
export const takeDown = async (recorder: Recorder, title: string): Promise<Recording | TooLong> => {
  const about = { en: "Played by hand on the page.", ru: "Сыграно вручную на странице." }
  const recorded = recorder.scenario({ name: nameOf(title), title: { en: title, ru: title }, about })
  if (recorded.steps.length > MAX_STEPS) return { steps: recorded.steps.length, most: MAX_STEPS }
  const { outcome: seenHere, ...scenario } = withItsTills(recorded)
  // Somebody may still wait for an answer here: what counts is how the replay stood at the same moment.
  const { outcome, stood } = await inSlices(playInTurns(scenario))
  const differences = Compare.compare(seen(scenario, seenHere), seen(scenario, stood))
  return { scenario: differences.length === 0 ? { ...scenario, outcome } : scenario, differences }
}

/** The fragment of the link that opens it anywhere; or why there is none. */
export const fragmentOf = ({ scenario }: Recording) => Link.write(scenario)

/** As `scenarios/<name>.json` has it. */
export const textOf = ({ scenario }: Recording): string => Text.print(scenario)
