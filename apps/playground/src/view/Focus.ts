/**
 * Where a keyboard goes on when a till's screen has changed under it: the first that said so and still stands there.
 */
import { createEffect, on, type Accessor } from "solid-js"

export const createFocus = (
  /** Changes when the screen does. */
  step: Accessor<string>,
  /** What goes before all others, where there is such a thing. */
  field: () => HTMLElement | null | undefined = () => undefined,
): ((element: HTMLElement) => void) => {
  let candidates: Array<HTMLElement> = []
  const goOn = (): void => {
    candidates = candidates.filter((element) => element.isConnected)
    const focused = document.activeElement
    // A button that went has lost the focus.
    if (focused !== document.body && !focused?.matches(":disabled")) return
    const next = field() ?? candidates.find((element) => !element.matches(":disabled"))
    next?.focus({ preventScroll: true })
  }
  createEffect(on(step, () => queueMicrotask(goOn), { defer: true }))
  return (element) => void candidates.push(element)
}
