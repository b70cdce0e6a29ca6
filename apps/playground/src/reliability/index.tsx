/**
 * The reliability page: the simulator, live, with two usual clients beside ours in the same worlds.
 */
import { createEffect, onCleanup } from "solid-js"
import type { Speech } from "../text/Language.ts"
import { commandFor } from "./Command.ts"
import { Controls } from "./Controls.tsx"
import { CounterPanel, HarmPanel } from "./Numbers.tsx"
import { PlaceContext, usePlace } from "./Place.ts"
import { createPlaying } from "./Playing.ts"
import { Plot } from "./Plot.tsx"
import "./reliability.css"
import { ViolatedAlert } from "./Violated.tsx"
import { wordsOf } from "./Words.ts"

const Seen = () => {
  const { playing, t } = usePlace()
  const receipts = () => Math.max(20_000, playing.figures().counted.receipts)
  return (
    <section class="panel seen" aria-labelledby="seen-title">
      <div class="panel-head">
        <h2 id="seen-title">{t().seen.title}</h2>
      </div>
      <p>{t().seen.seen}</p>
      <p>{t().seen.assumed}</p>
      <p>{t().seen.docs}</p>
      <p>{t().seen.same}</p>
      <pre tabindex="0">{commandFor(playing.seed(), playing.profile(), receipts())}</pre>
    </section>
  )
}

export const Reliability = (props: { readonly speech: Speech }) => {
  const { speech } = props
  const t = () => wordsOf(speech)
  createEffect(() => {
    document.title = `loyalkit — ${t().title}`
  })
  onCleanup(() => {
    document.title = `loyalkit — ${speech.t().title}`
  })
  return (
    <PlaceContext.Provider value={{ playing: createPlaying(), number: speech.number, t }}>
      <main class="reliability">
        <div class="lead">
          <p>{t().tagline}</p>
          <ViolatedAlert />
        </div>
        <Controls />
        <HarmPanel />
        <div class="plots">
          <Plot harm="double" />
          <Plot harm="lost" />
        </div>
        <CounterPanel />
        <Seen />
      </main>
    </PlaceContext.Provider>
  )
}
