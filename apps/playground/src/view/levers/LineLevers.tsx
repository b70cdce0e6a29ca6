/** The two lines, each of which goes down by itself; and the answer that a till will not hear. */
import { usePage } from "../Page.ts"
import { Group, Switch } from "./Lever.tsx"

export const LineLevers = () => {
  const { shop: page, speech } = usePage()
  const texts = () => speech.t().levers.lines
  const isUp = (line: "till" | "service") => page.lines()[line] === "up"
  const turn = (between: "till" | "service", up: boolean): void =>
    page.shop.do({ _tag: "Line", line: { between, is: up ? "up" : "down" } })
  const toLose = () => page.lines().answersToLose
  return (
    <Group label={texts().label}>
      <Switch
        label={texts().till}
        says={isUp("till") ? texts().up : texts().down}
        isOn={isUp("till")}
        isBroken={!isUp("till")}
        turn={(up) => turn("till", up)}
      />
      <Switch
        label={texts().service}
        says={isUp("service") ? texts().up : texts().down}
        isOn={isUp("service")}
        isBroken={!isUp("service")}
        turn={(up) => turn("service", up)}
      />
      <button
        type="button"
        classList={{ broken: toLose() > 0 }}
        onClick={() => page.shop.do({ _tag: "Line", line: { between: "till", is: "loses-answer" } })}
      >
        {toLose() > 0 ? texts().toLose(toLose()) : texts().losesAnswer}
      </button>
    </Group>
  )
}
