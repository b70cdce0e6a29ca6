/**
 * A panel of the truth beside the till: its head, and under it what scrolls.
 *
 * What scrolls can be reached by keyboard, so it is what carries the panel's name, and nothing in it repeats it.
 */
import { createUniqueId, Show, type JSX } from "solid-js"

export const Panel = (props: {
  /** Of its class. */
  readonly name: string
  readonly texts: { readonly title: string; readonly hint: string }
  /** In the head, behind its words. */
  readonly beside?: JSX.Element
  /** Between the head and what scrolls. */
  readonly above?: JSX.Element
  /** Only the head is there. */
  readonly isFolded?: boolean
  readonly children: JSX.Element
}) => {
  // Two tills with a line each have a panel of the same name.
  const title = createUniqueId()
  return (
    <div class={`panel ${props.name}`}>
      <div class="panel-head">
        <h2 id={title}>{props.texts.title}</h2>
        <small>{props.texts.hint}</small>
        {props.beside}
      </div>
      <Show when={props.isFolded !== true}>
        {props.above}
        <section class="panel-body" tabindex="0" aria-labelledby={title}>
          {props.children}
        </section>
      </Show>
    </div>
  )
}
