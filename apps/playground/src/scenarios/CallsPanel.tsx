/** The calls to the service, newest first: what may be concluded of each, and beside it what is true. */
import { WAYS } from "@loyalkit/scenario/format/Ways"
import type { ServiceCall } from "@loyalkit/scenario/watch/News"
import { createMemo, For, Show } from "solid-js"
import { Body, Exchange, pretty, type Outcome } from "../view/Exchange.tsx"
import { Panel } from "../view/Panel.tsx"
import { usePlace } from "./Place.ts"
import { exact } from "./Time.ts"

const Row = (props: { readonly call: ServiceCall }) => {
  const { speech, t } = usePlace()
  const texts = () => t().calls
  const truth = () => (props.call.executed.length > 0 ? texts().executed : texts().notExecuted)
  const outcome = (): Outcome => {
    const { answer, concludes, executed } = props.call
    if (concludes === undefined) return { text: texts().underWay, mood: "waiting" }
    const status = answer === undefined ? "" : `${answer.status} `
    const isAsBelieved = concludes !== "unknown"
    return {
      text: `${status}${texts().concludes[concludes]}${isAsBelieved && executed.length > 0 ? "" : ` · ${truth()}`}`,
      mood: concludes === "done" ? "good" : "bad",
    }
  }
  return (
    <Exchange
      {...(props.call.by === "elsewhere" ? { by: texts().elsewhere } : {})}
      path={props.call.method ?? props.call.path}
      outcome={outcome()}
      took={exact(props.call.at)}
    >
      <Show when={props.call.way}>
        {(way) => <p class="call-truth">{texts().struck(WAYS[way()][speech.language()])}</p>}
      </Show>
      <Body title={speech.t().calls.request}>
        <pre tabindex="0">{`${props.call.path}\n\n${pretty(props.call.body)}`}</pre>
      </Body>
      <Body title={texts().heard}>
        <pre tabindex="0">
          {props.call.answer === undefined
            ? (props.call.failure?.detail ?? texts().nothing)
            : `${props.call.answer.status}\n\n${pretty(props.call.answer.body)}`}
        </pre>
      </Body>
      <Show when={props.call.givenUp}>{(at) => <p class="call-truth">{texts().gaveUp(exact(at()))}</p>}</Show>
      <p class="call-truth">
        {props.call.executed.length > 0 ? speech.t().calls.executed : speech.t().calls.notExecuted}
      </p>
    </Exchange>
  )
}

export const CallsPanel = () => {
  const { playing, t } = usePlace()
  const byNumber = createMemo(() => new Map(playing.frame().calls.map((call) => [call.number, call])))
  // By number, not by call: a row that is open stays open when its call gets on.
  const numbers = createMemo(() => [...byNumber().keys()].toReversed())
  return (
    <Panel name="scenario-calls" texts={t().calls}>
      <ol class="call-list" reversed>
        <For each={numbers()} fallback={<li class="nothing">{t().calls.none}</li>}>
          {(number) => (
            <Show when={byNumber().get(number)}>
              {(call) => (
                <li>
                  <Row call={call()} />
                </li>
              )}
            </Show>
          )}
        </For>
      </ol>
    </Panel>
  )
}
