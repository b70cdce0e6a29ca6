/** Where each receipt on the tills stands, and what the engine concluded of its sale and from what. */
import { OPENING } from "@loyalkit/scenario/shop/Shop"
import { createMemo, Index, Show } from "solid-js"
import { ConclusionList, isConcluded } from "./ConclusionList.tsx"
import { usePage } from "./Page.ts"
import { Panel } from "./Panel.tsx"
import { StateChart } from "./StateChart.tsx"

export const CheckoutPanel = () => {
  const { shop, speech, tills } = usePage()
  const texts = () => speech.t().checkout
  const receipts = createMemo(() =>
    tills
      .shown()
      .flatMap(({ name, till }) =>
        (till?.journal() ?? [])
          .filter(({ events }) => events.length > 0)
          .map(({ key }) => ({ name, receipt: shop.receipt(key) })),
      ),
  )
  return (
    <Panel name="checkout" texts={texts()}>
      <Show when={!shop.isUp()}>
        <p class="failure">{texts().down}</p>
      </Show>
      <Index each={receipts()} fallback={<p class="nothing">{texts().none}</p>}>
        {(one) => (
          <>
            <Show when={receipts().length > 1}>
              <h3>
                {speech.t().tills[one().name]}:{" "}
                {speech.t().till.receipt(tills.receiptName(one().receipt.key))}
              </h3>
            </Show>
            <Show when={isConcluded(one().receipt.conclusion)}>
              <ConclusionList
                of={one().receipt.conclusion}
                speech={speech}
                time={(at) => speech.time(OPENING + at)}
              />
            </Show>
            <StateChart now={one().receipt.state._tag} events={one().receipt.events} speech={speech} />
          </>
        )}
      </Index>
    </Panel>
  )
}
