/** What is to go wrong at a till next: one thing at a time. */
import { For } from "solid-js"
import type { Mishaps } from "../shop/Mishaps.ts"

export const MishapChoice = <Mishap extends string>(props: {
  readonly label: string
  readonly mishaps: Mishaps<Mishap>
  /** All but none. */
  readonly choices: ReadonlyArray<Mishap>
  readonly texts: Readonly<Record<Mishap | "none", string>>
}) => {
  const all = (): ReadonlyArray<Mishap | "none"> => ["none", ...props.choices]
  return (
    <label class="mishap">
      <span>{props.label}</span>
      <select
        value={props.mishaps.now()}
        classList={{ broken: props.mishaps.now() !== "none" }}
        onChange={({ currentTarget }) => {
          const chosen = all().find((choice) => choice === currentTarget.value)
          if (chosen !== undefined) props.mishaps.choose(chosen)
        }}
      >
        <For each={all()}>{(choice) => <option value={choice}>{props.texts[choice]}</option>}</For>
      </select>
    </label>
  )
}
