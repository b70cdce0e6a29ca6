/** Other systems at the service, and people there: they move the points of the client on the till, and the engine hears nothing of it. */
import { Kopecks, Points } from "@loyalkit/core/Money"
import type { Outside } from "@loyalkit/scenario/format/Step"
import { For } from "solid-js"
import { usePage } from "../Page.ts"
import { Popover } from "./Popover.tsx"

/** What each of them moves, and what is bought: small enough for every sample client. */
const POINTS = Points.make(100_00)
const AMOUNT = Kopecks.make(1_000_00)

const deeds: ReadonlyArray<Outside["does"]> = ["sale", "hold", "credit"]

export const OutsideLevers = () => {
  const { shop: page, speech, tills } = usePage()
  const texts = () => speech.t().levers.outside
  const client = () => {
    const id = tills.shown().flatMap(({ till }) => till?.client() ?? [])[0]
    return page.service().clients.find((one) => one.id === id)
  }
  const act = (does: Outside["does"]): void => {
    const of = client()
    if (of === undefined) return
    page.shop.do({
      _tag: "Outside",
      outside: {
        does,
        client: String(of.phone),
        points: POINTS,
        ...(does === "sale" ? { amount: AMOUNT } : {}),
      },
    })
  }
  return (
    <Popover label={texts().label}>
      {(close) => (
        <div class="outside-choice">
          <p>{texts().about}</p>
          <For each={deeds}>
            {(does) => (
              <button
                type="button"
                disabled={client() === undefined}
                onClick={() => {
                  act(does)
                  close()
                }}
              >
                {texts()[does]}
              </button>
            )}
          </For>
        </div>
      )}
    </Popover>
  )
}
