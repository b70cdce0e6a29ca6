/** What is true at the service: the client's points, the holds on them, and the ledger. */
import { add, subtract, zeroPoints, type Points } from "@loyalkit/core/Money"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import type { Client } from "@loyalkit/sandbox/Snapshot"
import { createMemo, For, Index, Show } from "solid-js"
import { usePage } from "./Page.ts"
import { short } from "./Time.ts"
import { Panel } from "./Panel.tsx"

const Figure = (props: { readonly label: string; readonly points: Points; readonly main?: boolean }) => {
  const { speech } = usePage()
  return (
    <div class="figure" classList={{ main: props.main ?? false }}>
      <dt>{props.label}</dt>
      <dd>{speech.bare(props.points)}</dd>
    </div>
  )
}

const Balance = (props: { readonly client: Client }) => {
  const { shop, speech } = usePage()
  const texts = () => speech.t().service
  const level = () => shop.service().levels.find(({ id }) => id === props.client.level)
  const held = (): Points =>
    props.client.holds.reduce<Points>((sum, hold) => add(sum, hold.points), zeroPoints)
  return (
    <>
      <p class="account">
        {speech.named(props.client.name)} <small>{speech.named(level()?.title ?? "")}</small>
      </p>
      <Show when={level()?.type !== "discount"} fallback={<p class="nothing">{texts().noPoints}</p>}>
        <dl class="figures">
          <Figure label={texts().balance} points={props.client.balance} main />
          <Figure label={texts().held} points={held()} />
          <Figure label={texts().free} points={props.client.free} />
        </dl>
        <ul class="holds" aria-label={texts().holds}>
          <For each={props.client.holds} fallback={<li class="nothing">{texts().noHolds}</li>}>
            {(hold) => (
              <li>
                <strong>{speech.points(hold.points)}</strong>{" "}
                <span role="timer">{texts().left(short(Math.max(0, hold.until - shop.now())))}</span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  )
}

const EntryRow = (props: { readonly entry: Entry }) => {
  const { shop, speech } = usePage()
  const what = () => {
    const { entry } = props
    const texts = speech.t().service.entry
    return entry.kind === "hold-ended" ? texts["hold-ended"][entry.how] : texts[entry.kind]
  }
  const whose = () => shop.service().clients.find(({ id }) => id === props.entry.client)?.name ?? ""
  const detail = () => {
    const { entry } = props
    switch (entry.kind) {
      case "sold":
        return `${speech.money(entry.amount)} → ${speech.money(entry.total)}`
      case "held":
      case "hold-ended":
      case "credited":
      case "granted":
        return speech.points(entry.points)
      default:
        return ""
    }
  }
  const change = () => {
    const by = subtract(props.entry.after, props.entry.before)
    return by === 0 ? "" : `${by > 0 ? "+" : ""}${speech.bare(by)}`
  }
  return (
    <li class="entry" data-kind={props.entry.kind}>
      <span class="entry-what">
        {what()} <small>{speech.named(whose())}</small>
      </span>
      <span class="entry-change">{change()}</span>
      <span class="entry-detail">{detail()}</span>
      <time>{speech.time(props.entry.at)}</time>
    </li>
  )
}

/** Newest first; the world's opening balances are no news. */
const Ledger = () => {
  const { shop, speech } = usePage()
  const news = createMemo(() =>
    shop
      .ledger()
      .filter(({ kind }) => kind !== "opened")
      .toReversed(),
  )
  return (
    <ol class="entries" reversed aria-labelledby="ledger-title">
      <For each={news()} fallback={<li class="nothing">{speech.t().service.noEntries}</li>}>
        {(entry) => <EntryRow entry={entry} />}
      </For>
    </ol>
  )
}

export const ServicePanel = () => {
  const { shop, speech, tills } = usePage()
  const texts = () => speech.t().service
  const ids = createMemo(() => tills.shown().map(({ till }) => till?.client()))
  const accounts = createMemo(() => shop.service().clients.filter(({ id }) => ids().includes(id)))
  return (
    <Panel name="service" texts={texts()}>
      <Index each={accounts()} fallback={<p class="nothing">{texts().noClient}</p>}>
        {(client) => <Balance client={client()} />}
      </Index>
      <h3 id="ledger-title">{texts().ledger}</h3>
      <Ledger />
    </Panel>
  )
}
