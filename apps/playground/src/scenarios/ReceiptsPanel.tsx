/** Each receipt: where it stands, what the engine concluded and from what, what needs a person, and its journal. */
import type { ReceiptNow } from "@loyalkit/scenario/watch/Look"
import { reasonText } from "@loyalkit/core/CaseText"
import { OPENING } from "@loyalkit/scenario/shop/Shop"
import { For, Index, Show } from "solid-js"
import { ConclusionList, isConcluded } from "../view/ConclusionList.tsx"
import { EventList } from "../view/EventList.tsx"
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

const Receipt = (props: { readonly of: ReceiptNow }) => {
  const { speech, t } = usePlace()
  const name = () => t().receipts.receipt(props.of.key.receipt)
  const state = () => props.of.state._tag
  return (
    <section class="scenario-receipt" aria-label={name()}>
      <h3>
        <span>{name()}</span> <strong data-mood={moods[state()]}>{wordsOf(speech).states[state()]}</strong>
      </h3>
      <Show when={isConcluded(props.of.conclusion)}>
        <ConclusionList of={props.of.conclusion} speech={speech} time={exact} />
      </Show>
      <CaseList of={props.of} />
      <StateChart now={state()} events={props.of.events} speech={speech} />
      <h4>{speech.t().journal.title}</h4>
      <EventList speech={speech} events={props.of.events} time={(at) => exact(at - OPENING)} />
    </section>
  )
}

export const ReceiptsPanel = () => {
  const { playing, t } = usePlace()
  const texts = () => t().receipts
  return (
    <Panel name="scenario-receipts" texts={texts()}>
      <Show when={!playing.frame().isUp}>
        <p class="failure">{texts().down}</p>
      </Show>
      <Index each={playing.frame().receipts} fallback={<p class="nothing">{texts().none}</p>}>
        {(receipt) => <Receipt of={receipt()} />}
      </Index>
    </Panel>
  )
}
