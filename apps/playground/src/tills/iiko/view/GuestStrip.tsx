/**
 * The guest of the order: a card to slide, a phone to type, and who is checked in.
 *
 * iikoFront itself shows the plugin's message and nothing more; who is checked in is read from loyalkit's journal here, for those who look on.
 */
import { createMemo, Index, Show } from "solid-js"
import { Press } from "./Press.tsx"
import { useTill } from "./TillContext.ts"

/** Cards to slide: any of them, whoever is there already. */
export const Cards = () => {
  const { page, speech, till, words } = useTill()
  return (
    <div class="iiko-cards" role="group" aria-label={words().guest.cards}>
      <span aria-hidden="true">{words().guest.cards}:</span>
      {/* By place: a card that has the focus stays when something changes at the service. */}
      <Index each={page.service().clients}>
        {(client) => (
          <Press act={() => till.scan(client().card ?? String(client().phone))}>
            {speech.named(client().name)}
          </Press>
        )}
      </Index>
    </div>
  )
}

/** What tells of guests. */
const TELLING = ["Identified", "SearchKept", "Cancelled"] as const

/** Who is there, by the newest event that says so: found, kept for later, or taken off. */
export const useGuest = () => {
  const { till } = useTill()
  return createMemo(() => {
    const events = till.journal.kept().at(-1)?.events ?? []
    const last = events.findLast(({ _tag }) => TELLING.some((telling) => telling === _tag))
    return last?._tag === "Identified" || last?._tag === "SearchKept" ? last : undefined
  })
}

const Name = () => {
  const { page, speech, words } = useTill()
  const guest = useGuest()
  const name = () => {
    const event = guest()
    if (event?._tag !== "Identified") return undefined
    return page.service().clients.find(({ id }) => id === event.account.id)?.name ?? ""
  }
  return (
    <p>
      {words().guest.title}:{" "}
      <Show
        when={name()}
        fallback={
          <span class="nothing">{guest() === undefined ? words().guest.none : words().guest.later}</span>
        }
      >
        {(name) => <strong>{speech.named(name())}</strong>}
      </Show>
    </p>
  )
}

/** `ask` is told of the button that asks for a guest. */
export const GuestStrip = (props: { readonly ask: (button: HTMLElement) => void }) => {
  const { till, words } = useTill()
  const texts = () => words().guest
  const guest = useGuest()
  const isOpen = () => till.desk.order().status === "New" || till.desk.order().status === "Bill"
  const isLooking = () => till.busy() === "guest" && till.popups.current() === undefined
  return (
    <div class="iiko-guest" role="group" aria-label={texts().title}>
      <Name />
      <Show when={isOpen()}>
        <div>
          <Show when={guest()}>
            <Press act={till.undoGuest}>{texts().undo}</Press>
          </Show>
          <Press act={till.askGuest} ref={props.ask}>
            {isLooking() ? texts().looking : texts().ask}
          </Press>
        </div>
      </Show>
    </div>
  )
}
