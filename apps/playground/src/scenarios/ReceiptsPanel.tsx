/** Each receipt: where it stands, what the engine concluded and from what, what needs a person, and its journal. */
import type { ReceiptNow } from "@loyalkit/scenario/watch/Look"
import { reasonText } from "@loyalkit/core/CaseText"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { createMemo, For, Index, Show } from "solid-js"
import { eventDetail, eventTitle } from "../text/Events.ts"
import { ConclusionList, isConcluded } from "../view/ConclusionList.tsx"
import { Panel } from "../view/Panel.tsx"
import { moods } from "../view/state-chart/States.ts"
import { wordsOf } from "../view/state-chart/Words.ts"
import { StateChart } from "../view/StateChart.tsx"
import { usePlace } from "./Place.ts"
import { exact } from "../view/Time.ts"

const CaseList = (props: { readonly of: ReceiptNow }) => {
  const { speech } = usePlace()
  return (
    <Show when={props.of.cases.length > 0}>
      <h4>{speech.t().cases.title}</h4>
      <ul class="open-cases">
        <For each={props.of.cases}>
          {(one) => (
            <li>
              <strong>{speech.t().cases[one.kind]}</strong>{" "}
              {one.kind === "doubt"
                ? one.left === undefined
                  ? speech.t().cases.settling
                  : `${reasonText(one.left.why, speech.language())}.`
                : ""}
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
}

const Journal = (props: { readonly of: ReadonlyArray<JournalEvent>; readonly opening: number }) => {
  const { speech } = usePlace()
  return (
    <>
      <h4>{speech.t().journal.title}</h4>
      <ol class="events">
        <For each={props.of}>
          {(event) => (
            <li class="event" data-event={event._tag}>
              <span class="event-title">{eventTitle(event, speech)}</span>
              <time>{exact(event.at - props.opening)}</time>
              <span class="event-detail">{eventDetail(event, speech)}</span>
            </li>
          )}
        </For>
      </ol>
    </>
  )
}

const Receipt = (props: { readonly of: ReceiptNow; readonly opening: number }) => {
  const { playing, speech, t } = usePlace()
  const name = () => t().receipts.receipt(props.of.key.receipt)
  const state = () => props.of.state._tag
  const events = createMemo(() => {
    const { point, receipt } = props.of.key
    const own = playing.frame().written.filter(({ key }) => key.receipt === receipt && key.point === point)
    return own.flatMap((one) => one.events)
  })
  return (
    <section class="scenario-receipt" aria-label={name()}>
      <h3>
        <span>{name()}</span> <strong data-mood={moods[state()]}>{wordsOf(speech).states[state()]}</strong>
      </h3>
      <Show when={isConcluded(props.of.conclusion)}>
        <ConclusionList of={props.of.conclusion} speech={speech} time={exact} />
      </Show>
      <CaseList of={props.of} />
      <StateChart now={state()} events={events()} speech={speech} />
      <Journal of={events()} opening={props.opening} />
    </section>
  )
}

export const ReceiptsPanel = (props: { readonly opening: number }) => {
  const { playing, t } = usePlace()
  const texts = () => t().receipts
  return (
    <Panel name="scenario-receipts" texts={texts()}>
      <Show when={!playing.frame().isUp}>
        <p class="failure">{texts().down}</p>
      </Show>
      <Index each={playing.frame().receipts} fallback={<p class="nothing">{texts().none}</p>}>
        {(receipt) => <Receipt of={receipt()} opening={props.opening} />}
      </Index>
    </Panel>
  )
}
