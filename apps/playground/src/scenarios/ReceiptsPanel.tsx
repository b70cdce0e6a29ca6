/** Each receipt: where it stands, what the engine concluded and from what, what needs a person, and its journal. */
import type { Conclusion } from "@loyalkit/scenario/watch/Conclusion"
import type { ReceiptNow } from "@loyalkit/scenario/watch/Look"
import { reasonText } from "@loyalkit/core/CaseText"
import { createMemo, For, Index, Show } from "solid-js"
import { eventDetail, eventTitle } from "../text/Events.ts"
import { Panel } from "../view/Panel.tsx"
import { usePlace } from "./Place.ts"
import { exact } from "../view/Time.ts"

/** Bad news is said in the alarm's colour, a sale in the accent. */
const moods: Readonly<Record<string, "good" | "bad">> = { committed: "good", doubt: "bad", rejected: "bad" }

const WhyList = (props: { readonly of: Conclusion }) => {
  const { speech, t } = usePlace()
  const texts = () => t().receipts
  const verdict = () => {
    const { verdict: is } = props.of
    if (is === undefined) return undefined
    const why = is.is === "left" ? reasonText(is.why, speech.language()) : texts().by[is.by]
    return `${texts().verdict[is.is]}; ${why}`
  }
  return (
    <ul class="why" aria-label={texts().why}>
      <Show when={props.of.witness}>
        {(witness) => (
          <li>
            {texts().witness(speech.bare(witness().balance))}
            <Show when={witness().hold}>{(hold) => texts().witnessHold(speech.bare(hold().points))}</Show>.
          </li>
        )}
      </Show>
      <Show when={props.of.doubt}>
        {(doubt) => (
          <li>
            {texts().doubt}, {exact(doubt().at)}: <span lang="en">{doubt().detail}</span>
          </li>
        )}
      </Show>
      <Show when={props.of.windowOver}>{(at) => <li>{texts().window(exact(at()))}.</li>}</Show>
      <For each={props.of.looks}>
        {({ at, verdict: said, withHold, withHoldAgain, without }) => (
          <li>
            {texts().look(exact(at), speech.bare(withHold), speech.bare(without), speech.bare(withHoldAgain))}
            : {reasonText(said, speech.language())}.
          </li>
        )}
      </For>
      <Show when={verdict()}>
        {(says) => (
          <li class="verdict" data-verdict={props.of.verdict?.is}>
            {says()}.
          </li>
        )}
      </Show>
    </ul>
  )
}

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

const Journal = (props: { readonly of: ReceiptNow; readonly opening: number }) => {
  const { playing, speech } = usePlace()
  const events = createMemo(() => {
    const { point, receipt } = props.of.key
    const own = playing.frame().written.filter(({ key }) => key.receipt === receipt && key.point === point)
    return own.flatMap((one) => one.events)
  })
  return (
    <>
      <h4>{speech.t().journal.title}</h4>
      <ol class="events">
        <For each={events()}>
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

export const ReceiptsPanel = (props: { readonly opening: number }) => {
  const { playing, t } = usePlace()
  const texts = () => t().receipts
  const hasWhy = ({ attempts, verdict }: Conclusion) => attempts > 0 || verdict !== undefined
  return (
    <Panel name="scenario-receipts" texts={texts()}>
      <Show when={!playing.frame().isUp}>
        <p class="failure">{texts().down}</p>
      </Show>
      <Index each={playing.frame().receipts} fallback={<p class="nothing">{texts().none}</p>}>
        {(receipt) => (
          <section class="scenario-receipt" aria-label={texts().receipt(receipt().key.receipt)}>
            <h3>
              <span>{texts().receipt(receipt().key.receipt)}</span>{" "}
              <strong data-mood={moods[receipt().view.state]}>{texts().states[receipt().view.state]}</strong>
            </h3>
            <Show when={hasWhy(receipt().conclusion)}>
              <WhyList of={receipt().conclusion} />
            </Show>
            <CaseList of={receipt()} />
            <Journal of={receipt()} opening={props.opening} />
          </section>
        )}
      </Index>
    </Panel>
  )
}
