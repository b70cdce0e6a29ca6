/** The calls to the service, as far as the scenario was played. */
import { Panel } from "../view/Panel.tsx"
import { ServiceCalls } from "../view/ServiceCalls.tsx"
import { exact } from "../view/Time.ts"
import { usePlace } from "./Place.ts"

export const CallsPanel = () => {
  const { playing, speech, t } = usePlace()
  return (
    <Panel name="scenario-calls" texts={t().calls}>
      <ServiceCalls calls={playing.frame().calls} speech={speech} time={exact} />
    </Panel>
  )
}
