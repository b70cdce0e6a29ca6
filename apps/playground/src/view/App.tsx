/**
 * The page: the till that was chosen on one side, and the truth beside it, always in view.
 */
import { createEffect, Index, Show } from "solid-js"
import { Dynamic } from "solid-js/web"
import { createOffline } from "../offline/Offline.ts"
import { createPageShop } from "../shop/PageShop.ts"
import { createVerdicts } from "../shop/Verdicts.ts"
import { createSpeech } from "../text/Language.ts"
import { createTills, type Shown } from "../tills/Tills.ts"
import { CallsPanel } from "./CallsPanel.tsx"
import { CasesPanel } from "./CasesPanel.tsx"
import { CheckoutPanel } from "./CheckoutPanel.tsx"
import { Header } from "./Header.tsx"
import { JournalPanel } from "./JournalPanel.tsx"
import { LeversBar } from "./levers/LeversBar.tsx"
import { PageContext, usePage, type Page } from "./Page.ts"
import { PaperPanel } from "./paper/PaperPanel.tsx"
import { Places } from "./Places.tsx"
import { ServicePanel } from "./ServicePanel.tsx"

const createPage = (): Page => {
  const [shop, speech] = [createPageShop(), createSpeech()]
  const firstPoint = shop.shop.town.pointOf("cafe")
  return {
    shop,
    speech,
    offline: createOffline(),
    verdicts: createVerdicts(shop),
    tills: createTills({ page: shop, speech, firstPoint }),
  }
}

/** As long as a chosen till is loaded its place is kept. */
const Till = (props: { readonly of: Shown }) => {
  const { offline, speech } = usePage()
  createEffect(() => {
    if (props.of.till !== undefined) offline.begin()
  })
  return (
    <Show
      when={props.of.till}
      fallback={
        <div class="panel till" aria-busy={!props.of.isMissing}>
          <p class="till-missing" role="status">
            {props.of.isMissing ? speech.t().tills.missing : speech.t().tills.loading}
          </p>
        </div>
      }
    >
      {(till) => <Dynamic component={till().View} />}
    </Show>
  )
}

const Beside = (props: { readonly of: Shown }) => (
  <Show when={props.of.isLined}>
    <Show when={props.of.till?.Beside} fallback={<div class="panel protocol" />}>
      {(beside) => <Dynamic component={beside()} />}
    </Show>
  </Show>
)

const Main = () => {
  const { tills } = usePage()
  const isLined = () => tills.shown().some((shown) => shown.isLined)
  return (
    <main class="page" classList={{ lined: isLined(), two: tills.shown().length > 1 }}>
      <Index each={tills.shown()}>{(shown) => <Till of={shown()} />}</Index>
      <div class="column">
        <ServicePanel />
        <CheckoutPanel />
        <CasesPanel />
      </div>
      <div class="column">
        <Index each={tills.shown()}>{(shown) => <Beside of={shown()} />}</Index>
        <CallsPanel />
        <JournalPanel />
        <PaperPanel printed={() => tills.shown().flatMap(({ till }) => till?.printed?.() ?? [])} />
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
