/**
 * The page: the till that was chosen on one side, and the truth beside it, always in view.
 */
import { createEffect, Index, Show } from "solid-js"
import { Dynamic } from "solid-js/web"
import { createOffline } from "../offline/Offline.ts"
import { createPageShop } from "../shop/PageShop.ts"
import { remoteIn, type Remote } from "../shop/Remote.ts"
import { createVerdicts } from "../shop/Verdicts.ts"
import { createSpeech, type Speech } from "../text/Language.ts"
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
import { RemoteDoor } from "./RemoteDoor.tsx"
import { ServicePanel } from "./ServicePanel.tsx"

const createPage = (speech: Speech, remote: Remote | undefined): Page => {
  const shop = createPageShop(remote)
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
  const { offline, shop, speech } = usePage()
  const cannot = () => (props.of.name === "own" ? shop.remote?.cannot(speech).own : undefined)
  const says = () => cannot() ?? speech.t().tills[props.of.isMissing ? "missing" : "loading"]
  createEffect(() => {
    if (props.of.till !== undefined) offline.begin()
  })
  return (
    <Show
      when={cannot() === undefined && props.of.till}
      fallback={
        <div class="panel till" aria-busy={cannot() === undefined && !props.of.isMissing}>
          <p class="till-missing" role="status">
            {says()}
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

/** What goes over the lines of the tills. */
const Besides = () => {
  const { tills } = usePage()
  return <Index each={tills.shown()}>{(shown) => <Beside of={shown()} />}</Index>
}

const Paper = () => {
  const { tills } = usePage()
  return <PaperPanel printed={() => tills.shown().flatMap(({ till }) => till?.printed?.() ?? [])} />
}

const Truth = () => (
  <>
    <div class="column">
      <ServicePanel />
      <CheckoutPanel />
      <CasesPanel />
    </div>
    <div class="column">
      <Besides />
      <CallsPanel />
      <JournalPanel />
      <Paper />
    </div>
  </>
)

const Main = () => {
  const { shop, tills } = usePage()
  const isLined = () => tills.shown().some((shown) => shown.isLined)
  return (
    <main class="page" classList={{ lined: isLined(), two: tills.shown().length > 1 }}>
      <Index each={tills.shown()}>{(shown) => <Till of={shown()} />}</Index>
      <Show when={shop.remote?.Truth} fallback={<Truth />}>
        {(theirs) => (
          <Dynamic
            component={theirs()}
            beside={
              <>
                <Besides />
                <Paper />
              </>
            }
          />
        )}
      </Show>
    </main>
  )
}

const Opened = (props: { readonly speech: Speech; readonly remote?: Remote }) => (
  <PageContext.Provider value={createPage(props.speech, props.remote)}>
    <Places>
      <Header />
      <LeversBar />
      <Main />
    </Places>
  </PageContext.Provider>
)

export const App = () => {
  const speech = createSpeech()
  const address = remoteIn(location.search)
  if (address === undefined) return <Opened speech={speech} />
  return (
    <RemoteDoor address={address} speech={speech}>
      {(remote) => <Opened speech={speech} remote={remote} />}
    </RemoteDoor>
  )
}
