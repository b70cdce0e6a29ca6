/**
 * A request and its answer on one line, to be opened: the same for every line on the page.
 *
 * What is inside is there only while it is open: a till has hundreds of these, and each would be laid out, and written anew when its call gets on.
 */
import { createSignal, Show, type JSX } from "solid-js"

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
  /** What else is worth knowing of it before it is opened. */
  readonly about?: string | undefined
  readonly children: JSX.Element
}) => {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <details class="call" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      {/* A press comes before the opening, a toggle only after it: by then there would be something empty to be seen. */}
      <summary title={props.about} onClick={() => setOpen(true)}>
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
      <Show when={isOpen()}>{props.children}</Show>
    </details>
  )
}

export const Body = (props: { readonly title: string; readonly children: JSX.Element }) => (
  <>
    <h3>{props.title}</h3>
    {props.children}
  </>
)
