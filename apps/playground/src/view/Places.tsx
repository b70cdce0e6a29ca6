/**
 * The page's two places: the tills, and how reliable they are. Which one is looked at stands in the address, `?page=reliability`.
 *
 * The shop is open all the while: who comes back finds the till as it was left. The other place is loaded when it is first looked at.
 */
import {
  createResource,
  createSignal,
  onCleanup,
  onMount,
  Show,
  type Accessor,
  type JSX,
  type Setter,
} from "solid-js"
import { Dynamic } from "solid-js/web"
import { places } from "../text/Places.ts"
import { LanguageSwitch } from "./LanguageSwitch.tsx"
import { usePage } from "./Page.ts"

const PARAMETER = "page"
const RELIABILITY = "reliability"

const isNamed = (): boolean => new URLSearchParams(location.search).get(PARAMETER) === RELIABILITY

const linkTo = (isReliability: boolean): string => {
  const url = new URL(location.href)
  if (isReliability) url.searchParams.set(PARAMETER, RELIABILITY)
  else url.searchParams.delete(PARAMETER)
  return `${url.pathname}${url.search}`
}

const [isReliability, setReliability]: [Accessor<boolean>, Setter<boolean>] = createSignal(isNamed())
/** Somebody came by a link here, so the focus is to stay on a link. */
let isFollowing = false

/** From here to the other place. */
export const PlaceLink = () => {
  const { speech } = usePage()
  const there = !isReliability()
  let link: HTMLAnchorElement | undefined
  onMount(() => {
    if (isFollowing) link?.focus()
    isFollowing = false
  })
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    history.pushState(null, "", linkTo(there))
    isFollowing = true
    setReliability(there)
  }
  return (
    <a ref={(element) => (link = element)} class="place" href={linkTo(there)} onClick={follow}>
      {places[speech.language()][there ? "reliability" : "tills"]}
    </a>
  )
}

const ReliabilityPlace = () => {
  const { speech } = usePage()
  const words = () => places[speech.language()]
  const [loaded] = createResource(() => import("../reliability/index.tsx"))
  return (
    <>
      <header class="header">
        <div class="names">
          <h1>
            loyalkit <span>{words().reliability}</span>
          </h1>
          <PlaceLink />
        </div>
        <LanguageSwitch />
      </header>
      <Show when={loaded.error === undefined} fallback={<p role="status">{words().missing}</p>}>
        <Show when={loaded()} fallback={<p role="status">{words().loading}</p>}>
          {(module) => <Dynamic component={module().Reliability} speech={speech} />}
        </Show>
      </Show>
    </>
  )
}

/** The place that is looked at; the tills are what stands in it. */
export const Places = (props: { readonly children: JSX.Element }) => {
  const followAddress = (): void => void setReliability(isNamed())
  window.addEventListener("popstate", followAddress)
  onCleanup(() => window.removeEventListener("popstate", followAddress))
  return (
    <Show when={isReliability()} fallback={props.children}>
      <ReliabilityPlace />
    </Show>
  )
}
