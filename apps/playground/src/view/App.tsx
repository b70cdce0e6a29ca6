/**
 * The page: the till that was chosen on one side, and the truth beside it, always in view.
 */
import type { PointId } from "@loyalkit/core/Domain"
import { createEffect, Show } from "solid-js"
import { Dynamic } from "solid-js/web"
import * as Bridge from "../bridge/Bridge.ts"
import * as Shop from "../engine/Shop.ts"
import { createOffline } from "../offline/Offline.ts"
import { createCasesView } from "../shop/CasesView.ts"
import { createNow } from "../shop/Now.ts"
import { createServiceView } from "../shop/ServiceView.ts"
import { createSpeech } from "../text/Language.ts"
import { createTills } from "../tills/Tills.ts"
import { CallsPanel } from "./CallsPanel.tsx"
import { CasesPanel } from "./CasesPanel.tsx"
import { Header } from "./Header.tsx"
import { JournalPanel } from "./JournalPanel.tsx"
import { PageContext, usePage, type Page } from "./Page.ts"
import { Places } from "./Places.tsx"
import { ServicePanel } from "./ServicePanel.tsx"

const firstPoint = (): PointId => {
  const [point] = Shop.world.points
  if (point === undefined) throw new Error("the sample world has no point of sale")
  return point.id
}

const createPage = (): Page => {
  const bridge = Bridge.make(Shop.layer)
  const [now, service, speech] = [createNow(bridge), createServiceView(bridge), createSpeech()]
  return {
    service,
    speech,
    offline: createOffline(),
    cases: createCasesView(bridge, now),
    tills: createTills({ bridge, now, service, speech, firstPoint: firstPoint() }),
  }
}

/** As long as the chosen till is loaded its place is kept. */
const Till = () => {
  const { offline, speech, tills } = usePage()
  createEffect(() => {
    if (tills.current() !== undefined) offline.begin()
  })
  return (
    <Show
      when={tills.current()}
      fallback={
        <div class="panel till" aria-busy={!tills.isMissing()}>
          <p class="till-missing" role="status">
            {tills.isMissing() ? speech.t().tills.missing : speech.t().tills.loading}
          </p>
        </div>
      }
    >
      {(till) => <Dynamic component={till().View} />}
    </Show>
  )
}

const Beside = () => {
  const { tills } = usePage()
  return (
    <Show when={tills.isLined()}>
      <Show when={tills.current()?.Beside} fallback={<div class="panel protocol" />}>
        {(beside) => <Dynamic component={beside()} />}
      </Show>
    </Show>
  )
}

const Main = () => {
  const { tills } = usePage()
  return (
    <main class="page" classList={{ lined: tills.isLined() }}>
      <Till />
      <div class="column">
        <ServicePanel />
        <Beside />
        <CallsPanel />
      </div>
      <div class="column">
        <JournalPanel />
        <CasesPanel />
      </div>
    </main>
  )
}

export const App = () => (
  <PageContext.Provider value={createPage()}>
    <Places>
      <Header />
      <Main />
    </Places>
  </PageContext.Provider>
)
