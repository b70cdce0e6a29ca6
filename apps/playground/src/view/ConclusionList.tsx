/** What the engine concluded of a receipt's sale, and from what: the witness, the doubt, each look, the verdict. */
import { reasonText } from "@loyalkit/core/CaseText"
import type { Conclusion } from "@loyalkit/scenario/watch/Conclusion"
import { For, Show } from "solid-js"
import type { Speech } from "../text/Language.ts"

/** Is there anything to conclude? */
export const isConcluded = ({ attempts, verdict }: Conclusion): boolean =>
  attempts > 0 || verdict !== undefined

const verdictText = ({ verdict }: Conclusion, speech: Speech): string | undefined => {
  if (verdict === undefined) return undefined
  const texts = speech.t().conclusion
  const why = verdict.is === "left" ? reasonText(verdict.why, speech.language()) : texts.by[verdict.by]
  return `${texts.verdict[verdict.is]}; ${why}`
}

export const ConclusionList = (props: {
  readonly of: Conclusion
  readonly speech: Speech
  /** How a time of the shop is written; in milliseconds since it opened. */
  readonly time: (at: number) => string
}) => {
  const { speech } = props
  const texts = () => speech.t().conclusion
  return (
    <ul class="why" aria-label={texts().why}>
      <Show when={props.of.witness}>
        {(witness) => (
          <li>
            {texts().witness(speech.bare(witness().balance))}
            <Show when={witness().hold}>{(hold) => texts().witnessHold(speech.bare(hold().points))}</Show>.
          </li>
        )}
      </Show>
      <Show when={props.of.doubt}>
        {(doubt) => (
          <li>
            {texts().doubt}, {props.time(doubt().at)}: <span lang="en">{doubt().detail}</span>
          </li>
        )}
      </Show>
      <Show when={props.of.windowOver}>{(at) => <li>{texts().window(props.time(at()))}.</li>}</Show>
      <For each={props.of.looks}>
        {({ at, verdict: said, withHold, withHoldAgain, without }) => (
          <li>
            {texts().look(
              props.time(at),
              speech.bare(withHold),
              speech.bare(without),
              speech.bare(withHoldAgain),
            )}
            : {reasonText(said, speech.language())}.
          </li>
        )}
      </For>
      <Show when={verdictText(props.of, speech)}>
        {(says) => (
          <li class="verdict" data-verdict={props.of.verdict?.is}>
            {says()}.
          </li>
        )}
      </Show>
    </ul>
  )
}
