/** Where a scenario comes to something else than was said: in words, with the field that a file has it in. */
import type { Difference } from "@loyalkit/scenario/play/Compare"
import { For } from "solid-js"
import { differenceText } from "../text/Differences.ts"
import type { Speech } from "../text/Language.ts"

export const DifferenceList = (props: {
  readonly speech: Speech
  readonly of: ReadonlyArray<Difference>
}) => (
  <ul class="differences">
    <For each={props.of}>
      {(difference) => (
        <li>
          {differenceText(difference, props.speech)} <code lang="en">{difference.field}</code>
        </li>
      )}
    </For>
  </ul>
)
