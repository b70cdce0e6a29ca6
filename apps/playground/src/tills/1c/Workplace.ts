/**
 * The cashier's workplace as its views see it: РМК, one command at a time, with the settings, the reading of receipts and all that goes over the lines.
 */
import type { PointId } from "@loyalkit/core/Domain"
import type { Points } from "@loyalkit/core/Money"
import { TILLS } from "@loyalkit/scenario/infobase/Infobase"
import * as Effect from "effect/Effect"
import { batch, createSignal, type Accessor } from "solid-js"
import type { Good } from "../../shop/Goods.ts"
import type { Heard } from "../../shop/Requests.ts"
import { tillAt } from "../../shop/TillPlaces.ts"
import { createTurns } from "../../shop/Turns.ts"
import type { TillPlace } from "../OpenTill.ts"
import { createLine, type Line } from "./line/Line.ts"
import type { LineCall } from "./line/LineCalls.ts"
import { createReading, type Reading } from "./Reading.ts"
import { createRmkJournal, type RmkJournal } from "./RmkJournal.ts"
import { createRmk, type Rmk } from "./Rmk.ts"

export type Command =
  | "start"
  | "check"
  | "card"
  | "calculate"
  | "payment"
  | "spend"
  | "close"
  | "cancel"
  | "repeat"

export interface Workplace extends Pick<Rmk, "sheet" | "most"> {
  /** What is under way. Another press meanwhile does nothing. */
  readonly busy: Accessor<Command | undefined>
  readonly line: Line
  readonly journal: RmkJournal
  readonly point: Accessor<PointId>
  /** The till at another point of sale has another token, which is its password. */
  readonly choosePoint: (point: PointId) => void
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
  readonly reading: Reading
  readonly repeat: (call: LineCall) => void
}

export const createWorkplace = ({ firstPoint, page }: TillPlace): Workplace => {
  const { shop } = page
  const [point, setPoint] = createSignal(firstPoint)
  const [checked, setChecked] = createSignal<Heard>()
  const { act, busy } = createTurns<Command>(page)

  const line = createLine(page, () => tillAt(shop.town, "rmk", point()))
  const reading = createReading(page)
  const rmk: Rmk = createRmk(line, {
    post: (document) => {
      reading.begin(document.Ref_Key)
      shop.do({ _tag: "Posted", posted: { document } })
    },
    till: () => TILLS[shop.town.placeOf(point())],
  })
  void page.bringGateway()
  const started = act("start", rmk.start)

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
    journal: createRmkJournal(page, () => rmk.sheet().number),
    point,
    choosePoint: (next) =>
      batch(() => {
        setPoint(next)
        line.setConnection({ password: shop.town.tokenOf(tillAt(shop.town, "rmk", next)) })
      }),
    checked,
    check: () =>
      void act(
        "check",
        Effect.map(rmk.check, (heard) => setChecked(heard)),
      ),
    // Who is quick types a card while РМК still asks what the server can: it is looked up after that, and not forgotten.
    takeCard: (typed) => void started.then(() => act("card", rmk.takeCard(typed))),
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
    renew: rmk.renew,
    reading,
    repeat: (call) => void act("repeat", line.repeat(call)),
  }
}
