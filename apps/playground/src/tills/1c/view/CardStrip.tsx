/** The card of the receipt: a field to type or scan one, a few to try, and the one that was found. */
import { createSignal, For, Show } from "solid-js"
import type { Card } from "../rmk/Answers.ts"
import { Press } from "./Press.tsx"
import { useWorkplace } from "./WorkplaceContext.ts"

/** A request has an end: no card or phone is longer. */
const LONGEST_CARD = 64

const Samples = () => {
  const { page, speech, words, workplace } = useWorkplace()
  return (
    <div class="c1-samples" role="group" aria-label={words().card.samples}>
      <For each={page.service().clients}>
        {(client) => (
          <Press act={() => workplace.takeCard(client.card ?? String(client.phone))}>
            {speech.named(client.name)}
          </Press>
        )}
      </For>
    </div>
  )
}

const Search = () => {
  const { words, workplace } = useWorkplace()
  const [typed, setTyped] = createSignal("")
  return (
    <form
      class="c1-search"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed().trim() !== "") workplace.takeCard(typed().trim())
      }}
    >
      <label for="c1-card">{words().card.label}</label>
      <div class="c1-row">
        <input
          id="c1-card"
          type="text"
          autocomplete="off"
          maxlength={LONGEST_CARD}
          placeholder={words().card.hint}
          value={typed()}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" aria-disabled={workplace.busy() !== undefined}>
          {workplace.busy() === "card" ? words().card.finding : words().card.find}
        </button>
      </div>
      <Samples />
    </form>
  )
}

const Drop = () => {
  const { words, workplace } = useWorkplace()
  return (
    <Show when={workplace.sheet().phase === "goods"}>
      <Press class="quiet" act={workplace.dropCard}>
        {words().card.drop}
      </Press>
    </Show>
  )
}

const Taken = (props: { readonly card: Card }) => {
  const { speech, words } = useWorkplace()
  const texts = () => words().card
  const upTo = () => {
    const { balance, paymentPercent } = props.card
    return balance > 0 && paymentPercent > 0 ? texts().upTo(speech.number(paymentPercent)) : texts().noPoints
  }
  return (
    <div class="c1-card">
      <p>
        <strong>{props.card.name === "" ? texts().nameless : speech.named(props.card.name)}</strong>{" "}
        <small>{props.card.phone === "" ? props.card.number : props.card.phone}</small>
      </p>
      <p>
        {texts().balance}: <strong>{speech.bare(props.card.balance)}</strong>
      </p>
      <small>{upTo()}</small>
      <Drop />
    </div>
  )
}

/** A number that the server could not look up yet. */
const Kept = (props: { readonly number: string }) => {
  const { words } = useWorkplace()
  return (
    <div class="c1-card">
      <p>
        <strong>{props.number}</strong>
      </p>
      <p />
      <small>{words().card.kept}</small>
      <Drop />
    </div>
  )
}

export const CardStrip = () => {
  const { workplace } = useWorkplace()
  const sheet = workplace.sheet
  return (
    <div class="c1-strip">
      <Show
        when={sheet().card}
        fallback={
          <Show
            when={sheet().keptNumber}
            fallback={
              <Show when={sheet().phase === "goods"}>
                <Search />
              </Show>
            }
          >
            {(number) => <Kept number={number()} />}
          </Show>
        }
      >
        {(card) => <Taken card={card()} />}
      </Show>
    </div>
  )
}
