/** The foot of the till: what is to be paid, what comes next, and what went wrong, in words. */
import type { Sale } from "@loyalkit/core/Domain"
import { pointsAsMoney, subtract, type Kopecks } from "@loyalkit/core/Money"
import { createMemo, Match, Show, Switch } from "solid-js"
import { failureText } from "../text/Failures.ts"
import { usePage } from "./Page.ts"
import { isOpen } from "./Standing.ts"

/** What the customer owes as things stand on the screen. */
const useToPay = () => {
  const { till } = usePage()
  return createMemo((): Kopecks => {
    const { state } = till.snapshot()
    const { amount } = till.basket.purchase()
    if (!till.isQuoteFresh()) return amount
    if (state._tag === "Held") return subtract(amount, pointsAsMoney(state.hold.points))
    if (state._tag !== "Quoted") return amount
    return state.quote.total ?? subtract(amount, pointsAsMoney(till.points()))
  })
}

const Amount = (props: { readonly label: string; readonly amount: Kopecks }) => {
  const { speech } = usePage()
  return (
    <p class="to-pay">
      <span>{props.label}</span>
      <strong>{speech.money(props.amount)}</strong>
    </p>
  )
}

/** The next step, as one button; what else may be done stands beside it, quieter. */
const Next = () => {
  const { speech, till } = usePage()
  const texts = () => speech.t().till
  const toPay = useToPay()
  const state = () => till.snapshot().state
  const isBusy = () => till.busy() !== undefined
  const held = createMemo(() => {
    const now = state()
    return now._tag === "Held" ? now.hold : undefined
  })
  const isReplacing = () => {
    const hold = held()
    return hold !== undefined && till.points() > 0 && till.points() !== hold.points
  }
  const needsQuote = () => state()._tag !== "Open" && !till.isQuoteFresh()
  return (
    <div class="actions">
      <Switch>
        <Match when={needsQuote()}>
          <button
            type="button"
            class="primary"
            disabled={isBusy() || till.basket.purchase().amount === 0}
            onClick={till.quote}
          >
            {till.busy() === "quote"
              ? texts().quoting
              : state()._tag === "Identified"
                ? texts().quote
                : texts().quoteAgain}
          </button>
        </Match>
        <Match when={state()._tag === "Quoted" && till.points() > 0}>
          <button type="button" class="primary" disabled={isBusy()} onClick={till.hold}>
            {till.busy() === "hold" ? texts().holding : texts().holdPoints(speech.points(till.points()))}
          </button>
        </Match>
        <Match when={state()._tag === "Quoted" || state()._tag === "Held"}>
          <button type="button" class="primary" disabled={isBusy()} onClick={till.commit}>
            {till.busy() === "commit" ? texts().paying : texts().pay(speech.money(toPay()))}
          </button>
        </Match>
      </Switch>
      <Show when={isReplacing() && till.isQuoteFresh()}>
        <button type="button" disabled={isBusy()} onClick={till.hold}>
          {texts().holdInstead(speech.points(till.points()))}
        </button>
      </Show>
      <Show when={held()}>
        <button type="button" disabled={isBusy()} onClick={till.release}>
          {texts().release}
        </button>
      </Show>
      <button type="button" class="quiet" disabled={isBusy()} onClick={till.cancel}>
        {texts().cancel}
      </button>
    </div>
  )
}

const Sold = (props: { readonly sale: Sale; readonly shown: Kopecks | undefined }) => {
  const { speech } = usePage()
  const texts = () => speech.t().till
  const outcome = () => {
    const { amount, earn = 0, spend = 0, total, type } = props.sale
    if (type === "discount") return texts().committedDiscount(speech.money(subtract(amount, total)))
    if (props.sale.spend !== undefined && spend > 0)
      return texts().committedSpent(speech.points(props.sale.spend))
    return props.sale.earn !== undefined && earn > 0
      ? texts().committedEarned(speech.points(props.sale.earn))
      : ""
  }
  return (
    <>
      <h3>{texts().committed}</h3>
      <p class="outcome-points">{outcome()}</p>
      <Amount label={texts().paid} amount={props.sale.total} />
      <Show when={props.shown}>{(shown) => <p>{texts().difference(speech.money(shown()))}</p>}</Show>
    </>
  )
}

const Outcome = () => {
  const { speech, till } = usePage()
  const texts = () => speech.t().till
  const state = () => till.snapshot().state
  const committed = createMemo(() => {
    const now = state()
    return now._tag === "Committed" ? now : undefined
  })
  return (
    <div class="outcome" role="status" data-state={state()._tag}>
      <Switch>
        <Match when={committed()}>
          {(done) => <Sold sale={done().sale} shown={done().difference?.shown} />}
        </Match>
        <Match when={state()._tag === "InDoubt"}>
          <h3>{texts().inDoubt}</h3>
          <p>{texts().inDoubtHint}</p>
        </Match>
        <Match when={state()._tag === "Cancelled"}>
          <h3>{texts().cancelled}</h3>
          <p>{texts().cancelledHint}</p>
        </Match>
        <Match when={state()._tag === "Committing"}>
          <h3>{texts().committing}</h3>
        </Match>
      </Switch>
    </div>
  )
}

const Failed = () => {
  const { speech, till } = usePage()
  const isShown = () => isOpen(till.snapshot().state)
  return (
    <div role="alert">
      <Show when={isShown() && till.failure()}>
        {(failure) => <p class="failure">{failureText(failure().error, speech.language(), speech.t())}</p>}
      </Show>
    </div>
  )
}

export const PaymentSection = () => {
  const { speech, till } = usePage()
  const texts = () => speech.t().till
  const toPay = useToPay()
  const state = () => till.snapshot().state
  const isStale = () => (state()._tag === "Quoted" || state()._tag === "Held") && !till.isQuoteFresh()
  return (
    <div class="payment">
      <Failed />
      <Outcome />
      <Show
        when={isOpen(state())}
        fallback={
          <div class="actions">
            <button
              type="button"
              class="primary"
              disabled={state()._tag === "Committing" || till.busy() !== undefined}
              onClick={() => till.renew()}
            >
              {texts().renew}
            </button>
          </div>
        }
      >
        <Show when={isStale()}>
          <p class="stale">{texts().stale}</p>
        </Show>
        <Amount label={texts().toPay} amount={toPay()} />
        <Next />
      </Show>
    </div>
  )
}
