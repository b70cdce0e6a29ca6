/** What this page is, which till is looked at, and in which language. */
import { For } from "solid-js"
import { linkTo, tillNames, type TillName } from "../tills/Tills.ts"
import { LanguageSwitch } from "./LanguageSwitch.tsx"
import { ShareLevers } from "./levers/ShareLevers.tsx"
import { usePage } from "./Page.ts"
import { PlaceLinks } from "./Places.tsx"

/** Links, so that a till can be opened in a tab of its own or sent to somebody; pressed here, the shop goes on. */
const TillChoice = () => {
  const { speech, tills } = usePage()
  const texts = () => speech.t().tills
  const follow = (event: MouseEvent, till: TillName): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    tills.choose(till)
  }
  return (
    <nav class="tills" aria-label={texts().label}>
      <For each={tillNames}>
        {(till) => (
          <a
            href={linkTo(till)}
            aria-current={tills.chosen() === till ? "page" : undefined}
            onClick={(event) => follow(event, till)}
          >
            {texts()[till]}
          </a>
        )}
      </For>
    </nav>
  )
}

export const Header = () => {
  const { speech } = usePage()
  return (
    <header class="header">
      <div class="names">
        <h1>
          loyalkit <span>{speech.t().title}</span>
        </h1>
        <PlaceLinks />
      </div>
      <TillChoice />
      <p>{speech.t().tagline}</p>
      <ShareLevers />
      <LanguageSwitch />
    </header>
  )
}
