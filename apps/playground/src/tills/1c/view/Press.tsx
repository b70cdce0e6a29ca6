/** A button of the workplace. */
import { Press as AnyPress, type Pressed } from "../../../view/Press.tsx"
import { useWorkplace } from "./WorkplaceContext.ts"

export const Press = (
  props: Pressed & {
    /** The yellow one, of which a form has one. */
    readonly main?: boolean
  },
) => {
  const { workplace } = useWorkplace()
  return (
    <AnyPress
      {...props}
      class={[props.class, props.main === true ? "c1-main" : undefined].filter(Boolean).join(" ")}
      isBusy={workplace.busy() !== undefined}
    >
      {props.children}
    </AnyPress>
  )
}
