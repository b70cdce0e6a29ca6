/**
 * The engine's own record of the purchase on the till, with its newest event in view: much of it is written in the background.
 *
 * A purchase may have more receipts than one there: then each has a head.
 */
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { createEffect, createMemo, createSignal, For, Index, on, Show } from "solid-js"
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
  const { speech, tills } = usePage()
  const texts = () => speech.t().journal
  const [list, setList] = createSignal<HTMLDivElement>()
  const parts = createMemo(() => tills.current()?.journal() ?? [])
  const events = () => parts().flatMap((part) => part.events)
  const showNewest = () => {
    const body = list()?.parentElement
    body?.scrollTo({ top: body.scrollHeight })
  }
  createEffect(on(parts, showNewest, { defer: true }))
  return (
    <Panel name="journal" texts={texts()}>
      <div ref={setList}>
        <Show when={events().length > 0} fallback={<p class="nothing">{texts().none}</p>}>
          <Index each={parts()}>
            {(part) => (
              <>
                <Show when={part().title}>{(title) => <h3>{title()}</h3>}</Show>
                <ol class="events">
                  <For each={part().events}>{(event) => <EventRow event={event} />}</For>
                </ol>
              </>
            )}
          </Index>
        </Show>
      </div>
    </Panel>
  )
}
