/** What the printer printed last: iiko's part of the bill or the cheque, and under it the lines that the bridge gave. */
import { format, type Language } from "@loyalkit/core/Money"
import { render } from "@loyalkit/core/ReceiptText"
import { Show } from "solid-js"
import type { Words } from "../../../text/iiko/en.ts"
import type { Paper } from "../front/Desk.ts"
import { priceOf, resultSum, type Order } from "../front/Order.ts"
import { useTill } from "./TillContext.ts"

/** Paper of 57 mm. */
const COLUMNS = 32

const headOf = (order: Order, { kind }: Paper, words: Words, language: Language): ReadonlyArray<string> => {
  const texts = words.paper
  const row = (left: string, amount: Parameters<typeof format>[0]) =>
    ({ type: "row", left, right: format(amount, language) }) as const
  return render(
    [
      { type: "text", text: texts[kind], align: "center" },
      { type: "text", text: texts.order(String(order.number), String(order.table)), align: "center" },
      { type: "divider" },
      ...order.dishes.map((dish) => row(dish.good.name[language], priceOf(dish))),
      ...(order.discount > 0 ? [row(words.totals.discount, order.discount)] : []),
      { type: "divider" },
      row(texts.total, resultSum(order)),
      ...(kind === "cheque" ? order.payments.map((one) => row(words.payment[one.kind], one.sum)) : []),
    ],
    { columns: COLUMNS },
  )
}

export const PaperView = (props: { readonly paper: Paper }) => {
  const { speech, till, words } = useTill()
  const texts = () => words().paper
  const title = () => (props.paper.kind === "bill" ? texts().billTitle : texts().chequeTitle)
  return (
    <figure class="iiko-paper" aria-label={title()}>
      <pre tabindex="0" aria-label={title()} role="region">
        {headOf(till.desk.order(), props.paper, words(), speech.language()).join("\n")}
        {"\n"}
        <Show when={props.paper.lines.length > 0}>
          <mark>{props.paper.lines.join("\n")}</mark>
        </Show>
      </pre>
      <Show when={props.paper.lines.length === 0}>
        <figcaption>{texts().noLines}</figcaption>
      </Show>
    </figure>
  )
}
