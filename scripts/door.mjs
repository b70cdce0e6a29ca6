// The one door to every command of this repository: `npm start`, `npm test` and the rest come through here.
//
// A newcomer has Node 20, npm and git; our tools want Node 22.19 or later, and pnpm. Where this machine's
// own Node is new enough it is used; where it is not, Node 24 comes from the `node` npm package, beside
// pnpm, through npx and its cache. Nothing is installed globally.
//
// npx only says where the two lie; pnpm then runs as a child of this process and of nobody else. A signal
// thus reaches it, and pnpm ends what it started: no server is left behind on its port.
import { spawn, spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { delimiter } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"))

/** @effect/platform-node and undici 8 ask for 22.19 (their package.json, `engines`). */
const OLDEST_NODE = [22, 19]
/** The Node that a machine with an older one gets, from the `node` npm package. */
const OUR_NODE = "node@24.21.0"
/** How often this process looks whether npm, which started it, still lives. */
const PARENT_CHECK_MILLIS = 500

const windows = process.platform === "win32"

const [script, ...rest] = process.argv.slice(2)
if (script === undefined) {
  console.error(
    "loyalkit: which command? See the scripts in package.json: npm start, npm test, npm run sandbox …",
  )
  process.exit(2)
}

const newEnough = () => {
  const [major, minor] = process.versions.node.split(".").map(Number)
  // 23 learnt to run TypeScript files only in 23.6.
  if (major === 23) return minor >= 6
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
}

/** The search path with the packages' commands first, as npx makes it; the packages are fetched where they are missing. */
const pathWith = (packages) => {
  const wanted = packages.flatMap((name) => ["--package", name])
  // --prefer-offline: without a network npx otherwise waits for over a minute before it looks into its cache.
  const argv = ["--prefer-offline", "--yes", ...wanted, "--", "node", "-p", "process.env.PATH"]
  const asked = spawnSync("npx", argv, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    shell: windows,
  })
  if (asked.status !== 0) {
    console.error(`loyalkit: npx could not fetch ${packages.join(" and ")}. Is there a network?`)
    process.exit(asked.status ?? 1)
  }
  // This repository's own commands are pnpm's business.
  return asked.stdout
    .trim()
    .split(delimiter)
    .filter((entry) => !entry.startsWith(root))
    .join(delimiter)
}

const path = pathWith(newEnough() ? [packageManager] : [packageManager, OUR_NODE])
const child = spawn("pnpm", ["run", script, ...rest], {
  cwd: root,
  // Nobody who runs our tests has agreed to tell turbo about it.
  env: { TURBO_TELEMETRY_DISABLED: "1", ...process.env, PATH: path },
  stdio: "inherit",
  shell: windows,
})
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
child.on("error", (cause) => {
  console.error(`loyalkit: pnpm could not be started (${cause.message}).`)
  process.exit(1)
})
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)))

// A signal sent to npm alone ends the shell between npm and here, and is not passed on.
const parent = process.ppid
setInterval(() => process.ppid === parent || child.kill("SIGTERM"), PARENT_CHECK_MILLIS).unref()
