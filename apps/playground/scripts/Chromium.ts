/**
 * The browser for tests and screenshots: Debian's chromium, driven by playwright-core, which brings none.
 *
 * Where it is missing it is installed by root under CI only; anywhere else the command is printed, and
 * whoever asked does without.
 */
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { chromium, type Browser } from "playwright-core"

const PATH = "/usr/bin/chromium"

/** What installs it, as people type it. */
export const INSTALL = "apt-get update && apt-get install -y chromium"

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

const mayInstall = (): boolean => process.env["CI"] !== undefined && process.getuid?.() === 0

/** Is there a browser, or can there be one? Says how to get it where there is none. */
export const hasChromium = (): boolean => {
  if (existsSync(PATH)) return true
  if (mayInstall()) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    const { status } = spawnSync("sh", ["-c", INSTALL], { stdio: "inherit", env })
    if (status === 0 && existsSync(PATH)) return true
  }
  // Not by console, which vitest keeps to itself where every test of a file is skipped.
  process.stderr.write(`playground: no chromium at ${PATH}. Install it: ${INSTALL}\n`)
  return false
}

/** Headless, with a profile of its own that goes when it closes. */
export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: PATH, headless: true, args: ARGS })
