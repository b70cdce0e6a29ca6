/**
 * The till as its views see it: the terminal, the application on it, the line to the gateway, and what goes wrong.
 */
import { createEffect, on, type Accessor } from "solid-js"
import { createCalls, type Calls } from "../../shop/Calls.ts"
import { createMishaps, type Mishaps } from "../../shop/Mishaps.ts"
import { createPurchaseJournal, type PurchaseJournal } from "../../shop/PurchaseJournal.ts"
import type { TillPlace } from "../OpenTill.ts"
import { createDisk, type Disk } from "./app/Disk.ts"
import { createApp, type App } from "./app/App.ts"
import { createGateway } from "./line/Gateway.ts"
import { createHttp } from "./line/Line.ts"
import { createPos, type Pos } from "./pos/Pos.ts"
import { numberOf, type Receipt } from "./pos/Receipt.ts"
import { createReceipts } from "./pos/Receipts.ts"
import { createServices } from "./pos/Services.ts"
import { toEvotor } from "./sdk/Receipts.ts"
import type { Mishap } from "./Troubles.ts"

/** On the application's allow-list; nobody is there but the page. */
const GATEWAY = { url: "https://loyalty.example.ru", token: "terminal-1" }

export interface Terminal {
  readonly receipt: Accessor<Receipt>
  readonly pos: Pos
  readonly app: App
  readonly disk: Disk
  readonly calls: Calls
  readonly journal: PurchaseJournal
  readonly mishaps: Mishaps<Mishap>
  /** Something is under way, and a press must wait. */
  readonly isBusy: Accessor<boolean>
}

export const createTerminal = ({ bridge, firstPoint, now, speech }: TillPlace): Terminal => {
  const mishaps = createMishaps<Mishap>()
  const calls = createCalls()
  const receipts = createReceipts()
  const services = createServices()
  const disk = createDisk()
  const gateway = createGateway(bridge, { point: firstPoint, token: GATEWAY.token })
  const onScreen = () => receipts.current().number
  const read = (receipt: Receipt | undefined) => (receipt === undefined ? null : toEvotor(receipt))
  const app = createApp({
    gateway: GATEWAY,
    http: createHttp({ bridge, gateway, calls, mishaps, purchase: onScreen }),
    store: disk.store,
    native: {
      byUuid: (uuid) => read(receipts.byUuid(uuid)),
      open: () => read(receipts.open()),
      answer: services.answer,
    },
    language: speech.language,
    now: () => now().wall,
    onGone: () => {
      for (const event of ["RECEIPT_DISCOUNT", "PRINT_EXTRA_REQUIRED"] as const)
        services.answer(event, { _tag: "Silence" })
    },
  })
  const pos = createPos({ bridge, receipts, services, app, mishaps, now: () => now().wall })
  app.start()
  app.broadcast("OPENED", receipts.current().uuid)

  // The application hears that the line is back.
  createEffect(
    on(
      () => mishaps.is("offline"),
      (isAway) => {
        if (!isAway) app.drain()
      },
      { defer: true },
    ),
  )
  // Its texts are chosen when it starts.
  createEffect(
    on(
      speech.language,
      () => {
        if (!app.isAlive() || app.screens.shown() !== undefined || pos.waiting() !== undefined) return
        app.kill()
        app.start()
      },
      { defer: true },
    ),
  )

  return {
    receipt: receipts.current,
    pos,
    app,
    disk,
    calls,
    journal: createPurchaseJournal(bridge, numberOf, onScreen),
    mishaps,
    isBusy: () => pos.waiting() !== undefined || app.screens.shown()?.busy !== undefined,
  }
}
