/** A scenario that cannot be played, or not on: anybody can write a link. */
import type { Words } from "../text/scenarios/en.ts"

export const Broken = (props: { readonly t: Words; readonly error: unknown }) => (
  <div class="scenario-wrong" role="alert">
    <h2>{props.t.broken}</h2>
    <p class="detail" lang="en">
      {props.error instanceof Error ? props.error.message : String(props.error)}
    </p>
  </div>
)
