/** The payment screen («Касса»): types of payment, a sum, a number pad, and the payments that were added. */
import { rubles, type Kopecks } from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import { createSignal, For, Index, Show } from "solid-js"
import { paidSum, paymentKinds, restOf, resultSum, type Payment, type PaymentKind } from "../front/Order.ts"
import { Press } from "./Press.tsx"
import { useTill } from "./TillContext.ts"

/** What a cashier typed; nothing where it is no sum. */
const typedSum = (text: string): Kopecks | undefined => {
  const sum = Result.getOrUndefined(rubles(text.replaceAll(/\s/g, "").replace(",", ".")))
  return sum !== undefined && sum > 0 ? sum : undefined
}

const KEYS = ["7", "8", "9", "4", "5", "6", "1", "2", "3", "0", ",", "⌫"] as const

const Pad = (props: { readonly press: (key: (typeof KEYS)[number]) => void }) => {
  const { words } = useTill()
  return (
    <div class="iiko-pad" role="group" aria-label={words().payment.pad}>
      <For each={KEYS}>
        {(key) => (
          // Whoever has a keyboard types into the field.
          <button
            type="button"
            tabindex="-1"
            aria-label={key === "⌫" ? words().payment.erase : undefined}
            onClick={() => props.press(key)}
          >
            {key}
          </button>
        )}
      </For>
    </div>
  )
}

const Added = (props: { readonly item: Payment }) => {
  const { speech, till, words } = useTill()
  const texts = () => words().payment
  const type = () => texts()[props.item.kind]
  return (
    <li>
      <span>
        {type()}
        <Show when={props.item.isProcessed}>
          {" "}
          <small>{texts().processed}</small>
        </Show>
      </span>
      <strong>{speech.amount(props.item.sum)}</strong>
      <Show when={!props.item.isProcessed}>
        <Press label={texts().delete(type())} act={() => till.deletePayment(props.item)}>
          ×
        </Press>
      </Show>
    </li>
  )
}

const Payments = () => {
  const { speech, till, words } = useTill()
  const texts = () => words().payment
  const order = till.desk.order
  return (
    <div class="iiko-payments" role="group" aria-label={texts().title}>
      <ul aria-label={texts().added}>
        <Index each={order().payments} fallback={<li class="nothing">{texts().none}</li>}>
          {(item) => <Added item={item()} />}
        </Index>
      </ul>
      <dl>
        <div>
          <dt>{texts().total}</dt>
          <dd>{speech.amount(resultSum(order()))}</dd>
        </div>
        <div>
          <dt>{texts().covered}</dt>
          <dd>{speech.amount(paidSum(order()))}</dd>
        </div>
        <div class="iiko-rest">
          <dt>{texts().rest}</dt>
          <dd>{speech.money(restOf(order()))}</dd>
        </div>
      </dl>
    </div>
  )
}

/** `first` is told what a keyboard begins with here. */
export const PaymentScreen = (props: { readonly first: (element: HTMLElement) => void }) => {
  const { speech, till, words } = useTill()
  const texts = () => words().payment
  const [typed, setTyped] = createSignal("")
  const add = (kind: PaymentKind): void => {
    till.addPayment(kind, typedSum(typed()))
    setTyped("")
  }
  /** There is one unprocessed payment by points, and none beside one that paid. */
  const isImpossible = (kind: PaymentKind): boolean =>
    restOf(till.desk.order()) === 0 ||
    (kind === "points" && till.desk.order().payments.some((one) => one.kind === "points"))
  const press = (key: (typeof KEYS)[number]): void =>
    void setTyped((text) => (key === "⌫" ? text.slice(0, -1) : text + key))
  return (
    <div class="iiko-payment">
      <div class="iiko-entry">
        <label for="iiko-sum">
          {texts().sum} <small>{texts().sumHint}</small>
        </label>
        <input
          ref={props.first}
          id="iiko-sum"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          placeholder={speech.amount(restOf(till.desk.order()))}
          value={typed()}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Pad press={press} />
      </div>
      <div>
        <div class="iiko-types" role="group" aria-label={texts().types}>
          <For each={paymentKinds}>
            {(kind) => (
              <Press class={`iiko-type-${kind}`} isImpossible={isImpossible(kind)} act={() => add(kind)}>
                {texts()[kind]}
              </Press>
            )}
          </For>
        </div>
        <Payments />
      </div>
    </div>
  )
}
