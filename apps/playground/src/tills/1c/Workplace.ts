/**
 * The cashier's workplace as its views see it: РМК, one command at a time, with the settings, the reading of receipts and all that goes over the lines.
 */
import type { Points } from "@loyalkit/core/Money"
import type { PointId } from "@loyalkit/core/Domain"
import * as Effect from "effect/Effect"
import { batch, createSignal, type Accessor } from "solid-js"
import { world, type Shop } from "../../engine/Shop.ts"
import { createCalls, type Call, type Calls } from "../../shop/Calls.ts"
import type { Good } from "../../shop/Goods.ts"
import type { Heard } from "../../shop/Requests.ts"
import { createTurns } from "../../shop/Turns.ts"
import type { TillPlace } from "../OpenTill.ts"
import { createInfobase } from "./base/Infobase.ts"
import { TIME_ZONE } from "./base/LocalTime.ts"
import { tillRef } from "./base/ReceiptDocument.ts"
import { createLine, type Asker, type Line } from "./line/Line.ts"
import { createLoyaltyServer, VERSION, type ReadingDone } from "./line/LoyaltyServer.ts"
import { createRmkJournal, type RmkJournal } from "./RmkJournal.ts"
import { createRmk, type Rmk } from "./Rmk.ts"

/** The till's token, which is its password. */
const TOKEN = "till-1"
/** The address that a gateway prints when it starts. */
const ADDRESS = "http://127.0.0.1:8077/loyal/hs/loyaltyservice"
const ODATA = { url: "http://127.0.0.1/unf", user: "Лояльность", password: "reader" }
/** The most that the settings take: on this page a person says when. */
const POLL_SECONDS = 3_600

/** Servers to choose from: the latest, and the last that cannot find cards. */
export const versions: ReadonlyArray<string> = [VERSION, "3.0.5.1"]

export type Command =
  | "start"
  | "check"
  | "card"
  | "calculate"
  | "payment"
  | "spend"
  | "close"
  | "cancel"
  | "read"
  | "repeat"

export interface Workplace extends Pick<Rmk, "sheet" | "most"> {
  /** What is under way. Another press meanwhile does nothing. */
  readonly busy: Accessor<Command | undefined>
  readonly line: Line
  readonly calls: Calls<Asker>
  readonly journal: RmkJournal
  readonly point: Accessor<PointId>
  readonly choosePoint: (point: PointId) => void
  readonly version: Accessor<string>
  readonly chooseVersion: (version: string) => void
  /** Of the connection check; nothing before it. */
  readonly checked: Accessor<Heard | undefined>
  readonly check: () => void
  readonly takeCard: (typed: string) => void
  readonly dropCard: () => void
  readonly change: (good: Good, by: 1 | -1) => void
  readonly calculate: () => void
  readonly toPayment: () => void
  readonly spend: (points: Points) => void
  readonly toGoods: () => void
  readonly close: (byCard: boolean) => void
  readonly cancel: () => void
  readonly renew: () => void
  /** Of the last reading of receipts, since this receipt was closed. */
  readonly reading: Accessor<ReadingDone | undefined>
  readonly readReceipts: () => void
  readonly repeat: (call: Call<Asker>) => void
}

export const createWorkplace = (place: TillPlace): Workplace => {
  const { bridge, firstPoint } = place
  const [point, setPoint] = createSignal(firstPoint)
  const [version, setVersion] = createSignal(VERSION)
  const [checked, setChecked] = createSignal<Heard>()
  const [reading, setReading] = createSignal<ReadingDone>()
  const { act, busy } = createTurns<Command, Shop>(bridge)

  const calls = createCalls<Asker>()
  const infobase = createInfobase(bridge, calls, ODATA)
  const server = createLoyaltyServer(bridge, {
    token: TOKEN,
    point,
    fetch: infobase.fetch,
    // An hour back, so that a clock of whole seconds leaves none of this page's receipts out.
    odata: {
      ...ODATA,
      dialect: "unf",
      timeZone: TIME_ZONE,
      points: Object.fromEntries(world.points.map(({ id }, place) => [tillRef(place), id])),
      pollSeconds: POLL_SECONDS,
      pauseMillis: 0,
      firstReadHours: 1,
      automaticDiscounts: "loyalty",
    },
  })
  const line = createLine(server, calls, { address: ADDRESS, user: "Кассир", password: TOKEN })
  const rmk: Rmk = createRmk(line, {
    infobase,
    till: () => tillRef(world.points.findIndex(({ id }) => id === point())),
  })
  void act("start", rmk.start)

  // A receipt that changes while it is calculated is calculated once more when that is over, and not at each press.
  let isStale = false
  const calculate = (): void => {
    isStale = busy() === "calculate"
    if (isStale) return
    void act("calculate", rmk.calculate).then(() => {
      if (isStale) calculate()
    })
  }

  return {
    sheet: rmk.sheet,
    most: rmk.most,
    busy,
    line,
    calls,
    journal: createRmkJournal(bridge, () => rmk.sheet().number),
    point,
    choosePoint: setPoint,
    version,
    chooseVersion: (next) =>
      batch(() => {
        setVersion(next)
        server.restart(next)
        void act("start", rmk.start)
      }),
    checked,
    check: () =>
      void act(
        "check",
        Effect.map(rmk.check, (heard) => setChecked(heard)),
      ),
    takeCard: (typed) => void act("card", rmk.takeCard(typed)),
    dropCard: () => void act("card", rmk.dropCard),
    change: (good, by) => {
      if (busy() !== undefined && busy() !== "calculate") return
      rmk.change(good, by)
      calculate()
    },
    calculate,
    toPayment: () => void act("payment", rmk.toPayment),
    spend: (points) => void act("spend", rmk.spend(points)),
    toGoods: () => void act("payment", rmk.toGoods),
    close: (byCard) => void act("close", rmk.close(byCard)),
    cancel: () => void act("cancel", rmk.cancel),
    renew: () =>
      batch(() => {
        setReading(undefined)
        rmk.renew()
      }),
    reading,
    readReceipts: () =>
      void act(
        "read",
        Effect.map(server.readReceipts, (done) => setReading(done)),
      ),
    repeat: (call) => void act("repeat", line.repeat(call)),
  }
}
