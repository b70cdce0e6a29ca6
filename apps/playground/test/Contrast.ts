/**
 * Can every text be read against what it stands on? WCAG AA, measured in the page as it is shown.
 */
import type { Locator } from "playwright-core"

export interface Faint {
  readonly text: string
  readonly ratio: number
}

/** The texts under `where` whose contrast is too low; a control that is disabled is left out, as WCAG does. */
export const faintTexts = (where: Locator): Promise<ReadonlyArray<Faint>> =>
  where.evaluate((root) => {
    const AA = 4.5
    const AA_LARGE = 3
    const LARGE_PIXELS = 24
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
    const hasText = (element: Element): boolean =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== "")
    return [...root.querySelectorAll("*")].flatMap((element) => {
      const { color, fontSize, visibility } = getComputedStyle(element)
      const isShown = element.getClientRects().length > 0 && visibility === "visible"
      if (!isShown || !hasText(element) || element.closest(":disabled") !== null) return []
      const under = grounds(element)
      const [ground, ink] = [luminance(painted(under)), luminance(painted([...under, color]))]
      const ratio = (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05)
      const least = Number.parseFloat(fontSize) >= LARGE_PIXELS ? AA_LARGE : AA
      return ratio >= least ? [] : [{ text: element.textContent ?? "", ratio }]
    })
  })
