/** The engine's own record of this receipt. */
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { For } from "solid-js"
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
  return (
    <Panel of="journal">
      <ol class="events">
        <For each={till.events()} fallback={<li class="nothing">{texts().none}</li>}>
          {(event) => <EventRow event={event} />}
        </For>
      </ol>
    </Panel>
  )
}
