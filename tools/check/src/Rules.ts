/**
 * The arrows of the house: which part may import which.
 *
 * Between packages: `playground → gateway → adapters → core` and `gateway → sandbox → core`; adapters never
 * each other; nothing published looks at `tools/` or `tests/`. Within a package: Node only under `src/node/`,
 * and no circle. Within core: the rooms in their order, each importing only those before it, and of effect
 * only its stable modules, so that a minor release of effect cannot break a till.
 *
 * A workspace package is matched by its folder and by its name, since before the first build its name leads
 * to no file.
 */
import type { IForbiddenRuleType } from "dependency-cruiser"
import { readdirSync, readFileSync } from "node:fs"
import { builtinModules } from "node:module"
import { join } from "node:path"
import { ROOT } from "./Step.ts"

/**
 * Core's rooms, ground floor first. A room is a module with its folder of the same name, or several names
 * that make one floor. A file of core that belongs to no room is refused: give it one.
 */
export const ROOMS: ReadonlyArray<ReadonlyArray<string>> = [
  ["internal/decimal"],
  ["Money"],
  ["Domain"],
  ["Amounts", "WrongFields"],
  ["Callers"],
  ["Masking", "Secret", "SecretFile", "Finding", "Recent"],
  ["LoyaltyError"],
  ["Policy"],
  ["Transport", "HttpClientTransport"],
  ["LoyalClient"],
  ["Allocation", "internal/selection"],
  ["Journal", "Telemetry"],
  ["Inbox", "WebhookDoor"],
  ["Settlement"],
  ["Cases"],
  ["Checkout"],
  ["ReceiptView"],
  ["ErrorCode"],
  ["CheckoutError"],
  ["PrintedSale"],
  ["ReceiptText"],
  ["CaseText"],
  ["Otlp"],
  ["promise"],
  ["testing"],
  ["index"],
]

/** Core's files that may import unstable modules of effect, each behind an entry of its own or a service of ours. */
export const UNSTABLE_ENTRIES: ReadonlyArray<string> = [
  "HttpClientTransport",
  "Otlp",
  "SecretFile",
  "WebhookDoor",
]
const BREAKER = "^packages/core/src/loyalclient/Breaker[.]ts$"

const anyOf = (names: ReadonlyArray<string>): string => `(${names.join("|")})`
/** `ReceiptText` lives in `ReceiptText.ts`, and in `receipt-text/` or `receipttext/`. */
const files = (name: string): string => {
  const folders = [name.replaceAll(/\B[A-Z]/g, (letter) => `-${letter}`), name].map((folder) =>
    folder.toLowerCase(),
  )
  return `${name}[.]ts$|${anyOf([...new Set(folders)])}/`
}
const floor = (names: ReadonlyArray<string>): string => `^packages/core/src/${anyOf(names.map(files))}`

const workspacePackage = (name: string): string => `(^packages/${name}/|^@loyalkit/${name}(/|$))`
const PUBLISHED = "^packages/[^/]+/src/"
const NODE_ROOM = "^packages/[^/]+/src/node/"
const PAGE = "^apps/[^/]+/src/"
/** A tool that the page shows: it keeps Node under `src/node/` too. */
const SHOWN = "^tools/scenario/src/"
const SHOWN_NODE = "^tools/scenario/src/node/"
/** The one way from the page into the simulator, whose other files run in Node's threads and write files. */
const WORLD = "^tools/simulator/src/OneWorld[.]ts$"
const NODELESS = [PUBLISHED, PAGE, SHOWN]
const NODE_ROOMS = [NODE_ROOM, SHOWN_NODE, "^apps/[^/]+/src/node/"]

/** The modules of effect that say at their head that they may change in a minor release. */
const unstableModules = (): ReadonlyArray<string> => {
  const source = join(ROOT, "node_modules/effect/src")
  const head = (file: string): string => readFileSync(join(source, file), "utf8").split("*/", 1)[0] ?? ""
  return readdirSync(source)
    .filter((file) => file.endsWith(".ts") && file !== "index.ts")
    .filter((file) => head(file).includes("@stability unstable"))
    .map((file) => file.slice(0, -".ts".length))
}

/** A module in a folder (`effect/http/HttpClient`, `effect/http`), or one at the top that is unstable. */
const UNSTABLE_EFFECT = `(^|/)effect/(dist/)?(?!dist/)([a-z][a-z-]*(/|$)|${anyOf(unstableModules())}([.]|$))`

const coreRooms: ReadonlyArray<IForbiddenRuleType> = ROOMS.slice(0, -1).map((names, index) => ({
  name: `core-rooms-${names[0]}`,
  comment: `core's rooms stand in an order, and ${names.join(", ")} comes before what it imports here`,
  severity: "error",
  from: { path: floor(names) },
  to: { path: ROOMS.slice(index + 1).map(floor) },
}))

