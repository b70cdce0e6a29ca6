/**
 * A panel of the truth beside the till: its head, and under it what scrolls.
 *
 * What scrolls can be reached by keyboard, so it is what carries the panel's name, and nothing in it repeats it.
 */
import type { JSX } from "solid-js"
import { usePage } from "./Page.ts"

export const Panel = (props: {
  readonly of: "service" | "calls" | "journal" | "cases"
  readonly children: JSX.Element
}) => {
  const { speech } = usePage()
  const texts = () => speech.t()[props.of]
  const title = () => `${props.of}-title`
  return (
    <div class={`panel ${props.of}`}>
      <div class="panel-head">
        <h2 id={title()}>{texts().title}</h2>
        <small>{texts().hint}</small>
      </div>
      <section class="panel-body" tabindex="0" aria-labelledby={title()}>
        {props.children}
      </section>
    </div>
  )
}
