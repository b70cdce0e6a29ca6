/** What the engine wrote of a receipt, in its order: what happened, when, and the numbers or the evidence that count. */
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { For } from "solid-js"
import { eventDetail, eventTitle, isTechnical } from "../text/Events.ts"
import type { Speech } from "../text/Language.ts"

export const EventList = (props: {
  readonly speech: Speech
  readonly events: ReadonlyArray<JournalEvent>
  /** How a time of the shop is written; in milliseconds since 1970. */
  readonly time: (at: number) => string
}) => (
  <ol class="events">
    <For each={props.events}>
      {(event) => (
        <li class="event" data-event={event._tag}>
          <span class="event-title">{eventTitle(event, props.speech)}</span>
          <time>{props.time(event.at)}</time>
          <span class="event-detail" lang={isTechnical(event) ? "en" : undefined}>
            {eventDetail(event, props.speech)}
          </span>
        </li>
      )}
    </For>
  </ol>
)
