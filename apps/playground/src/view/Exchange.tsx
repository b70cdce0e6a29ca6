/** A request and its answer on one line, to be opened: the same for every line on the page. */
import { Show, type JSX } from "solid-js"

export interface Outcome {
  readonly text: string
  readonly mood: "good" | "bad" | "waiting"
}

/** JSON with line breaks; anything else as it came. */
export const pretty = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}

export const Exchange = (props: {
  /** Who asks, where that is not always the same. */
  readonly by?: string
  /** Left out where it is always the same. */
  readonly verb?: string
  readonly path: string
  readonly outcome: Outcome
  /** How long it took, in words. */
  readonly took: string
  readonly children: JSX.Element
}) => (
  <details class="call">
    <summary>
      <Show when={props.by}>
        {(by) => (
          <>
            <span class="call-by">{by()}</span>{" "}
          </>
        )}
      </Show>
      <Show when={props.verb}>
        {(verb) => (
          <>
            <span class="call-verb">{verb()}</span>{" "}
          </>
        )}
      </Show>
      <span class="call-path">{props.path}</span>{" "}
      <span class="call-status" data-mood={props.outcome.mood}>
        {props.outcome.text}
      </span>{" "}
      <span class="call-took">{props.took}</span>
    </summary>
    {props.children}
  </details>
)

export const Body = (props: { readonly title: string; readonly children: JSX.Element }) => (
  <>
    <h3>{props.title}</h3>
    {props.children}
  </>
)
