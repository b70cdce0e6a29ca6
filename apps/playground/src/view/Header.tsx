/** What this page is, what goes wrong on it, and in which language. */
import { For } from "solid-js"
import { WINDOW } from "../engine/PagePolicy.ts"
import { troubles, type Trouble } from "../engine/Trouble.ts"
import { languageName, languages } from "../text/Language.ts"
import { usePage } from "./Page.ts"

const isTrouble = (value: string): value is Trouble => troubles.some((trouble) => trouble === value)

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

const LanguageSwitch = () => {
  const { speech } = usePage()
  return (
    <div class="languages" role="group" aria-label={speech.t().language}>
      <For each={languages}>
        {(language) => (
          <button
            type="button"
            lang={language}
            aria-pressed={speech.language() === language}
            aria-label={`${language.toUpperCase()}, ${languageName(language)}`}
            onClick={() => speech.choose(language)}
          >
            {language.toUpperCase()}
          </button>
        )}
      </For>
    </div>
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
      <h1>
        loyalkit <span>{speech.t().title}</span>
      </h1>
      <Tagline />
      <TroubleChoice />
      <LanguageSwitch />
    </header>
  )
}
