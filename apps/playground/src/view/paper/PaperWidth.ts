/**
 * How wide the paper in the page's printers is: one choice for all tills, kept for the session.
 */
import { createSignal } from "solid-js"

/** Columns of paper: 57 mm have 32, 80 mm have 42 or 48. */
export const widths = [32, 42, 48] as const
export type PaperWidth = (typeof widths)[number]

const [USUAL] = widths
const REMEMBERED = "loyalkit.paper"

/** A browser may forbid storage; then the choice lasts as long as the page. */
const remembered = (): PaperWidth | undefined => {
  try {
    const value = sessionStorage.getItem(REMEMBERED)
    return widths.find((width) => String(width) === value)
  } catch {
    return undefined
  }
}

const [width, setWidth] = createSignal<PaperWidth>(remembered() ?? USUAL)

export const paperWidth = width

export const choosePaper = (next: PaperWidth): void => {
  try {
    sessionStorage.setItem(REMEMBERED, String(next))
  } catch {
    // As above: not remembering is no reason to fail.
  }
  setWidth(next)
}
