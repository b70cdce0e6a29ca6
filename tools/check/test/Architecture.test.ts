// Each arrow of the house, broken on purpose in a small house of its own: a rule that never fires guards nothing.
import { afterEach, describe, expect, it } from "vitest"
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { describe as worded, violations } from "../src/Architecture.ts"
import { rules } from "../src/Rules.ts"
import { ROOT } from "../src/Step.ts"

type House = Readonly<Record<string, string>>

const houses: Array<string> = []
afterEach(async () => {
  for (const house of houses.splice(0)) await rm(house, { recursive: true, force: true })
})

/** Builds a house with real dependencies and gives the rules that it breaks. */
const broken = async (files: House): Promise<ReadonlyArray<string>> => {
  const root = await mkdtemp(join(tmpdir(), "loyalkit-house-"))
  houses.push(root)
  await symlink(join(ROOT, "node_modules"), join(root, "node_modules"))
  const manifest = JSON.stringify({
    name: "house",
    dependencies: { effect: "*", undici: "*", "@effect/platform-node": "*" },
    devDependencies: { vitest: "*" },
  })
  for (const [path, text] of Object.entries({ "package.json": manifest, ...files })) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  const found = await violations(root)
  return [...new Set(found.map(({ rule }) => rule.name))].toSorted()
}

const core = "packages/core/src"
const value = "export const value = 1\n"
const import_ = (path: string): string => `import * as Other from "${path}"\nexport const other = Other\n`

/** Which rule each house breaks, and how. */
const wrong: ReadonlyArray<readonly [rule: string, how: string, house: House]> = [
  [
    "core-rooms-Money",
    "a room imports one after it",
    { [`${core}/Money.ts`]: import_("./Domain.ts"), [`${core}/Domain.ts`]: value },
  ],
  [
    "core-rooms-Money",
    "even if only for a type",
    {
      [`${core}/Money.ts`]: 'import type { Id } from "./Domain.ts"\nexport type Money = Id\n',
      [`${core}/Domain.ts`]: "export type Id = string\n",
    },
  ],
  [
    "core-rooms-LoyalClient",
    "a file of a room's folder imports a later room's",
    {
      [`${core}/loyalclient/Wire.ts`]: import_("../checkout/Gate.ts"),
      [`${core}/checkout/Gate.ts`]: value,
    },
  ],
  [
    "core-rooms-Checkout",
    "re-exports count",
    { [`${core}/Checkout.ts`]: 'export * from "./promise.ts"\n', [`${core}/promise.ts`]: value },
  ],
  ["core-file-without-room", "a file that nobody placed", { [`${core}/Misc.ts`]: import_("effect/Effect") }],
  [
    "core-is-the-ground",
    "core imports the sandbox",
    { [`${core}/Checkout.ts`]: import_("@loyalkit/sandbox/Sandbox") },
  ],
  [
    "core-is-the-ground",
    "core's tests import the sandbox by its folder",
    {
      "packages/core/test/Day.test.ts": import_("../../sandbox/src/Sandbox.ts"),
      "packages/sandbox/src/Sandbox.ts": value,
    },
  ],
  [
    "core-stable-effect",
    "an unstable folder",
    { [`${core}/Transport.ts`]: import_("effect/http/HttpClient") },
  ],
  ["core-stable-effect", "an unstable folder's barrel", { [`${core}/Transport.ts`]: import_("effect/sql") }],
  ["core-stable-effect", "an unstable module", { [`${core}/Money.ts`]: import_("effect/Arbitrary") }],
  [
    "core-stable-effect",
    "the circuit breaker from another file",
    { [`${core}/loyalclient/Attempts.ts`]: import_("effect/persistence/CircuitBreaker") },
  ],
  [
    "core-breaker-only",
    "another unstable module from the breaker's file",
    { [`${core}/loyalclient/Breaker.ts`]: import_("effect/http/HttpClient") },
  ],
  [
    "core-unstable-entries-apart",
    "the main entry reaches an unstable one",
    { [`${core}/index.ts`]: import_("./HttpClientTransport.ts"), [`${core}/HttpClientTransport.ts`]: value },
  ],
  [
    "sandbox-over-core",
    "the sandbox imports an adapter",
    { "packages/sandbox/src/Sandbox.ts": import_("@loyalkit/adapter-evotor") },
  ],
  [
    "adapters-over-core",
    "an adapter imports another by name",
    { "packages/adapter-iiko/src/index.ts": import_("@loyalkit/adapter-evotor") },
  ],
  [
    "adapters-over-core",
    "an adapter imports another by its folder",
    {
      "packages/adapter-iiko/src/index.ts": import_("../../adapter-evotor/src/index.ts"),
      "packages/adapter-evotor/src/index.ts": value,
    },
  ],
  [
    "gateway-over-adapters",
    "the gateway imports the page",
    {
      "packages/gateway/src/index.ts": import_("../../../apps/playground/src/main.ts"),
      "apps/playground/src/main.ts": value,
    },
  ],
  [
    "published-looks-at-no-tool",
    "the gateway imports a tool",
    {
      "packages/gateway/src/index.ts": import_("../../../tools/bench/src/main.ts"),
      "tools/bench/src/main.ts": value,
    },
  ],
  [
    "published-looks-at-no-tool",
    "source imports a test",
    {
      "packages/gateway/src/index.ts": import_("../test/Fixture.ts"),
      "packages/gateway/test/Fixture.ts": value,
    },
  ],
  [
    "page-looks-at-no-test",
    "the page imports a test",
    { "apps/playground/src/main.ts": import_("../../../tests/day/Day.ts"), "tests/day/Day.ts": value },
  ],
  [
    "page-plays-one-world",
    "the page imports what runs the simulator in threads",
    {
      "apps/playground/src/main.ts": import_("../../../tools/simulator/src/Run.ts"),
      "tools/simulator/src/Run.ts": value,
    },
  ],
  [
    "one-world-without-node",
    "what the page plays reaches Node by way of another file",
    {
      "tools/simulator/src/OneWorld.ts": import_("./world/World.ts"),
      "tools/simulator/src/world/World.ts": import_("node:fs"),
    },
  ],
  ["node-builtin-under-node", "Node outside src/node", { [`${core}/Journal.ts`]: import_("node:fs") }],
  ["node-builtin-under-node", "Node without its prefix", { [`${core}/Journal.ts`]: import_("fs") }],
  ["node-builtin-under-node", "Node in the page", { "apps/playground/src/main.ts": import_("node:fs") }],
  [
    "node-builtin-under-node",
    "Node in a tool that the page shows",
    { "tools/scenario/src/shop/Shop.ts": import_("node:fs") },
  ],
  ["node-under-node", "undici outside src/node", { [`${core}/Transport.ts`]: import_("undici") }],
  [
    "node-under-node",
    "Node's platform outside src/node",
    { "packages/sandbox/src/Sandbox.ts": import_("@effect/platform-node/NodeHttpServer") },
  ],
  [
    "node-room-is-an-entry",
    "the rest of a package imports its node/",
    { [`${core}/index.ts`]: import_("./node/index.ts"), [`${core}/node/index.ts`]: value },
  ],
  [
    "node-room-is-an-entry",
    "the page imports a package's node/",
    { "apps/playground/src/main.ts": import_("@loyalkit/core/node") },
  ],
  [
    "node-room-is-an-entry",
    "a tool that the page shows imports its own node/",
    {
      "tools/scenario/src/index.ts": import_("./node/Gallery.ts"),
      "tools/scenario/src/node/Gallery.ts": value,
    },
  ],
  [
    "declared-dependencies",
    "source imports what only development has",
    { "packages/gateway/src/index.ts": import_("vitest") },
  ],
  [
    "no-circle",
    "two files import each other",
    { [`${core}/journal/A.ts`]: import_("./B.ts"), [`${core}/journal/B.ts`]: import_("./A.ts") },
  ],
  [
    "no-circle",
    "in a tool as well",
    { "tools/bench/src/A.ts": import_("./B.ts"), "tools/bench/src/B.ts": import_("./A.ts") },
  ],
]

