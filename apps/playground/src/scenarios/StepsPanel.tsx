/** The steps, each with its time; those that were done with what was heard of them. */
import type { Language } from "@loyalkit/core/Money"
import type { Step } from "@loyalkit/scenario/format/Step"
import { createEffect, For, on, Show } from "solid-js"
import { Panel } from "../view/Panel.tsx"
import { heardText } from "./HeardWords.ts"
import { usePlace } from "./Place.ts"
import { stepText, wireText } from "./StepWords.ts"
import { short, took } from "../view/Time.ts"

/** A gateway speaks to its cashier in their language, whatever the reader of this page speaks. */
const languageOf = (message: string): Language => (/\p{Script=Cyrillic}/u.test(message) ? "ru" : "en")

const HeardLine = (props: { readonly index: number }) => {
  const { playing, speech, t } = usePlace()
  const done = () => playing.frame().done[props.index]
  return (
    <Show when={done()?.heard} fallback={<span class="nothing">{t().steps.waiting}</span>}>
      {(heard) => {
        const said = () => heardText(heard(), t())
        return (
          <>
            <strong data-mood={said().mood}>{said().text}</strong>{" "}
            <span class="step-took">{t().steps.after(took(heard().at - (done()?.at ?? 0), speech))}</span>
            <Show when={said().message}>{(message) => <q lang={languageOf(message())}>{message()}</q>}</Show>
          </>
        )
      }}
    </Show>
  )
}

const StepRow = (props: { readonly step: Step; readonly index: number }) => {
  const { playing, speech, t } = usePlace()
  const isDone = () => props.index < playing.frame().done.length
  const isLast = () => props.index === playing.frame().done.length - 1
  let row: HTMLLIElement | undefined
  createEffect(
    on(isLast, (last) => {
      const list = row?.closest(".panel-body")
      if (!last || row === undefined || !(list instanceof HTMLElement)) return
      // Only the list goes there, never the page.
      const [own, seen] = [row.getBoundingClientRect(), list.getBoundingClientRect()]
      if (own.bottom > seen.bottom) list.scrollTop += own.bottom - seen.bottom + 8
      if (own.top < seen.top) list.scrollTop -= seen.top - own.top + 8
    }),
  )
  return (
    <li
      ref={(element) => (row = element)}
      class="step"
      classList={{ done: isDone() }}
      aria-current={isLast() ? "step" : undefined}
    >
      <time>{short(props.step.at)}</time>
      <span class="step-what">{props.step.label ?? stepText(props.step, speech, t())}</span>
      <Show when={wireText(props.step)}>
        {(wire) => (
          <>
            <code class="step-wire">{wire()}</code>
            <span class="step-heard">
              <Show when={isDone()} fallback={"\u00A0"}>
                <HeardLine index={props.index} />
              </Show>
            </span>
          </>
        )}
      </Show>
    </li>
  )
}

export const StepsPanel = () => {
  const { opened, t } = usePlace()
  return (
    <Panel name="scenario-steps" texts={t().steps}>
      <ol>
        <For each={opened.scenario.steps}>{(step, index) => <StepRow step={step} index={index()} />}</For>
      </ol>
    </Panel>
  )
}
