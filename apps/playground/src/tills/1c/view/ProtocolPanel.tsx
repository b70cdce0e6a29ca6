/**
 * What РМК asks loyalkit, and what the reader asks 1C, call by call: so that an integrator can learn the protocol by looking on.
 */
import { createMemo, Show } from "solid-js"
import type { Call } from "../../../shop/Calls.ts"
import { CallList, requestText, statusOutcome } from "../../../view/CallList.tsx"
import { Body, Exchange, pretty, type Outcome } from "../../../view/Exchange.tsx"
import { Panel } from "../../../view/Panel.tsx"
import type { Asker } from "../line/Line.ts"
import { Press } from "./Press.tsx"
import { useWorkplace } from "./WorkplaceContext.ts"

const SERVICE = "/hs/loyaltyservice/"
const ODATA = "/standard.odata/"

/** What is asked for, without what all calls begin with. */
const targetOf = ({ request }: Call<Asker>): string => {
  const path = decodeURIComponent(new URL(request.url).pathname)
  const [, behind = path] = path.split(path.includes(SERVICE) ? SERVICE : ODATA)
  // A document's reference is in the request below.
  return behind.replace(/\/$/, "").replace(/'[^']+'/, "'…'")
}

const Repeating = (props: { readonly call: Call<Asker> }) => {
  const { words, workplace } = useWorkplace()
  const texts = () => words().protocol
  return (
    <p class="call-repeat">
      <Press act={() => workplace.repeat(props.call)}>{texts().repeat}</Press>{" "}
      <small>{texts().repeatHint}</small>
    </p>
  )
}

const CallRow = (props: { readonly call: Call<Asker> }) => {
  const { speech, words, workplace } = useWorkplace()
  const texts = () => words().protocol
  const target = () => targetOf(props.call)
  const answer = () => props.call.answer
  const outcome = createMemo((): Outcome => {
    const heard = answer()
    if (heard === undefined) return { text: texts().waiting, mood: "waiting" }
    if (heard.isLost) return { text: texts().lost, mood: "bad" }
    return statusOutcome(heard.status)
  })
  /** РМК's own calls need no name in its panel. */
  const by = () => {
    if (props.call.isAgain) return texts().again
    return props.call.by === "reader" ? texts().reader : ""
  }
  const took = () => {
    const heard = answer()
    return heard === undefined ? "" : speech.t().calls.milliseconds(heard.at - props.call.at)
  }
  /** Of a purchase that is over the same bytes would be another customer's. */
  const mayRepeat = () => props.call.by === "rmk" && props.call.purchase === workplace.sheet().number
  return (
    <Exchange by={by()} verb={props.call.request.method} path={target()} outcome={outcome()} took={took()}>
      <Body title={texts().request}>
        <pre tabindex="0">{requestText(props.call, ["Authorization"])}</pre>
      </Body>
      <Show when={props.call.body !== ""}>
        <p class="call-truth">{texts().verbNote}</p>
      </Show>
      <Show when={answer()}>
        {(heard) => (
          <Body title={`${texts().answer}: ${heard().status}, ${heard().type}`}>
            <pre tabindex="0" lang="ru">
              {pretty(heard().body)}
            </pre>
            <Show when={heard().isLost}>
              <p class="call-truth">{texts().lostNote}</p>
            </Show>
          </Body>
        )}
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
      <CallList calls={workplace.calls.all()} none={texts().none} row={(call) => <CallRow call={call()} />} />
    </Panel>
  )
}
