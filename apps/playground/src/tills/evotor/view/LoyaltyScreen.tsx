/**
 * The shop's loyalty application on the terminal's screen: who the customer is, what they have, and how much of it is spent.
 */
import { kopecksOf, textOf } from "@loyalkit/adapter-evotor/terminal"
import { Kopecks, Points, zeroPoints } from "@loyalkit/core/Money"
import { createEffect, createSignal, For, on, Show } from "solid-js"
import type { Screen } from "../app/Screen.ts"
import { Press } from "./Press.tsx"
import { useTerminal } from "./TerminalContext.ts"

type Known = NonNullable<Screen["found"]>

const Samples = () => {
  const { page, speech, terminal, words } = useTerminal()
  return (
    <div class="evo-samples" role="group" aria-label={words().app.samples}>
      <For each={page.service().clients}>
        {(client) => (
          <Press act={() => terminal.app.screens.find(client.card ?? String(client.phone))}>
            {speech.named(client.name)}
          </Press>
        )}
      </For>
    </div>
  )
}

const Search = (props: { readonly busy: Screen["busy"] }) => {
  const { terminal, words } = useTerminal()
  const texts = () => words().app
  const [typed, setTyped] = createSignal("")
  return (
    <form
      class="evo-search"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed().trim() !== "") terminal.app.screens.find(typed().trim())
      }}
    >
      <label for="evo-search">{texts().search}</label>
      <div class="evo-row">
        <input
          id="evo-search"
          type="text"
          autocomplete="off"
          placeholder="79000000001"
          value={typed()}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" aria-disabled={terminal.isBusy()}>
          {props.busy === "find" ? texts().finding : texts().find}
        </button>
      </div>
      <Samples />
      <p class="nothing">{texts().nobody}</p>
    </form>
  )
}

/** How many points; what was typed is taken at once, and what is too much is as much as may be. */
const Spending = (props: {
  readonly known: Known
  readonly points: Points
  readonly spend: (points: Points) => void
  readonly ref: (input: HTMLInputElement) => void
}) => {
  const { speech, terminal, words } = useTerminal()
  const texts = () => words().app
  const most = () => Points.make(props.known.quote.maxSpendHundredths)
  const [typed, setTyped] = createSignal("")
  createEffect(
    on(
      () => props.known,
      () => setTyped(""),
    ),
  )
  const written = (points: Points): string =>
    speech.language() === "ru" ? textOf(points).replace(".", ",") : textOf(points)
  const take = (points: Points): void => {
    props.spend(points)
    setTyped(points === 0 ? "" : written(points))
  }
  const read = (text: string): void => {
    setTyped(text)
    props.spend(Points.make(Math.min(Math.max(0, kopecksOf(text) ?? 0), most())))
  }
  return (
    <form
      class="evo-spending"
      onSubmit={(event) => {
        event.preventDefault()
        terminal.app.screens.apply(props.points)
      }}
    >
      <label for="evo-points">
        {texts().spend} <small>{texts().most(speech.bare(most()))}</small>
      </label>
      <div class="evo-row">
        <input
          ref={(input) => props.ref(input)}
          id="evo-points"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          placeholder="0"
          value={typed()}
          onInput={({ currentTarget }) => read(currentTarget.value)}
          onChange={() => take(props.points)}
        />
        <Press act={() => take(most())}>{texts().all}</Press>
        <Press act={() => take(zeroPoints)}>{texts().none}</Press>
      </div>
    </form>
  )
}

const Worth = (props: { readonly known: Known; readonly points: Points }) => {
  const { speech, words } = useTerminal()
  const texts = () => words().app
  const text = () => {
    const { discountKopecks, earnHundredths, type } = props.known.quote
    if (type === "discount") return texts().discount(speech.money(Kopecks.make(discountKopecks)))
    if (props.points > 0) return texts().spends(speech.points(props.points))
    return texts().earns(speech.points(Points.make(earnHundredths)))
  }
  return <p class="evo-worth">{text()}</p>
}

const Client = (props: { readonly known: Known }) => {
  const { speech, terminal, words } = useTerminal()
  const client = () => props.known.client
  return (
    <div class="evo-client">
      <p>
        <strong>{speech.named(client().name ?? words().app.nameless)}</strong>
        <small>{client().phone}</small>
        <Press class="evo-another" act={terminal.app.screens.another}>
          {words().app.another}
        </Press>
      </p>
      <Show when={props.known.quote.type === "cashback"}>
        <p class="evo-balance">
          <small>{words().app.balance}</small>
          <strong>{speech.bare(Points.make(client().balanceHundredths))}</strong>
        </p>
      </Show>
    </div>
  )
}

export const LoyaltyScreen = (props: {
  readonly screen: Screen
  readonly first: (element: HTMLElement) => void
}) => {
  const { speech, terminal, words } = useTerminal()
  const texts = () => words().app
  const [points, setPoints] = createSignal<Points>(zeroPoints)
  const known = () => props.screen.found
  createEffect(on(known, () => setPoints(zeroPoints)))
  const owed = () => props.screen.sale?.amountKopecks
  const maySpend = () => known()?.quote.type === "cashback" && (known()?.quote.maxSpendHundredths ?? 0) > 0
  const label = () => {
    if (props.screen.busy === "apply") return texts().applying
    return points() > 0 ? texts().applyPoints(speech.points(points())) : texts().apply
  }
  return (
    <div class="evo-app" role="group" aria-label={texts().title}>
      <div class="evo-app-head">
        <h3>{texts().title}</h3>
        <span>
          <Show when={owed()} fallback={"\u00a0"}>
            {(amount) => texts().owed(speech.money(Kopecks.make(amount())))}
          </Show>
        </span>
      </div>
      <div class="evo-scroll">
        <Show when={known()} fallback={<Search busy={props.screen.busy} />}>
          {(found) => (
            <>
              <Client known={found()} />
              <Show when={maySpend()}>
                <Spending known={found()} points={points()} spend={setPoints} ref={props.first} />
              </Show>
              <Worth known={found()} points={points()} />
            </>
          )}
        </Show>
      </div>
      <div class="evo-foot evo-actions">
        <Press act={terminal.app.screens.cancel}>{texts().cancel}</Press>
        <Press
          class="primary"
          act={() => terminal.app.screens.apply(points())}
          isImpossible={known() === undefined}
          ref={props.first}
        >
          {label()}
        </Press>
      </div>
    </div>
  )
}
