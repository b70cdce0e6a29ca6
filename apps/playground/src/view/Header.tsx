/** What this page is, which till is looked at, and in which language. */
import { For } from "solid-js"
import { linkTo, tillNames, type Choice, type TillName } from "../tills/Tills.ts"
import { LanguageSwitch } from "./LanguageSwitch.tsx"
import { ShareLevers } from "./levers/ShareLevers.tsx"
import { usePage } from "./Page.ts"
import { PlaceLinks } from "./Places.tsx"

/** Links, so that a till can be opened in a tab of its own or sent to somebody; pressed here, the shop goes on. */
const TillChoice = () => {
  const { speech, tills } = usePage()
  const texts = () => speech.t().tills
  /** Another first till; one that stood second changes places with it. */
  const choiceOf = (first: TillName): Choice => {
    const { first: before, second } = tills.chosen()
    return { first, second: second === first ? before : second }
  }
  const follow = (event: MouseEvent, till: TillName): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    tills.choose(choiceOf(till))
  }
  return (
    <nav class="tills" aria-label={texts().label}>
      <For each={tillNames}>
        {(till) => (
          <a
            href={linkTo(choiceOf(till))}
            aria-current={tills.chosen().first === till ? "page" : undefined}
            onClick={(event) => follow(event, till)}
          >
            {texts()[till]}
          </a>
        )}
      </For>
    </nav>
  )
}

/** A second till beside the first: at the same client, or at the same point. */
const SecondTill = () => {
  const { speech, tills } = usePage()
  const texts = () => speech.t().tills
  const others = () => tillNames.filter((name) => name !== tills.chosen().first)
  return (
    <label class="second-till">
      <span class="visually-hidden">{texts().second}</span>
      <select
        onChange={({ currentTarget: { value } }) =>
          tills.choose({
            first: tills.chosen().first,
            second: tillNames.find((name) => name === value),
          })
        }
      >
        <option value="" selected={tills.chosen().second === undefined}>
          {texts().alone}
        </option>
        <For each={others()}>
          {(till) => (
            <option value={till} selected={tills.chosen().second === till}>
              {`+ ${texts()[till]}`}
            </option>
          )}
        </For>
      </select>
    </label>
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
      <SecondTill />
      <p>{speech.t().tagline}</p>
      <ShareLevers />
      <LanguageSwitch />
    </header>
  )
}
