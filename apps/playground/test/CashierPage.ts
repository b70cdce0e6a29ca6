/**
 * The page as a cashier sees it: by roles and labels, never by class or position. Nothing here sleeps; each
 * look waits until the page shows what it looks for.
 */
import type { Locator, Page } from "playwright-core"

export class CashierPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get panel(): Locator {
    return this.page.getByRole("region", { name: "Till", exact: true })
  }
  get payment(): Locator {
    return this.page.getByRole("group", { name: "To pay" })
  }
  get points(): Locator {
    return this.page.getByRole("region", { name: "Points", exact: true })
  }
  get service(): Locator {
    return this.page.getByRole("region", { name: "At the service" })
  }
  get ledger(): Locator {
    return this.page.getByRole("list", { name: "Ledger" })
  }
  get cases(): Locator {
    return this.page.getByRole("region", { name: "Cases" })
  }
  get checkout(): Locator {
    return this.page.getByRole("region", { name: "The checkout" })
  }
  get calls(): Locator {
    return this.page.getByRole("region", { name: "HTTP calls" })
  }
  get journal(): Locator {
    return this.page.getByRole("region", { name: "Journal" })
  }
  /** What came out of the till's printer. */
  get printed(): Locator {
    return this.page.getByRole("region", { name: "Printed" })
  }
  get alert(): Locator {
    return this.payment.getByRole("alert")
  }
  get countdown(): Locator {
    return this.page.getByRole("timer", { name: "Time left on the hold" })
  }
  get search(): Locator {
    return this.page.getByRole("textbox", { name: "Phone, card or code" })
  }
  get slider(): Locator {
    return this.page.getByRole("slider")
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true })
  }

  /** Waits until `where` shows the text. */
  shows(where: Locator, text: string | RegExp): Promise<void> {
    return where.filter({ hasText: text }).first().waitFor()
  }
  press(name: string | RegExp): Promise<void> {
    return this.button(name).click()
  }
  async choose(label: string, option: string): Promise<void> {
    await this.page.getByRole("combobox", { name: label }).selectOption({ label: option })
  }
  async find(search: string): Promise<void> {
    await this.search.fill(search)
    await this.press("Find the client")
  }
  /** Finds the client, and holds so many points. */
  async hold(search: string, points: number): Promise<void> {
    await this.find(search)
    await this.press("Quote")
    await this.spend(points)
    await this.press(`Hold ${points} points`)
    await this.countdown.waitFor()
  }
  /** Lets a minute pass in the shop: longer than any doubt's window. */
  async passMinute(): Promise<void> {
    await this.press("+1 minute")
    await this.button("+1 minute").and(this.page.locator(":not([aria-disabled=true])")).waitFor()
  }
  /** Lets time pass until the next hold ends. */
  passToHoldEnd(): Promise<void> {
    return this.press("To hold's end")
  }
  /** The next call of this method fails in this way. */
  async failNext(method: string, way: string): Promise<void> {
    await this.press("The next call fails…")
    await this.page.getByLabel("Which call").selectOption(method)
    await this.press(way)
  }
  /** The line to the service goes down, or up again. */
  async serviceIs(is: "away" | "back"): Promise<void> {
    await this.page.getByRole("switch", { name: /^Engine – service/ }).setChecked(is === "back")
  }
  /** Opens the newest call of this method. */
  openCall(method: string): Promise<void> {
    return this.calls.locator("summary").filter({ hasText: method }).first().click()
  }
  /** How many sales were sent to the service. */
  async salesSent(): Promise<number> {
    return (await this.callMethods()).filter((method) => method === "retail").length
  }
  /** Moves the slider to so many points. */
  spend(points: number): Promise<void> {
    return this.slider.fill(String(points * 100))
  }
  /** Waits until the focus is on it. */
  async isFocused(what: string | RegExp | Locator): Promise<void> {
    const target = typeof what === "string" || what instanceof RegExp ? this.button(what) : what
    await target.and(this.page.locator(":focus")).waitFor()
  }

  /** The client's balance at the service. */
  async balance(): Promise<string | null> {
    return this.service.getByRole("definition").first().textContent()
  }
  journalTitles(): Promise<ReadonlyArray<string>> {
    return this.journal.locator("[data-event] > :first-child").allTextContents()
  }
  /** In the order they were made. */
  async callMethods(): Promise<ReadonlyArray<string>> {
    const texts = await this.calls.locator("summary").allTextContents()
    return texts.map((text) => text.split(" ")[0] ?? text).toReversed()
  }
  language(): Promise<string | null> {
    return this.page.locator("html").getAttribute("lang")
  }
}
