/**
 * What iikoFront puts over its screen: one message or question at a time, which waits until it is read or answered; and texts in the screen's corner.
 */
import * as Effect from "effect/Effect"
import { batch, createSignal, type Accessor } from "solid-js"

export interface Popup {
  readonly kind: "ok" | "error" | "ask"
  readonly text: string
  /** Of a question: what was typed; nothing for «Cancel». */
  readonly close: (typed?: string) => void
}

export interface Popups {
  readonly current: Accessor<Popup | undefined>
  readonly show: (kind: "ok" | "error", text: string) => Effect.Effect<void>
  readonly ask: (text: string) => Effect.Effect<string | undefined>
  /** Newest last. */
  readonly corner: Accessor<ReadonlyArray<string>>
  readonly warn: (text: string) => void
  readonly clearCorner: () => void
}

/** `wake` lets whoever waited go on: the shop's time, on which they are, may stand. */
export const createPopups = (wake: () => void): Popups => {
  const [current, setCurrent] = createSignal<Popup>()
  const [corner, setCorner] = createSignal<ReadonlyArray<string>>([])
  const open = (kind: Popup["kind"], text: string) =>
    Effect.callback<string | undefined>((resume) => {
      const close = (typed?: string): void => {
        batch(() => {
          setCurrent(undefined)
          resume(Effect.succeed(typed))
        })
        wake()
      }
      setCurrent({ kind, text, close })
    })
  return {
    current,
    show: (kind, text) => Effect.asVoid(open(kind, text)),
    ask: (text) => open("ask", text),
    corner,
    // The same text twice is one text.
    warn: (text) => void setCorner((all) => [...all.filter((one) => one !== text), text]),
    clearCorner: () => void setCorner([]),
  }
}
