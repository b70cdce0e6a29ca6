/** The terminal in the cashier's hand: one screen at a time, and above all of them whatever the cashier is told. */
import { Match, Show, Switch } from "solid-js"
import { createFocus } from "../../../view/Focus.ts"
import { LoyaltyScreen } from "./LoyaltyScreen.tsx"
import { PaymentScreen } from "./PaymentScreen.tsx"
import { PrintedScreen } from "./PrintedScreen.tsx"
import { SaleScreen } from "./SaleScreen.tsx"
import { useTerminal } from "./TerminalContext.ts"

const StatusBar = () => {
  const { terminal, words } = useTerminal()
  const isAway = terminal.isOffline
  return (
    <div class="evo-bar">
      <h2 id="evo-title">{words().title}</h2>
      <span>{words().receipt(String(terminal.receipt().number))}</span>
      <span class="evo-net" data-away={isAway()}>
        {isAway() ? words().offline : words().online}
      </span>
    </div>
  )
}

/** Over the screen, so that nothing under it moves. */
const Told = () => {
  const { terminal, words } = useTerminal()
  const text = () =>
    terminal.app.notice()?.message ?? (terminal.pos.isUnanswered() ? words().unanswered : undefined)
  const dismiss = () => terminal.app.dismiss()
  return (
    <div class="evo-told" role="alert">
      <Show when={text()}>
        {(text) => (
          <p>
            {text()}
            <Show when={terminal.app.notice()}>
              <button type="button" class="evo-dismiss" aria-label={words().dismiss} onClick={dismiss}>
                ×
              </button>
            </Show>
          </p>
        )}
      </Show>
    </div>
  )
}

export const TerminalPanel = () => {
  const { terminal } = useTerminal()
  const { app, pos, receipt } = terminal
  const first = createFocus(
    () => {
      const shown = app.screens.shown()
      return [
        receipt().number,
        pos.screen(),
        shown === undefined,
        shown?.sale === undefined,
        shown?.found?.search,
      ].join(" ")
    },
    () => {
      const shown = app.screens.shown()
      if (shown === undefined) return undefined
      return document.getElementById(shown.found === undefined ? "evo-search" : "evo-points")
    },
  )
  return (
    <section class="panel till evo" aria-labelledby="evo-title">
      <div class="evo-device">
        <StatusBar />
        <div class="evo-screen">
          <Switch>
            <Match when={app.screens.shown()}>
              {(screen) => <LoyaltyScreen screen={screen()} first={first} />}
            </Match>
            <Match when={receipt().closed}>
              {(closed) => <PrintedScreen closed={closed()} first={first} />}
            </Match>
            <Match when={pos.screen() === "payment"}>
              <PaymentScreen first={first} />
            </Match>
            <Match when={pos.screen() === "sale"}>
              <SaleScreen first={first} />
            </Match>
          </Switch>
          <Told />
        </div>
      </div>
    </section>
  )
}
