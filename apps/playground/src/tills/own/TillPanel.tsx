/** The till: client, receipt, points, payment, from top to bottom in the order of a checkout. */
import { Index, Show } from "solid-js"
import { ClientSection } from "./ClientSection.tsx"
import { useOwn } from "./OwnPage.ts"
import { PaymentSection } from "./PaymentSection.tsx"
import { PointsSection } from "./PointsSection.tsx"
import { ReceiptSection } from "./ReceiptSection.tsx"
import { isOpen } from "./Standing.ts"

const PointChoice = () => {
  const { page, speech, till } = useOwn()
  return (
    <label class="point">
      <span class="visually-hidden">{speech.t().till.point}</span>
      <select
        disabled={till.snapshot().state._tag !== "Open" || till.busy() !== undefined}
        onChange={({ currentTarget }) => {
          const chosen = page.service().points.find(({ id }) => id === currentTarget.value)
          if (chosen !== undefined) till.renew(chosen.id)
        }}
      >
        <Index each={page.service().points}>
          {(point) => (
            <option value={point().id} selected={point().id === till.key().point}>
              {speech.named(point().title)}
            </option>
          )}
        </Index>
      </select>
    </label>
  )
}

export const TillPanel = () => {
  const { speech, till } = useOwn()
  /** Then it has buttons, by which a keyboard gets to what scrolls; else it is reached by itself. */
  const mayChange = () => isOpen(till.snapshot().state)
  return (
    <section class="panel till" aria-labelledby="till-title">
      <div class="panel-head">
        <h2 id="till-title">{speech.t().till.title}</h2>
        <span id="receipt-number" class="receipt-number">
          {speech.t().till.receipt(String(till.number()))}
        </span>
        <PointChoice />
      </div>
      <div
        class="till-body scrolls"
        role="group"
        aria-labelledby="receipt-number"
        tabindex={mayChange() ? undefined : "0"}
      >
        <ClientSection />
        <ReceiptSection />
        <Show when={mayChange()}>
          <PointsSection />
        </Show>
      </div>
      <PaymentSection />
    </section>
  )
}
