/**
 * loyalkit's own till: the engine driven directly, with nothing between.
 */
import type { OpenTill, TillPlace } from "../OpenTill.ts"
import "./own.css"
import { OwnContext } from "./OwnPage.ts"
import { createOwnTill } from "./OwnTill.ts"
import { receiptNumber } from "./ReceiptNumber.ts"
import { TillPanel } from "./TillPanel.tsx"

export const open = (place: TillPlace): OpenTill => {
  const till = createOwnTill(place)
  const { page, speech } = place
  return {
    View: () => (
      <OwnContext.Provider value={{ till, page, speech }}>
        <TillPanel />
      </OwnContext.Provider>
    ),
    client: () => till.client()?.id,
    journal: () => [{ key: till.key(), events: till.events() }],
    receiptName: receiptNumber,
  }
}
