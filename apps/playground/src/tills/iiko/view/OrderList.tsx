/** The order's dishes, guest by guest, as a waiter sees them; a guest who is pressed gets the next dish. */
import { sum } from "@loyalkit/core/Money"
import { For, Index, Show } from "solid-js"
import { inUnits } from "../../../shop/Amounts.ts"
import { guests, priceOf, type Dish, type Guest } from "../front/Order.ts"
import { useTill } from "./TillContext.ts"

const DishRow = (props: { readonly dish: Dish }) => {
  const { speech, till, words } = useTill()
  const texts = () => words().dishes
  const name = () => props.dish.good.name[speech.language()]
  const count = () => speech.number(inUnits(props.dish.quantity))
  const shown = () =>
    props.dish.good.unit === "piece" ? texts().pieces(count()) : texts().kilograms(count())
  const step = (by: 1 | -1, sign: string, label: string) => (
    <Show when={till.desk.order().status === "New"}>
      <button
        type="button"
        aria-label={label}
        onClick={() => till.change(props.dish.good, props.dish.guest, by)}
      >
        {sign}
      </button>
    </Show>
  )
  const guest = () => texts().guest(props.dish.guest)
  return (
    <li class="iiko-dish" classList={{ open: till.desk.order().status === "New" }}>
      <span class="iiko-dish-name">{name()}</span>
      <span class="iiko-stepper">
        {step(-1, "−", texts().less(name(), guest()))}
        <output>{shown()}</output>
        {step(1, "+", texts().more(name(), guest()))}
      </span>
      <span class="iiko-sum">{speech.amount(priceOf(props.dish))}</span>
    </li>
  )
}

const GuestPart = (props: { readonly guest: Guest }) => {
  const { speech, till, words } = useTill()
  const dishes = () => till.desk.order().dishes.filter(({ guest }) => guest === props.guest)
  const name = () => words().dishes.guest(props.guest)
  return (
    <>
      <Show
        when={till.desk.order().status === "New"}
        fallback={
          <h3 class="iiko-guest-head">
            {name()} <span>{speech.amount(sum(dishes().map(priceOf)))}</span>
          </h3>
        }
      >
        <h3>
          <button
            type="button"
            class="iiko-guest-head"
            aria-pressed={till.desk.guest() === props.guest}
            onClick={() => till.desk.chooseGuest(props.guest)}
          >
            {name()} <span>{speech.amount(sum(dishes().map(priceOf)))}</span>
          </button>
        </h3>
      </Show>
      <ul aria-label={name()}>
        {/* By place: a row whose button has the focus stays when its numbers change. */}
        <Index each={dishes()} fallback={<li class="iiko-dish nothing">{words().dishes.empty}</li>}>
          {(dish) => <DishRow dish={dish()} />}
        </Index>
      </ul>
    </>
  )
}

export const OrderList = () => {
  const { words } = useTill()
  return (
    <div class="iiko-list" role="group" aria-label={words().dishes.title}>
      <For each={guests}>{(guest) => <GuestPart guest={guest} />}</For>
    </div>
  )
}
