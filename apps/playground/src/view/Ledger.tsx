/** The service's ledger, newest first, under its title; the world's opening balances are no news. */
import { subtract } from "@loyalkit/core/Money"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import type { Snapshot } from "@loyalkit/sandbox/Snapshot"
import { createMemo, createUniqueId, For } from "solid-js"
import type { Speech } from "../text/Language.ts"

interface Told {
  readonly speech: Speech
  /** How a time of the shop is written; in milliseconds since 1970. */
  readonly time: (at: number) => string
}

type Names = ReadonlyMap<string, string>

const isSame = (one: Names, other: Names): boolean =>
  one.size === other.size && [...one].every(([id, name]) => other.get(id) === name)

const EntryRow = (props: Told & { readonly entry: Entry; readonly names: Names }) => {
  const { speech } = props
  const what = () => {
    const { entry } = props
    const texts = speech.t().service.entry
    return entry.kind === "hold-ended" ? texts["hold-ended"][entry.how] : texts[entry.kind]
  }
  const whose = () => props.names.get(props.entry.client) ?? ""
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
      <span class="entry-what">
        {what()} <small>{speech.named(whose())}</small>
      </span>
      <span class="entry-change">{change()}</span>
      <span class="entry-detail">{detail()}</span>
      <time>{props.time(props.entry.at)}</time>
    </li>
  )
}

/** `entries`: oldest first, as all lists are. */
export const Ledger = (
  props: Told & { readonly service: Snapshot; readonly entries: ReadonlyArray<Entry> },
) => {
  const title = createUniqueId()
  // Much changes at the service at any moment, and nobody's name: the rows are not written anew.
  const names = createMemo(
    (): Names => new Map(props.service.clients.map(({ id, name }) => [id, name])),
    undefined,
    { equals: isSame },
  )
  const news = createMemo(() => props.entries.filter(({ kind }) => kind !== "opened").toReversed())
  return (
    <>
      <h3 id={title}>{props.speech.t().service.ledger}</h3>
      <ol class="entries" reversed aria-labelledby={title}>
        <For each={news()} fallback={<li class="nothing">{props.speech.t().service.noEntries}</li>}>
          {(entry) => <EntryRow speech={props.speech} names={names()} time={props.time} entry={entry} />}
        </For>
      </ol>
    </>
  )
}
