/** A button on the terminal's screen. */
import { Press as AnyPress, type Pressed } from "../../../view/Press.tsx"
import { useTerminal } from "./TerminalContext.ts"

export const Press = (props: Pressed) => {
  const { terminal } = useTerminal()
  return (
    <AnyPress {...props} isBusy={terminal.isBusy()}>
      {props.children}
    </AnyPress>
  )
}
