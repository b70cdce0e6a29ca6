/**
 * A receipt that was printed: what 1C told the server, what is settled by that, and what is told later by reading the receipt back.
 */
import { For, Match, Show, Switch } from "solid-js"
import { UNLOCKED, WRITTEN_OFF } from "../rmk/Answers.ts"
import { documentNumber } from "../rmk/Numbers.ts"
import type { Settled } from "../Sheet.ts"
import { Press } from "./Press.tsx"
import { useWorkplace } from "./WorkplaceContext.ts"

const SECOND = 1_000

const heardText = (settled: Settled): string | undefined => {
  switch (settled._tag) {
    case "WrittenOff":
      return WRITTEN_OFF
    case "GivenBack":
      return UNLOCKED
    case "NotWrittenOff":
      return settled.text
    case "Untold":
      return undefined
  }
}

const Told = (props: { readonly settled: Settled }) => {
  const { words } = useWorkplace()
  const texts = () => words().closed
  const tag = () => props.settled._tag
  return (
    <>
      <p>
        {texts()[tag()]}{" "}
        <Show when={tag() !== "Untold"}>
          <Show when={heardText(props.settled)} fallback={<q>{texts().unheard}</q>}>
            {(text) => <q lang="ru">{text()}</q>}
          </Show>
        </Show>
      </p>
      <Switch>
        <Match when={tag() === "WrittenOff"}>
          <p>{texts().settledNow}</p>
          <p>{texts().alsoLater}</p>
        </Match>
        <Match when={tag() === "NotWrittenOff"}>
          <p>{texts().notSettled}</p>
        </Match>
        <Match when={tag() === "GivenBack" || tag() === "Untold"}>
          <p>{texts().toldLater}</p>
        </Match>
      </Switch>
    </>
  )
}

/** What has become of it in the readings since, and when the next one is. */
const Reading = () => {
  const { speech, words, workplace } = useWorkplace()
  const texts = () => words().reading
  const { done, isPassing, next, wait } = workplace.reading
  const lines = () => {
    const { how, isRead, isWaiting } = done()
    const said = [...how.map((one) => texts()[one]), ...(isWaiting ? [texts().waiting] : [])]
    if (said.length > 0) return said
    return [isRead ? texts().nothing : texts().notYet]
  }
  const hint = () => {
    const left = next()
    return left === undefined ? texts().nobodyReads : texts().next(speech.number(Math.ceil(left / SECOND)))
  }
  return (
    <div class="c1-reading">
      <div role="status">
        <For each={lines()}>{(line) => <p>{line}</p>}</For>
      </div>
      <small>{hint()}</small>
      <Press act={wait}>{isPassing() ? words().closed.reading : words().closed.read}</Press>
    </div>
  )
}

export const ClosedReceipt = (props: { readonly first: (element: HTMLElement) => void }) => {
  const { page, speech, words, workplace } = useWorkplace()
  const texts = () => words().closed
  const sheet = workplace.sheet
  return (
    <div class="c1-closed" role="group" aria-label={texts().title(documentNumber(sheet().number))}>
      <h3>{texts().title(documentNumber(sheet().number))}</h3>
      <Show when={sheet().settled}>{(settled) => <Told settled={settled()} />}</Show>
      <Show when={page.remote?.cannot(speech).readBack} fallback={<Reading />}>
        {(why) => <p>{why()}</p>}
      </Show>
      <div class="c1-actions">
        <Press main act={workplace.renew} ref={props.first}>
          {texts().renew}
        </Press>
      </div>
    </div>
  )
}
