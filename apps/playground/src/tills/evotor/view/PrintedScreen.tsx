/**
 * The printed receipt, with what the application added under its total; and how the sale stands with loyalkit.
 */
import { For, Show } from "solid-js"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { inUnits } from "../../../shop/Amounts.ts"
import { amountOf, totalOf, toPayOf, type Closed } from "../pos/Receipt.ts"
import { Press } from "./Press.tsx"
import { useTerminal } from "./TerminalContext.ts"

const Paper = (props: { readonly closed: Closed }) => {
  const { speech, terminal, words } = useTerminal()
  const texts = () => words().paper
  const receipt = terminal.receipt
  return (
    <div class="evo-paper">
      <p class="evo-center">{texts().head(String(receipt().number))}</p>
      <p class="evo-center">{speech.time(props.closed.at)}</p>
      <ul>
        <For each={receipt().positions}>
          {(position) => (
            <li>
              <span>{position.good.name[speech.language()]}</span>
              <span class="evo-right">
                {speech.number(inUnits(position.quantity))} × {speech.amount(position.good.price)} ={" "}
                {speech.amount(amountOf(position))}
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={receipt().discount > 0}>
        <p class="evo-pair">
          <span>{texts().sum}</span>
          <span>{speech.amount(totalOf(receipt()))}</span>
        </p>
        <p class="evo-pair">
          <span>{texts().discount}</span>
          <span>−{speech.amount(receipt().discount)}</span>
        </p>
      </Show>
      <p class="evo-pair evo-total">
        <span>{texts().total}</span>
        <span>{speech.money(toPayOf(receipt()))}</span>
      </p>
      <p class="evo-pair">
        <span>{props.closed.byCard ? texts().card : texts().cash}</span>
        <span>{speech.amount(toPayOf(receipt()))}</span>
      </p>
      <Show when={props.closed.printed.length > 0}>
        <ul class="evo-added" aria-label={texts().added}>
          <For each={props.closed.printed}>{(line) => <li>{line}</li>}</For>
        </ul>
      </Show>
    </div>
  )
}

type Standings = "committed" | "rejected" | "settling" | "queued"

/** What of the gateway's journal says where a sale stands; the last one does. */
const telling: Partial<Record<JournalEvent["_tag"], Standings>> = {
  CommitIntended: "settling",
  Committed: "committed",
  EarningQueued: "queued",
  Rejected: "rejected",
}

const standingOf = (events: ReadonlyArray<JournalEvent>): Standings | undefined =>
  events.reduce<Standings | undefined>((now, { _tag }) => telling[_tag] ?? now, undefined)

/** Where the sale is: with the application, on its way, or at loyalkit. */
const Standing = () => {
  const { page, speech, terminal, words } = useTerminal()
  const texts = () => words().standing
  const text = () => {
    const { uuid } = terminal.receipt()
    if (terminal.disk.outbox().includes(uuid)) return texts().outbox
    const known = standingOf(terminal.journal.kept().flatMap(({ events }) => events))
    if (known !== undefined) return texts()[known]
    if (terminal.disk.open() === uuid) return terminal.app.isAlive() ? texts().closing : texts().unheard
    return page.remote?.cannot(speech).standing ?? texts().without
  }
  return (
    <p class="evo-standing" role="status">
      {text()}
    </p>
  )
}

export const PrintedScreen = (props: {
  readonly closed: Closed
  readonly first: (element: HTMLElement) => void
}) => {
  const { terminal, words } = useTerminal()
  const receipt = () => words().receipt(String(terminal.receipt().number))
  return (
    <>
      <div class="evo-scroll evo-slot scrolls" role="group" aria-label={receipt()} tabindex="0">
        <Paper closed={props.closed} />
      </div>
      <div class="evo-foot">
        <Standing />
        <div class="evo-actions">
          <Press class="evo-main" act={terminal.pos.renew} ref={props.first}>
            {words().renew}
          </Press>
        </div>
        <small class="evo-note">{words().refunds}</small>
      </div>
    </>
  )
}
