/**
 * An iiko order as a waiter and a cashier see it, and the plugin's calls beside it as an integrator does.
 */
import type { Locator } from "playwright-core"
import { CashierPage } from "./CashierPage.ts"

export class IikoPage extends CashierPage {
  override get panel(): Locator {
    return this.page.getByRole("region", { name: "iiko order" })
  }
  /** What iiko shows where a plugin's exception has a message. */
  override get alert(): Locator {
    return this.page.getByRole("alertdialog", { name: "Error" })
  }
  /** What the plugin shows or asks. */
  get said(): Locator {
    return this.page.getByRole("dialog", { name: "LoyalClient" })
  }
  get corner(): Locator {
    return this.page.getByRole("status", { name: "Messages in the corner" })
  }
  get order(): Locator {
    return this.page.getByRole("group", { name: "Order", exact: true })
  }
  get guest(): Locator {
    return this.page.getByRole("group", { name: "Guest", exact: true })
  }
  get totals(): Locator {
    return this.page.getByRole("group", { name: "Totals" })
  }
  get added(): Locator {
    return this.page.getByRole("list", { name: "Payments" })
  }
  get sum(): Locator {
    return this.page.getByRole("textbox", { name: "Sum" })
  }
  get paper(): Locator {
    return this.page.getByRole("region", { name: /^The printed/ })
  }
  /** What became of the order at loyalkit. */
  get told(): Locator {
    return this.page.getByRole("status", { name: "After the cheque" })
  }
  get bridge(): Locator {
    return this.page.getByRole("region", { name: "Plugin → loyalkit" })
  }

  /** Waits until nothing is under way. */
  async isIdle(): Promise<void> {
    await this.panel.and(this.page.locator(":not(:has([aria-disabled='true']))")).waitFor()
  }
  /** Reads a message to its end. */
  async ok(): Promise<void> {
    await this.press("OK")
    await this.isIdle()
  }
  /** Slides a card, and reads what the plugin says. */
  async slide(name: string, says: string): Promise<void> {
    await this.press(name)
    await this.shows(this.said, says)
    await this.ok()
  }
  /** Reads an error that says so. */
  async reads(error: string): Promise<void> {
    await this.shows(this.alert, error)
    await this.ok()
  }
  /** The line to the gateway goes down, or up again. */
  async gatewayIs(is: "away" | "back"): Promise<void> {
    await this.page.getByRole("switch", { name: /^Tills – gateway/ }).setChecked(is === "back")
  }
  breaks(what: string): Promise<void> {
    return this.choose("What breaks at the till", what)
  }
  /** Adds so many points on the payment screen, and the rest in cash. */
  async enter(points: number): Promise<void> {
    await this.sum.fill(String(points))
    await this.press("LoyalClient points")
    await this.shows(this.added, `LoyalClient points${points}.00`)
    await this.isIdle()
    await this.press("Cash")
    await this.shows(this.added, "Cash")
  }
  /** Goes to the payment, enters so many points, and pays. */
  async pay(points: number): Promise<void> {
    await this.press("Payment")
    await this.sum.waitFor()
    await this.isIdle()
    await this.enter(points)
    await this.press("Pay")
  }
  async isClosed(told: string | RegExp): Promise<void> {
    await this.shows(this.told, told)
    await this.isIdle()
  }
  /** In which moments the plugin called, in their order; without the ping of a start. */
  async moments(): Promise<ReadonlyArray<string>> {
    const moments = await this.bridge.locator("summary > :first-child").allTextContents()
    return moments.filter((moment) => moment !== "Start").toReversed()
  }
  async count(moment: string): Promise<number> {
    return (await this.moments()).filter((one) => one === moment).length
  }
  /** Opens the newest call of a moment. */
  open(moment: string): Promise<void> {
    return this.bridge.getByText(moment, { exact: true }).first().click()
  }
  /** How many sales the service's ledger has. */
  async sold(): Promise<number> {
    return (
      await this.ledger
        .getByRole("listitem")
        .filter({ hasText: /^Sale / })
        .all()
    ).length
  }
}
