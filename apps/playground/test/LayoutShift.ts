/** How far what is on a page has moved by itself since it was opened, as the browser scores it. */
import type { Page } from "playwright-core"

export const movedOn = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((done) => {
        new PerformanceObserver((list, observer) => {
          observer.disconnect()
          // The browser's own type knows nothing of layout shifts.
          const shifts = list.getEntries() as unknown as ReadonlyArray<{ readonly value: number }>
          done(shifts.reduce((sum, { value }) => sum + value, 0))
        }).observe({ type: "layout-shift", buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => done(0)))
      }),
  )
