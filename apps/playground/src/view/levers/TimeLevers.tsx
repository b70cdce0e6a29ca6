/** The shop's clock, and how time goes by: by itself, by a minute, or to the end of the next hold. */
import { createMemo } from "solid-js"
import { usePage } from "../Page.ts"
import { Group, Switch } from "./Lever.tsx"

const MINUTE = 60_000

export const TimeLevers = () => {
  const { shop: page, speech } = usePage()
  const { shop, time } = page
  const texts = () => speech.t().levers.time
  const hasHold = createMemo(() => page.watch(() => shop.nextHoldEnds() !== undefined))
  const isPassing = time.isPassing
  const toHoldEnd = (): void => {
    const left = shop.nextHoldEnds()
    if (left !== undefined) void time.pass(left)
  }
  return (
    <Group label={texts().label}>
      <time class="shop-clock">{speech.time(page.now())}</time>
      <Switch
        label={texts().byItself}
        says={time.goesByItself() ? texts().goes : texts().stands}
        isOn={time.goesByItself()}
        turn={time.letGo}
      />
      <button type="button" aria-disabled={isPassing()} onClick={() => void time.pass(MINUTE)}>
        {texts().minute}
      </button>
      <button type="button" aria-disabled={isPassing() || !hasHold()} onClick={toHoldEnd}>
        {texts().holdEnds}
      </button>
    </Group>
  )
}
