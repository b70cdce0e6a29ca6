/** The gallery: every scenario by kind, with its title and its sentence, as a link of its own. */
import { For, onMount } from "solid-js"
import type { Speech } from "../text/Language.ts"
import { pathTo } from "./Address.ts"
import { shelves } from "./Gallery.ts"
import { wordsOf } from "./Words.ts"

export const GalleryView = (props: {
  readonly speech: Speech
  readonly choose: (name: string) => void
  /** Which one somebody comes back from. */
  readonly left: string | undefined
}) => {
  const { choose, left, speech } = props
  const t = () => wordsOf(speech)
  let back: HTMLAnchorElement | undefined
  onMount(() => back?.focus())
  const follow = (event: MouseEvent, name: string): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    choose(name)
  }
  return (
    <>
      <p class="scenario-tagline">{t().tagline}</p>
      <For each={shelves}>
        {({ kind, scenarios }) => (
          <section class="shelf" aria-labelledby={`shelf-${kind}`}>
            <h2 id={`shelf-${kind}`}>{t().kinds[kind]}</h2>
            <ul>
              <For each={scenarios}>
                {({ about, name, title }) => (
                  <li>
                    <a
                      ref={(element) => {
                        if (name === left) back = element
                      }}
                      href={pathTo(name)}
                      onClick={(event) => follow(event, name)}
                    >
                      {title[speech.language()]}
                    </a>
                    <p>{about[speech.language()]}</p>
                  </li>
                )}
              </For>
            </ul>
          </section>
        )}
      </For>
    </>
  )
}
