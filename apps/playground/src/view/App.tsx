/**
 * The page: the till that was chosen on one side, and the truth beside it, always in view.
 */
import { Show } from "solid-js"
import { Dynamic } from "solid-js/web"
import { createPageShop } from "../shop/PageShop.ts"
import { createVerdicts } from "../shop/Verdicts.ts"
import { createSpeech } from "../text/Language.ts"
import { createTills } from "../tills/Tills.ts"
import { CallsPanel } from "./CallsPanel.tsx"
import { CasesPanel } from "./CasesPanel.tsx"
import { Header } from "./Header.tsx"
import { JournalPanel } from "./JournalPanel.tsx"
import { LeversBar } from "./levers/LeversBar.tsx"
import { PageContext, usePage, type Page } from "./Page.ts"
import { Places } from "./Places.tsx"
import { ServicePanel } from "./ServicePanel.tsx"

const createPage = (): Page => {
  const [shop, speech] = [createPageShop(), createSpeech()]
  const firstPoint = shop.shop.town.pointOf("cafe")
  return {
    shop,
    speech,
    verdicts: createVerdicts(shop),
    tills: createTills({ page: shop, speech, firstPoint }),
  }
}

/** As long as the chosen till is loaded its place is kept. */
const Till = () => {
  const { speech, tills } = usePage()
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
      <LeversBar />
      <Main />
    </Places>
  </PageContext.Provider>
)
