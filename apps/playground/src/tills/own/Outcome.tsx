/** What became of a receipt whose sale was sent, queued or closed, and what the cashier does now. */
import type { Sale } from "@loyalkit/core/Domain"
import type {
  CheckoutState,
  Committed,
  InDoubt,
  Queued,
  Rejected,
} from "@loyalkit/core/journal/CheckoutState"
import { subtract, type Kopecks } from "@loyalkit/core/Money"
import { createMemo, Match, Show, Switch } from "solid-js"
import { WINDOW } from "../../shop/DoubtWindow.ts"
import { asSentence, reasonText, refusalText } from "@loyalkit/core/CaseText"
import { useOwn } from "./OwnPage.ts"
import { mayHaveHeld } from "./Standing.ts"

export const Amount = (props: { readonly label: string; readonly amount: Kopecks }) => {
  const { speech } = useOwn()
  return (
    <p class="to-pay">
      <span>{props.label}</span>
      <strong>{speech.money(props.amount)}</strong>
    </p>
  )
}

const useTexts = () => {
  const { speech } = useOwn()
  return () => speech.t().till
}

/** Points and discount of a sale, in words. */
const useGained = (sale: () => Sale) => {
  const { speech } = useOwn()
  const texts = useTexts()
  return () => {
    const { amount, earn, spend, total, type } = sale()
    if (type === "discount") return texts().committedDiscount(speech.money(subtract(amount, total)))
    if (spend !== undefined && spend > 0) return texts().committedSpent(speech.points(spend))
    return earn !== undefined && earn > 0 ? texts().committedEarned(speech.points(earn)) : ""
  }
}

const Sold = (props: { readonly state: Committed }) => {
  const { speech, till } = useOwn()
  const texts = useTexts()
  const gained = useGained(() => props.state.sale)
  /** How its doubt ended, where there was one. */
  const proof = () => {
    const { intent, judge } = props.state
    if (judge?.by === "person") return texts().decidedBy(judge.name)
    if (judge?.by === "witness") return texts().seenCommitted
    if (intent.resends === 0) return undefined
    const last = till.events().findLast((event) => event._tag === "NotCreated")?.judge
    return last?.by === "person" ? texts().sentAgainBy(last.name) : texts().sentAgain
  }
  return (
    <>
      <h3>{texts().committed}</h3>
      <p class="outcome-points">{gained()}</p>
      <Amount label={texts().paid} amount={props.state.sale.total} />
      <Show when={proof()}>{(how) => <p class="outcome-note">{how()}</p>}</Show>
      <Show when={props.state.difference}>
        {(difference) => <p class="outcome-note">{texts().difference(speech.money(difference().shown))}</p>}
      </Show>
    </>
  )
}

const Doubt = (props: { readonly state: InDoubt }) => {
  const { speech, till } = useOwn()
  const texts = useTexts()
  const left = () => till.windowLeft(props.state.doubt.at)
  return (
    <Show
      when={props.state.left}
      fallback={
        <>
          <h3>{texts().inDoubt}</h3>
          <p>{texts().inDoubtHint}</p>
          <p class="outcome-note" aria-live="off">
            {left() > 0 ? texts().window(left()) : texts().windowOver}
            {texts().windowLength(WINDOW)}
          </p>
        </>
      }
    >
      {(person) => (
        <>
          <h3>{texts().left}</h3>
          <p>
            {asSentence(reasonText(person().why, speech.language()))} {texts().leftHint}
          </p>
        </>
      )}
    </Show>
  )
}

const Waiting = (props: { readonly state: Queued }) => {
  const { speech } = useOwn()
  const texts = useTexts()
  return (
    <>
      <h3>{texts().queued}</h3>
      <p>
        {asSentence(refusalText(props.state.waiting, speech.language()))} {texts().queuedHint}
      </p>
    </>
  )
}

const Refused = (props: { readonly state: Rejected }) => {
  const { speech } = useOwn()
  const texts = useTexts()
  const why = () => {
    const { judge } = props.state
    return judge?.by === "person"
      ? texts().rejectedBy(judge.name)
      : `${asSentence(refusalText(props.state, speech.language()))} ${texts().rejectedHint}`
  }
  return (
    <>
      <h3>{texts().rejected}</h3>
      <p>{why()}</p>
    </>
  )
}

/** The state, where it is the one with this tag. */
const useStateOf = <Tag extends CheckoutState["_tag"]>(tag: Tag) => {
  const { till } = useOwn()
  type Wanted = Extract<CheckoutState, { readonly _tag: Tag }>
  const is = (state: CheckoutState): state is Wanted => state._tag === tag
  return createMemo(() => {
    const { state } = till.snapshot()
    return is(state) ? state : undefined
  })
}

export const Outcome = () => {
  const { till } = useOwn()
  const texts = useTexts()
  const [committed, inDoubt, queued, rejected] = [
    useStateOf("Committed"),
    useStateOf("InDoubt"),
    useStateOf("Queued"),
    useStateOf("Rejected"),
  ]
  const is = (tag: CheckoutState["_tag"]) => till.snapshot().state._tag === tag
  return (
    <div class="outcome" role="status" data-state={till.snapshot().state._tag}>
      <Switch>
        <Match when={committed()}>{(state) => <Sold state={state()} />}</Match>
        <Match when={inDoubt()}>{(state) => <Doubt state={state()} />}</Match>
        <Match when={queued()}>{(state) => <Waiting state={state()} />}</Match>
        <Match when={rejected()}>{(state) => <Refused state={state()} />}</Match>
        <Match when={is("NotCreated")}>
          <h3>{texts().notCreated}</h3>
          <p>{texts().notCreatedHint}</p>
        </Match>
        <Match when={is("Cancelled")}>
          <h3>{texts().cancelled}</h3>
          <Show when={mayHaveHeld(till.events())}>
            <p>{texts().cancelledHint}</p>
          </Show>
        </Match>
        <Match when={is("Committing")}>
          <h3>{texts().committing}</h3>
        </Match>
      </Switch>
    </div>
  )
}
