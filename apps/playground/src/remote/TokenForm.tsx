/** A gateway that knows its callers by their tokens: a person gives one, which stays in this page's memory and nowhere else. */
import * as Redacted from "effect/Redacted"
import { Show } from "solid-js"
import { withoutRemote } from "../shop/Remote.ts"
import type { Speech } from "../text/Language.ts"
import { LanguageChoice } from "../view/LanguageSwitch.tsx"
import { wordsOf } from "./Words.ts"

export const TokenForm = (props: {
  readonly url: string
  /** The one before was not known. */
  readonly isWrong: boolean
  readonly speech: Speech
  readonly give: (token: Redacted.Redacted) => void
}) => {
  const words = () => wordsOf(props.speech)
  let input: HTMLInputElement | undefined
  return (
    <main class="remote-refused">
      <form
        class="panel"
        onSubmit={(event) => {
          event.preventDefault()
          const typed = input?.value.trim() ?? ""
          if (typed !== "") props.give(Redacted.make(typed))
        }}
      >
        <div class="remote-head">
          <h1>{words().token.title}</h1>
          <LanguageChoice speech={props.speech} />
        </div>
        <p>{words().token.about(props.url)}</p>
        <label class="remote-token">
          <span>{words().token.label}</span>
          <input
            ref={(element) => (input = element)}
            type="password"
            autocomplete="off"
            maxlength="256"
            aria-invalid={props.isWrong}
          />
        </label>
        <p role="alert" class="failure">
          <Show when={props.isWrong}>{words().token.wrong}</Show>
        </p>
        <p class="remote-ways">
          <button type="submit" class="primary">
            {words().token.use}
          </button>
          <a href={withoutRemote()}>{words().refused.own}</a>
        </p>
      </form>
    </main>
  )
}
