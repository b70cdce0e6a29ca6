/** Copies a text, and says so; where a browser lets nobody copy, it shows the text to be copied by hand. */
import { createSignal, Show } from "solid-js"
import type { Speech } from "../text/Language.ts"
import { copyText } from "./TakeAway.ts"

/** How long "copied" is to be read, in milliseconds; our judgment. */
const SAID_MILLIS = 2_000

export const CopyButton = (props: {
  readonly speech: Speech
  readonly label: string
  readonly text: () => string
}) => {
  const [said, setSaid] = createSignal<"copied" | "by-hand">()
  const texts = () => props.speech.t().copy
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(props.text())
    setSaid(isCopied ? "copied" : "by-hand")
    if (isCopied) setTimeout(() => setSaid(undefined), SAID_MILLIS)
  }
  return (
    <>
      <button type="button" class="quiet copy" onClick={() => void copy()}>
        {said() === "copied" ? texts().copied : props.label}
      </button>
      <Show when={said() === "by-hand"}>
        <pre tabindex="0">{props.text()}</pre>
      </Show>
    </>
  )
}
