/** What the printer printed last: iiko's part of the bill or the cheque, and under it the lines that the bridge gave. */
import { createMemo, Show } from "solid-js"
import { paperWords } from "../../../text/paper/Words.ts"
import { paperOf, textOf } from "../../../view/paper/Paper.ts"
import type { Paper } from "../front/Desk.ts"
import { COLUMNS } from "../plugin/Plugin.ts"
import { printedPaper } from "../Printed.ts"
import { useTill } from "./TillContext.ts"

export const PaperView = (props: { readonly paper: Paper }) => {
  const { speech, till, words } = useTill()
  const texts = () => words().paper
  const title = () => (props.paper.kind === "bill" ? texts().billTitle : texts().chequeTitle)
  const parts = createMemo(() => {
    const language = speech.language()
    const printed = printedPaper({
      order: till.desk.order(),
      paper: props.paper,
      language,
      words: words(),
    })
    return paperOf(printed, { columns: COLUMNS, language, words: paperWords(speech) })
  })
  const iikos = () => parts().filter(({ is }) => is !== "added")
  return (
    <figure class="iiko-paper" aria-label={title()}>
      <pre tabindex="0" aria-label={title()} role="region">
        {textOf(iikos())}
        <Show when={props.paper.lines.length > 0}>
          <mark>{props.paper.lines.join("\n")}</mark>
        </Show>
      </pre>
      <Show when={props.paper.lines.length === 0}>
        <figcaption>{texts().noLines}</figcaption>
      </Show>
    </figure>
  )
}
