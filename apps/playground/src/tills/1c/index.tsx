/**
 * 1C's cashier's workplace (РМК), driven through the native protocol «Сервер лояльности», with receipts that are read back by OData.
 */
import { createMemo } from "solid-js"
import { pointName } from "../../shop/PointName.ts"
import { paperWords } from "../../text/paper/Words.ts"
import type { OpenTill, TillPlace } from "../OpenTill.ts"
import "./1c.css"
import { printedSheet } from "./Printed.ts"
import { documentNumber } from "./rmk/Numbers.ts"
import { ProtocolPanel } from "./view/ProtocolPanel.tsx"
import { WorkplaceContext, wordsOf } from "./view/WorkplaceContext.ts"
import { WorkplacePanel } from "./view/WorkplacePanel.tsx"
import { createWorkplace } from "./Workplace.ts"

export const open = (place: TillPlace): OpenTill => {
  const workplace = createWorkplace(place)
  const { page, speech } = place
  const within = { workplace, page, speech }
  const { journal } = workplace
  const printed = createMemo(() =>
    printedSheet({
      sheet: workplace.sheet(),
      point: pointName(place, workplace.point()),
      language: speech.language(),
      words: paperWords(speech),
    }),
  )
  return {
    View: () => (
      <WorkplaceContext.Provider value={within}>
        <WorkplacePanel />
      </WorkplaceContext.Provider>
    ),
    Beside: () => (
      <WorkplaceContext.Provider value={within}>
        <ProtocolPanel />
      </WorkplaceContext.Provider>
    ),
    client: journal.client,
    journal: () =>
      journal.kept().map(({ events, is, key, receipt }) => ({
        key,
        title: wordsOf(speech).journal[is](
          is === "madeUp" ? receipt : documentNumber(workplace.sheet().number),
        ),
        events,
      })),
    printed,
    receiptName: (key) => {
      const number = journal.numberOf(key)
      return number === undefined ? undefined : documentNumber(number)
    },
  }
}
