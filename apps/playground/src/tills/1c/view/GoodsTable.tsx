/**
 * The receipt's goods with quantity, price, discount, bonuses and sum, and the buttons that add some.
 *
 * On a narrow screen a row becomes two lines; the roles are said so that it stays a table to those who hear it.
 */
import { For, Index, Show } from "solid-js"
import { inUnits } from "../../../shop/Amounts.ts"
import { goods, type Good } from "../../../shop/Goods.ts"
import { netOf, type Line } from "../rmk/Receipt.ts"
import { useWorkplace } from "./WorkplaceContext.ts"

const Quantity = (props: { readonly line: Line; readonly name: string }) => {
  const { speech, words, workplace } = useWorkplace()
  const texts = () => words().goods
  const count = () => speech.number(inUnits(props.line.quantity))
  const shown = () =>
    props.line.good.unit === "piece" ? texts().pieces(count()) : texts().kilograms(count())
  const isOpen = () => workplace.sheet().phase === "goods"
  const step = (by: 1 | -1, sign: string, label: string) => (
    <Show when={isOpen()}>
      <button type="button" aria-label={label} onClick={() => workplace.change(props.line.good, by)}>
        {sign}
      </button>
    </Show>
  )
  return (
    <span class="c1-stepper" role="group" aria-label={`${texts().quantity}: ${props.name}`}>
      {step(-1, "−", texts().less(props.name))}
      <output>{shown()}</output>
      {step(1, "+", texts().more(props.name))}
    </span>
  )
}

const Row = (props: { readonly line: Line }) => {
  const { speech, words } = useWorkplace()
  const texts = () => words().goods
  const name = () => props.line.good.name[speech.language()]
  const percent = () => (props.line.percent === 0 ? "" : `${speech.number(props.line.percent)}\u00a0%`)
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {name()}
      </th>
      <td role="cell" class="c1-quantity">
        <Quantity line={props.line} name={name()} />
      </td>
      <td role="cell" data-label={texts().price}>
        {speech.amount(props.line.good.price)}
      </td>
      <td role="cell" data-label={texts().discount} classList={{ none: props.line.discount === 0 }}>
        <Show when={props.line.discount > 0} fallback="—">
          {speech.amount(props.line.discount)} <small>{percent()}</small>
        </Show>
      </td>
      <td role="cell" data-label={texts().bonus} classList={{ none: props.line.bonus === 0 }}>
        {props.line.bonus > 0 ? speech.bare(props.line.bonus) : "—"}
      </td>
      <td role="cell" data-label={texts().sum} class="c1-sum">
        {speech.amount(netOf(props.line))}
      </td>
    </tr>
  )
}

const Adding = () => {
  const { speech, words, workplace } = useWorkplace()
  const name = (good: Good) => good.name[speech.language()]
  return (
    <div class="c1-adding" role="group" aria-label={words().goods.add}>
      <For each={goods}>
        {(good) => (
          <button type="button" onClick={() => workplace.change(good, 1)}>
            {name(good)} <small>{speech.amount(good.price)}</small>
          </button>
        )}
      </For>
    </div>
  )
}

export const GoodsTable = () => {
  const { words, workplace } = useWorkplace()
  const texts = () => words().goods
  const lines = () => workplace.sheet().lines
  return (
    <>
      <Show when={lines().length > 0} fallback={<p class="c1-empty nothing">{texts().empty}</p>}>
        <table class="c1-goods" role="table" aria-label={texts().title}>
          <thead>
            <tr role="row">
              <For each={["name", "quantity", "price", "discount", "bonus", "sum"] as const}>
                {(column) => (
                  <th role="columnheader" scope="col">
                    {texts()[column]}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            {/* By place: a row whose button has the focus stays when its numbers change. */}
            <Index each={lines()}>{(line) => <Row line={line()} />}</Index>
          </tbody>
        </table>
      </Show>
      <Show when={workplace.sheet().phase === "goods"}>
        <Adding />
      </Show>
    </>
  )
}
