/** What is at the address cannot be the page's service: why, and the command that starts one that can. */
import { Show } from "solid-js"
import { withoutRemote } from "../shop/Remote.ts"
import type { Speech } from "../text/Language.ts"
import { CopyButton } from "../view/CopyButton.tsx"
import { LanguageChoice } from "../view/LanguageSwitch.tsx"
import type { Why } from "./Knocking.ts"
import { wordsOf } from "./Words.ts"

const DEFAULT_PORT = "8078"

const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

const isLocal = (hostname: string): boolean => LOCAL.test(hostname)

/** The sandbox listens on this machine, so only the port of the address is of use. */
const portOf = (address: string): string =>
  (URL.canParse(address) ? new URL(address).port : "") || DEFAULT_PORT

/** A browser refuses it before anybody is asked. */
const isMixed = (address: string): boolean =>
  location.protocol === "https:" &&
  URL.canParse(address) &&
  new URL(address).protocol === "http:" &&
  !isLocal(new URL(address).hostname)

const Command = (props: { readonly speech: Speech; readonly text: string }) => (
  <div class="remote-command">
    <pre tabindex="0">{props.text}</pre>
    <CopyButton speech={props.speech} label={wordsOf(props.speech).refused.copy} text={() => props.text} />
  </div>
)

export const Refused = (props: {
  readonly why: Why
  readonly address: string
  readonly speech: Speech
  readonly again: () => void
}) => {
  const words = () => wordsOf(props.speech).refused
  const sandbox = () => `npx @loyalkit/sandbox --port ${portOf(props.address)} --origin ${location.origin}`
  const gateway = () => `npx @loyalkit/gateway --port ${portOf(props.address)} --origins ${location.origin}`
  return (
    <main class="remote-refused">
      <div class="panel">
        <div class="remote-head">
          <h1>{words().title}</h1>
          <LanguageChoice speech={props.speech} />
        </div>
        <p role="alert">{words().why[props.why](props.address, location.origin)}</p>
        <Show when={isMixed(props.address)}>
          <p>{words().secure}</p>
        </Show>
        <Show when={!isLocal(location.hostname) && (props.why === "nobody" || props.why === "closed")}>
          <p>{words().local}</p>
        </Show>
        <p>{words().start}</p>
        <Command speech={props.speech} text={sandbox()} />
        <p>{words().gateway}</p>
        <Command speech={props.speech} text={gateway()} />
        <p class="remote-ways">
          <button type="button" class="primary" onClick={() => props.again()}>
            {words().again}
          </button>
          <a href={withoutRemote()}>{words().own}</a>
        </p>
      </div>
    </main>
  )
}
