// The one door to every command of this repository: `npm start`, `npm test` and the rest come through here.
//
// A newcomer has Node 20, npm and git; our tools want Node 22.19 or later, and pnpm. Where this machine's
// own Node is new enough it is used; where it is not, Node 24 comes from the `node` npm package, beside
// pnpm, through npx and its cache. Nothing is installed globally.
import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"))

/** @effect/platform-node and undici 8 ask for 22.19 (their package.json, `engines`). */
const OLDEST_NODE = [22, 19]
/** The Node that a machine with an older one gets, from the `node` npm package. */
const OUR_NODE = "node@24.21.0"

const [script, ...rest] = process.argv.slice(2)
if (script === undefined) {
  console.error(
    "loyalkit: which command? See the scripts in package.json: npm start, npm test, npm run sandbox …",
  )
  process.exit(2)
}

const [major, minor] = process.versions.node.split(".").map(Number)
const newEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])

// --prefer-offline: without a network npx otherwise waits for over a minute before it looks into its cache.
const packages = [packageManager, ...(newEnough ? [] : [OUR_NODE])].flatMap((name) => ["--package", name])
const child = spawn("npx", ["--prefer-offline", "--yes", ...packages, "--", "pnpm", "run", script, ...rest], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
})
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal))
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)))
