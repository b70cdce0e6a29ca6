/** What needs a person, of all receipts: nothing is dropped or guessed. */
import type { Case } from "@loyalkit/core/Cases"
import { For } from "solid-js"
import { usePage } from "./Page.ts"

const CaseRow = (props: { readonly case: Case }) => {
  const { speech } = usePage()
  const number = () => props.case.key.receipt.replace("receipt-", "№ ")
  return (
    <li class="case">
      <strong>{speech.t().cases[props.case.kind]}</strong> <span>{speech.t().till.receipt(number())}</span>
      <time>{speech.time(props.case.since)}</time>
    </li>
  )
}

export const CasesPanel = () => {
  const { speech, till } = usePage()
  const texts = () => speech.t().cases
  return (
    <section class="panel cases" aria-labelledby="cases-title">
      <div class="panel-head">
        <h2 id="cases-title">{texts().title}</h2>
        <small>{texts().hint}</small>
      </div>
      <div class="panel-body" tabindex="0" role="group" aria-labelledby="cases-title">
        <ul aria-labelledby="cases-title">
          <For each={till.cases()} fallback={<li class="nothing">{texts().none}</li>}>
            {(one) => <CaseRow case={one} />}
          </For>
        </ul>
      </div>
    </section>
  )
}
