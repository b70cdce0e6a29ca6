/** What nobody hopes to see: something happened that must not, where, and the command that plays it again. */
import { For, Show } from "solid-js"
import { commandFor } from "./Command.ts"
import { usePlace } from "./Place.ts"

export const ViolatedAlert = () => {
  const { number, playing, t } = usePlace()
  const command = () => commandFor(playing.seed(), playing.profile(), playing.figures().counted.receipts)
  return (
    <div role="alert">
      <Show when={playing.violated()}>
        {(violated) => (
          <div class="violated">
            <h2>{t().violated.title}</h2>
            <p>{t().violated.where(playing.seed(), number(violated().world))}</p>
            <ul>
              <For each={violated().violations}>
                {({ code, detail, receipt }) => (
                  <li>
                    <code>{code}</code> {receipt === "" ? "" : `${t().violated.receipt(receipt)}: `}
                    <span lang="en">{detail}</span>
                  </li>
                )}
              </For>
            </ul>
            <p>{t().violated.again}</p>
            <pre tabindex="0">{command()}</pre>
          </div>
        )}
      </Show>
    </div>
  )
}
