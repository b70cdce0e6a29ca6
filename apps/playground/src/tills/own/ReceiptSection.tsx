/** The receipt's lines, each with its quantity. A changed receipt needs a new quote, and the page says so. */
import { For, Show } from "solid-js"
import { inUnits } from "../../shop/Amounts.ts"
import { goods, type Good } from "../../shop/Goods.ts"
import { useOwn } from "./OwnPage.ts"
import { isOpen } from "./Standing.ts"

const Line = (props: { readonly good: Good }) => {
  const { speech, till } = useOwn()
  const texts = () => speech.t().till
  const name = () => props.good.name[speech.language()]
  const quantity = () => till.basket.quantity(props.good)
  const amount = () => speech.number(inUnits(quantity()))
  const shown = () => (props.good.unit === "piece" ? texts().pieces(amount()) : texts().kilograms(amount()))
  const isClosed = () => !isOpen(till.snapshot().state) || till.busy() !== undefined
  return (
    <li class="line" classList={{ empty: quantity() === 0 }}>
      <span class="line-name">
        {name()}
        <small>
          {speech.money(props.good.price)}
          {props.good.unit === "kilogram" ? ` ${texts().perKilogram}` : ""}
          <Show when={props.good.excluded}>
            {" "}
            <span class="tag">{texts().excluded}</span>
          </Show>
        </small>
      </span>
      <span class="stepper" role="group" aria-label={`${texts().quantity}: ${name()}`}>
        <button
          type="button"
          aria-label={texts().less(name())}
          disabled={isClosed() || quantity() === 0}
          onClick={() => till.basket.less(props.good)}
        >
          −
        </button>
        <output>{shown()}</output>
        <button
          type="button"
          aria-label={texts().more(name())}
          disabled={isClosed()}
          onClick={() => till.basket.more(props.good)}
        >
          +
        </button>
      </span>
      <span class="line-amount">{speech.money(till.basket.amount(props.good))}</span>
    </li>
  )
}

export const ReceiptSection = () => {
  const { speech, till } = useOwn()
  return (
    <section class="step" aria-labelledby="receipt-title">
      <h3 id="receipt-title" class="visually-hidden">
        {speech.t().till.lines}
      </h3>
      <ul class="lines">
        <For each={goods}>{(good) => <Line good={good} />}</For>
      </ul>
      <p class="total">
        <span>{speech.t().till.total}</span>
        <span>{speech.money(till.basket.purchase().amount)}</span>
      </p>
    </section>
  )
}
