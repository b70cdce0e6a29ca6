/**
 * The paper on the screen: the very characters that a printer gets, with loyalkit's part of them marked.
 *
 * Room is kept for the most lines that it has at any width, so that nothing under it moves when another width is chosen.
 */
import { createEffect, createMemo, createSignal, For, on } from "solid-js"
import { Dynamic } from "solid-js/web"
import { paperWords } from "../../text/paper/Words.ts"
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

const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

const Copy = (props: { readonly text: string; readonly paper: HTMLElement | undefined }) => {
  const { speech } = usePage()
  const words = () => paperWords(speech)
  const [copied, setCopied] = createSignal<"copied" | "byHand">()
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(props.text)
    setCopied(isCopied ? "copied" : "byHand")
    if (!isCopied && props.paper !== undefined) getSelection()?.selectAllChildren(props.paper)
  }
  // Another paper was not copied yet.
  createEffect(
    on(
      () => props.text,
      () => setCopied(undefined),
      { defer: true },
    ),
  )
  const says = () => {
    const now = copied()
    return now === undefined ? "\u00a0" : words()[now]
  }
  return (
    <div class="paper-copy">
      <button type="button" onClick={() => void copy()}>
        {words().copy}
      </button>
      <small aria-live="polite">{says()}</small>
    </div>
  )
}

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
  const [paper, setPaper] = createSignal<HTMLElement>()
  const label = () => words().paper(paperWidth())
  return (
    <div class="paper-roll" style={{ "--columns": paperWidth(), "--rows": rows() }}>
      <pre ref={setPaper} class="paper" role="region" tabindex="0" aria-label={label()}>
        <For each={parts()}>
          {({ is, lines }) => (
            <Dynamic component={elements[is]} data-part={is}>
              {`${lines.join("\n")}\n`}
            </Dynamic>
          )}
        </For>
      </pre>
      <small>{marked()}</small>
      <Copy text={textOf(parts())} paper={paper()} />
    </div>
  )
}
