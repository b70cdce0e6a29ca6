/** In which language the page speaks. */
import { For } from "solid-js"
import { languageName, languages } from "../text/Language.ts"
import { usePage } from "./Page.ts"

export const LanguageSwitch = () => {
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
