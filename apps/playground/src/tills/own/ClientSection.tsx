/** Who is the customer: a search, a few sample clients to choose from, and the one who was found. */
import type { Client } from "@loyalkit/core/Domain"
import type { Client as ServiceClient } from "@loyalkit/sandbox/Snapshot"
import { createSignal, Index, onMount, Show } from "solid-js"
import { useOwn } from "./OwnPage.ts"
import { isOpen } from "./Standing.ts"

const SampleClients = (props: { readonly choose: (search: string) => void }) => {
  const { page, speech, till } = useOwn()
  const levelOf = (id: string) => page.service().levels.find((level) => level.id === id)
  const worth = ({ balance, level }: ServiceClient) => {
    const is = levelOf(level)
    return is?.type === "discount" ? `−${speech.number(is.percent)}\u00a0%` : speech.points(balance)
  }
  return (
    <div class="samples" role="group" aria-label={speech.t().till.samples}>
      {/* By place: a button with the focus stays when something changes at the service. */}
      <Index each={page.service().clients}>
        {(client) => (
          <button
            type="button"
            class="sample"
            disabled={till.busy() !== undefined}
            onClick={() => props.choose(String(client().phone))}
          >
            <span>{speech.named(client().name)}</span> <small>{worth(client())}</small>
          </button>
        )}
      </Index>
    </div>
  )
}

const Search = (props: { readonly isAsked: boolean; readonly done: () => void }) => {
  const { speech, till } = useOwn()
  const [search, setSearch] = createSignal("")
  const [input, setInput] = createSignal<HTMLInputElement>()
  onMount(() => {
    if (props.isAsked) input()?.focus()
  })
  const find = (text: string) => {
    setSearch(text)
    if (text.trim() === "") return
    till.identify(text.trim())
    props.done()
  }
  return (
    <form
      class="search"
      onSubmit={(event) => {
        event.preventDefault()
        find(search())
      }}
    >
      <label for="search">{speech.t().till.search}</label>
      <div class="search-row">
        <input
          ref={setInput}
          id="search"
          type="text"
          inputmode="text"
          autocomplete="off"
          placeholder="79000000001"
          value={search()}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={till.busy() !== undefined}>
          {till.busy() === "Identify" ? speech.t().till.finding : speech.t().till.find}
        </button>
      </div>
      <SampleClients choose={find} />
    </form>
  )
}

const Found = (props: { readonly client: Client; readonly another: () => void }) => {
  const { speech, till } = useOwn()
  return (
    <div class="client">
      <div>
        <strong>{speech.named(props.client.name ?? props.client.id)}</strong>
        <small>
          {speech
            .t()
            .till.level(
              speech.named(props.client.level.title ?? ""),
              speech.number(props.client.level.percent),
            )}
        </small>
      </div>
      <Show when={props.client.level.type === "cashback" && isOpen(till.snapshot().state)}>
        <span class="client-balance">{speech.points(props.client.balance)}</span>
      </Show>
      <Show when={isOpen(till.snapshot().state)}>
        <button
          type="button"
          class="quiet"
          disabled={till.busy() !== undefined}
          onClick={() => props.another()}
        >
          {speech.t().till.another}
        </button>
      </Show>
    </div>
  )
}

/** A receipt that went on without its client: what was typed, as long as the service is still to be asked. */
const Unknown = () => {
  const { speech, till } = useOwn()
  return (
    <div class="client">
      <div>
        <Show when={till.snapshot().personal.search} fallback={<strong>{speech.t().till.notFound}</strong>}>
          {(search) => (
            <>
              <strong>{search()}</strong>
              <small>{speech.t().till.foundLater}</small>
            </>
          )}
        </Show>
      </div>
    </div>
  )
}

export const ClientSection = () => {
  const { speech, till } = useOwn()
  const [searchingFor, setSearchingFor] = createSignal<string>()
  const isAsked = () => searchingFor() === till.key().receipt
  const isSearching = () => till.client() === undefined || isAsked()
  return (
    <section class="step" aria-labelledby="client-title">
      <h3 id="client-title" class="visually-hidden">
        {speech.t().till.client}
      </h3>
      <Show
        when={isSearching() ? undefined : till.client()}
        fallback={
          <Show when={isOpen(till.snapshot().state)} fallback={<Unknown />}>
            <Search isAsked={isAsked()} done={() => setSearchingFor(undefined)} />
          </Show>
        }
      >
        {(client) => <Found client={client()} another={() => setSearchingFor(till.key().receipt)} />}
      </Show>
    </section>
  )
}
