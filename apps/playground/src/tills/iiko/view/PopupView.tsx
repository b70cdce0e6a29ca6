/** What iikoFront puts over its screen: a message that waits for «OK», or a question. The page beside it stays as it is. */
import { createSignal, For, onCleanup, onMount, Show } from "solid-js"
import type { Popup } from "../front/Popups.ts"
import { useTill } from "./TillContext.ts"

const Question = (props: { readonly popup: Popup }) => {
  const { words } = useTill()
  const [typed, setTyped] = createSignal("")
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        props.popup.close(typed())
      }}
    >
      <input
        ref={(input) => onMount(() => input.focus())}
        type="text"
        autocomplete="off"
        aria-label={words().popup.phone}
        value={typed()}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <div class="iiko-actions">
        <button type="button" onClick={() => props.popup.close()}>
          {words().popup.cancel}
        </button>
        <button type="submit" class="iiko-main">
          {words().popup.ok}
        </button>
      </div>
    </form>
  )
}

const Message = (props: { readonly popup: Popup }) => {
  const { words } = useTill()
  return (
    <div class="iiko-actions">
      <button
        ref={(button) => onMount(() => button.focus())}
        type="button"
        class="iiko-main"
        onClick={() => props.popup.close()}
      >
        {words().popup.ok}
      </button>
    </div>
  )
}

export const PopupView = (props: { readonly popup: Popup }) => {
  const { words } = useTill()
  const before = document.activeElement
  const isGood = props.popup.kind === "ok"
  // Whatever had the focus has it again, once the screen under this can take it. After a good end the till says where a keyboard goes on.
  onCleanup(() =>
    queueMicrotask(() => {
      const isLost = document.activeElement === document.body
      if (!isGood && isLost && before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true })
    }),
  )
  const isError = () => props.popup.kind === "error"
  return (
    <div class="iiko-veil">
      <div
        class="iiko-popup"
        classList={{ "iiko-error": isError() }}
        role={isError() ? "alertdialog" : "dialog"}
        aria-labelledby="iiko-popup-title"
        aria-describedby="iiko-popup-text"
        onKeyDown={({ key }) => {
          if (key === "Escape") props.popup.close()
        }}
      >
        <h3 id="iiko-popup-title">{isError() ? words().popup.error : words().popup.said}</h3>
        <p id="iiko-popup-text">{props.popup.text}</p>
        <Show when={props.popup.kind === "ask"} fallback={<Message popup={props.popup} />}>
          <Question popup={props.popup} />
        </Show>
      </div>
    </div>
  )
}

/** Texts that wait for nobody. */
export const Corner = () => {
  const { till, words } = useTill()
  return (
    <div class="iiko-corner" role="status" aria-label={words().popup.corner}>
      <For each={till.popups.corner()}>{(text) => <p>{text}</p>}</For>
    </div>
  )
}
