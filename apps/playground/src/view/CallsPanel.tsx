/** Each HTTP call as it happens: what was asked, what came back, and what the service did in truth. */
import type { Call } from "@loyalkit/sandbox/Call"
import { createMemo, For, Show } from "solid-js"
import { Body, Exchange, pretty, type Outcome } from "./Exchange.tsx"
import { usePage } from "./Page.ts"
import { Panel } from "./Panel.tsx"

/** All paths of the service begin so; what differs is what counts. */
const COMMON = "/integration/general/"

const useOutcome = (call: () => Call) => {
  const { speech } = usePage()
  return createMemo((): Outcome => {
    const texts = speech.t().calls
    const delivery = call().delivered?.delivery
    if (delivery === undefined) return { text: texts.waiting, mood: "waiting" }
    switch (delivery._tag) {
      case "Replied":
        return { text: String(delivery.reply.status), mood: delivery.reply.status < 400 ? "good" : "bad" }
      case "Refused":
        return { text: texts.refused, mood: "bad" }
      default:
        return { text: texts.noAnswer, mood: "bad" }
    }
  })
}

const CallRow = (props: { readonly call: Call }) => {
  const { speech } = usePage()
  const texts = () => speech.t().calls
  const outcome = useOutcome(() => props.call)
  const took = () => {
    const { at, delivered } = props.call
    return delivered === undefined ? "" : texts().milliseconds(delivered.at - at)
  }
  const reply = () => {
    const delivery = props.call.delivered?.delivery
    return delivery?._tag === "Replied" || delivery?._tag === "Cut" ? delivery.reply.body : undefined
  }
  return (
    <li>
      <Exchange
        verb={props.call.request.verb}
        path={props.call.request.path.replace(COMMON, "/")}
        outcome={outcome()}
        took={took()}
      >
        <Body title={texts().request}>
          <pre tabindex="0">{pretty(props.call.request.body)}</pre>
        </Body>
        <Body title={texts().reply}>
          <Show when={reply()} fallback={<p class="nothing">{texts().noReply}</p>}>
            {(body) => <pre tabindex="0">{pretty(body())}</pre>}
          </Show>
        </Body>
        <p class="call-truth">{props.call.executed.length > 0 ? texts().executed : texts().notExecuted}</p>
      </Exchange>
    </li>
  )
}

export const CallsPanel = () => {
  const { service, speech } = usePage()
  const texts = () => speech.t().calls
  const byNumber = createMemo(() => new Map(service.calls().map((call) => [call.call, call])))
  // By number, not by call: a row that is open stays open when its call gets on.
  const numbers = createMemo(() =>
    service
      .calls()
      .map(({ call }) => call)
      .toReversed(),
  )
  return (
    <Panel name="calls" texts={texts()}>
      <ol class="call-list" reversed>
        <For each={numbers()} fallback={<li class="nothing">{texts().none}</li>}>
          {(number) => <Show when={byNumber().get(number)}>{(call) => <CallRow call={call()} />}</Show>}
        </For>
      </ol>
    </Panel>
  )
}
