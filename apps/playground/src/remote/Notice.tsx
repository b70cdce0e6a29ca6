/** Where the page's service is, and whether it still answers. */
import { Show, type Accessor, type Component } from "solid-js"
import { withoutRemote } from "../shop/Remote.ts"
import type { Speech } from "../text/Language.ts"
import { wordsOf } from "./Words.ts"

export const createNotice =
  (url: string, isAway: Accessor<boolean>): Component<{ readonly speech: Speech }> =>
  (props) => {
    const words = () => wordsOf(props.speech).notice
    return (
      <p class="remote-notice">
        {words().sandbox(url)}{" "}
        <span role="status" class="remote-away">
          <Show when={isAway()}>{words().away}</Show>
        </span>{" "}
        <a href={withoutRemote()}>{words().own}</a>
      </p>
    )
  }
