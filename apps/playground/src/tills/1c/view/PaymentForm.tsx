/** The payment: how many points pay, in which money the rest is paid, and the receipt closed. */
import { createEffect, createSignal, For, on, Show } from "solid-js"
import { zeroPoints, type Points } from "@loyalkit/core/Money"
import { stringOf, typedPoints } from "../rmk/Numbers.ts"
import { totalsOf } from "../rmk/Receipt.ts"
import { min } from "@loyalkit/core/Money"
import { Press } from "./Press.tsx"
import { useWorkplace } from "./WorkplaceContext.ts"

const Bonuses = (props: { readonly ref: (input: HTMLInputElement) => void }) => {
  const { speech, words, workplace } = useWorkplace()
  const texts = () => words().payment
  const written = () => totalsOf(workplace.sheet().lines).bonus
  const [typed, setTyped] = createSignal(stringOf(written()))
  createEffect(on(written, (points) => setTyped(stringOf(points))))
  const spend = (points: Points): void => {
    const allowed = min(points, workplace.most())
    setTyped(stringOf(allowed))
    workplace.spend(allowed)
  }
  return (
    <form
      class="c1-bonuses"
      onSubmit={(event) => {
        event.preventDefault()
        spend(typedPoints(typed()))
      }}
    >
      <label for="c1-bonuses">
        {texts().bonuses} <small>{texts().most(speech.bare(workplace.most()))}</small>
      </label>
      <div class="c1-row">
        <input
          ref={(input) => props.ref(input)}
          id="c1-bonuses"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          value={typed()}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" aria-disabled={workplace.busy() !== undefined}>
          {texts().write}
        </button>
        <Press class="quiet" act={() => spend(workplace.most())}>
          {texts().all}
        </Press>
        <Press class="quiet" act={() => spend(zeroPoints)}>
          {texts().none}
        </Press>
      </div>
    </form>
  )
}

const Kind = (props: { readonly byCard: boolean; readonly choose: (byCard: boolean) => void }) => {
  const { words } = useWorkplace()
  const texts = () => words().payment
  return (
    <fieldset class="c1-kind">
      <legend>{texts().kind}</legend>
      <For each={[true, false]}>
        {(byCard) => (
          <label>
            <input
              type="radio"
              name="c1-kind"
              checked={props.byCard === byCard}
              onChange={() => props.choose(byCard)}
            />
            {byCard ? texts().byCard : texts().cash}
          </label>
        )}
      </For>
    </fieldset>
  )
}

/** `first` is told what a keyboard begins with here. */
export const PaymentForm = (props: { readonly first: (element: HTMLElement) => void }) => {
  const { words, workplace } = useWorkplace()
  const texts = () => words().payment
  const [byCard, setByCard] = createSignal(true)
  const hasPoints = () => workplace.sheet().card !== undefined && workplace.most() > 0
  return (
    <div class="c1-payment" role="group" aria-label={texts().title}>
      <Show
        when={hasPoints()}
        fallback={
          <p class="nothing">
            {workplace.sheet().card === undefined ? texts().noCard : words().card.noPoints}
          </p>
        }
      >
        <Bonuses ref={props.first} />
      </Show>
      <Kind byCard={byCard()} choose={setByCard} />
      <div class="c1-actions">
        <Press act={workplace.toGoods}>{texts().back}</Press>
        <Press act={workplace.cancel}>{words().cancel}</Press>
        <Press main act={() => workplace.close(byCard())} ref={props.first}>
          {workplace.busy() === "close" ? texts().closing : texts().close}
        </Press>
      </div>
    </div>
  )
}
