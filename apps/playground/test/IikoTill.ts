/**
 * An iiko till without a page: its own programs in a shop of their own, whose time goes on only when a test lets it.
 */
import { format, formatPoints, Kopecks } from "@loyalkit/core/Money"
import { record, type Recorder } from "@loyalkit/scenario/play/Recorder"
import { createPageShop, type PageShop } from "../src/shop/PageShop.ts"
import { sampleName } from "../src/text/SampleNames.ts"
import type { Speech } from "../src/text/Language.ts"
import { en } from "../src/text/Texts.ts"
import type { Mishap } from "../src/tills/iiko/front/Mishaps.ts"
import { standingOf, type Standing } from "../src/tills/iiko/Standing.ts"
import { createTill, type Till } from "../src/tills/iiko/Till.ts"

export const ANNA = "79000000001"
export const SECOND = 1_000
export const MINUTE = 60_000

const speech: Speech = {
  language: () => "en",
  choose: () => {},
  t: () => en,
  amount: (amount) => format(amount, "en"),
  money: (amount) => format(amount, "en"),
  points: (amount) => en.points(amount),
  bare: (amount) => formatPoints(amount, "en"),
  number: String,
  time: String,
  named: (name) => sampleName(name, "en"),
}

export class IikoTill {
  readonly page: PageShop
  readonly recorder: Recorder
  readonly till: Till

  private constructor(page: PageShop) {
    this.page = page
    this.recorder = record(page.shop)
    this.till = createTill({ page, speech, firstPoint: page.shop.town.pointOf("cafe") })
  }

  static async open(): Promise<IikoTill> {
    const page = createPageShop()
    page.time.letGo(false)
    await page.bringGateway()
    const iiko = new IikoTill(page)
    await iiko.pass(SECOND)
    return iiko
  }

  pass(millis: number): Promise<void> {
    return this.page.time.pass(millis)
  }
  /** Presses something, and lets the till come to rest. */
  async press(button: () => void, millis = SECOND): Promise<void> {
    button()
    await this.pass(millis)
  }
  /** What stands on the till's screen over the order, read to its end. */
  async reads(): Promise<string> {
    const popup = this.till.popups.current()
    if (popup === undefined) return ""
    await this.press(() => popup.close())
    return popup.text
  }
  /** Slides Anna's card, and enters so many rubles by points and the rest in cash. */
  async enter(points: number): Promise<void> {
    const { till } = this
    await this.press(() => till.scan(ANNA))
    await this.reads()
    await this.press(till.toPayment)
    if (points > 0) await this.press(() => till.addPayment("points", Kopecks.make(points * 100)))
    await this.press(() => till.addPayment("cash", undefined))
  }
  /** Has so many points processed by a till that is switched off then, and enters the rest in cash. */
  async enterHeld(points: number): Promise<void> {
    const { till } = this
    await this.enter(points)
    this.mishap("power")
    await this.press(till.pay)
    await this.reads()
    await this.press(till.toPayment)
    await this.press(() => till.addPayment("cash", undefined))
  }
  /** What goes wrong at the till next. */
  mishap(mishap: Mishap): void {
    this.till.mishaps.choose(mishap)
  }
  /** The line between the tills and the gateway. */
  turnLine(is: "up" | "down"): void {
    this.page.shop.do({ _tag: "Line", line: { between: "till", is } })
  }
  /** The moments of what is in the outbox. */
  waits(): ReadonlyArray<string> {
    return this.till.outbox().map(({ moment }) => moment)
  }
  /** How many holds of Anna's live at the service. */
  holds(): number {
    const anna = this.page.shop.service().clients.find(({ phone }) => String(phone) === ANNA)
    return anna?.holds.length ?? 0
  }
  /** How many sales the service's ledger has. */
  sold(): number {
    return this.page.shop.ledger().filter(({ kind }) => kind === "sold").length
  }
  /** What the till says after the cheque. */
  standing(): Standing {
    const { page, till } = this
    const states = page.shop.receipts().map(({ state }) => state)
    return standingOf(till.desk.order(), till.calls.all(), states)
  }
  /** When the plugin made its calls of a moment, in seconds since the shop opened. */
  calledAt(moment: string): ReadonlyArray<number> {
    const opened = this.page.now() - this.page.shop.now()
    return this.till.calls
      .all()
      .filter(({ by }) => by === moment)
      .map(({ at }) => Math.round((at - opened) / SECOND))
  }
}
