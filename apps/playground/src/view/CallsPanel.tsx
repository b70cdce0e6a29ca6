/** Each call to the service as it happens. */
import { OPENING } from "@loyalkit/scenario/shop/Shop"
import { usePage } from "./Page.ts"
import { Panel } from "./Panel.tsx"
import { ServiceCalls } from "./ServiceCalls.tsx"

export const CallsPanel = () => {
  const { shop, speech } = usePage()
  return (
    <Panel name="calls" texts={speech.t().calls}>
      <ServiceCalls calls={shop.serviceCalls()} speech={speech} time={(at) => speech.time(OPENING + at)} />
    </Panel>
  )
}
