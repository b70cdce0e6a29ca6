/**
 * Can these texts be read against what they stand on? WCAG AA, measured in the page as it is shown: of the few texts that axe leaves open, see `Axe.ts`.
 */
import type { Page } from "playwright-core"

/** Of the texts at these places, as selectors, those whose contrast is too low, a line for each. All of them are small, and stand on what they are in. */
export const faintTexts = (page: Page, places: ReadonlyArray<string>): Promise<ReadonlyArray<string>> =>
  page.evaluate((selectors) => {
    const AA = 4.5
    const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
    if (context === null) throw new Error("no canvas")
    /** Colours come in many notations; what is painted has one. */
    const painted = (colors: ReadonlyArray<string>): ReadonlyArray<number> => {
      context.clearRect(0, 0, 1, 1)
      for (const color of colors) {
        context.fillStyle = color
        context.fillRect(0, 0, 1, 1)
      }
      return Array.from(context.getImageData(0, 0, 1, 1).data.subarray(0, 3))
    }
    const luminance = (rgb: ReadonlyArray<number>): number => {
      const [r = 0, g = 0, b = 0] = rgb.map((value) => {
        const part = value / 255
        return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const grounds = (element: Element | null): ReadonlyArray<string> =>
      element === null
        ? ["white"]
        : [...grounds(element.parentElement), getComputedStyle(element).backgroundColor]
    /** What is drawn stands on the box of its own group, where that has one. */
    const boxes = (element: Element): ReadonlyArray<string> => {
      const box = element.parentElement?.querySelector(":scope > rect")
      return box instanceof SVGElement ? [getComputedStyle(box).fill] : []
    }
    return [...document.querySelectorAll(selectors.join(", "))].flatMap((element) => {
      const { color, fill } = getComputedStyle(element)
      const under = [...grounds(element), ...boxes(element)]
      const ink = element instanceof SVGElement ? fill : color
      const [below, above] = [luminance(painted(under)), luminance(painted([...under, ink]))]
      const ratio = (Math.max(below, above) + 0.05) / (Math.min(below, above) + 0.05)
      return ratio >= AA ? [] : [`contrast: ${ratio.toFixed(2)}: ${element.textContent}`]
    })
  }, places)
