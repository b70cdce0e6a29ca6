/** The payment: what is owed, the discounts' icons, and in which money it is paid. */
import { Show, type JSX } from "solid-js"
import { PROMOTION } from "../pos/Pos.ts"
import { totalOf, toPayOf } from "../pos/Receipt.ts"
import { Press } from "./Press.tsx"
import { Card, Cash, Percent, Star } from "./Signs.tsx"
import { useTerminal } from "./TerminalContext.ts"

const Icon = (props: { readonly tone: string; readonly children: JSX.Element }) => (
  <span class="evo-icon" data-tone={props.tone}>
    {props.children}
  </span>
)

const Owed = () => {
  const { speech, terminal, words } = useTerminal()
  const receipt = terminal.receipt
  return (
    <div class="evo-owed" role="group" aria-label={words().totals.toPay}>
      <span>{words().totals.toPay}</span>
      <strong>{speech.money(toPayOf(receipt()))}</strong>
      <small>
        <Show when={receipt().discount > 0} fallback={"\u00a0"}>
          {words().totals.less(speech.amount(totalOf(receipt())), speech.amount(receipt().discount))}
        </Show>
      </small>
    </div>
  )
}

export const PaymentScreen = (props: { readonly first: (element: HTMLElement) => void }) => {
  const { speech, terminal, words } = useTerminal()
  const texts = () => words().payment
  const { pos } = terminal
  return (
    <>
      <div class="evo-scroll evo-payment">
        <Press class="evo-back" act={pos.toSale}>
          {texts().back}
        </Press>
        <Owed />
        <h3>{texts().discounts}</h3>
        <div class="evo-icons">
          <Press act={pos.pressIcon} ref={props.first}>
            <Icon tone="ours">
              <Star />
            </Icon>
            <span>{texts().loyalty}</span>
          </Press>
          <Press act={pos.pressPromotion} isChosen={terminal.receipt().promotion > 0}>
            <Icon tone="other">
              <Percent />
            </Icon>
            <span>{texts().promotion(speech.number(PROMOTION))}</span>
          </Press>
        </div>
        <p class="evo-waits" role="status">
          {pos.waiting() === "RECEIPT_DISCOUNT" ? texts().waiting : "\u00a0"}
        </p>
      </div>
      <div class="evo-foot">
        <h3>{texts().kind}</h3>
        <div class="evo-kinds">
          <Press act={() => pos.pay(false)}>
            <Cash />
            <span>{texts().cash}</span>
          </Press>
          <Press class="evo-main" act={() => pos.pay(true)}>
            <Card />
            <span>{pos.waiting() === "PRINT_EXTRA_REQUIRED" ? texts().printing : texts().card}</span>
          </Press>
        </div>
        <Press class="evo-delete" act={pos.remove}>
          {words().remove}
        </Press>
      </div>
    </>
  )
}
