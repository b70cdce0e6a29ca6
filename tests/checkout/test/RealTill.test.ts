/** The parts that a till really has: a service on a socket, undici, a journal in a file. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as UndiciTransport from "@loyalkit/core/node/UndiciTransport"
import * as FetchTransport from "@loyalkit/core/transport/FetchTransport"
import { SandboxServer } from "@loyalkit/sandbox/node"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import * as Effect from "effect/Effect"
import * as HttpServer from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Shop from "./Shop.ts"

const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "loyalkit-till-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true })),
)

/** One life of the till's process, over a file and a port that outlive it. */
const life = (path: string, url: string, transport: Layer.Layer<LoyalTransport>) =>
  Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
    Layer.provide(LoyalClient.layer({ url, apiKey: Redacted.make(sampleWorld("1").apikey) })),
    Layer.provide(transport),
    Layer.provide(SqliteJournal.layer({ path })),
    Layer.fresh,
  )
type LoyalTransport = Layer.Success<ReturnType<typeof FetchTransport.layer>>

const { key, request } = Shop.story

const urlOf = HttpServer.addressFormattedWith(Effect.succeed)
const service = SandboxServer.layer({ port: 0 }, { seed: "1" })

describe.each([
  { name: "undici", transport: UndiciTransport.layer() },
  { name: "fetch", transport: FetchTransport.layer() },
])("a till with a file and a socket, over $name", ({ transport }) => {
  it.live("goes on after a restart where it was, and sells once", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "journal.db")
      const url = yield* urlOf
      yield* Effect.provide(Shop.upToHold, life(path, url, transport))
      const { sale } = yield* Effect.flatMap(Checkout, (checkout) => checkout.commit(key, request)).pipe(
        Effect.provide(life(path, url, transport)),
      )
      assert.strictEqual(sale.spend, request.points)
      const again = Effect.flatMap(Checkout, (checkout) => checkout.commit(key, request))
      assert.deepStrictEqual((yield* Effect.provide(again, life(path, url, transport))).sale, sale)
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(service), Effect.scoped),
  )

  it.live("keeps a doubt through a restart, and never sends the sale again", () =>
    Effect.gen(function* () {
      const path = join(yield* folder, "journal.db")
      const url = yield* urlOf
      const commit = Effect.flatMap(Checkout, (checkout) => Effect.flip(checkout.commit(key, request)))
      yield* Shop.breakNext("retail", { kind: "cut" })
      const first = yield* Effect.provide(Effect.andThen(Shop.upToHold, commit), life(path, url, transport))
      assert.strictEqual(first._tag, "CommitInDoubt")
      const second = Effect.all([commit, Effect.flatMap(Cases, (cases) => cases.list("doubt"))])
      const [error, doubts] = yield* Effect.provide(second, life(path, url, transport))
      assert.strictEqual(error._tag, "CommitInDoubt")
      assert.deepStrictEqual(
        doubts.map((one) => one.key),
        [key],
      )
      assert.strictEqual((yield* Shop.sales).length, 1)
    }).pipe(Effect.provide(service), Effect.scoped),
  )
})
