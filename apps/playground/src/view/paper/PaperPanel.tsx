/** What the tills that are looked at have printed for their purchases, on paper of a width that is chosen here. */
import { createEffect, createSignal, For, Index, on, type Accessor } from "solid-js"
import { paperWords } from "../../text/paper/Words.ts"
import { usePage } from "../Page.ts"
import { Panel } from "../Panel.tsx"
import type { PrintedReceipt } from "./Paper.ts"
import "./paper.css"
import { PaperView } from "./PaperView.tsx"
import { choosePaper, paperWidth, widths } from "./PaperWidth.ts"

const WidthChoice = () => {
  const { speech } = usePage()
  return (
    <fieldset class="paper-widths">
      <legend>{paperWords(speech).columns}</legend>
      <For each={widths}>
        {(width) => (
          <label>
            <input
              type="radio"
              name="paper-width"
              checked={paperWidth() === width}
              onChange={() => choosePaper(width)}
            />
            {width}
          </label>
        )}
      </For>
    </fieldset>
  )
}

export const PaperPanel = (props: { readonly printed: Accessor<ReadonlyArray<PrintedReceipt>> }) => {
  const { speech, tills } = usePage()
  const words = () => paperWords(speech)
  // A till with a line of its own has a panel more, and most show their paper themselves: there it is opened by whoever wants it.
  const [chosen, choose] = createSignal<boolean>()
  const isOpen = () => chosen() ?? !tills.shown().some(({ isLined }) => isLined)
  const [all, setAll] = createSignal<HTMLDivElement>()
  const showEnd = () => {
    const body = all()?.parentElement
    body?.scrollTo({ top: body.scrollHeight })
  }
  // What came out of the printer last is in view: loyalkit's part is there.
  const printedAt = () =>
    props
      .printed()
      .map(({ at, title }) => [...title, at].join(" "))
      .join("\n")
  createEffect(on(printedAt, showEnd, { defer: true }))
  return (
    <Panel
      name="printed"
      texts={words().panel}
      isFolded={!isOpen()}
      beside={
        <button type="button" class="quiet fold" aria-expanded={isOpen()} onClick={() => choose(!isOpen())}>
          {isOpen() ? words().fold : words().unfold}
        </button>
      }
      above={<WidthChoice />}
    >
      <div ref={setAll}>
        <Index each={props.printed()} fallback={<p class="nothing">{words().none}</p>}>
          {(receipt) => <PaperView receipt={receipt()} />}
        </Index>
      </div>
    </Panel>
  )
}
