/**
 * The till as its views see it: the terminal, the application on it, the line to the gateway, and what goes wrong.
 */
import { OPENING } from "@loyalkit/scenario/shop/Shop"
import { createEffect, createMemo, on, type Accessor } from "solid-js"
import { createCalls, type Calls } from "../../shop/Calls.ts"
import { createMishaps, type Mishaps } from "../../shop/Mishaps.ts"
import { createPurchaseJournal, type PurchaseJournal } from "../../shop/PurchaseJournal.ts"
import { shopTimers } from "../../shop/ShopTimers.ts"
import { tillAt } from "../../shop/TillPlaces.ts"
import type { Speech } from "../../text/Language.ts"
import type { TillPlace } from "../OpenTill.ts"
import { createDisk, type Disk } from "./app/Disk.ts"
import { createApp, type App } from "./app/App.ts"
import { createHttp } from "./line/Line.ts"
import { createPos, type Pos } from "./pos/Pos.ts"
import { numberOf, type Receipt } from "./pos/Receipt.ts"
import { createReceipts } from "./pos/Receipts.ts"
import { createServices } from "./pos/Services.ts"
import { toEvotor } from "./sdk/Receipts.ts"
import type { Mishap } from "./Troubles.ts"

/** On the application's allow-list; nobody is there but the page. */
const GATEWAY_URL = "https://loyalty.example.ru"

export interface Terminal {
  readonly receipt: Accessor<Receipt>
  readonly pos: Pos
  readonly app: App
  readonly disk: Disk
  readonly calls: Calls
  readonly journal: PurchaseJournal
  readonly mishaps: Mishaps<Mishap>
  /** It has no line to the gateway. */
  readonly isOffline: Accessor<boolean>
  /** Something is under way, and a press must wait. */
  readonly isBusy: Accessor<boolean>
}

/** Of the page's words only their language matters: what is said is said by the views, and by the application itself. */
type Place = Pick<TillPlace, "firstPoint" | "page"> & { readonly speech: Pick<Speech, "language"> }

export const createTerminal = ({ firstPoint, page, speech }: Place): Terminal => {
  const mishaps = createMishaps<Mishap>()
  const calls = createCalls()
  const receipts = createReceipts()
  const services = createServices()
  const disk = createDisk()
  const till = tillAt(page.shop.town, "evotor", firstPoint)
  const after = shopTimers(page)
  // As it is at the moment, and not when the page last looked.
  const now = () => OPENING + page.shop.now()
  const isOffline = createMemo(() => page.lines().till === "down")
  const onScreen = () => receipts.current().number
  const read = (receipt: Receipt | undefined) => (receipt === undefined ? null : toEvotor(receipt))
  const app = createApp({
    gateway: { url: GATEWAY_URL, token: page.shop.town.tokenOf(till) },
    http: createHttp({ page, till, calls, purchase: onScreen }),
    after,
    store: disk.store,
    native: {
      byUuid: (uuid) => read(receipts.byUuid(uuid)),
      open: () => read(receipts.open()),
      answer: services.answer,
    },
    language: speech.language,
    now,
    onGone: () => {
      for (const event of ["RECEIPT_DISCOUNT", "PRINT_EXTRA_REQUIRED"] as const)
        services.answer(event, { _tag: "Silence" })
    },
  })
  const pos = createPos({ after, receipts, services, app, mishaps, now })
  app.start()
  app.broadcast("OPENED", receipts.current().uuid)

  // The application hears that the line is back.
  createEffect(
    on(
      isOffline,
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
    journal: createPurchaseJournal(page, numberOf, onScreen),
    mishaps,
    isOffline,
    isBusy: () => pos.waiting() !== undefined || app.screens.shown()?.busy !== undefined,
  }
}