const right: House = {
  [`${core}/Money.ts`]: import_("effect/Schema"),
  [`${core}/Domain.ts`]: import_("./Money.ts"),
  [`${core}/HttpClientTransport.ts`]: import_("effect/http/HttpClient"),
  [`${core}/loyalclient/Breaker.ts`]:
    import_("effect/Effect") + 'export * from "effect/persistence/CircuitBreaker"\n',
  [`${core}/LoyalClient.ts`]: import_("./loyalclient/Breaker.ts"),
  [`${core}/node/SqliteJournal.ts`]: import_("node:sqlite") + 'export * from "../Money.ts"\n',
  "packages/sandbox/src/Sandbox.ts": import_("@loyalkit/core/Money"),
  "packages/sandbox/src/node/Server.ts": import_("@effect/platform-node/NodeHttpServer"),
  "packages/adapter-iiko/src/index.ts": import_("@loyalkit/core/Checkout"),
  "packages/gateway/src/index.ts": import_("@loyalkit/adapter-iiko"),
  "apps/playground/src/main.ts": import_("@loyalkit/gateway"),
  "tests/day/Day.test.ts": import_("../../packages/core/src/Money.ts"),
}

describe("the house", () => {
  it("stands when every arrow points the right way", async () => {
    expect(await broken(right)).toEqual([])
  })

  for (const [rule, how, house] of wrong) {
    it(`${rule}: ${how}`, async () => {
      expect(await broken(house)).toContain(rule)
    })
  }

  it("has no rule that was not seen to fire", () => {
    const fired = new Set(wrong.map(([rule]) => rule))
    const silent = rules.map(({ name }) => name ?? "").filter((name) => !fired.has(name))
    // The rooms' rules are made by one line, from one list.
    expect(silent.filter((name) => !name.startsWith("core-rooms-"))).toEqual([])
  })

  it("names both ends of a broken arrow", async () => {
    const root = await mkdtemp(join(tmpdir(), "loyalkit-house-"))
    houses.push(root)
    await mkdir(join(root, core), { recursive: true })
    await writeFile(join(root, core, "Journal.ts"), import_("node:fs"))
    const [first] = await violations(root)
    expect(first && worded(first)).toBe("node-builtin-under-node: packages/core/src/Journal.ts → fs")
  })
})
