/**
 * Everything that can be done to the shop from outside: time, the lines, the engine's process, the calls to the service, and other systems.
 *
 * Each is a lever of the shop, so that whatever was done plays again.
 */
import { usePage } from "../Page.ts"
import { EngineLevers } from "./EngineLevers.tsx"
import { FaultLevers } from "./FaultLevers.tsx"
import { LineLevers } from "./LineLevers.tsx"
import { OutsideLevers } from "./OutsideLevers.tsx"
import { TimeLevers } from "./TimeLevers.tsx"

export const LeversBar = () => {
  const { speech } = usePage()
  return (
    <section class="levers" aria-label={speech.t().levers.title}>
      <TimeLevers />
      <LineLevers />
      <EngineLevers />
      <FaultLevers />
      <OutsideLevers />
    </section>
  )
}
