/** Money as the service has it: the points of everybody who was touched, the holds with the time that is left, and the ledger. */
import { OPENING } from "@loyalkit/scenario/shop/Shop"
import { createMemo, Index } from "solid-js"
import { Account } from "../view/Account.tsx"
import { Ledger } from "../view/Ledger.tsx"
import { Panel } from "../view/Panel.tsx"
import { exact } from "../view/Time.ts"
import { usePlace } from "./Place.ts"

export const MoneyPanel = () => {
  const { playing, speech, t } = usePlace()
  const touched = createMemo(() => {
    const { ledger, receipts, service } = playing.frame()
    const ids = new Set<string>(ledger.flatMap(({ client, kind }) => (kind === "opened" ? [] : [client])))
    for (const { view } of receipts) if (view.client !== undefined) ids.add(view.client.id)
    return service.clients.filter(({ id }) => ids.has(id))
  })
  return (
    <Panel name="scenario-money" texts={t().service}>
      <Index each={touched()} fallback={<p class="nothing">{t().service.none}</p>}>
        {(client) => (
          <Account
            speech={speech}
            service={playing.frame().service}
            client={client()}
            now={OPENING + playing.frame().now}
            phone={String(client().phone)}
          />
        )}
      </Index>
      <Ledger
        speech={speech}
        service={playing.frame().service}
        entries={playing.frame().ledger}
        time={(at) => exact(at - OPENING)}
      />
    </Panel>
  )
}
