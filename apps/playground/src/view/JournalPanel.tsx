/**
 * The engine's own record of the purchase on the till, with its newest event in view: much of it is written in the background.
 *
 * A purchase may have more receipts than one there: then each has a head.
 */
import { createEffect, createMemo, createSignal, Index, on, Show } from "solid-js"
import { isSameList } from "../shop/SameList.ts"
import type { JournalPart, OpenTill } from "../tills/OpenTill.ts"
import type { TillName } from "../tills/Tills.ts"
import { EventList } from "./EventList.tsx"
import { usePage } from "./Page.ts"
import { Panel } from "./Panel.tsx"

export const JournalPanel = () => {
  const { speech, tills } = usePage()
  const texts = () => speech.t().journal
  const [list, setList] = createSignal<HTMLDivElement>()
  /** Where two tills stand beside each other each receipt says whose it is. */
  const partsOf = (name: TillName, till: OpenTill, isOneOfTwo: boolean): ReadonlyArray<JournalPart> =>
    till.journal().map((part) => {
      if (!isOneOfTwo || part.events.length === 0) return part
      const whose = speech.t().tills[name]
      return { ...part, title: part.title === undefined ? whose : `${whose}: ${part.title}` }
    })
  const parts = createMemo(() =>
    tills
      .shown()
      .flatMap(({ name, till }, _, all) => (till === undefined ? [] : partsOf(name, till, all.length > 1))),
  )
  const events = createMemo(() => parts().flatMap((part) => part.events), undefined, { equals: isSameList })
  const showNewest = () => {
    const body = list()?.parentElement
    body?.scrollTo({ top: body.scrollHeight })
  }
  createEffect(on(events, showNewest, { defer: true }))
  return (
    <Panel name="journal" texts={texts()}>
      <div ref={setList}>
        <Show when={events().length > 0} fallback={<p class="nothing">{texts().none}</p>}>
          <Index each={parts()}>
            {(part) => (
              <>
                <Show when={part().title}>{(title) => <h3>{title()}</h3>}</Show>
                <EventList speech={speech} events={part().events} time={speech.time} />
              </>
            )}
          </Index>
        </Show>
      </div>
    </Panel>
  )
}
