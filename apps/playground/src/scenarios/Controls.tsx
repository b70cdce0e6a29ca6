/** One step, all of them, back to the start; and the scenario as a link and as a file. */
import * as Text from "@loyalkit/scenario/format/Text"
import { createSignal } from "solid-js"
import { sharing } from "../text/Sharing.ts"
import { copyLink, saveScenario, takenText, type Taken } from "../view/TakeAway.ts"
import { exact, short } from "../view/Time.ts"
import { linkOf } from "./Address.ts"
import { usePlace } from "./Place.ts"

const Standing = () => {
  const { opened, playing, t } = usePlace()
  const done = () => t().controls.done(playing.frame().done.length, opened.scenario.steps.length)
  const passed = () => {
    const progress = playing.progress()
    return progress === undefined
      ? t().controls.passed(exact(playing.frame().now))
      : t().controls.passing(short(progress.gone), short(progress.of))
  }
  return (
    // Read out when it stands still: what is under way changes faster than it can be said.
    <p class="scenario-standing" role="status" aria-busy={playing.progress() !== undefined}>
      {done()}, {passed()}
    </p>
  )
}

const Taking = () => {
  const { opened, playing, speech } = usePlace()
  const [taken, setTaken] = createSignal<Taken>()
  /** A link says nothing of what it comes to: what was seen here is saved with it. */
  const saved = () => {
    const { scenario } = opened
    const { ending } = playing.frame()
    return scenario.outcome === undefined && ending !== undefined
      ? { ...scenario, outcome: ending.outcome }
      : scenario
  }
  return (
    <div class="scenario-taking">
      <button type="button" onClick={() => void linkOf(opened).then(copyLink).then(setTaken)}>
        {sharing[speech.language()].copy}
      </button>
      <button type="button" onClick={() => saveScenario(opened.scenario.name, Text.print(saved()))}>
        {sharing[speech.language()].save}
      </button>
      <p aria-live="polite">{takenText(taken(), speech) || "\u00A0"}</p>
    </div>
  )
}

export const Controls = () => {
  const { playing, t } = usePlace()
  const isOver = () => playing.frame().ending !== undefined
  const isFresh = () => playing.frame().done.length === 0 && playing.plays() === undefined
  return (
    <div class="panel scenario-controls" role="group" aria-label={t().controls.label}>
      {/* Not disabled at the end, which would drop a keyboard's focus: a press does nothing then. */}
      <button
        type="button"
        class="primary"
        aria-disabled={isOver() || playing.plays() === "step"}
        onClick={() => void playing.step()}
      >
        {t().controls.step}
      </button>
      <button
        type="button"
        aria-disabled={isOver() || playing.plays() === "all"}
        onClick={() => void playing.all()}
      >
        {t().controls.all}
      </button>
      <button type="button" aria-disabled={isFresh()} onClick={() => playing.back()}>
        {t().controls.back}
      </button>
      <Standing />
      <Taking />
    </div>
  )
}
