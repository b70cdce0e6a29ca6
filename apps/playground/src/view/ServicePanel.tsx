/** What is true at the service: the points of whoever stands at the tills, the holds on them, and the ledger. */
import { createMemo, Index } from "solid-js"
import { Account } from "./Account.tsx"
import { Ledger } from "./Ledger.tsx"
import { usePage } from "./Page.ts"
import { Panel } from "./Panel.tsx"

export const ServicePanel = () => {
  const { shop, speech, tills } = usePage()
  const texts = () => speech.t().service
  const ids = createMemo(() => tills.shown().map(({ till }) => till?.client()))
  const accounts = createMemo(() => shop.service().clients.filter(({ id }) => ids().includes(id)))
  return (
    <Panel name="service" texts={texts()}>
      <Index each={accounts()} fallback={<p class="nothing">{texts().noClient}</p>}>
        {(client) => <Account speech={speech} service={shop.service()} client={client()} now={shop.now()} />}
      </Index>
      <Ledger speech={speech} service={shop.service()} entries={shop.ledger()} time={speech.time} />
    </Panel>
  )
}
