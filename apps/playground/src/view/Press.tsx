/**
 * A button of a till that does one thing at a time. While a command is under way it is not disabled, which would drop a keyboard's focus; the till
 * ignores the press.
 */
import type { JSX } from "solid-js"

export interface Pressed {
  readonly act: () => void
  readonly isImpossible?: boolean | undefined
  readonly label?: string | undefined
  readonly class?: string | undefined
  /** Is it the chosen one of several? */
  readonly isChosen?: boolean | undefined
  readonly ref?: ((button: HTMLButtonElement) => void) | undefined
  readonly children: JSX.Element
}

export const Press = (props: Pressed & { readonly isBusy: boolean }) => (
  <button
    ref={(button) => props.ref?.(button)}
    type="button"
    class={props.class}
    aria-label={props.label}
    aria-pressed={props.isChosen}
    disabled={props.isImpossible ?? false}
    aria-disabled={props.isBusy}
    onClick={() => props.act()}
  >
    {props.children}
  </button>
)
