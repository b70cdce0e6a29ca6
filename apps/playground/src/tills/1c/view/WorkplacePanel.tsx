/** The cashier's workplace: card, goods and what the receipt comes to; then the payment; then what became of it. */
import { For, Show } from "solid-js"
import { createFocus } from "../../../view/Focus.ts"
import { documentNumber } from "../rmk/Numbers.ts"
import { CardStrip } from "./CardStrip.tsx"
import { ClosedReceipt } from "./ClosedReceipt.tsx"
import { GoodsTable } from "./GoodsTable.tsx"
import { PaymentForm } from "./PaymentForm.tsx"
import { Press } from "./Press.tsx"
import { Says } from "./Says.tsx"
import { Settings } from "./SettingsDialog.tsx"
import { Totals } from "./Totals.tsx"
import { useWorkplace } from "./WorkplaceContext.ts"

/** Between two receipts only: a purchase has one point. */
const PointChoice = () => {
  const { page, speech, words, workplace } = useWorkplace()
  const isBegun = () => {
    const { card, keptNumber, phase } = workplace.sheet()
    return phase !== "goods" || card !== undefined || keptNumber !== undefined
  }
  return (
    <label class="c1-point">
      <span class="visually-hidden">{words().point}</span>
      <select
        disabled={isBegun() || workplace.busy() !== undefined}
        onChange={({ currentTarget }) => {
          const chosen = page.service().points.find(({ id }) => id === currentTarget.value)
          if (chosen !== undefined) workplace.choosePoint(chosen.id)
        }}
      >
        <For each={page.service().points}>
          {({ id, title }) => (
            <option value={id} selected={id === workplace.point()}>
              {speech.named(title)}
            </option>
          )}
        </For>
      </select>
    </label>
  )
}

const GoodsActions = (props: { readonly first: (element: HTMLElement) => void }) => {
  const { words, workplace } = useWorkplace()
  return (
    <div class="c1-actions">
      <Press act={workplace.cancel}>{words().cancel}</Press>
      <Press
        main
        act={workplace.toPayment}
        isImpossible={workplace.sheet().lines.length === 0}
        ref={props.first}
      >
        {words().pay}
      </Press>
    </div>
  )
}

export const WorkplacePanel = () => {
  const { words, workplace } = useWorkplace()
  const sheet = workplace.sheet
  const isWithout = () => sheet().card === undefined && sheet().keptNumber === undefined
  const first = createFocus(
    () => {
      const { card, keptNumber, number, phase } = sheet()
      return [number, phase, card?.guid, keptNumber].join(" ")
    },
    () => (sheet().phase === "goods" && isWithout() ? document.getElementById("c1-card") : undefined),
  )
  const isClosed = () => sheet().phase === "closed"
  /** Then it has buttons, by which a keyboard gets to what scrolls; else it is reached by itself. */
  const isOpen = () => sheet().phase === "goods"
  return (
    <section class="panel till c1" aria-labelledby="c1-title">
      <div class="panel-head c1-head">
        <div>
          <h2 id="c1-title">{words().title}</h2>
          <span id="c1-number" class="c1-number">
            {words().receipt(documentNumber(sheet().number))}
          </span>
        </div>
        <PointChoice />
        <Settings />
      </div>
      <div
        class="c1-body scrolls"
        role="group"
        aria-labelledby="c1-number"
        tabindex={isOpen() ? undefined : "0"}
      >
        <CardStrip />
        <GoodsTable />
      </div>
      <div class="c1-foot">
        <Says texts={isClosed() ? sheet().afterSale : sheet().messages} />
        <Totals label={isClosed() ? words().closed.paid : words().totals.toPay} />
        <Show when={sheet().phase === "goods"}>
          <GoodsActions first={first} />
        </Show>
        <Show when={sheet().phase === "payment"}>
          <PaymentForm first={first} />
        </Show>
        <Show when={isClosed()}>
          <ClosedReceipt first={first} />
        </Show>
      </div>
    </section>
  )
}
