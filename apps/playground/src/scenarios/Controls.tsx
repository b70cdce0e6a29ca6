/** One step, all of them, back to the start; and the scenario as a link and as a file. */
import { createSignal } from "solid-js"
import { usePlace } from "./Place.ts"
import { copyLink, save, type Copied } from "./Sharing.ts"
import { exact } from "../view/Time.ts"

const Standing = () => {
  const { opened, playing, t } = usePlace()
  const done = () => t().controls.done(playing.frame().done.length, opened.scenario.steps.length)
  return (
    <p class="scenario-standing" role="status">
      {done()}, {t().controls.passed(exact(playing.frame().now))}
    </p>
  )
}

const Taking = () => {
  const { opened, playing, t } = usePlace()
  const [copied, setCopied] = createSignal<Copied>()
  const says = () => {
    const what = copied()
    switch (what?.is) {
      case undefined:
        return "\u00A0"
      case "copied":
        return t().controls.copied
      case "byHand":
        return `${t().controls.byHand} ${what.link}`
      case "tooLong":
        return what.why
    }
  }
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
      <button type="button" onClick={() => void copyLink(opened).then(setCopied)}>
        {t().controls.link}
      </button>
      <button type="button" onClick={() => save(saved())}>
        {t().controls.save}
      </button>
      <p aria-live="polite">{says()}</p>
    </div>
  )
}

export const Controls = () => {
  const { playing, t } = usePlace()
  const isOver = () => playing.frame().ending !== undefined
  const isFresh = () => playing.frame().done.length === 0
  return (
    <div class="panel scenario-controls" role="group" aria-label={t().controls.label}>
      {/* Not disabled at the end, which would drop a keyboard's focus: a press does nothing then. */}
      <button type="button" class="primary" aria-disabled={isOver()} onClick={() => playing.step()}>
        {t().controls.step}
      </button>
      <button type="button" aria-disabled={isOver() || playing.isPlaying()} onClick={() => playing.all()}>
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
