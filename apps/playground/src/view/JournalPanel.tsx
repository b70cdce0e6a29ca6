/** The engine's own record of this receipt, with its newest event in view: much of it is written in the background. */
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { createEffect, createSignal, For, on } from "solid-js"
import { eventDetail, eventTitle } from "../text/Events.ts"
import { usePage } from "./Page.ts"
import { Panel } from "./Panel.tsx"

const EventRow = (props: { readonly event: JournalEvent }) => {
  const { speech } = usePage()
  return (
    <li class="event" data-event={props.event._tag}>
      <span class="event-title">{eventTitle(props.event, speech)}</span>
      <time>{speech.time(props.event.at)}</time>
      <span class="event-detail">{eventDetail(props.event, speech)}</span>
    </li>
  )
}

export const JournalPanel = () => {
  const { speech, till } = usePage()
  const texts = () => speech.t().journal
  const [list, setList] = createSignal<HTMLOListElement>()
  const showNewest = () => {
    const body = list()?.parentElement
    body?.scrollTo({ top: body.scrollHeight })
  }
  createEffect(on(till.events, showNewest, { defer: true }))
  return (
    <Panel of="journal">
      <ol ref={setList} class="events">
        <For each={till.events()} fallback={<li class="nothing">{texts().none}</li>}>
          {(event) => <EventRow event={event} />}
        </For>
      </ol>
    </Panel>
  )
}
