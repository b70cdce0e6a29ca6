/** The cashier's workplace: card, goods and what the receipt comes to; then the payment; then what became of it. */
import { createEffect, For, on, Show } from "solid-js"
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
  const { service, speech, words, workplace } = useWorkplace()
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
          const chosen = service.state()?.points.find(({ id }) => id === currentTarget.value)
          if (chosen !== undefined) workplace.choosePoint(chosen.id)
        }}
      >
        <For each={service.state()?.points}>
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

/** Where a keyboard goes on when the form under it has changed: the first that said so and still stands there. */
const createFocus = () => {
  let candidates: Array<HTMLElement> = []
  const { workplace } = useWorkplace()
  const goOn = (): void => {
    candidates = candidates.filter((element) => element.isConnected)
    const focused = document.activeElement
    // A button that went has lost the focus.
    if (focused !== document.body && !focused?.matches(":disabled")) return
    const { card, keptNumber, phase } = workplace.sheet()
    const search = phase === "goods" && card === undefined && keptNumber === undefined
    const field = search ? document.getElementById("c1-card") : undefined
    const next = field ?? candidates.find((element) => !element.matches(":disabled"))
    next?.focus({ preventScroll: true })
  }
  const step = () => {
    const { card, keptNumber, number, phase } = workplace.sheet()
    return [number, phase, card?.guid, keptNumber].join(" ")
  }
  createEffect(on(step, () => queueMicrotask(goOn), { defer: true }))
  return (element: HTMLElement): void => void candidates.push(element)
}

export const WorkplacePanel = () => {
  const { words, workplace } = useWorkplace()
  const sheet = workplace.sheet
  const first = createFocus()
  const isClosed = () => sheet().phase === "closed"
  return (
    <section class="panel till c1" aria-labelledby="c1-title">
      <div class="panel-head c1-head">
        <div>
          <h2 id="c1-title">{words().title}</h2>
          <span class="c1-number">{words().receipt(documentNumber(sheet().number))}</span>
        </div>
        <PointChoice />
        <Settings />
      </div>
      <div class="c1-body">
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
