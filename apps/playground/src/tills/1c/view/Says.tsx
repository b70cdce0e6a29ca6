/** What the cashier reads: the server's messages as they came, and what РМК says itself where something failed. */
import { createMemo, For, Show } from "solid-js"
import type { Words } from "../../../text/1c/en.ts"
import type { Trouble } from "../rmk/Answers.ts"
import type { Notice } from "../Sheet.ts"
import { Press } from "./Press.tsx"
import { useWorkplace } from "./WorkplaceContext.ts"

const SERVER_SIDE = 500

/** What РМК says of a call, and under it the server's own text. */
export const troubleText = (
  trouble: Trouble,
  words: Words,
): { readonly said: string; readonly text: string } => {
  const { serverError, unreachable, wrongParameters } = words.notice
  switch (trouble._tag) {
    case "Lost":
      return { said: unreachable, text: "" }
    case "Text":
      return { said: unreachable, text: trouble.text }
    case "Status": {
      const { status, text } = trouble
      return { said: status >= SERVER_SIDE ? serverError(status) : wrongParameters(status), text }
    }
  }
}

const noticeText = (notice: Notice, words: Words): { readonly said: string; readonly text: string } => {
  switch (notice._tag) {
    case "NotFound":
      return { said: words.notice.notFound(notice.typed), text: "" }
    case "NotLookedUp":
      return troubleText(notice.trouble, words)
    case "NotCalculated": {
      const { said, text } = troubleText(notice.trouble, words)
      return { said: `${words.notice.notCalculated} ${said}`, text }
    }
    case "NotUnlocked":
      return { said: words.notice.notUnlocked, text: "" }
  }
}

export const Says = (props: { readonly texts: ReadonlyArray<string> }) => {
  const { words, workplace } = useWorkplace()
  const notice = createMemo(() => workplace.sheet().notice)
  const noticed = createMemo(() => {
    const now = notice()
    return now === undefined ? undefined : noticeText(now, words())
  })
  /** What the notice has told already is not told twice. */
  const texts = () => props.texts.filter((text) => text !== noticed()?.text)
  return (
    <div class="c1-says">
      <div role="alert">
        <Show when={noticed()}>
          {(noticed) => (
            <p class="failure">
              {noticed().said}
              <Show when={noticed().text}>
                {(text) => (
                  <span class="c1-server-text" lang="ru">
                    {text()}
                  </span>
                )}
              </Show>
            </p>
          )}
        </Show>
      </div>
      <Show when={notice()?._tag === "NotCalculated"}>
        <Press act={workplace.calculate}>{words().retry}</Press>
      </Show>
      <div role="status" aria-label={words().says}>
        <For each={texts()}>
          {(text) => (
            <p class="c1-server-text" lang="ru">
              {text}
            </p>
          )}
        </For>
      </div>
    </div>
  )
}
