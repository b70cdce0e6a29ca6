/**
 * A panel of the truth beside the till: its head, and under it what scrolls.
 *
 * What scrolls can be reached by keyboard, so it is what carries the panel's name, and nothing in it repeats it.
 */
import { createUniqueId, type JSX } from "solid-js"

export const Panel = (props: {
  /** Of its class. */
  readonly name: string
  readonly texts: { readonly title: string; readonly hint: string }
  /** Between the head and what scrolls. */
  readonly above?: JSX.Element
  readonly children: JSX.Element
}) => {
  // Two tills with a line each have a panel of the same name.
  const title = createUniqueId()
  return (
    <div class={`panel ${props.name}`}>
      <div class="panel-head">
        <h2 id={title}>{props.texts.title}</h2>
        <small>{props.texts.hint}</small>
      </div>
      {props.above}
      <section class="panel-body" tabindex="0" aria-labelledby={title}>
        {props.children}
      </section>
    </div>
  )
}
