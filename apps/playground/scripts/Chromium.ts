/**
 * The browser for tests and screenshots: Debian's chromium, driven by playwright-core, which brings none.
 */
import { has, programs } from "@loyalkit/debian"
import { chromium, type Browser } from "playwright-core"

const [PATH] = programs.chromium.files

/** No GPU in a container, no sandbox as root, and nothing that calls home. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** Is there a browser, or can there be one? */
export const hasChromium = (): boolean => has("chromium", "playground")

/** Headless, with a profile of its own that goes when it closes. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: PATH, headless: true, args: ARGS })
