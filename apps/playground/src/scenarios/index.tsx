/**
 * The scenarios: a gallery of them, and the one that the address names, played in a whole shop in this page.
 */
import type * as Text from "@loyalkit/scenario/format/Text"
import * as Result from "effect/Result"
import { createEffect, createResource, createSignal, Match, onCleanup, Show, Switch } from "solid-js"
import type { Speech } from "../text/Language.ts"
import { named, open, pathTo, type Opened } from "./Address.ts"
import { GalleryView } from "./GalleryView.tsx"
import { OpenScenario } from "./OpenScenario.tsx"
import "./scenarios.css"
import { wordsOf } from "./Words.ts"
import { Wrong } from "./Wrong.tsx"

const openedOf = (read: Result.Result<Opened, Text.NotAScenario> | undefined): Opened | undefined =>
  read !== undefined && Result.isSuccess(read) ? read.success : undefined
const wrongOf = (read: Result.Result<Opened, Text.NotAScenario> | undefined) =>
  read !== undefined && Result.isFailure(read) ? read.failure : undefined

export const Scenarios = (props: { readonly speech: Speech }) => {
  const { speech } = props
  const t = () => wordsOf(speech)
  const [address, setAddress] = createSignal(named())
  const [read] = createResource(address, open)
  const [isFollowed, setFollowed] = createSignal(false)
  const [left, setLeft] = createSignal<string>()
  /** Only what was read of the address that stands there now. */
  const shown = () => (address() === undefined || read.loading ? undefined : read())

  const go = (name: string | undefined): void => {
    history.pushState(null, "", pathTo(name))
    setLeft(openedOf(shown())?.scenario.name)
    setFollowed(true)
    setAddress(named())
  }
  const followAddress = (): void => {
    setFollowed(false)
    setLeft(undefined)
    setAddress(named())
  }
  for (const what of ["popstate", "hashchange"] as const) {
    window.addEventListener(what, followAddress)
    onCleanup(() => window.removeEventListener(what, followAddress))
  }
  const goBack = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(undefined)
  }

  createEffect(() => {
    const title = openedOf(shown())?.scenario.title[speech.language()]
    document.title = `loyalkit — ${title ?? t().title}`
  })
  onCleanup(() => {
    document.title = `loyalkit — ${speech.t().title}`
  })
  return (
    <main class="scenarios">
      <Show when={address() !== undefined}>
        <a class="place" href={pathTo(undefined)} onClick={goBack}>
          ← {t().back}
        </a>
      </Show>
      <Switch fallback={<p role="status">{t().reading}</p>}>
        <Match when={address() === undefined}>
          <GalleryView speech={speech} choose={go} left={left()} />
        </Match>
        <Match when={wrongOf(shown())}>{(wrong) => <Wrong t={t()} of={wrong()} />}</Match>
        <Match when={openedOf(shown())} keyed>
          {(opened) => <OpenScenario opened={opened} speech={speech} isFollowed={isFollowed()} />}
        </Match>
      </Switch>
    </main>
  )
}
