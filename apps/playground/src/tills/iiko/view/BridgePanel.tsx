/**
 * What the plugin asks loyalkit, call by call, named by the moment of the payment processor; what waits in its outbox; and what may break at the till.
 */
import { Show } from "solid-js"
import type { Call } from "../../../shop/Calls.ts"
import type { Words } from "../../../text/iiko/en.ts"
import { CallList, requestText, statusOutcome } from "../../../view/CallList.tsx"
import { Body, Exchange, pretty, type Outcome } from "../../../view/Exchange.tsx"
import { CopyButton } from "../../../view/CopyButton.tsx"
import { curl, GATEWAY } from "../../../view/Curl.ts"
import { MishapChoice } from "../../../view/MishapChoice.tsx"
import { Panel } from "../../../view/Panel.tsx"
import { took } from "../../../view/Time.ts"
import { mishaps } from "../front/Mishaps.ts"
import { readReply } from "../plugin/Answer.ts"
import { Press } from "./Press.tsx"
import { useTill } from "./TillContext.ts"

/** What all calls of an order begin with, a payment's ID included: it is in the request below. */
const COMMON = /^.*\/iiko\/front\/(?:orders\/[^/]+\/)?(?:payments\/(?:[0-9a-f-]{36}\/)?)?/

const targetOf = ({ request }: Call): string => request.path.replace(COMMON, "")

const Waiting = () => {
  const { till, words } = useTill()
  const moments = () => till.outbox().map(({ moment }) => moment)
  return (
    <p class="iiko-outbox" role="status">
      <Show when={moments().length > 0}>
        <strong>{words().bridge.outbox(moments().length)}</strong> <small>{moments().join(", ")}</small>
      </Show>
    </p>
  )
}

/** What the plugin heard, and what is known of a request that brought nothing. */
const outcomeOf = ({ answer }: Call, texts: Words["bridge"]): Outcome => {
  if (answer === undefined) return { text: texts.waiting, mood: "waiting" }
  if (answer.isLost) return { text: texts.unheard[answer.why ?? "no-answer"], mood: "bad" }
  const { isDecided, outcome } = readReply(answer)
  return isDecided
    ? { text: outcome, mood: outcome === "proceed" ? "good" : "bad" }
    : statusOutcome(answer.status)
}

const Answer = (props: { readonly answer: NonNullable<Call["answer"]> }) => {
  const { words } = useTill()
  const texts = () => words().bridge
  return (
    <Show
      when={props.answer.why}
      fallback={
        <Body title={`${texts().answer}: ${props.answer.status}`}>
          <pre tabindex="0">{pretty(props.answer.body)}</pre>
          <Show when={props.answer.isLost}>
            <p class="call-truth">{texts().lostNote}</p>
          </Show>
        </Body>
      }
    >
      {(why) => <p class="call-truth">{texts().unheardNote[why()]}</p>}
    </Show>
  )
}

const CallRow = (props: { readonly call: Call }) => {
  const { speech, till, words } = useTill()
  const texts = () => words().bridge
  const answer = () => props.call.answer
  const by = () => (props.call.isAgain ? texts().again(props.call.by) : props.call.by)
  const lasted = () => {
    const heard = answer()
    return heard === undefined ? "" : took(heard.at - props.call.at, speech)
  }
  return (
    <Exchange by={by()} path={targetOf(props.call)} outcome={outcomeOf(props.call, texts())} took={lasted()}>
      <Body title={texts().request}>
        <pre tabindex="0">{requestText(props.call, ["x-loyalkit-token", "accept-language"])}</pre>
        <CopyButton
          speech={speech}
          label={speech.t().calls.curl}
          text={() => curl(GATEWAY, props.call.request)}
        />
      </Body>
      <Show when={answer()}>{(heard) => <Answer answer={heard()} />}</Show>
      <p class="call-repeat">
        <Press act={() => till.repeat(props.call)}>{texts().repeat}</Press>{" "}
        <small>{texts().repeatHint}</small>
      </p>
    </Exchange>
  )
}

export const BridgePanel = () => {
  const { till, words } = useTill()
  const texts = () => words().bridge
  const about = () => {
    const mishap = till.mishaps.now()
    return mishap === "none" ? texts().about : texts().seen[mishap]
  }
  return (
    <Panel name="protocol" texts={texts()}>
      <p class="iiko-about">{about()}</p>
      <MishapChoice label={texts().breaks} mishaps={till.mishaps} choices={mishaps} texts={texts().mishap} />
      <Waiting />
      <CallList calls={till.calls.all()} none={texts().none} row={(call) => <CallRow call={call()} />} />
    </Panel>
  )
}
