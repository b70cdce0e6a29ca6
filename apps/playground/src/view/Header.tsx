/** What this page is, which till is looked at, what goes wrong, and in which language. */
import { For } from "solid-js"
import { WINDOW } from "../engine/PagePolicy.ts"
import { troubles, type Trouble } from "../engine/Trouble.ts"
import { linkTo, tillNames, type TillName } from "../tills/Tills.ts"
import { LanguageSwitch } from "./LanguageSwitch.tsx"
import { usePage } from "./Page.ts"
import { PlaceLinks } from "./Places.tsx"

const isTrouble = (value: string): value is Trouble => troubles.some((trouble) => trouble === value)

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

const TroubleChoice = () => {
  const { service, speech } = usePage()
  return (
    <label class="trouble">
      <span>{speech.t().trouble.label}</span>
      <select
        value={service.trouble()}
        classList={{ broken: service.trouble() !== "none" }}
        onChange={({ currentTarget }) => {
          if (isTrouble(currentTarget.value)) service.setTrouble(currentTarget.value)
        }}
      >
        <For each={troubles}>
          {(trouble) => <option value={trouble}>{speech.t().trouble[trouble]}</option>}
        </For>
      </select>
    </label>
  )
}

/** What this page is; or, where something is about to go wrong, what will be seen of it. */
const Tagline = () => {
  const { service, speech } = usePage()
  const text = () => {
    const trouble = service.trouble()
    return trouble === "none"
      ? speech.t().tagline
      : speech.t().troubleHint[trouble](WINDOW.here, WINDOW.usually)
  }
  return <p>{text()}</p>
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
      <Tagline />
      <TroubleChoice />
      <LanguageSwitch />
    </header>
  )
}
