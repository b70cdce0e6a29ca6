/**
 * What the plugin asks loyalkit, call by call, named by the moment of the payment processor; what waits in its outbox; and what may break at the till.
 */
import { createMemo, Show } from "solid-js"
import type { Call } from "../../../shop/Calls.ts"
import { CallList, requestText, statusOutcome } from "../../../view/CallList.tsx"
import { Body, Exchange, pretty, type Outcome } from "../../../view/Exchange.tsx"
import { MishapChoice } from "../../../view/MishapChoice.tsx"
import { Panel } from "../../../view/Panel.tsx"
import { mishaps } from "../front/Mishaps.ts"
import { readAnswer } from "../plugin/Answer.ts"
import { Press } from "./Press.tsx"
import { useTill } from "./TillContext.ts"

/** What all calls of an order begin with, a payment's ID included: it is in the request below. */
const COMMON = /^.*\/iiko\/front\/(?:orders\/[^/]+\/)?(?:payments\/(?:[0-9a-f-]{36}\/)?)?/

const targetOf = ({ request }: Call): string => new URL(request.url).pathname.replace(COMMON, "")

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

const CallRow = (props: { readonly call: Call }) => {
  const { speech, till, words } = useTill()
  const texts = () => words().bridge
  const answer = () => props.call.answer
  const outcome = createMemo((): Outcome => {
    const heard = answer()
    if (heard === undefined) return { text: texts().waiting, mood: "waiting" }
    if (heard.isLost) return { text: heard.status === 0 ? texts().notSent : texts().lost, mood: "bad" }
    const { isDecided, outcome } = readAnswer({ _tag: "Answered", ...heard })
    return isDecided
      ? { text: outcome, mood: outcome === "proceed" ? "good" : "bad" }
      : statusOutcome(heard.status)
  })
  const by = () => (props.call.isAgain ? texts().again(props.call.by) : props.call.by)
  const took = () => {
    const heard = answer()
    return heard === undefined ? "" : speech.t().calls.milliseconds(heard.at - props.call.at)
  }
  return (
    <Exchange by={by()} path={targetOf(props.call)} outcome={outcome()} took={took()}>
      <Body title={texts().request}>
        <pre tabindex="0">{requestText(props.call, ["X-Loyalkit-Token", "Accept-Language"])}</pre>
      </Body>
      <Show when={answer()}>
        {(heard) => (
          <Show when={heard().status > 0} fallback={<p class="call-truth">{texts().notSentNote}</p>}>
            <Body title={`${texts().answer}: ${heard().status}`}>
              <pre tabindex="0">{pretty(heard().body)}</pre>
              <Show when={heard().isLost}>
                <p class="call-truth">{texts().lostNote}</p>
              </Show>
            </Body>
          </Show>
        )}
      </Show>
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
