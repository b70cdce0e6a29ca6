/**
 * What РМК asks loyalkit, and what the reader asks 1C, call by call: so that an integrator can learn the protocol by looking on.
 */
import { createMemo, Show } from "solid-js"
import { CallList, requestText, statusOutcome } from "../../../view/CallList.tsx"
import { CopyButton } from "../../../view/CopyButton.tsx"
import { curl, GATEWAY } from "../../../view/Curl.ts"
import { Body, Exchange, pretty, type Outcome } from "../../../view/Exchange.tsx"
import { Panel } from "../../../view/Panel.tsx"
import { took } from "../../../view/Time.ts"
import type { LineCall } from "../line/LineCalls.ts"
import { Press } from "./Press.tsx"
import { useWorkplace } from "./WorkplaceContext.ts"

const SERVICE = "/hs/loyaltyservice/"
const ODATA = "/standard.odata/"

/** What is asked for, without what all calls begin with. */
const targetOf = ({ request }: LineCall): string => {
  const [path = ""] = decodeURIComponent(request.path).split("?", 1)
  const [, behind = path] = path.split(path.includes(SERVICE) ? SERVICE : ODATA)
  // A document's reference is in the request below.
  return behind.replace(/\/$/, "").replace(/'[^']+'/, "'…'")
}

const Repeating = (props: { readonly call: LineCall }) => {
  const { words, workplace } = useWorkplace()
  const texts = () => words().protocol
  return (
    <p class="call-repeat">
      <Press act={() => workplace.repeat(props.call)}>{texts().repeat}</Press>{" "}
      <small>{texts().repeatHint}</small>
    </p>
  )
}

const Request = (props: { readonly call: LineCall }) => {
  const { speech, words } = useWorkplace()
  return (
    <Body title={words().protocol.request}>
      <pre tabindex="0">{requestText(props.call, ["authorization"])}</pre>
      <Show when={props.call.by === "rmk"}>
        <CopyButton
          speech={speech}
          label={speech.t().calls.curl}
          text={() => curl(GATEWAY, props.call.request)}
        />
      </Show>
    </Body>
  )
}

const Answer = (props: { readonly said: NonNullable<LineCall["said"]>; readonly isLost: boolean }) => {
  const { words } = useWorkplace()
  const texts = () => words().protocol
  const answer = () => props.said.answer
  return (
    <Body title={`${texts().answer}: ${answer().status}, ${answer().headers["content-type"] ?? ""}`}>
      <pre tabindex="0" lang="ru">
        {pretty(answer().body)}
      </pre>
      <Show when={props.isLost}>
        <p class="call-truth">{texts().lostNote}</p>
      </Show>
    </Body>
  )
}

const CallRow = (props: { readonly call: LineCall }) => {
  const { speech, words, workplace } = useWorkplace()
  const texts = () => words().protocol
  const unheard = () => props.call.unheard
  const outcome = createMemo((): Outcome => {
    const { said, unheard } = props.call
    if (unheard !== undefined) return { text: texts().unheard[unheard.why], mood: "bad" }
    if (said === undefined) return { text: texts().waiting, mood: "waiting" }
    return statusOutcome(said.answer.status)
  })
  /** РМК's own calls need no name in its panel. */
  const by = () => {
    if (props.call.isAgain === true) return texts().again
    return props.call.by === "reader" ? texts().reader : ""
  }
  const lasted = () => {
    const end = unheard()?.at ?? props.call.said?.at
    return end === undefined ? "" : took(end - props.call.at, speech)
  }
  /** Of a purchase that is over the same bytes would be another customer's. */
  const mayRepeat = () => props.call.by === "rmk" && props.call.purchase === workplace.sheet().number
  return (
    <Exchange
      by={by()}
      verb={props.call.request.method}
      path={targetOf(props.call)}
      outcome={outcome()}
      took={lasted()}
    >
      <Request call={props.call} />
      <Show when={props.call.said}>
        {(said) => <Answer said={said()} isLost={unheard() !== undefined} />}
      </Show>
      <Show when={mayRepeat()}>
        <Repeating call={props.call} />
      </Show>
    </Exchange>
  )
}

export const ProtocolPanel = () => {
  const { words, workplace } = useWorkplace()
  const texts = () => words().protocol
  return (
    <Panel name="protocol" texts={texts()}>
      <label class="c1-lose">
        <input
          type="checkbox"
          checked={workplace.line.losesWriteOff()}
          onChange={({ currentTarget }) => workplace.line.setLosesWriteOff(currentTarget.checked)}
        />
        {texts().lose}
      </label>
      <CallList
        calls={workplace.line.calls()}
        none={texts().none}
        row={(call) => <CallRow call={call()} />}
      />
    </Panel>
  )
}
