/** Who is on the port that the page calls, and whether they still answer. */
import { Show, type Accessor, type Component } from "solid-js"
import { withoutRemote } from "../shop/Remote.ts"
import type { Speech } from "../text/Language.ts"
import { wordsOf } from "./Words.ts"

export const createNotice =
  (who: (speech: Speech) => string, isAway: Accessor<boolean>): Component<{ readonly speech: Speech }> =>
  (props) => {
    const words = () => wordsOf(props.speech).notice
    return (
      <p class="remote-notice">
        {who(props.speech)}{" "}
        <span role="status" class="remote-away">
          <Show when={isAway()}>{words().away}</Show>
        </span>{" "}
        <a href={withoutRemote()}>{words().own}</a>
      </p>
    )
  }
