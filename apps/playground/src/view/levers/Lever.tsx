/** A group of levers, and a switch among them. */
import type { JSX } from "solid-js"

export const Group = (props: { readonly label: string; readonly children: JSX.Element }) => (
  <div class="lever-group" role="group" aria-label={props.label}>
    {props.children}
  </div>
)

/** Something that is either as it should be, or not. */
export const Switch = (props: {
  readonly label: string
  readonly isOn: boolean
  /** What it is called in either position. */
  readonly says: string
  /** Off is bad news. */
  readonly isBroken?: boolean
  readonly turn: (on: boolean) => void
}) => (
  <button
    type="button"
    role="switch"
    class="lever-switch"
    classList={{ broken: props.isBroken ?? false }}
    aria-checked={props.isOn}
    onClick={() => props.turn(!props.isOn)}
  >
    <span>{props.label}</span> <small>{props.says}</small>
  </button>
)
