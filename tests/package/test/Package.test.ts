// What `npm install @loyalkit/core` gives: it must work outside this repository, where none of its tools are.
import { assert, describe, it } from "@effect/vitest"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import * as SandboxServer from "@loyalkit/sandbox/node/SandboxServer"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import * as Effect from "effect/Effect"
import { formatAddress, HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { build } from "esbuild"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import * as vm from "node:vm"
import { afterAll, beforeAll } from "vitest"
import { install, manifestVersion, nodes, type Project } from "./Project.ts"

/** Packing, installing and compiling, on a machine that has nothing in its cache. */
const INSTALL_MILLIS = 180_000
/** Fetching another Node through npx, where it is not in the cache. */
const RUN_MILLIS = 120_000

const world = sampleWorld("1")
const service = ManagedRuntime.make(SandboxServer.layer({ port: 0 }, { world }).pipe(Layer.orDie))
let project: Project

beforeAll(async () => {
  project = await install()
}, INSTALL_MILLIS)

afterAll(async () => {
  await service.dispose()
  await project?.remove()
})

const till = async (receipt: string) => {
  const url = await service.runPromise(Effect.map(HttpServer, ({ address }) => formatAddress(address)))
  return { url, apiKey: world.apikey, point: world.points[0].id, receipt }
}

const sales = () =>
  service.runPromise(
    Effect.map(
      Effect.flatMap(Sandbox.Sandbox, (sandbox) => sandbox.ledger()),
      (ledger) => ledger.filter(({ kind }) => kind === "sold").length,
    ),
  )

/** What every page has, and nothing that only Node has. */
const webGlobals = {
  AbortController,
  AbortSignal,
  clearInterval,
  clearTimeout,
  console,
  crypto,
  fetch,
  Headers,
  performance,
  queueMicrotask,
  Response,
  setInterval,
  setTimeout,
  structuredClone,
  TextDecoder,
  TextEncoder,
  URL,
}

const faces = ["promises", "effects"]

describe("core from its tarball, in an empty project", () => {
  for (const { major, call } of nodes) {
    for (const face of faces) {
      it(
        `sells over fetch with ${face} under Node ${major}`,
        async () => {
          const order = JSON.stringify(await till(`${face}-${major}`))
          const printed = await project.run(...call(["main.mjs", `./dist/${face}.js`, order]))
          const { node, charged } = JSON.parse(printed)
          assert.strictEqual(node.split(".")[0], major)
          assert.strictEqual(charged, 250_00)
        },
        RUN_MILLIS,
      )
    }
  }

  it(
    "sells over undici, with the journal in a file, once undici is installed beside it",
    async () => {
      await project.add(`undici@${manifestVersion("undici")}`)
      const printed = await project.run(process.execPath, [
        "main.mjs",
        "./onNode.mjs",
        JSON.stringify(await till("file")),
      ])
      assert.strictEqual(JSON.parse(printed).charged, 250_00)
    },
    RUN_MILLIS,
  )

  for (const face of faces) {
    it(`sells with ${face} from a bundle that has only what a page has`, async () => {
      const bundle = join(project.directory, `${face}.bundle.js`)
      const { metafile } = await build({
        stdin: {
          contents: `import { sell } from "./dist/${face}.js"; globalThis.sold = sell(globalThis.till)`,
          resolveDir: project.directory,
        },
        bundle: true,
        format: "iife",
        platform: "browser",
        metafile: true,
        outfile: bundle,
        logLevel: "silent",
      })
      // For a browser esbuild refuses an import of Node's; what it might leave as an import stands here.
      assert.deepStrictEqual(
        Object.values(metafile.outputs).flatMap((output) => output.imports),
        [],
      )
      const page = { ...webGlobals, till: await till(`${face}-page`), sold: Promise.resolve(0) }
      vm.runInContext(await readFile(bundle, "utf8"), vm.createContext(page))
      assert.strictEqual(await page.sold, 250_00)
    })
  }

  it("left exactly one sale for each of them in the service's ledger", async () => {
    assert.strictEqual(await sales(), faces.length * (nodes.length + 1) + 1)
  })
})
