/** What needs a person, of all receipts: nothing is dropped or guessed. */
import type { Case } from "@loyalkit/core/Cases"
import { For } from "solid-js"
import { receiptNumber } from "../till/ReceiptNumber.ts"
import { usePage } from "./Page.ts"
import { Panel } from "./Panel.tsx"

const CaseRow = (props: { readonly case: Case }) => {
  const { speech } = usePage()
  return (
    <li class="case">
      <strong>{speech.t().cases[props.case.kind]}</strong>{" "}
      <span>{speech.t().till.receipt(receiptNumber(props.case.key))}</span>
      <time>{speech.time(props.case.since)}</time>
    </li>
  )
}

export const CasesPanel = () => {
  const { speech, till } = usePage()
  const texts = () => speech.t().cases
  return (
    <Panel of="cases">
      <ul>
        <For each={till.cases()} fallback={<li class="nothing">{texts().none}</li>}>
          {(one) => <CaseRow case={one} />}
        </For>
      </ul>
    </Panel>
  )
}
