/**
 * The page's places: the tills, how reliable they are, and scenarios. Which one is looked at stands in the address, `?page=reliability`.
 *
 * The shop is open all the while: who comes back finds the till as it was left. Another place is loaded when it is first looked at.
 */
import {
  createEffect,
  createResource,
  createSignal,
  For,
  onCleanup,
  onMount,
  Show,
  type Accessor,
  type Component,
  type JSX,
  type Setter,
} from "solid-js"
import { Dynamic } from "solid-js/web"
import type { Speech } from "../text/Language.ts"
import { places } from "../text/Places.ts"
import { LanguageSwitch } from "./LanguageSwitch.tsx"
import { usePage } from "./Page.ts"

const PARAMETER = "page"
/** The scenarios, from wherever the page is; a scenario of one's own follows as its fragment. */
export const SCENARIOS_PATH = `?${PARAMETER}=scenarios`
/** Of the scenarios; it means nothing elsewhere. */
const SCENARIO = "scenario"

const loaders = {
  reliability: async (): Promise<Component<{ readonly speech: Speech }>> =>
    (await import("../reliability/index.tsx")).Reliability,
  scenarios: async (): Promise<Component<{ readonly speech: Speech }>> =>
    (await import("../scenarios/index.tsx")).Scenarios,
}
type Loaded = keyof typeof loaders
type Place = Loaded | "tills"

const placeNames: ReadonlyArray<Place> = ["tills", "scenarios", "reliability"]

const isLoaded = (name: string | null): name is Loaded => name !== null && Object.hasOwn(loaders, name)

const named = (): Place => {
  const { hash, search } = location
  const name = new URLSearchParams(search).get(PARAMETER)
  if (isLoaded(name)) return name
  // A scenario that came as a link says so by itself.
  return hash.startsWith(`#${SCENARIO}=`) ? "scenarios" : "tills"
}

const linkTo = (place: Place): string => {
  const url = new URL(location.href)
  url.searchParams.delete(SCENARIO)
  if (place === "tills") url.searchParams.delete(PARAMETER)
  else url.searchParams.set(PARAMETER, place)
  return `${url.pathname}${url.search}`
}

const [current, setCurrent]: [Accessor<Place>, Setter<Place>] = createSignal(named())
/** Somebody came by a link from there, so the focus is to stay on the link that leads back. */
let cameFrom: Place | undefined

const PlaceLink = (props: { readonly to: Place }) => {
  const { speech } = usePage()
  let link: HTMLAnchorElement | undefined
  onMount(() => {
    if (cameFrom !== props.to) return
    cameFrom = undefined
    link?.focus()
  })
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    history.pushState(null, "", linkTo(props.to))
    cameFrom = current()
    setCurrent(props.to)
  }
  return (
    <a ref={(element) => (link = element)} class="place" href={linkTo(props.to)} onClick={follow}>
      {places[speech.language()][props.to]}
    </a>
  )
}

/** From here to the other places. */
export const PlaceLinks = () => {
  const here = current()
  return (
    <div class="places">
      <For each={placeNames.filter((name) => name !== here)}>{(name) => <PlaceLink to={name} />}</For>
    </div>
  )
}

const LoadedPlace = (props: { readonly place: Loaded }) => {
  const { offline, speech } = usePage()
  const words = () => places[speech.language()]
  const [loaded] = createResource(() => loaders[props.place]().then((View) => ({ View })))
  createEffect(() => {
    if (loaded.state === "ready") offline.begin()
  })
  return (
    <>
      <header class="header">
        <div class="names">
          <h1>
            loyalkit <span>{words()[props.place]}</span>
          </h1>
          <PlaceLinks />
        </div>
        <LanguageSwitch />
      </header>
      <Show when={loaded.error === undefined} fallback={<p role="status">{words().missing}</p>}>
        <Show when={loaded()} fallback={<p role="status">{words().loading}</p>}>
          {(module) => <Dynamic component={module().View} speech={speech} />}
        </Show>
      </Show>
    </>
  )
}

/** Below every place. Its room is kept, so that nothing moves when it can be said. */
const Footer = () => {
  const { offline, speech } = usePage()
  const words = () => places[speech.language()]
  return (
    <footer class="footer">
      <span classList={{ unsaid: !offline.isReady() }} title={words().stored}>
        {words().offline}
      </span>
    </footer>
  )
}

/** The place that is looked at; the tills are what stands in it. */
export const Places = (props: { readonly children: JSX.Element }) => {
  const followAddress = (): void => void setCurrent(named())
  window.addEventListener("popstate", followAddress)
  onCleanup(() => window.removeEventListener("popstate", followAddress))
  const loaded = () => {
    const place = current()
    return place === "tills" ? undefined : place
  }
  return (
    <>
      <Show when={loaded()} keyed fallback={props.children}>
        {(place) => <LoadedPlace place={place} />}
      </Show>
      <Footer />
    </>
  )
}
