/**
 * The calls to the service, newest first: what was asked, what came back and when, what may be concluded of the request, and what is true.
 */
import type { Method } from "@loyalkit/sandbox/Call"
import { DEFAULT_KEY } from "@loyalkit/sandbox/World"
import { WAYS } from "@loyalkit/scenario/format/Ways"
import type { ServiceCall } from "@loyalkit/scenario/watch/News"
import { Show } from "solid-js"
import type { Speech } from "../text/Language.ts"
import { CallList } from "./CallList.tsx"
import { CopyButton } from "./CopyButton.tsx"
import { curl, SANDBOX } from "./Curl.ts"
import { Body, Exchange, pretty, type Outcome } from "./Exchange.tsx"
import { took } from "./Time.ts"

interface Told {
  readonly speech: Speech
  /** How a time of the shop is written; in milliseconds since it opened. */
  readonly time: (at: number) => string
  /** Where a copied call goes; where it is left out, to a sandbox as anybody starts one. */
  readonly service?: { readonly url: string; readonly key: string }
}

const outcomeOf = ({ answer, concludes, executed, isUntold }: ServiceCall, speech: Speech): Outcome => {
  const texts = speech.t().calls
  if (concludes === undefined) return { text: texts.waiting, mood: "waiting" }
  const status = answer === undefined ? "" : `${answer.status} `
  const truth = executed.length > 0 ? texts.isExecuted : texts.isNot
  // Where the class leaves nothing open the truth is no news.
  const isAsBelieved =
    isUntold === true || (concludes === "done" ? executed.length > 0 : concludes !== "unknown")
  return {
    text: `${status}${texts.concludes[concludes]}${isAsBelieved ? "" : ` · ${truth}`}`,
    mood: concludes === "done" ? "good" : "bad",
  }
}

const curlOf = ({ body, path }: ServiceCall, { key, url }: NonNullable<Told["service"]>): string =>
  curl(url, {
    method: "POST",
    path,
    headers: { apikey: key, "content-type": "application/json" },
    body,
  })

const ANYBODYS = { url: SANDBOX, key: DEFAULT_KEY }

const endOf = ({ answer, failure, givenUp }: ServiceCall): number | undefined =>
  answer?.at ?? failure?.at ?? givenUp

const CallRow = (props: Told & { readonly call: ServiceCall }) => {
  const texts = () => props.speech.t().calls
  const lasted = () => {
    const end = endOf(props.call)
    return end === undefined ? "" : took(end - props.call.at, props.speech)
  }
  const truth = () => {
    if (props.call.isUntold === true) return texts().waiting
    return props.call.executed.length > 0 ? texts().executed : texts().notExecuted
  }
  const method = (): Method | string => props.call.method ?? props.call.path
  const struck = () => {
    const { way } = props.call
    return way === undefined ? undefined : texts().struck(WAYS[way][props.speech.language()])
  }
  return (
    <Exchange
      {...(props.call.by === "elsewhere" ? { by: texts().elsewhere } : {})}
      path={method()}
      outcome={outcomeOf(props.call, props.speech)}
      took={lasted()}
      about={struck()}
    >
      <Show when={struck()}>{(text) => <p class="call-truth">{text()}</p>}</Show>
      <Body title={texts().request}>
        <pre tabindex="0">{`POST ${props.call.path}\n\n${pretty(props.call.body)}`}</pre>
        <CopyButton
          speech={props.speech}
          label={texts().curl}
          text={() => curlOf(props.call, props.service ?? ANYBODYS)}
        />
      </Body>
      <Body title={texts().reply}>
        <Show
          when={props.call.answer}
          fallback={
            <p class="nothing" lang={props.call.failure === undefined ? undefined : "en"}>
              {props.call.failure?.detail ?? texts().noReply}
            </p>
          }
        >
          {(answer) => <pre tabindex="0">{`${answer().status}\n\n${pretty(answer().body)}`}</pre>}
        </Show>
      </Body>
      <dl class="call-facts">
        <dt>{texts().sentAt}</dt>
        <dd>{props.time(props.call.at)}</dd>
        <dt>{texts().commitState}</dt>
        <dd>
          {props.call.concludes === undefined ? texts().waiting : texts().meaning[props.call.concludes]}
        </dd>
        <Show when={props.call.givenUp}>
          {(at) => (
            <>
              <dt>{texts().gaveUp}</dt>
              <dd>{props.time(at())}</dd>
            </>
          )}
        </Show>
        <dt>{texts().truth}</dt>
        <dd>{truth()}</dd>
      </dl>
    </Exchange>
  )
}

export const ServiceCalls = (props: Told & { readonly calls: ReadonlyArray<ServiceCall> }) => (
  <CallList
    calls={props.calls}
    none={props.speech.t().calls.none}
    row={(call) => <CallRow {...props} call={call()} />}
  />
)
