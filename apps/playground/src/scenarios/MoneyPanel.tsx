/** Money as the service has it: the points of everybody who was touched, the holds with the time that is left, and the ledger. */
import { subtract } from "@loyalkit/core/Money"
import type { ClientNow } from "@loyalkit/scenario/watch/Look"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import { createMemo, For, Index, Show } from "solid-js"
import { Panel } from "../view/Panel.tsx"
import { usePlace } from "./Place.ts"
import { exact, short } from "../view/Time.ts"

const Figure = (props: { readonly label: string; readonly points: number; readonly main?: boolean }) => {
  const { speech } = usePlace()
  return (
    <div class="figure" classList={{ main: props.main ?? false }}>
      <dt>{props.label}</dt>
      <dd>{speech.number(props.points)}</dd>
    </div>
  )
}

const Account = (props: { readonly client: ClientNow }) => {
  const { speech, t } = usePlace()
  const texts = () => speech.t().service
  return (
    <section class="scenario-account" aria-label={speech.named(props.client.name)}>
      <p class="account">
        {speech.named(props.client.name)} <small>{props.client.phone}</small>
      </p>
      <Show
        when={props.client.level.type !== "discount"}
        fallback={<p class="nothing">{texts().noPoints}</p>}
      >
        <dl class="figures">
          <Figure label={texts().balance} points={props.client.balance} main />
          <Figure label={texts().held} points={props.client.balance - props.client.free} />
          <Figure label={texts().free} points={props.client.free} />
        </dl>
        <ul class="holds" aria-label={texts().holds}>
          <For each={props.client.holds} fallback={<li class="nothing">{texts().noHolds}</li>}>
            {(hold) => <li>{t().service.left(speech.number(hold.points), short(hold.millisLeft))}</li>}
          </For>
        </ul>
      </Show>
    </section>
  )
}

const EntryRow = (props: { readonly entry: Entry; readonly opening: number }) => {
  const { speech } = usePlace()
  const what = () => {
    const { entry } = props
    const texts = speech.t().service.entry
    return entry.kind === "hold-ended" ? texts["hold-ended"][entry.how] : texts[entry.kind]
  }
  const detail = () => {
    const { entry } = props
    if (entry.kind === "sold") return `${speech.money(entry.amount)} → ${speech.money(entry.total)}`
    return "points" in entry ? speech.points(entry.points) : ""
  }
  const change = () => {
    const by = subtract(props.entry.after, props.entry.before)
    return by === 0 ? "" : `${by > 0 ? "+" : ""}${speech.bare(by)}`
  }
  return (
    <li class="entry" data-kind={props.entry.kind}>
      <span class="entry-what">{what()}</span>
      <span class="entry-change">{change()}</span>
      <span class="entry-detail">{detail()}</span>
      <time>{exact(props.entry.at - props.opening)}</time>
    </li>
  )
}

export const MoneyPanel = (props: { readonly opening: number }) => {
  const { playing, speech, t } = usePlace()
  const news = createMemo(() => playing.frame().ledger.filter(({ kind }) => kind !== "opened"))
  const touched = createMemo(() => {
    const { clients, receipts } = playing.frame()
    const ids = new Set<string>(news().map(({ client }) => client))
    for (const { view } of receipts) if (view.client !== undefined) ids.add(view.client.id)
    return clients.filter(({ id }) => ids.has(id))
  })
  return (
    <Panel name="scenario-money" texts={t().service}>
      <Index each={touched()} fallback={<p class="nothing">{t().service.none}</p>}>
        {(client) => <Account client={client()} />}
      </Index>
      <h3 id="scenario-ledger">{speech.t().service.ledger}</h3>
      <ol class="entries" aria-labelledby="scenario-ledger">
        <For each={news().toReversed()} fallback={<li class="nothing">{speech.t().service.noEntries}</li>}>
          {(entry) => <EntryRow entry={entry} opening={props.opening} />}
        </For>
      </ol>
    </Panel>
  )
}
