/**
 * What was done, to be taken away: as a link, as a file, or played again step by step. Before it is given away it is played once.
 */
import * as Result from "effect/Result"
import { createSignal, Match, Show, Switch } from "solid-js"
import type { Recording, TooLong } from "../../record/Recording.ts"
import { sharing } from "../../text/Sharing.ts"
import { usePage } from "../Page.ts"
import { SCENARIOS_PATH } from "../Places.tsx"
import { DifferenceList } from "../DifferenceList.tsx"
import { copyLink, saveScenario, takenText, type Taken } from "../TakeAway.ts"
import { Popover } from "./Popover.tsx"

const load = () => import("../../record/Recording.ts")

/** Of what was done until now, under this title. */
const useTaking = () => {
  const { shop: page, speech } = usePage()
  const [title, setTitle] = createSignal<string>()
  const [recorded, setRecorded] = createSignal<Recording | TooLong>()
  const [taken, setTaken] = createSignal<Taken>()
  const [isPlaying, setPlaying] = createSignal(false)
  const named = () => title()?.trim() || sharing[speech.language()].untitled
  const forget = (): void => {
    setTaken(undefined)
    setRecorded(undefined)
  }

  /** Nothing where there is too much of it, or where it is being taken already. */
  const take = async () => {
    if (isPlaying()) return undefined
    forget()
    setPlaying(true)
    try {
      const { fragmentOf, takeDown, textOf } = await load()
      const recording = await takeDown(page.recorder, named())
      setRecorded(recording)
      if (!("scenario" in recording)) return undefined
      const link = Result.map(
        await fragmentOf(recording),
        (fragment) => new URL(`${SCENARIOS_PATH}#${fragment}`, location.href).href,
      )
      return { link, name: recording.scenario.name, text: textOf(recording) }
    } finally {
      setPlaying(false)
    }
  }
  const copy = async (): Promise<void> => {
    const given = await take()
    if (given !== undefined) setTaken(await copyLink(given.link))
  }
  const save = async (): Promise<void> => {
    const given = await take()
    if (given !== undefined) saveScenario(given.name, given.text)
  }
  const replay = async (): Promise<void> => {
    const given = await take()
    if (given === undefined) return
    if (Result.isFailure(given.link)) setTaken("too-long")
    else window.open(given.link.success, "_blank", "noopener")
  }
  return { setTitle, recorded, taken, isPlaying, copy, save, replay, forget }
}

const Judged = (props: { readonly of: Recording | TooLong | undefined }) => {
  const { speech } = usePage()
  const texts = () => sharing[speech.language()]
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
            <DifferenceList of={is().differences} speech={speech} />
          </Show>
        )}
      </Match>
    </Switch>
  )
}

export const ShareLevers = () => {
  const { shop, speech } = usePage()
  const texts = () => sharing[speech.language()]
  const { copy, forget, isPlaying, recorded, replay, save, setTitle, taken } = useTaking()
  const says = () => (isPlaying() ? texts().playing : takenText(taken(), speech))
  return (
    <Popover label={texts().label} opened={forget}>
      {() => (
        <Show when={shop.remote === undefined} fallback={<p>{shop.remote?.cannot(speech).share}</p>}>
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
              <Judged of={recorded()} />
            </div>
          </div>
        </Show>
      )}
    </Popover>
  )
}
