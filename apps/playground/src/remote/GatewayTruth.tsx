/** Beside the tills of a gateway on a port: what it tells any caller; and what no page can know of it, in words. */
import type { Case } from "@loyalkit/gateway/api/CaseWire"
import { For, Show, type Accessor, type Component, type JSX } from "solid-js"
import { usePage } from "../view/Page.ts"
import { Panel } from "../view/Panel.tsx"
import type { Token } from "./GatewayProcess.ts"
import { createStanding, type Receipt } from "./Standing.ts"
import { wordsOf } from "./Words.ts"

const ReceiptRow = (props: { readonly id: string; readonly of: Receipt }) => {
  const { speech } = usePage()
  const words = () => wordsOf(speech).receipts
  const amount = () => props.of.sale?.amount ?? props.of.doubt?.amount ?? props.of.quote?.amount
  const points = (): ReadonlyArray<string> => {
    const { sale } = props.of
    if (sale === undefined) return []
    const { earn = 0, spend = 0 } = sale
    return [
      ...(spend > 0 && sale.spend !== undefined ? [words().spent(speech.points(sale.spend))] : []),
      ...(earn > 0 && sale.earn !== undefined ? [words().earned(speech.points(sale.earn))] : []),
      words().paid(speech.money(sale.total)),
    ]
  }
  const why = () => props.of.doubt?.left ?? props.of.waiting?.detail ?? props.of.rejected?.detail
  return (
    <li class="entry" data-state={props.of.state}>
      <span class="entry-what">
        {words().states[props.of.state]} <small>{props.id}</small>
      </span>
      <span class="entry-change">
        <Show when={amount()}>{(of) => speech.money(of())}</Show>
      </span>
      <span class="entry-detail">{[...points(), ...[why() ?? []].flat()].join(" · ")}</span>
    </li>
  )
}

const CaseRow = (props: { readonly of: Case }) => {
  const { speech } = usePage()
  const why = () => {
    const { of } = props
    if (of.kind === "difference")
      return speech
        .t()
        .cases.different(speech.money(of.difference.shown), speech.money(of.difference.charged))
    if (of.kind === "return") return speech.money(of.amount)
    return "left" in of && of.left !== undefined ? of.left : of.detail
  }
  return (
    <li class="case">
      <p class="case-head">
        <span>
          <strong>{speech.t().cases[props.of.kind]}</strong>{" "}
          <span class="case-receipt">{props.of.receiptId}</span>
        </span>
      </p>
      <p class="case-evidence">{why()}</p>
    </li>
  )
}

export const createGatewayTruth =
  (
    url: string,
    token: Token,
    isAway: (isAway: boolean) => void,
  ): Component<{ readonly beside: JSX.Element }> =>
  (props) => {
    const { shop, speech } = usePage()
    const words = () => wordsOf(speech)
    const { cases, receipts } = createStanding(url, token, shop.tillCalls, isAway)
    const rows: Accessor<ReadonlyArray<string>> = () => receipts().map(({ id }) => id)
    return (
      <>
        <div class="column">
          <Panel name="checkout" texts={words().receipts}>
            <ul class="entries">
              <For each={rows()} fallback={<li class="nothing">{words().receipts.none}</li>}>
                {(id) => (
                  <Show when={receipts().find((one) => one.id === id)}>
                    {(one) => <ReceiptRow id={id} of={one().receipt} />}
                  </Show>
                )}
              </For>
            </ul>
          </Panel>
          <Panel name="cases" texts={words().cases}>
            <Show when={cases()} fallback={<p class="nothing">{words().cases.forbidden}</p>}>
              {(all) => (
                <ul>
                  <For each={all()} fallback={<li class="nothing">{words().cases.none}</li>}>
                    {(one) => <CaseRow of={one} />}
                  </For>
                </ul>
              )}
            </Show>
          </Panel>
          <Panel name="unknown" texts={words().unknown}>
            <For each={["calls", "service", "journal"] as const}>
              {(what) => (
                <>
                  <h3>{speech.t()[what].title}</h3>
                  <p class="nothing">{words().unknown[what]}</p>
                </>
              )}
            </For>
          </Panel>
        </div>
        <div class="column">{props.beside}</div>
      </>
    )
  }
