/**
 * An iiko order with its bill and payments, driven through the real bridge by a script that stands in for the C# plugin.
 */
import { createMemo } from "solid-js"
import { pointName } from "../../shop/PointName.ts"
import { wordsOf } from "../../text/iiko/Words.ts"
import type { OpenTill, TillPlace } from "../OpenTill.ts"
import "./iiko.css"
import { printedPaper } from "./Printed.ts"
import { createTill } from "./Till.ts"
import { BridgePanel } from "./view/BridgePanel.tsx"
import { OrderPanel } from "./view/OrderPanel.tsx"
import { TillContext } from "./view/TillContext.ts"

export const open = (place: TillPlace): OpenTill => {
  const till = createTill(place)
  const { page, speech } = place
  const within = { till, page, speech }
  const { journal } = till
  const printed = createMemo(() => {
    const paper = till.desk.paper()
    return paper === undefined
      ? undefined
      : printedPaper({
          order: till.desk.order(),
          paper,
          point: pointName(place, till.desk.order().point),
          language: speech.language(),
          words: wordsOf(speech),
        })
  })
  return {
    View: () => (
      <TillContext.Provider value={within}>
        <OrderPanel />
      </TillContext.Provider>
    ),
    Beside: () => (
      <TillContext.Provider value={within}>
        <BridgePanel />
      </TillContext.Provider>
    ),
    client: journal.client,
    // A guest who was taken off an order and checked in again is another receipt of it.
    journal: () =>
      journal
        .kept()
        .map(({ events, key }, place, all) =>
          all.length === 1
            ? { key, events }
            : { key, title: wordsOf(speech).journal.receipt(String(place + 1)), events },
        ),
    printed,
    receiptName: ({ receipt }) => {
      const number = till.numberOf(receipt)
      return number === undefined ? undefined : String(number)
    },
  }
}
