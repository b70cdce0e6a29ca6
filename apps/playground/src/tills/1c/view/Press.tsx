/**
 * A button of the workplace. While a command is under way it is not disabled, which would drop a keyboard's focus; the workplace ignores the press.
 */
import type { JSX } from "solid-js"
import { useWorkplace } from "./WorkplaceContext.ts"

export const Press = (props: {
  readonly act: () => void
  /** The yellow one, of which a form has one. */
  readonly main?: boolean
  readonly isImpossible?: boolean
  readonly label?: string
  readonly class?: string
  readonly ref?: (button: HTMLButtonElement) => void
  readonly children: JSX.Element
}) => {
  const { workplace } = useWorkplace()
  return (
    <button
      ref={(button) => props.ref?.(button)}
      type="button"
      class={props.class}
      classList={{ "c1-main": props.main ?? false }}
      aria-label={props.label}
      disabled={props.isImpossible ?? false}
      aria-disabled={workplace.busy() !== undefined}
      onClick={() => props.act()}
    >
      {props.children}
    </button>
  )
}
