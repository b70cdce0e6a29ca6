/**
 * What stands beside the terminal: what goes wrong with it, the application's process and what it has on its disk, and each call to loyalkit.
 */
import { createMemo, Show } from "solid-js"
import type { Call } from "../../../shop/Calls.ts"
import { CallList, requestText, statusOutcome } from "../../../view/CallList.tsx"
import { CopyButton } from "../../../view/CopyButton.tsx"
import { curl, GATEWAY } from "../../../view/Curl.ts"
import { Body, Exchange, pretty, type Outcome } from "../../../view/Exchange.tsx"
import { MishapChoice } from "../../../view/MishapChoice.tsx"
import { Panel } from "../../../view/Panel.tsx"
import { took } from "../../../view/Time.ts"
import { mishaps } from "../Troubles.ts"
import { useTerminal } from "./TerminalContext.ts"

/** Its process, and what of it would still be there without one. */
const Process = () => {
  const { terminal, words } = useTerminal()
  const texts = () => words().process
  const { app, disk } = terminal
  const onDisk = () => {
    const count = disk.outbox().length
    if (count > 0) return texts().outbox(count)
    return disk.open() === undefined ? texts().nothing : texts().open
  }
  return (
    <div class="evo-process" role="group" aria-label={texts().title}>
      <span class="evo-alive" data-alive={app.isAlive()}>
        {app.isAlive() ? texts().alive : texts().dead}
      </span>
      <button type="button" onClick={() => (app.isAlive() ? app.kill() : app.start())}>
        {app.isAlive() ? texts().kill : texts().start}
      </button>
      <small>{onDisk()}</small>
      <button
        type="button"
        disabled={!app.isAlive() || disk.outbox().length === 0}
        onClick={() => app.drain()}
      >
        {texts().drain}
      </button>
    </div>
  )
}

/** Without the receipt, which is the same in all of them. */
const targetOf = ({ request }: Call): string => request.path.replace(/^\/v1\/receipts\/[^/]+/, "/v1/…")

const CallRow = (props: { readonly call: Call }) => {
  const { speech, words } = useTerminal()
  const texts = () => words().line
  const answer = () => props.call.answer
  const unheard = () => answer()?.why
  const outcome = createMemo((): Outcome => {
    const heard = answer()
    if (heard === undefined) return { text: texts().waiting, mood: "waiting" }
    if (heard.why !== undefined) return { text: texts().unheard[heard.why], mood: "bad" }
    if (heard.isLost) return { text: texts().lost, mood: "bad" }
    return statusOutcome(heard.status)
  })
  const lasted = () => {
    const heard = answer()
    return heard === undefined ? "" : took(heard.at - props.call.at, speech)
  }
  const headers = ["x-loyalkit-token", "content-type", "accept-language"]
  return (
    <Exchange
      verb={props.call.request.method}
      path={targetOf(props.call)}
      outcome={outcome()}
      took={lasted()}
    >
      <Body title={texts().request}>
        <pre tabindex="0">{requestText(props.call, headers)}</pre>
        <CopyButton
          speech={speech}
          label={speech.t().calls.curl}
          text={() => curl(GATEWAY, props.call.request)}
        />
      </Body>
      <Show when={unheard()}>{(why) => <p class="call-truth">{texts().unheardNote[why()]}</p>}</Show>
      <Show when={unheard() === undefined ? answer() : undefined}>
        {(heard) => (
          <Body title={`${texts().answer}: ${heard().status}`}>
            <pre tabindex="0">{pretty(heard().body)}</pre>
            <Show when={heard().isLost}>
              <p class="call-truth">{texts().lostNote}</p>
            </Show>
          </Body>
        )}
      </Show>
    </Exchange>
  )
}

export const LinePanel = () => {
  const { terminal, words } = useTerminal()
  const texts = () => words().line
  return (
    <Panel name="protocol" texts={texts()}>
      <div class="evo-bench">
        <MishapChoice
          label={words().troubles.label}
          mishaps={terminal.mishaps}
          choices={mishaps}
          texts={words().troubles}
        />
        <Process />
      </div>
      <CallList calls={terminal.calls.all()} none={texts().none} row={(call) => <CallRow call={call()} />} />
      <small class="evo-stand-in">{texts().standIn}</small>
    </Panel>
  )
}
