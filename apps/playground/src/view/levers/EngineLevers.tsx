/** The engine's process: it dies as by a power cut, and begins its next life from the journal. */
import { usePage } from "../Page.ts"
import { Group } from "./Lever.tsx"

export const EngineLevers = () => {
  const { shop: page, speech } = usePage()
  const texts = () => speech.t().levers.engine
  return (
    <Group label={texts().label}>
      <button
        type="button"
        classList={{ broken: !page.isUp() }}
        onClick={() => page.shop.do(page.isUp() ? { _tag: "Kill" } : { _tag: "Start" })}
      >
        {page.isUp() ? texts().kill : texts().start}
      </button>
    </Group>
  )
}
