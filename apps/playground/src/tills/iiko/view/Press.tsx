/** A button of the till. */
import { Press as AnyPress, type Pressed } from "../../../view/Press.tsx"
import { useTill } from "./TillContext.ts"

export const Press = (props: Pressed) => {
  const { till } = useTill()
  return (
    <AnyPress {...props} isBusy={till.busy() !== undefined}>
      {props.children}
    </AnyPress>
  )
}
