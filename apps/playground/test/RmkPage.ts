/**
 * The 1C cashier's workplace as a cashier sees it, and the calls beside it as an integrator does.
 */
import type { Locator } from "playwright-core"
import { CashierPage } from "./CashierPage.ts"

export class RmkPage extends CashierPage {
  override get panel(): Locator {
    return this.page.getByRole("region", { name: "1C cashier's workplace" })
  }
  override get alert(): Locator {
    return this.panel.getByRole("alert")
  }
  get card(): Locator {
    return this.page.getByRole("textbox", { name: "Loyalty card" })
  }
  get bonuses(): Locator {
    return this.page.getByRole("textbox", { name: "Pay by bonuses" })
  }
  get goods(): Locator {
    return this.page.getByRole("table", { name: "Goods" })
  }
  get totals(): Locator {
    return this.page.getByRole("group", { name: "Totals" })
  }
  /** What the server says to the cashier. */
  get said(): Locator {
    return this.page.getByRole("status", { name: "The loyalty server says" })
  }
  get protocol(): Locator {
    return this.page.getByRole("region", { name: "RMK → loyalkit" })
  }
  get settings(): Locator {
    return this.page.getByRole("dialog", { name: "Loyalty server" })
  }
  closed(number: string): Locator {
    return this.page.getByRole("group", { name: `Receipt ${number} is closed` })
  }

  /** Scans a card, or types a phone, and waits until the receipt is calculated with it. */
  async take(card: string, name: string): Promise<void> {
    await this.card.fill(card)
    await this.press("Find")
    await this.shows(this.panel, name)
    await this.isIdle()
  }
  /** Waits until nothing is under way. */
  async isIdle(): Promise<void> {
    await this.panel.and(this.page.locator(":not(:has([aria-disabled='true']))")).waitFor()
  }
  /** Goes to the payment and takes so many points. */
  async payWith(points: string): Promise<void> {
    await this.press("Payment")
    await this.bonuses.fill(points)
    await this.press("Use points")
    await this.shows(this.totals, `By bonuses−${points}`)
    await this.isIdle()
  }
  async close(number: string): Promise<void> {
    await this.press("Close the receipt")
    await this.closed(number).waitFor()
    await this.isIdle()
  }
  /** Lets time pass until loyalkit has read 1C's receipts once more. */
  async waitForReading(): Promise<void> {
    await this.press("Wait for the reading")
    await this.button("Wait for the reading").waitFor()
  }
  /** What was asked, in the order it was asked. */
  async asked(): Promise<ReadonlyArray<string>> {
    const texts = await this.protocol.locator("summary").allTextContents()
    const ours = texts.filter((text) => !text.startsWith("OData"))
    return ours.map((text) => /(?:GET|POST) (\S+)/.exec(text)?.[1] ?? text).toReversed()
  }
  /** Opens the newest call of a method. */
  open(method: string): Promise<void> {
    return this.protocol.getByText(method, { exact: true }).first().click()
  }
  /** How many sales the service's ledger has. */
  async sold(): Promise<number> {
    return (
      await this.ledger
        .getByText("Sale", { exact: false })
        .filter({ hasText: /^Sale / })
        .all()
    ).length
  }
}