export const rules: ReadonlyArray<IForbiddenRuleType> = [
  {
    name: "no-circle",
    comment: "a circle means that one subject was cut in two, or two were mixed",
    severity: "error",
    from: {},
    to: { circular: true },
  },
  ...coreRooms,
  {
    name: "core-file-without-room",
    comment:
      "every file of core belongs to a room: put it into one, or add the room to tools/check/src/Rules.ts",
    severity: "error",
    from: { path: "^packages/core/src/", pathNot: [...ROOMS.map(floor), NODE_ROOM] },
    to: {},
  },
  {
    name: "core-is-the-ground",
    comment: "core imports no other package of this repository",
    severity: "error",
    from: { path: "^packages/core/" },
    to: { path: ["^(packages|apps)/", "^@loyalkit/"], pathNot: workspacePackage("core") },
  },
  {
    name: "core-stable-effect",
    comment:
      "core's main entry uses only stable modules of effect; what needs others is an entry of its own, or the wrapped circuit breaker",
    severity: "error",
    from: {
      path: "^packages/core/src/",
      pathNot: [NODE_ROOM, BREAKER, `^packages/core/src/${anyOf(UNSTABLE_ENTRIES)}[.]ts$`],
    },
    to: { path: UNSTABLE_EFFECT },
  },
  {
    name: "core-breaker-only",
    comment: "the one exception wraps the circuit breaker, and nothing else that is unstable",
    severity: "error",
    from: { path: BREAKER },
    to: { path: UNSTABLE_EFFECT, pathNot: "(^|/)effect/(dist/)?persistence/CircuitBreaker([.]|$)" },
  },
  {
    name: "core-unstable-entries-apart",
    comment: "an entry with unstable modules stands apart: the main entry must not reach it",
    severity: "error",
    from: {
      path: "^packages/core/src/",
      pathNot: [NODE_ROOM, `^packages/core/src/${anyOf(UNSTABLE_ENTRIES)}[.]ts$`],
    },
    to: { path: `^packages/core/src/${anyOf(UNSTABLE_ENTRIES)}[.]ts$` },
  },
  {
    name: "sandbox-over-core",
    comment: "the sandbox stands on core alone",
    severity: "error",
    from: { path: "^packages/sandbox/" },
    to: { path: ["^(packages|apps)/", "^@loyalkit/"], pathNot: ["core", "sandbox"].map(workspacePackage) },
  },
  {
    name: "adapters-over-core",
    comment:
      "an adapter maps a POS's words to core's and imports no other adapter: what two need moves to core",
    severity: "error",
    from: { path: "^packages/(adapter-[^/]+)/src/" },
    to: {
      path: ["^(packages|apps)/", "^@loyalkit/"],
      pathNot: [workspacePackage("core"), "^packages/$1/", "^@loyalkit/$1(/|$)"],
    },
  },
  {
    name: "gateway-over-adapters",
    comment: "the gateway stands on core, the sandbox and the adapters",
    severity: "error",
    from: { path: "^packages/gateway/" },
    to: {
      path: ["^(packages|apps)/", "^@loyalkit/"],
      pathNot: ["core", "sandbox", "gateway", "adapter-[^/]+"].map(workspacePackage),
    },
  },
  {
    name: "published-looks-at-no-tool",
    comment: "what is published imports neither tools nor tests nor the page",
    severity: "error",
    from: { path: PUBLISHED },
    to: {
      path: [
        "^(tools|tests|apps)/",
        "^packages/[^/]+/test/",
        "^@loyalkit/(bench|bsl|check|playground|scenario|simulator)(/|$)",
      ],
    },
  },
  {
    name: "page-looks-at-no-test",
    comment: "the page may show the tools, never the tests",
    severity: "error",
    from: { path: PAGE },
    to: { path: ["^tests/", "/test/"] },
  },
  {
    name: "page-plays-one-world",
    comment: "the page plays worlds of the simulator in a browser: by OneWorld, and by nothing else of it",
    severity: "error",
    from: { path: PAGE },
    to: { path: "^tools/simulator/", pathNot: WORLD },
  },
  {
    name: "one-world-without-node",
    comment: "what the page plays runs in a browser's worker: nothing that it reaches may need Node",
    severity: "error",
    from: { path: WORLD },
    to: {
      reachable: true,
      path: `^(node:)?${anyOf(builtinModules.filter((name) => !name.startsWith("_")))}$|(^|/)@effect/platform-node/|${NODE_ROOM}|${SHOWN_NODE}`,
    },
  },
  {
    name: "node-under-node",
    comment: "Node's modules, and the packages that need Node, are imported only under src/node/",
    severity: "error",
    from: { path: NODELESS, pathNot: NODE_ROOMS },
    to: { path: "(^|/)(undici|@effect/platform-node)(/|$)|^node:" },
  },
  {
    name: "node-builtin-under-node",
    comment: "Node's modules are imported only under src/node/",
    severity: "error",
    from: { path: NODELESS, pathNot: NODE_ROOMS },
    to: { dependencyTypes: ["core"] },
  },
  {
    name: "node-room-is-an-entry",
    comment:
      "what is under src/node/ is reached by its own entry point, never from the rest of a package or the page",
    severity: "error",
    from: { path: NODELESS, pathNot: NODE_ROOMS },
    to: { path: [NODE_ROOM, SHOWN_NODE, "^packages/[^/]+/dist/node/", "^@loyalkit/[^/]+/node(/|$)"] },
  },
  {
    name: "declared-dependencies",
    comment: "published code imports only what its package.json declares for those who install it",
    severity: "error",
    from: { path: PUBLISHED },
    to: {
      dependencyTypes: ["npm-dev", "npm-no-pkg"],
      dependencyTypesNot: ["npm", "npm-peer", "npm-optional"],
    },
  },
]
