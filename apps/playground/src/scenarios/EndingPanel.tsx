/** What it came to, against what the file says; and the command that plays the same in a terminal. */
import { reasonText } from "@loyalkit/core/CaseText"
import type { Outcome } from "@loyalkit/scenario/format/Outcome"
import type { Complaint } from "@loyalkit/scenario/play/Judge"
import { For, Show } from "solid-js"
import type { Speech } from "../text/Language.ts"
import type { Words } from "../text/scenarios/en.ts"
import { DifferenceList } from "../view/DifferenceList.tsx"
import type { Ending } from "./Playing.ts"
import { Panel } from "../view/Panel.tsx"
import { usePlace } from "./Place.ts"

const Sale = (props: { readonly sale: Outcome["sales"][number] }) => {
  const { speech, t } = usePlace()
  const whose = () => {
    const { elsewhere, receipt } = props.sale
    if (elsewhere === true) return t().ending.elsewhere
    return receipt === undefined ? t().ending.tooMany : t().receipts.receipt(receipt)
  }
  return (
    <li>
      <strong>{whose()}</strong>{" "}
      {t().ending.sold(
        speech.money(props.sale.total),
        speech.bare(props.sale.spend),
        speech.bare(props.sale.earn),
      )}
    </li>
  )
}

const Summary = (props: { readonly outcome: Outcome }) => {
  const { speech, t } = usePlace()
  const why = (code: string | undefined) =>
    code === undefined ? "" : `, ${reasonText(code, speech.language())}`
  return (
    <ul class="came-to">
      <For each={props.outcome.sales} fallback={<li>{t().ending.noSale}</li>}>
        {(sale) => <Sale sale={sale} />}
      </For>
      <For each={props.outcome.clients}>
        {({ balance, client, held }) => (
          <li>
            {t().ending.client(client, speech.bare(balance))}
            {held === undefined ? "" : t().ending.held(speech.bare(held))}
          </li>
        )}
      </For>
      <For each={props.outcome.cases}>
        {(one) => (
          <li>
            {t().ending.case(one.receipt, speech.t().cases[one.kind].toLowerCase())}
            {why(one.why)}
          </li>
        )}
      </For>
    </ul>
  )
}

const complaintText = (complaint: Complaint, speech: Speech, t: Words): string => {
  switch (complaint._tag) {
    case "OneTooMany":
      return t.ending.never.OneTooMany(speech.money(complaint.amount), complaint.client)
    case "SoldAgain":
      return t.ending.never.SoldAgain(complaint.receipt, complaint.times)
    case "Sale":
      return t.ending.never.Sale[complaint.state](complaint.receipt)
    default:
      return t.ending.never[complaint._tag](complaint.receipt)
  }
}

const Judged = (props: { readonly ending: Ending }) => {
  const { speech, t } = usePlace()
  const mood = () => {
    const { complaints, differences } = props.ending
    if (complaints.length > 0) return "bad"
    // Nothing was said of what it should be.
    if (differences === undefined) return "open"
    return differences.length === 0 ? "good" : "bad"
  }
  const says = () => {
    const { complaints, differences } = props.ending
    if (complaints.length > 0) return t().ending.must
    if (differences === undefined) return t().ending.unsaid
    return differences.length === 0 ? t().ending.same : t().ending.differs
  }
  return (
    <>
      <p class="judged" data-mood={mood()}>
        {says()}
      </p>
      <ul class="complaints">
        <For each={props.ending.complaints}>{(one) => <li>{complaintText(one, speech, t())}.</li>}</For>
      </ul>
      <DifferenceList of={props.ending.differences ?? []} speech={speech} />
      <Summary outcome={props.ending.outcome} />
    </>
  )
}

export const EndingPanel = () => {
  const { opened, playing, t } = usePlace()
  return (
    <Panel name="scenario-ending" texts={t().ending}>
      <Show when={playing.frame().ending} fallback={<p class="nothing">{t().ending.notYet}</p>}>
        {(ending) => <Judged ending={ending()} />}
      </Show>
      <h3>{opened.isNamed ? t().ending.again : t().ending.againSaved}</h3>
      <pre tabindex="0">{`npm run simulate -- --replay scenarios/${opened.scenario.name}.json`}</pre>
    </Panel>
  )
}
