/**
 * A scenario that is open: what it shows, and its player, which is loaded now. The gallery does without the whole gateway that the player needs.
 */
import { createResource, ErrorBoundary, Match, onMount, Switch } from "solid-js"
import type { Speech } from "../text/Language.ts"
import type { Opened } from "./Address.ts"
import { Broken } from "./Broken.tsx"
import { wordsOf } from "./Words.ts"

const load = () => import("./Player.tsx").then(({ Player }) => ({ Player }))

export const OpenScenario = (props: {
  readonly opened: Opened
  readonly speech: Speech
  /** Somebody came here by a link of the gallery: their keyboard goes on here. */
  readonly isFollowed: boolean
}) => {
  const { isFollowed, opened, speech } = props
  const t = () => wordsOf(speech)
  const [loaded] = createResource(load)
  let title: HTMLHeadingElement | undefined
  onMount(() => {
    if (isFollowed) title?.focus()
  })
  const isMissing = () => loaded.state === "errored"
  const player = () => (isMissing() ? undefined : loaded())
  return (
    <>
      <div class="scenario-about">
        <h2 tabindex="-1" ref={(element) => (title = element)}>
          {opened.scenario.title[speech.language()]}
        </h2>
        <p>{opened.scenario.about[speech.language()]}</p>
      </div>
      <Switch fallback={<p role="status">{t().player.loading}</p>}>
        <Match when={isMissing()}>
          <div class="scenario-wrong" role="alert">
            <h2>{t().player.missing}</h2>
            <p>{t().player.network}</p>
            {/* Not asked for again: a browser keeps in mind which module it could not load, for as long as the page is open. */}
            <button type="button" onClick={() => location.reload()}>
              {t().player.again}
            </button>
          </div>
        </Match>
        <Match when={player()} keyed>
          {({ Player }) => (
            <ErrorBoundary fallback={(error: unknown) => <Broken t={t()} error={error} />}>
              <Player opened={opened} speech={speech} />
            </ErrorBoundary>
          )}
        </Match>
      </Switch>
    </>
  )
}
