/**
 * A button of the bar with more behind it than the bar has room for. It lies over the page, so nothing moves; Escape or a press beside it closes it,
 * by the browser's own rules.
 */
import { createUniqueId, type JSX } from "solid-js"

export const Popover = (props: {
  readonly label: string
  readonly isBroken?: boolean
  /** Told of each opening. */
  readonly opened?: () => void
  readonly children: (close: () => void) => JSX.Element
}) => {
  const id = createUniqueId()
  let box: HTMLDivElement | undefined
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        classList={{ broken: props.isBroken ?? false }}
        popoverTarget={id}
      >
        {props.label}
      </button>
      <div
        ref={(element) => {
          box = element
        }}
        id={id}
        class="lever-popover"
        popover="auto"
        role="dialog"
        aria-label={props.label}
        onToggle={(event) => {
          if ("newState" in event && event.newState === "open") props.opened?.()
        }}
      >
        {props.children(() => box?.hidePopover())}
      </div>
    </>
  )
}
