/**
 * The paper on the screen: the very characters that a printer gets, with loyalkit's part of them marked.
 *
 * Room is kept for the most lines that it has at any width, so that nothing under it moves when another width is chosen.
 */
import { createMemo, For } from "solid-js"
import { Dynamic } from "solid-js/web"
import { paperWords } from "../../text/paper/Words.ts"
import { CopyButton } from "../CopyButton.tsx"
import { usePage } from "../Page.ts"
import { paperOf, textOf, type PaperPart, type PrintedReceipt } from "./Paper.ts"
import { paperWidth, widths } from "./PaperWidth.ts"

const elements = {
  head: "span",
  goods: "span",
  sums: "span",
  total: "strong",
  paid: "span",
  added: "mark",
} as const satisfies Record<PaperPart["is"], string>

export const PaperView = (props: { readonly receipt: PrintedReceipt }) => {
  const { speech } = usePage()
  const words = () => paperWords(speech)
  const partsOn = (columns: number) =>
    paperOf(props.receipt, { columns, language: speech.language(), words: words() })
  const parts = createMemo(() => partsOn(paperWidth()))
  const rows = createMemo(() =>
    Math.max(...widths.map((width) => partsOn(width).reduce((sum, { lines }) => sum + lines.length, 0))),
  )
  const marked = () => {
    const { added } = props.receipt
    if (!parts().some((part) => part.is === "added")) return words().unmarked
    if (added.is === "blocks") return words().marked
    return added.columns === undefined ? words().given : words().givenFor(added.columns)
  }
  const label = () => words().paper(props.receipt.title.join(", "), paperWidth())
  return (
    <div class="paper-roll" style={{ "--columns": paperWidth(), "--rows": rows() }}>
      <pre class="paper" role="region" tabindex="0" aria-label={label()}>
        <For each={parts()}>
          {({ is, lines }) => (
            <Dynamic component={elements[is]} data-part={is}>
              {`${lines.join("\n")}\n`}
            </Dynamic>
          )}
        </For>
      </pre>
      <small>{marked()}</small>
      <CopyButton speech={speech} label={words().copy} text={() => textOf(parts())} />
    </div>
  )
}
