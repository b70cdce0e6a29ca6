/** The receipt: positions with their quantities, the goods to add, and what it comes to. */
import { createEffect, createSignal, For, Index, on, Show } from "solid-js"
import { inUnits } from "../../../shop/Amounts.ts"
import type { Good } from "../../../shop/Goods.ts"
import { mayBePaid } from "../pos/Pos.ts"
import { amountOf, totalOf, toPayOf, typedQuantity, type Position } from "../pos/Receipt.ts"
import { stock } from "../pos/Stock.ts"
import { Press } from "./Press.tsx"
import { Bin } from "./Signs.tsx"
import { useTerminal } from "./TerminalContext.ts"

/** Typed, or stepped: a hundred cups are not pressed one by one. */
const Quantity = (props: { readonly position: Position; readonly name: string }) => {
  const { speech, terminal, words } = useTerminal()
  const texts = () => words().goods
  const good = () => props.position.good
  const shown = () => speech.number(inUnits(props.position.quantity))
  const [typed, setTyped] = createSignal(shown())
  createEffect(on(shown, (now) => setTyped(now)))
  const take = (text: string): void => {
    const quantity = typedQuantity(text, good())
    setTyped(shown())
    if (quantity !== undefined && quantity > 0) terminal.pos.setQuantity(good(), quantity)
  }
  const step = (by: 1 | -1, sign: string, label: string) => (
    <button type="button" aria-label={label} onClick={() => terminal.pos.change(good(), by)}>
      {sign}
    </button>
  )
  return (
    <span class="evo-stepper" role="group" aria-label={`${texts().quantity}: ${props.name}`}>
      {step(-1, "−", texts().less(props.name))}
      <input
        type="text"
        inputmode="decimal"
        autocomplete="off"
        aria-label={`${texts().quantity}: ${props.name}`}
        value={typed()}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        onChange={({ currentTarget }) => take(currentTarget.value)}
      />
      {step(1, "+", texts().more(props.name))}
    </span>
  )
}

const Row = (props: { readonly position: Position }) => {
  const { speech, words } = useTerminal()
  const texts = () => words().goods
  const name = () => props.position.good.name[speech.language()]
  const price = () => {
    const { price, unit } = props.position.good
    return unit === "piece" ? texts().perPiece(speech.money(price)) : texts().perKilogram(speech.money(price))
  }
  return (
    <li class="evo-position">
      <span class="evo-name">{name()}</span>
      <small>{price()}</small>
      <Quantity position={props.position} name={name()} />
      <strong>{speech.amount(amountOf(props.position))}</strong>
    </li>
  )
}

const Tiles = () => {
  const { speech, terminal, words } = useTerminal()
  const name = (good: Good) => good.name[speech.language()]
  return (
    <div class="evo-tiles" role="group" aria-label={words().goods.add}>
      <For each={stock}>
        {(good) => (
          <button type="button" onClick={() => terminal.pos.change(good, 1)}>
            {name(good)} <small>{speech.amount(good.price)}</small>
          </button>
        )}
      </For>
    </div>
  )
}

export const SaleScreen = (props: { readonly first: (element: HTMLElement) => void }) => {
  const { speech, terminal, words } = useTerminal()
  const receipt = terminal.receipt
  return (
    <>
      <div class="evo-scroll">
        <ul class="evo-positions" aria-label={words().goods.title}>
          {/* By place: a row whose button has the focus stays when its numbers change. */}
          <Index
            each={receipt().positions}
            fallback={<li class="evo-empty nothing">{words().goods.empty}</li>}
          >
            {(position) => <Row position={position()} />}
          </Index>
        </ul>
        <Tiles />
      </div>
      <div class="evo-foot">
        <dl class="evo-sums">
          <Show when={receipt().discount > 0}>
            <div>
              <dt>{words().totals.sum}</dt>
              <dd>{speech.amount(totalOf(receipt()))}</dd>
            </div>
            <div>
              <dt>{words().totals.discount}</dt>
              <dd>−{speech.amount(receipt().discount)}</dd>
            </div>
          </Show>
        </dl>
        <div class="evo-actions">
          <Press class="evo-bin" act={terminal.pos.remove} label={words().remove}>
            <Bin />
          </Press>
          <Press
            class="evo-main evo-pay"
            act={terminal.pos.toPayment}
            isImpossible={!mayBePaid(receipt())}
            ref={props.first}
          >
            <span>{words().toPayment}</span> <strong>{speech.money(toPayOf(receipt()))}</strong>
          </Press>
        </div>
      </div>
    </>
  )
}
