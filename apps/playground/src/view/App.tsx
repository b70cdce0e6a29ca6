/**
 * The page: the till on one side, and the truth beside it, always in view.
 */
import type { PointId } from "@loyalkit/core/Domain"
import * as Bridge from "../bridge/Bridge.ts"
import * as Shop from "../engine/Shop.ts"
import { createSpeech } from "../text/Language.ts"
import { createServiceView } from "../till/ServiceView.ts"
import { createTill } from "../till/Till.ts"
import { CallsPanel } from "./CallsPanel.tsx"
import { CasesPanel } from "./CasesPanel.tsx"
import { Header } from "./Header.tsx"
import { JournalPanel } from "./JournalPanel.tsx"
import { PageContext, type Page } from "./Page.ts"
import { ServicePanel } from "./ServicePanel.tsx"
import { TillPanel } from "./TillPanel.tsx"

const firstPoint = (): PointId => {
  const [point] = Shop.world.points
  if (point === undefined) throw new Error("the sample world has no point of sale")
  return point.id
}

const createPage = (): Page => {
  const bridge = Bridge.make(Shop.layer)
  return {
    till: createTill(bridge, firstPoint()),
    service: createServiceView(bridge),
    speech: createSpeech(),
  }
}

export const App = () => (
  <PageContext.Provider value={createPage()}>
    <Header />
    <main class="page">
      <TillPanel />
      <div class="column">
        <ServicePanel />
        <CallsPanel />
      </div>
      <div class="column">
        <JournalPanel />
        <CasesPanel />
      </div>
    </main>
  </PageContext.Provider>
)
