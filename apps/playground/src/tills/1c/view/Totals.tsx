/** The foot of the form: what the receipt comes to, and what is to be paid, the largest thing on it. */
import { Show } from "solid-js"
import { totalsOf } from "../rmk/Receipt.ts"
import { useWorkplace } from "./WorkplaceContext.ts"

export const Totals = (props: { readonly label: string }) => {
  const { speech, words, workplace } = useWorkplace()
  const texts = () => words().totals
  const totals = () => totalsOf(workplace.sheet().lines)
  return (
    <div class="c1-totals" role="group" aria-label={texts().title}>
      <dl>
        <div>
          <dt>{texts().sum}</dt>
          <dd>{speech.amount(totals().gross)}</dd>
        </div>
        <div>
          <dt>{texts().discount}</dt>
          <dd>{totals().discount > 0 ? `−${speech.amount(totals().discount)}` : "—"}</dd>
        </div>
        <div>
          <dt>{texts().bonus}</dt>
          <dd>{totals().bonus > 0 ? `−${speech.bare(totals().bonus)}` : "—"}</dd>
        </div>
      </dl>
      <p class="c1-to-pay">
        <span>
          {props.label}
          <Show when={workplace.busy() === "calculate"}>
            <small> {texts().calculating}</small>
          </Show>
        </span>
        <strong>{speech.money(totals().toPay)}</strong>
      </p>
    </div>
  )
}
