/**
 * The scenarios as somebody who looks on sees them: by roles and labels. Nothing here sleeps.
 */
import type { Locator, Page } from "playwright-core"

export class ScenariosPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true })
  }
  get standing(): Locator {
    return this.page.getByRole("status")
  }
  get alert(): Locator {
    return this.page.getByRole("alert")
  }
  region(name: string | RegExp): Locator {
    return this.page.getByRole("region", { name, exact: true })
  }
  get steps(): Locator {
    return this.region(/^(Steps|Шаги)$/)
  }
  get money(): Locator {
    return this.region(/^(Money at the service|Деньги на стороне сервиса)$/)
  }
  get calls(): Locator {
    return this.region(/^(Calls to the service|Вызовы сервиса)$/)
  }
  get receipts(): Locator {
    return this.region(/^(Receipts|Чеки)$/)
  }
  get ending(): Locator {
    return this.region(/^(What it came to|Чем кончилось)$/)
  }

  /** The state chart of the only receipt. */
  get chart(): Locator {
    return this.receipts.getByRole("figure", { name: /^(State chart|Диаграмма состояний)$/ })
  }
  /** What the chart says to those who do not see it, under this name. */
  async charted(name: string): Promise<string> {
    const said = this.chart.locator(`dt:text-is("${name}") + dd`)
    return (await said.textContent()) ?? ""
  }

  /** Opens another address of the same page. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(new URL(path, this.page.url()).href)
  }
  /** Plays all that is left, and gives what is said at the end. */
  async playAll(): Promise<string> {
    await this.button(/^(Play all|Проиграть всё)$/).click()
    const judged = this.ending.locator(".judged")
    await judged.waitFor()
    return (await judged.textContent()) ?? ""
  }
  async shows(where: Locator, text: string | RegExp): Promise<void> {
    await where.getByText(text).first().waitFor()
  }
}
