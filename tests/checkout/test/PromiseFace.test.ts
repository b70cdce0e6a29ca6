/** The Promise face as a vendor meets it: its published types, a service on a socket, a journal in a file. */
import { assert, describe, it } from "@effect/vitest"
import { sqliteJournal, undiciTransport } from "@loyalkit/core/node"
import { createLoyalty, type Loyalty, type LoyaltyResult } from "@loyalkit/core/promise"
import { SandboxServer } from "@loyalkit/sandbox/node"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import * as Effect from "effect/Effect"
import * as HttpServer from "effect/http/HttpServer"
import { existsSync } from "node:fs"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Shop from "./Shop.ts"

const key = { point: Shop.cafe, receipt: "check-1" }
const spend = { ...key, amountKopecks: 40_000, pointsHundredths: 10_000 }

const value = <A>(result: LoyaltyResult<A>): A => {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "loyalkit-promise-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true })),
)

/** A till over a file and a port, as a vendor's program writes it; each call is one life of its process. */
const till = Effect.map(
  Effect.all([folder, HttpServer.addressFormattedWith(Effect.succeed)]),
  ([path, url]) =>
    (day: (loyalty: Loyalty) => Promise<void>) =>
      Effect.promise(async () => {
        const loyalty = await createLoyalty({
          url,
          apiKey: sampleWorld("1").apikey,
          transport: undiciTransport(),
          journal: sqliteJournal({ path: join(path, "journal.db") }),
        })
        await day(loyalty).finally(loyalty.close)
      }),
)

const service = SandboxServer.layer({ port: 0 }, { seed: "1" })

describe("a till without Effect", () => {
  it.live("sells once, over a restart in the middle", () =>
    Effect.gen(function* () {
      const live = yield* till
      yield* live(async (loyalty) => {
        const client = value(await loyalty.identify({ ...key, search: Shop.anna }))
        assert.strictEqual(client.balanceHundredths, 150_000)
        assert.strictEqual(
          value(await loyalty.quote({ ...key, amountKopecks: 40_000 })).maxSpendHundredths,
          40_000,
        )
        assert.strictEqual(
          value(await loyalty.hold({ ...key, pointsHundredths: 10_000 })).payableKopecks,
          30_000,
        )
      })
      yield* live(async (loyalty) => {
        assert.strictEqual(value(await loyalty.get(key)).state, "held")
        const { sale } = value(await loyalty.commit(spend))
        assert.deepStrictEqual([sale.spentHundredths, sale.totalKopecks], [10_000, 30_000])
      })
      yield* live(async (loyalty) => {
        assert.strictEqual(value(await loyalty.commit(spend)).sale.totalKopecks, 30_000)
      })
      assert.lengthOf(yield* Shop.sales, 1)
    }).pipe(Effect.provide(service), Effect.scoped),
  )

  it.live("is told of a sale whose answer was lost, and finds it again after a restart", () =>
    Effect.gen(function* () {
      const live = yield* till
      yield* Shop.breakNext("retail", { kind: "cut" })
      yield* live(async (loyalty) => {
        value(await loyalty.identify({ ...key, search: Shop.anna }))
        value(await loyalty.quote({ ...key, amountKopecks: 40_000 }))
        const pending = await loyalty.commit(spend)
        assert.strictEqual(pending.ok ? "OK" : pending.error.code, "COMMIT_PENDING")
      })
      yield* live(async (loyalty) => {
        const [doubt, ...others] = value(await loyalty.cases())
        assert.deepInclude(doubt, { kind: "doubt", receipt: "check-1", pointsHundredths: 10_000 })
        assert.isEmpty(others)
      })
      assert.lengthOf(yield* Shop.sales, 1)
    }).pipe(Effect.provide(service), Effect.scoped),
  )

  it.live("is told that another process has the journal", () =>
    Effect.gen(function* () {
      const live = yield* till
      yield* live(async () => {
        const second = await Effect.runPromiseExit(live(() => Promise.resolve()))
        assert.match(String(second), /Loyalty cannot start: The journal cannot be used/)
      })
    }).pipe(Effect.provide(service), Effect.scoped),
  )
})

const IMPORTED = /(?:from|import)\s*\(?\s*"([^"]+)"/g

/** The published types of a module and of all that they import, by file, without their comments. */
const published = async (
  file: string,
  found = new Map<string, string>(),
): Promise<ReadonlyMap<string, string>> => {
  if (found.has(file)) return found
  const text = (await readFile(file, "utf8")).replaceAll(/\/\*[\s\S]*?\*\//g, "")
  found.set(file, text)
  for (const [, path = ""] of text.matchAll(IMPORTED)) {
    if (!path.startsWith(".")) continue
    const next = fileURLToPath(new URL(path.replace(/\.[jt]s$/, ".d.ts"), `file://${file}`))
    if (existsSync(next)) await published(next, found)
  }
  return found
}

describe("its published types", () => {
  it("name no package at all, so nothing of Effect", async () => {
    const entry = fileURLToPath(import.meta.resolve("@loyalkit/core/promise")).replace(/\.js$/, ".d.ts")
    const files = await published(entry)
    assert.isAbove(files.size, 2)
    for (const [file, text] of files) {
      const foreign = Array.from(text.matchAll(IMPORTED), ([, path = ""]) => path).filter(
        (path) => !path.startsWith("."),
      )
      assert.deepStrictEqual(foreign, [], file)
    }
  })
})
