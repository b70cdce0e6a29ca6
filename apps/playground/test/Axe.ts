/**
 * Can the page be read, heard and pressed by everybody? What axe-core finds in it, as it is shown.
 *
 * axe measures contrast as well, and better than we did by hand: what is transparent, what lies over something else. Two things it leaves open:
 * text that is drawn as SVG, as plots and the state chart are, and a text of several lines that have not the same under them, however far down, as
 * in a message over the page. `Contrast.ts` measures those. Any other text that axe cannot tell is a finding.
 */
import axe from "axe-core"
import type { Page } from "playwright-core"
import { faintTexts } from "./Contrast.ts"

declare global {
  interface Window {
    /** There once it was put into the page. */
    readonly axe?: typeof axe
  }
}

/** WCAG 2.2 AA and all that came before it; then what no rule asks for and is good practice all the same. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

/** The one rule that looks at colours. */
const CONTRAST = "color-contrast"

/** To axe a sign is no text; to us it is: a minus on a button, a dash in a table, a figure of one digit. */
const EVERY_SIGN = { ignoreUnicode: false, ignoreLength: true }

/** What axe says of a text whose lines have not the same under them. */
const UNLIKE_UNDER = "elmPartiallyObscuring"

/** It would say of all of them that it cannot tell; and of a plot that runs they come and go while it looks. */
const DRAWN = "svg text"

const look = async (page: Page, only: axe.RunOnly): Promise<ReadonlyArray<string>> => {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source)
  const { lines, open } = await page.evaluate(
    async ({ contrast, drawn, options, unlikeUnder }) => {
      if (window.axe === undefined) throw new Error("axe is not in the page")
      const { incomplete, violations } = await window.axe.run({ exclude: [drawn] }, options)
      const untold = incomplete.filter(({ id }) => id === contrast)
      const found = [...violations, ...untold].flatMap(({ help, id, nodes }) =>
        nodes.map(({ any: [why], target }) => ({
          line: `${id}: ${why?.message ?? help}: ${target.join(" ")}`,
          open: why?.data?.messageKey === unlikeUnder ? [target.join(" ")] : [],
        })),
      )
      return {
        lines: found.flatMap(({ line, open }) => (open.length > 0 ? [] : [line])),
        open: found.flatMap(({ open }) => open),
      }
    },
    {
      contrast: CONTRAST,
      drawn: DRAWN,
      unlikeUnder: UNLIKE_UNDER,
      options: {
        runOnly: only,
        checks: { [CONTRAST]: { options: EVERY_SIGN } },
        resultTypes: ["violations" as const, "incomplete" as const],
      },
    },
  )
  return [...lines, ...(await faintTexts(page, [DRAWN, ...open]))]
}

/** No higher than it must be for the page to stand still while its parts scroll: then a keyboard has to reach what scrolls. */
const DESK = { width: 1280, height: 740 }
const PHONE = { width: 360, height: 740 }

/**
 * All that axe finds in what is shown now, a line for each: how it was looked at, axe's rule, what is wrong, and where. At a desk in light and dark, and on
 * a phone in the dark and in Russian; then the page is in English and light again.
 */
export const findings = async (page: Page): Promise<ReadonlyArray<string>> => {
  const all: Array<string> = []
  const note = (how: string, lines: ReadonlyArray<string>) =>
    all.push(...lines.map((line) => `${how}: ${line}`))
  // Under a dialog nobody can press it; here it is only about the words.
  const speak = (name: string) =>
    page.getByRole("button", { name, includeHidden: true }).dispatchEvent("click")
  await page.setViewportSize(DESK)
  note("light", await look(page, { type: "tag", values: TAGS }))
  await page.emulateMedia({ colorScheme: "dark" })
  note("dark", await look(page, { type: "rule", values: [CONTRAST] }))
  await page.setViewportSize(PHONE)
  await speak("RU, русский")
  note("on a phone", await look(page, { type: "tag", values: TAGS }))
  await speak("EN, English")
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize(DESK)
  return all
}
