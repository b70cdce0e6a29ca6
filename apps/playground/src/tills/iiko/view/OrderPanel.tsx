/** iikoFront: the order with its guest, the payment screen, and what came after the cheque. */
import { Index, Match, Show, Switch } from "solid-js"
import { createFocus } from "../../../view/Focus.ts"
import { fullSum, resultSum } from "../front/Order.ts"
import { AfterCheque } from "./AfterCheque.tsx"
import { Cards, GuestStrip, useGuest } from "./GuestStrip.tsx"
import { Menu } from "./Menu.tsx"
import { OrderList } from "./OrderList.tsx"
import { PaperView } from "./PaperView.tsx"
import { PaymentScreen } from "./PaymentScreen.tsx"
import { Corner, PopupView } from "./PopupView.tsx"
import { Press } from "./Press.tsx"
import { useTill } from "./TillContext.ts"

type First = (element: HTMLElement) => void

/** Between two orders only: an order has one point. */
const PointChoice = () => {
  const { page, speech, till, words } = useTill()
  const isBegun = () => till.desk.order().status !== "New" || till.journal.kept().length > 0
  return (
    <label class="iiko-point">
      <span class="visually-hidden">{words().point}</span>
      <select
        disabled={isBegun() || till.busy() !== undefined}
        onChange={({ currentTarget }) => {
          const chosen = page.service().points.find(({ id }) => id === currentTarget.value)
          if (chosen !== undefined) till.choosePoint(chosen.id)
        }}
      >
        {/* By place: what is chosen stays chosen when something changes at the service. */}
        <Index each={page.service().points}>
          {(one) => (
            <option value={one().id} selected={one().id === till.point()}>
              {speech.named(one().title)}
            </option>
          )}
        </Index>
      </select>
    </label>
  )
}

const Head = () => {
  const { till, words } = useTill()
  const order = till.desk.order
  const status = () => (order().stornoId === undefined ? order().status : "storned")
  return (
    <div class="panel-head iiko-head">
      <div>
        <h2 id="iiko-title">{words().title}</h2>
        <span>{words().order(String(order().number), String(order().table))}</span>
      </div>
      <span class="iiko-status" data-status={status()}>
        {words().status[status()]}
      </span>
      <PointChoice />
    </div>
  )
}

const Totals = () => {
  const { speech, till, words } = useTill()
  const texts = () => words().totals
  const order = till.desk.order
  return (
    <div class="iiko-totals" role="group" aria-label={texts().title}>
      <Show when={order().discount > 0} fallback={<span />}>
        <span>
          {texts().sum} {speech.amount(fullSum(order()))} · {texts().discount} −
          {speech.amount(order().discount)}
        </span>
      </Show>
      <p>
        <span>{order().status === "Closed" ? texts().paid : texts().toPay}</span>{" "}
        <strong>{speech.money(resultSum(order()))}</strong>
      </p>
    </div>
  )
}

const OpenActions = (props: { readonly first: First }) => {
  const { till, words } = useTill()
  const texts = () => words().actions
  const isBill = () => till.desk.order().status === "Bill"
  const isEmpty = () => till.desk.order().dishes.length === 0
  return (
    <div class="iiko-actions">
      <Press act={till.remove}>{texts().remove}</Press>
      <Show
        when={isBill()}
        fallback={
          <Press act={till.printBill} isImpossible={isEmpty()}>
            {till.busy() === "bill" ? texts().printing : texts().bill}
          </Press>
        }
      >
        <Press act={till.cancelBill}>{texts().cancelBill}</Press>
      </Show>
      <Press class="iiko-main" act={till.toPayment} isImpossible={isEmpty()} ref={props.first}>
        {texts().pay}
      </Press>
    </div>
  )
}

const OverActions = (props: { readonly first: First }) => {
  const { till, words } = useTill()
  const texts = () => words().actions
  const mayReturn = () => till.desk.order().status === "Closed" && till.desk.order().stornoId === undefined
  return (
    <div class="iiko-actions">
      <Show when={mayReturn()}>
        <Press act={till.storno}>{till.busy() === "return" ? texts().returning : texts().storno}</Press>
        <Press act={till.pastStorno}>{texts().pastStorno}</Press>
      </Show>
      <Press class="iiko-main" act={till.renew} ref={props.first}>
        {texts().renew}
      </Press>
    </div>
  )
}

const OrderScreen = (props: { readonly first: First; readonly ask: First }) => {
  const { till } = useTill()
  const status = () => till.desk.order().status
  const isOver = () => status() === "Closed" || status() === "Deleted"
  return (
    <>
      <GuestStrip ask={props.ask} />
      <div class="iiko-body">
        <OrderList />
        <div class="iiko-side">
          <Switch>
            <Match when={isOver()}>
              <AfterCheque />
            </Match>
            <Match when={status() === "New"}>
              <Menu />
            </Match>
            <Match when={till.desk.paper()}>{(paper) => <PaperView paper={paper()} />}</Match>
          </Switch>
          <Show when={!isOver()}>
            <Cards />
          </Show>
        </div>
      </div>
      <div class="iiko-foot">
        <Totals />
        <Show when={isOver()} fallback={<OpenActions first={props.first} />}>
          <OverActions first={props.first} />
        </Show>
      </div>
    </>
  )
}

const Paying = (props: { readonly first: First; readonly pay: First }) => {
  const { till, words } = useTill()
  const texts = () => words().payment
  return (
    <>
      <div class="iiko-body">
        <PaymentScreen first={props.first} />
      </div>
      <div class="iiko-foot">
        <div class="iiko-actions">
          <Press act={till.leavePayment}>{texts().back}</Press>
          <Press class="iiko-main" act={till.pay} isImpossible={!till.canPay()} ref={props.pay}>
            {till.busy() === "pay" ? texts().paying : texts().pay}
          </Press>
        </div>
      </div>
    </>
  )
}

export const OrderPanel = () => {
  const { till } = useTill()
  const guest = useGuest()
  const isPaying = () => till.desk.screen() === "payment"
  let pay: HTMLElement | undefined
  let ask: HTMLElement | undefined
  const first = createFocus(
    () => {
      const { number, status, stornoId } = till.desk.order()
      return [number, status, stornoId, isPaying(), till.busy() === undefined].join(" ")
    },
    // An order begins with its guest; and once all is entered there is nothing to type any more.
    () => {
      if (isPaying()) return till.canPay() ? pay : undefined
      return guest() === undefined && ask?.isConnected === true ? ask : undefined
    },
  )
  return (
    <section class="panel till iiko" aria-labelledby="iiko-title">
      <Head />
      <div class="iiko-stage">
        <div class="iiko-screen" inert={till.popups.current() !== undefined}>
          <Show when={isPaying()} fallback={<OrderScreen first={first} ask={(button) => (ask = button)} />}>
            <Paying first={first} pay={(button) => (pay = button)} />
          </Show>
        </div>
        <Corner />
        <Show when={till.popups.current()} keyed>
          {(popup) => <PopupView popup={popup} />}
        </Show>
      </div>
    </section>
  )
}
