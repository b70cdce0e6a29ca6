/**
 * The Evotor terminal as a cashier sees it, and beside it the line and the application's process as an integrator does.
 */
import type { Locator } from "playwright-core"
import { CashierPage } from "./CashierPage.ts"

export class EvotorPage extends CashierPage {
  override get panel(): Locator {
    return this.page.getByRole("region", { name: "Evotor terminal" })
  }
  override get alert(): Locator {
    return this.panel.getByRole("alert")
  }
  get app(): Locator {
    return this.page.getByRole("group", { name: "Loyalty", exact: true })
  }
  override get points(): Locator {
    return this.page.getByRole("textbox", { name: "Points to spend" })
  }
  /** What is owed, on the payment screen. */
  get owed(): Locator {
    return this.page.getByRole("group", { name: "To pay" })
  }
  get protocol(): Locator {
    return this.page.getByRole("region", { name: "Terminal → loyalkit" })
  }
  get process(): Locator {
    return this.page.getByRole("group", { name: "The application" })
  }
  /** Where the sale is. */
  get standing(): Locator {
    return this.panel.getByRole("status")
  }
  paper(number: number): Locator {
    return this.page.getByRole("group", { name: `Receipt No.\u00a0${number}` })
  }
  quantity(name: string): Locator {
    return this.page.getByRole("textbox", { name: `Quantity: ${name}` })
  }

  /** Waits until nothing is under way. */
  async isIdle(): Promise<void> {
    await this.panel.and(this.page.locator(":not(:has([aria-disabled='true']))")).waitFor()
  }
  toPayment(): Promise<void> {
    return this.press(/^To payment/)
  }
  /** Presses the icon, and waits for the application's screen. */
  async openApp(): Promise<void> {
    await this.press("Loyalty")
    await this.shows(this.app, "Purchase")
    await this.isIdle()
  }
  /** Finds a client on the application's screen. */
  async take(search: string, name: string): Promise<void> {
    await this.search.fill(search)
    await this.press("Find")
    await this.shows(this.app, name)
    await this.isIdle()
  }
  /** Chooses so many points and goes back to the payment. */
  override async spend(points: number): Promise<void> {
    await this.points.fill(String(points))
    await this.press(/^Apply/)
    await this.owed.waitFor()
    await this.isIdle()
  }
  /** From a receipt to its payment, with so many of Anna's points on it. */
  async payWith(points: number): Promise<void> {
    await this.toPayment()
    await this.openApp()
    await this.take("79000000001", "Anna Sokolova")
    await this.spend(points)
  }
  /** Pays, and waits for the paper. */
  async pay(number: number): Promise<void> {
    await this.press("Bank card")
    await this.paper(number).waitFor()
  }
  /** The line to the gateway goes down, or up again. */
  async lineIs(is: "down" | "up"): Promise<void> {
    await this.page.getByRole("switch", { name: /^Tills – gateway/ }).setChecked(is === "up")
  }
  losesNextAnswer(): Promise<void> {
    return this.press(/^Lose .*next answer$/)
  }
  /** The application's process dies. */
  dies(): Promise<void> {
    return this.process.getByRole("button", { name: "Kill it" }).click()
  }
  breaks(what: string): Promise<void> {
    return this.choose("Trouble at the terminal", what)
  }
  /** What the terminal asked, in the order it was asked. */
  async asked(): Promise<ReadonlyArray<string>> {
    const texts = await this.protocol.locator("summary").allTextContents()
    return texts.map((text) => /\/v1\/…\/(\S+)/.exec(text)?.[1] ?? text).toReversed()
  }
  /** How many sales the service's ledger has. */
  async sold(): Promise<number> {
    return (await this.ledger.getByText(/^Sale /).all()).length
  }
}
