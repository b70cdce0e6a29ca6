/**
 * loyalkit's own till: the engine driven directly, with nothing between.
 */
import * as Equal from "effect/Equal"
import { createMemo } from "solid-js"
import { pointName } from "../../shop/PointName.ts"
import { paperWords } from "../../text/paper/Words.ts"
import type { OpenTill, TillPlace } from "../OpenTill.ts"
import "./own.css"
import { OwnContext } from "./OwnPage.ts"
import { createOwnTill } from "./OwnTill.ts"
import { printedReceipt, toldBy } from "./Printed.ts"
import { receiptNumber } from "./ReceiptNumber.ts"
import { TillPanel } from "./TillPanel.tsx"

export const open = (place: TillPlace): OpenTill => {
  const till = createOwnTill(place)
  const { page, speech } = place
  const told = createMemo(() => toldBy(till.events()), undefined, { equals: Equal.equals })
  const printed = createMemo(() => {
    const now = told()
    return now === undefined
      ? undefined
      : printedReceipt({
          told: now,
          receipt: till.key().receipt,
          number: till.number(),
          point: pointName(place, till.key().point),
          purchase: till.basket.purchase(),
          language: speech.language(),
          words: paperWords(speech),
        })
  })
  return {
    View: () => (
      <OwnContext.Provider value={{ till, page, speech }}>
        <TillPanel />
      </OwnContext.Provider>
    ),
    client: () => till.client()?.id,
    journal: () => [{ key: till.key(), events: till.events() }],
    printed,
    receiptName: receiptNumber,
  }
}
