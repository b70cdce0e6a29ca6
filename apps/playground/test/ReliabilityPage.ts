/**
 * The reliability page as somebody who looks on sees it: by roles and labels. Nothing here sleeps.
 */
import { playOne } from "@loyalkit/simulator/OneWorld"
import type { Locator, Page } from "playwright-core"

export class ReliabilityPage {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get status(): Locator {
    return this.page.getByRole("status")
  }
  get profile(): Locator {
    return this.page.getByRole("combobox", { name: /^(Profile|Профиль)$/ })
  }
  get seed(): Locator {
    return this.page.getByRole("textbox", { name: /^(Seed|Зерно)$/ })
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true })
  }

  /** What is counted under this name. */
  async counted(name: string): Promise<number> {
    const counter = this.page.locator("dl > div").filter({ has: this.page.getByText(name, { exact: true }) })
    return digits(await counter.getByRole("definition").textContent())
  }
  /** Double and lost sales of a client. */
  async harm(client: string): Promise<ReadonlyArray<number>> {
    const cells = this.page.getByRole("row").filter({ hasText: client }).getByRole("cell")
    return (await cells.allTextContents()).map(digits)
  }
  /** Waits until so many receipts were played. */
  async played(receipts: number): Promise<void> {
    await this.page.waitForFunction((least) => {
      const shown = document.querySelector("dl dd")?.textContent ?? ""
      return Number(shown.replaceAll(/\D/g, "")) >= least
    }, receipts)
  }
  /** From now on the page's worker is watched; gives what waits until each order to it was answered. */
  async watchWorker(): Promise<() => Promise<unknown>> {
    await this.page.evaluate(() => {
      let open = 0
      window.Worker = class extends Worker {
        constructor(...options: ConstructorParameters<typeof Worker>) {
          super(...options)
          this.addEventListener("message", () => document.body.setAttribute("data-orders", String(--open)))
        }
        override postMessage(order: unknown): void {
          document.body.setAttribute("data-orders", String(++open))
          super.postMessage(order)
        }
      }
    })
    return () => this.page.locator("body[data-orders='0']").waitFor({ state: "attached" })
  }
  /** The worker of the page, asked by hand for one world. */
  async playsInWorker(url: string, seed: string, profile: string, world: number): Promise<unknown> {
    return this.page.evaluate(
      (order) =>
        new Promise((resolve, reject) => {
          const worker = new Worker(order.url, { type: "module" })
          worker.addEventListener("error", () => reject(new Error("the worker failed")))
          worker.addEventListener("message", ({ data }) => {
            worker.terminate()
            resolve(data)
          })
          worker.postMessage(order)
        }),
      { run: 0, url, seed, profile, world },
    )
  }
}

const digits = (text: string | null): number => Number((text ?? "").replaceAll(/\D/g, ""))

/** The same world in Node. */
export const playsInNode = (seed: string, profile: "calm" | "rough" | "hostile", world: number): unknown => ({
  ...playOne(seed, world, profile),
  run: 0,
  world,
})
