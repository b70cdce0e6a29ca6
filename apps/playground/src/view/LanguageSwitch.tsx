/** In which language the page speaks. */
import { For } from "solid-js"
import { languageName, languages, type Speech } from "../text/Language.ts"
import { usePage } from "./Page.ts"

/** The same where there is no page yet. */
export const LanguageChoice = (props: { readonly speech: Speech }) => (
  <div class="languages" role="group" aria-label={props.speech.t().language}>
    <For each={languages}>
      {(language) => (
        <button
          type="button"
          lang={language}
          aria-pressed={props.speech.language() === language}
          aria-label={`${language.toUpperCase()}, ${languageName(language)}`}
          onClick={() => props.speech.choose(language)}
        >
          {language.toUpperCase()}
        </button>
      )}
    </For>
  </div>
)

export const LanguageSwitch = () => {
  const { speech } = usePage()
  return <LanguageChoice speech={speech} />
}
