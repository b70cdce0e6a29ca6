/** The foot of the till: what is to be paid, what comes next, and what went wrong, in words. */
import { pointsAsMoney, subtract, type Kopecks } from "@loyalkit/core/Money"
import { createEffect, createMemo, createSignal, on, Show } from "solid-js"
import { failureText } from "../../text/Failures.ts"
import type { Command } from "./Commands.ts"
import { Amount, Outcome } from "./Outcome.tsx"
import { useOwn } from "./OwnPage.ts"
import { isOpen, quoted } from "./Standing.ts"

/** What the customer owes as things stand on the screen. */
const useToPay = () => {
  const { till } = useOwn()
  return createMemo((): Kopecks => {
    const { state } = till.snapshot()
    const { amount } = till.basket.purchase()
    if (!till.isQuoteFresh()) return amount
    if (state._tag === "Held") return subtract(amount, pointsAsMoney(state.hold.points))
    if (state._tag !== "Quoted") return amount
    return state.quote.total ?? subtract(amount, pointsAsMoney(till.points()))
  })
}

interface Step {
  readonly label: string
  readonly take: () => void
  readonly isPossible: boolean
}

/** What comes next, as things stand. */
const useNext = (toPay: () => Kopecks) => {
  const { speech, till } = useOwn()
  const texts = () => speech.t().till
  const label = (command: Command, idle: string, busy: string) => (till.busy() === command ? busy : idle)
  const quote = (name: string): Step => ({
    label: label("Quote", name, texts().quoting),
    take: till.quote,
    isPossible: till.client() !== undefined && till.basket.purchase().amount > 0,
  })
  return createMemo((): Step => {
    const { state } = till.snapshot()
    if (!isOpen(state)) {
      return { label: texts().renew, take: () => till.renew(), isPossible: state._tag !== "Committing" }
    }
    // Nobody could be found: without the service all that is left is to sell, and to look the client up later.
    if (state._tag === "Open" && till.mayEarnLater()) {
      const earn = texts().payEarning(speech.money(till.basket.purchase().amount))
      return { label: label("Commit", earn, texts().paying), take: till.commitEarning, isPossible: true }
    }
    if (state._tag === "Open" || state._tag === "Identified") return quote(texts().quote)
    if (!till.isQuoteFresh()) return quote(texts().quoteAgain)
    if (state._tag === "Quoted" && till.points() > 0) {
      const hold = texts().holdPoints(speech.points(till.points()))
      return { label: label("Hold", hold, texts().holding), take: till.hold, isPossible: true }
    }
    const pay = texts().pay(speech.money(toPay()))
    return { label: label("Commit", pay, texts().paying), take: till.commit, isPossible: true }
  })
}

/**
 * The next step is always the same button, so that a keyboard's focus stays where it is. While a command is
 * under way it is not disabled, which would drop the focus; the till ignores the press.
 */
const NextButton = (props: { readonly toPay: () => Kopecks }) => {
  const { till } = useOwn()
  const next = useNext(props.toPay)
  const [button, setButton] = createSignal<HTMLButtonElement>()
  const focusNext = () => {
    // A button that went, or was just disabled, has lost the focus or is about to.
    const focused = document.activeElement
    if (focused !== document.body && !focused?.matches(":disabled")) return
    const search = till.snapshot().state._tag === "Open" ? document.getElementById("search") : undefined
    const target = search ?? button()
    target?.focus({ preventScroll: true })
  }
  createEffect(on([() => till.snapshot().state._tag, till.client], focusNext, { defer: true }))
  return (
    <button
      ref={setButton}
      type="button"
      class="primary"
      disabled={!next().isPossible}
      aria-disabled={till.busy() !== undefined}
      onClick={() => next().take()}
    >
      {next().label}
    </button>
  )
}

/** What else may be done, quieter. */
const OtherSteps = () => {
  const { speech, till } = useOwn()
  const texts = () => speech.t().till
  const isBusy = () => till.busy() !== undefined
  const held = createMemo(() => {
    const { state } = till.snapshot()
    return state._tag === "Held" ? state.hold : undefined
  })
  const isReplacing = () => {
    const hold = held()
    return hold !== undefined && till.points() > 0 && till.points() !== hold.points && till.isQuoteFresh()
  }
  return (
    <>
      <Show when={isReplacing()}>
        <button type="button" disabled={isBusy()} onClick={till.hold}>
          {texts().holdInstead(speech.points(till.points()))}
        </button>
      </Show>
      <Show when={till.mayEarnLater() && till.snapshot().state._tag !== "Open"}>
        <button type="button" disabled={isBusy()} onClick={till.commitEarning}>
          {texts().payEarning(speech.money(till.basket.purchase().amount))}
        </button>
      </Show>
      <Show when={held()}>
        <button type="button" disabled={isBusy()} onClick={till.release}>
          {texts().release}
        </button>
      </Show>
      <Show when={till.snapshot().state._tag !== "Open"}>
        <button type="button" class="quiet" disabled={isBusy()} onClick={till.cancel}>
          {texts().cancel}
        </button>
      </Show>
    </>
  )
}

const Failed = () => {
  const { speech, till } = useOwn()
  // Once a commit is written down the outcome tells all but a defect, and that must not be missed.
  const isShown = () => {
    const failed = till.failure()
    return isOpen(till.snapshot().state) || (failed?._tag === "Refused" && failed.error === undefined)
  }
  return (
    <div role="alert">
      <Show when={isShown() && till.failure()}>
        {(failure) => <p class="failure">{failureText(failure(), speech.language(), speech.t())}</p>}
      </Show>
    </div>
  )
}

/** What a cashier should not do, and does. */
const PressTwice = () => {
  const { speech, till } = useOwn()
  const says = () => speech.t().till.pressTwice
  return (
    <button
      type="button"
      role="switch"
      class="press-twice"
      aria-label={says()}
      title={says()}
      aria-checked={till.isTwice()}
      onClick={() => till.pressTwice(!till.isTwice())}
    >
      ×2
    </button>
  )
}

export const PaymentSection = () => {
  const { speech, till } = useOwn()
  const texts = () => speech.t().till
  const toPay = useToPay()
  const state = () => till.snapshot().state
  const stale = () => {
    const now = quoted(state())
    if (now === undefined || till.isQuoteFresh()) return undefined
    return now.outdated === undefined ? texts().stale : texts().outdated
  }
  return (
    <div class="payment" role="group" aria-label={texts().toPay}>
      <Failed />
      <Outcome />
      <Show when={isOpen(state())}>
        <Show when={stale()}>{(why) => <p class="stale">{why()}</p>}</Show>
        <Amount label={texts().toPay} amount={toPay()} />
      </Show>
      <div class="actions">
        <div class="next-step">
          <NextButton toPay={toPay} />
          <Show when={isOpen(state())}>
            <PressTwice />
          </Show>
        </div>
        <Show when={isOpen(state())}>
          <OtherSteps />
        </Show>
      </div>
    </div>
  )
}
