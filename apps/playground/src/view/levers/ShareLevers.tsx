/**
 * What was done, to be taken away: as a link, as a file, or played again step by step. Before it is given away it is played once.
 */
import * as Result from "effect/Result"
import { createSignal, For, Match, Show, Switch } from "solid-js"
import type { Recording, TooLong } from "../../record/Recording.ts"
import { usePage } from "../Page.ts"
import { SCENARIOS_PATH } from "../Places.tsx"
import { saveFile } from "../SaveFile.ts"
import { Popover } from "./Popover.tsx"

type Copied = { readonly is: "copied" } | { readonly is: "by-hand" | "too-long"; readonly text: string }

const load = () => import("../../record/Recording.ts")

/** Of what was done until now, under this title. */
const useTaking = () => {
  const { shop: page, speech } = usePage()
  const [title, setTitle] = createSignal<string>()
  const [taken, setTaken] = createSignal<Recording | TooLong>()
  const [copied, setCopied] = createSignal<Copied>()
  const named = () => title()?.trim() || speech.t().levers.share.untitled

  /** Nothing where there is too much of it. */
  const take = async () => {
    const { fragmentOf, takeDown, textOf } = await load()
    const recording = takeDown(page.shop, page.recorder, named())
    setTaken(recording)
    if (!("scenario" in recording)) return undefined
    const fragment = await fragmentOf(recording)
    return { fragment, name: recording.scenario.name, text: textOf(recording) }
  }
  const linkOf = (fragment: string): string => new URL(`${SCENARIOS_PATH}#${fragment}`, location.href).href
  const copy = async (): Promise<void> => {
    const given = await take()
    if (given === undefined) return
    if (Result.isFailure(given.fragment))
      return void setCopied({ is: "too-long", text: given.fragment.failure })
    const link = linkOf(given.fragment.success)
    try {
      await navigator.clipboard.writeText(link)
      setCopied({ is: "copied" })
    } catch {
      setCopied({ is: "by-hand", text: link })
    }
  }
  const save = async (): Promise<void> => {
    const given = await take()
    if (given !== undefined) saveFile(`${given.name}.json`, given.text, "application/json")
  }
  const replay = async (): Promise<void> => {
    const given = await take()
    if (given === undefined) return
    if (Result.isFailure(given.fragment))
      return void setCopied({ is: "too-long", text: given.fragment.failure })
    window.open(linkOf(given.fragment.success), "_blank", "noopener")
  }
  return { setTitle, taken, copied, copy, save, replay, forget: () => setCopied(undefined) }
}

const Judged = (props: { readonly of: Recording | TooLong | undefined }) => {
  const { speech } = usePage()
  const texts = () => speech.t().levers.share
  const recording = () => (props.of !== undefined && "scenario" in props.of ? props.of : undefined)
  const tooLong = () => (props.of !== undefined && "most" in props.of ? props.of : undefined)
  return (
    <Switch>
      <Match when={tooLong()}>
        {(is) => <p class="failure">{texts().tooMany(is().steps, is().most)}</p>}
      </Match>
      <Match when={recording()}>
        {(is) => (
          <Show
            when={is().differences.length > 0}
            fallback={<p>{texts().same(is().scenario.steps.length)}</p>}
          >
            <p class="failure">{texts().differs}</p>
            <ul class="differences" lang="en">
              <For each={is().differences}>{(line) => <li>{line}</li>}</For>
            </ul>
          </Show>
        )}
      </Match>
    </Switch>
  )
}

export const ShareLevers = () => {
  const { speech } = usePage()
  const texts = () => speech.t().levers.share
  const { copied, copy, forget, replay, save, setTitle, taken } = useTaking()
  const says = () => {
    const is = copied()
    switch (is?.is) {
      case undefined:
        return ""
      case "copied":
        return texts().copied
      case "by-hand":
        return `${texts().byHand} ${is.text}`
      case "too-long":
        return is.text
    }
  }
  return (
    <Popover label={texts().label} opened={forget}>
      {() => (
        <div class="share">
          <h2>{texts().title}</h2>
          <p>{texts().about}</p>
          <label>
            <span>{texts().called}</span>
            <input
              type="text"
              maxlength="100"
              placeholder={texts().untitled}
              onInput={({ currentTarget }) => setTitle(currentTarget.value)}
            />
          </label>
          <div class="share-ways">
            <button type="button" class="primary" onClick={() => void copy()}>
              {texts().copy}
            </button>
            <button type="button" onClick={() => void save()}>
              {texts().save}
            </button>
            <button type="button" onClick={() => void replay()}>
              {texts().replay}
            </button>
          </div>
          <div aria-live="polite">
            <p>{says()}</p>
            <Judged of={taken()} />
          </div>
        </div>
      )}
    </Popover>
  )
}
