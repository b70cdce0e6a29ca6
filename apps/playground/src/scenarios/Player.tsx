/** A scenario that is open: what it shows, its steps, and everything that comes of them. */
import { OPENING } from "@loyalkit/scenario/shop/Shop"
import { onMount, Show } from "solid-js"
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

export const Player = (props: {
  readonly opened: Opened
  readonly speech: Speech
  /** Somebody came here by a link of the gallery: their keyboard goes on here. */
  readonly isFollowed: boolean
}) => {
  const { isFollowed, opened, speech } = props
  const playing = createPlaying(opened.scenario)
  let title: HTMLHeadingElement | undefined
  onMount(() => {
    if (isFollowed) title?.focus()
  })
  return (
    <PlaceContext.Provider value={{ opened, speech, playing, t: () => wordsOf(speech) }}>
      <div class="scenario-about">
        <h2 tabindex="-1" ref={(element) => (title = element)}>
          {opened.scenario.title[speech.language()]}
        </h2>
        <p>{opened.scenario.about[speech.language()]}</p>
      </div>
      <Controls />
      <Show when={playing.failure()}>{(failure) => <Broken t={wordsOf(speech)} error={failure()} />}</Show>
      <div class="scenario-stage">
        <StepsPanel />
        <div class="column">
          <MoneyPanel opening={OPENING} />
          <CallsPanel />
        </div>
        <div class="column">
          <EndingPanel />
          <ReceiptsPanel opening={OPENING} />
        </div>
      </div>
    </PlaceContext.Provider>
  )
}
