/** A scenario played: its steps, and everything that comes of them. Loaded when one is opened, since the whole gateway comes with it. */
import { Show } from "solid-js"
import type { Speech } from "../text/Language.ts"
import type { Opened } from "./Address.ts"
import { Broken } from "./Broken.tsx"
import { CallsPanel } from "./CallsPanel.tsx"
import { Controls } from "./Controls.tsx"
import { EndingPanel } from "./EndingPanel.tsx"
import { MoneyPanel } from "./MoneyPanel.tsx"
import { PlaceContext } from "./Place.ts"
import { createPlaying } from "./Playing.ts"
import { ReceiptsPanel } from "./ReceiptsPanel.tsx"
import { StepsPanel } from "./StepsPanel.tsx"
import { wordsOf } from "./Words.ts"
import "./parts.css"

export const Player = (props: { readonly opened: Opened; readonly speech: Speech }) => {
  const { opened, speech } = props
  const playing = createPlaying(opened.scenario)
  return (
    <PlaceContext.Provider value={{ opened, speech, playing, t: () => wordsOf(speech) }}>
      <Controls />
      <Show when={playing.failure()}>{(failure) => <Broken t={wordsOf(speech)} error={failure()} />}</Show>
      <div class="scenario-stage">
        <StepsPanel />
        <div class="column">
          <MoneyPanel />
          <CallsPanel />
        </div>
        <div class="column">
          <EndingPanel />
          <ReceiptsPanel />
        </div>
      </div>
    </PlaceContext.Provider>
  )
}
