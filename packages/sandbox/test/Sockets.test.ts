import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { HttpServer, formatAddress } from "effect/http/HttpServer"
import * as Http from "node:http"
import type { Fault } from "../src/Fault.ts"
import { ELSEWHERE, PAGE } from "../src/internal/Answers.ts"
import { paths } from "../src/internal/Wire.ts"
import { Sandbox } from "../src/Sandbox.ts"
import * as SandboxServer from "../src/node/SandboxServer.ts"
import { anna, cafe, world } from "./Till.ts"

const onPort = () => Effect.provide(SandboxServer.layer({ port: 0 }))

/** What a bare socket client saw: a reply to its end, one that broke off, or an error instead of a reply. */
type Seen =
  | {
      readonly status: number
      readonly headers: Http.IncomingHttpHeaders
      readonly text: string
      readonly whole: boolean
    }
  | { readonly error: string }

/** Posts over a connection of its own. Interrupting it closes the connection. */
const post = Effect.fnUntraced(function* (
  path: string,
  body: object,
  headers: Http.OutgoingHttpHeaders = { apikey: world.apikey },
) {
  const { address } = yield* HttpServer
  return yield* Effect.callback<Seen>((resume) => {
    const request = Http.request(formatAddress(address) + path, {
      method: "POST",
      agent: false,
      headers,
    })
    request.on("error", (error) =>
      resume(Effect.succeed({ error: "code" in error ? String(error.code) : error.message })),
    )
    request.on("response", (response) => {
      const chunks: Array<Buffer> = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.on("error", () => {})
      response.on("close", () =>
        resume(
          Effect.succeed({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
            whole: response.complete,
          }),
        ),
      )
    })
    request.end(JSON.stringify(body))
    return Effect.sync(() => request.destroy())
  })
})

const sell = post(paths.retail, { client: anna.id, point: cafe, amount: 100, spend: 100 })

const sales = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  return (yield* sandbox.ledger()).filter(({ kind }) => kind === "sold").length
})

const strike = (fault: Fault) => Effect.flatMap(Sandbox, (sandbox) => sandbox.addFault({ times: 1, fault }))

const SOLD = '{"success":true,"retail":{"amount":100,"total":0,"percent":7.5,"type":"cashback","spend":100}}'

describe("on a port", () => {
  it.live("a sale is a sale", () =>
    Effect.gen(function* () {
      const seen = yield* sell
      assert.deepInclude(seen, { status: 200, text: SOLD, whole: true })
      assert.strictEqual(yield* sales, 1)
    }).pipe(onPort()),
  )

  const broken: ReadonlyArray<readonly [Fault, number]> = [
    [{ kind: "refuse" }, 0],
    [{ kind: "close", executed: false }, 0],
    [{ kind: "close", executed: true }, 1],
    [{ kind: "reset", executed: false }, 0],
    [{ kind: "reset", executed: true }, 1],
    [{ kind: "late", after: 3_600_000, connection: "closed" }, 0],
  ]
  for (const [fault, executed] of broken)
    it.live(`the connection breaks without a reply: ${JSON.stringify(fault)}`, () =>
      Effect.gen(function* () {
        yield* strike(fault)
        assert.deepStrictEqual(yield* sell, { error: "ECONNRESET" })
        assert.strictEqual(yield* sales, executed)
      }).pipe(onPort()),
    )

  for (const executed of [false, true])
    it.live(`something answers that does not speak HTTP, executed: ${executed}`, () =>
      Effect.gen(function* () {
        yield* strike({ kind: "not-http", executed })
        const seen = yield* sell
        assert.match("error" in seen ? seen.error : "", /^HPE_/)
        assert.strictEqual(yield* sales, executed ? 1 : 0)
      }).pipe(onPort()),
    )

  it.live("a late request is executed when the clock gets there", () =>
    Effect.gen(function* () {
      yield* strike({ kind: "late", after: 3_600_000, connection: "closed" })
      yield* sell
      const sandbox = yield* Sandbox
      yield* sandbox.advance("1 hour")
      assert.strictEqual(yield* sales, 1)
    }).pipe(onPort()),
  )

  it.live("half of a reply arrives, under the length of the whole", () =>
    Effect.gen(function* () {
      yield* strike({ kind: "cut" })
      const seen = yield* sell
      assert.deepInclude(seen, { status: 200, whole: false, text: SOLD.slice(0, SOLD.length / 2) })
      assert.strictEqual("headers" in seen ? seen.headers["content-length"] : "", String(SOLD.length))
      assert.strictEqual(yield* sales, 1)
    }).pipe(onPort()),
  )

  for (const executed of [true, false])
    it.live(
      `nothing comes and the connection stays open until the till gives up, executed: ${executed}`,
      () =>
        Effect.gen(function* () {
          yield* strike({ kind: "silence", executed })
          const sandbox = yield* Sandbox
          // The till gives up when the sandbox has certainly got the request.
          const gotIt = sandbox.state.pipe(Effect.repeat({ until: ({ calls }) => calls === 1 }))
          const seen = yield* Effect.raceFirst(sell, Effect.as(gotIt, "gave up" as const))
          assert.strictEqual(seen, "gave up")
          assert.strictEqual(yield* sales, executed ? 1 : 0)
        }).pipe(onPort()),
    )

  const answered: ReadonlyArray<readonly [Fault, object, Http.IncomingHttpHeaders, number]> = [
    [{ kind: "status", status: 503, executed: true }, { status: 503, text: PAGE }, {}, 1],
    [
      { kind: "status", status: 429, executed: false, body: "{}", retryAfter: 30 },
      { status: 429, text: "{}" },
      { "retry-after": "30" },
      0,
    ],
    [
      { kind: "html", executed: true },
      { status: 200, text: PAGE },
      { "content-type": "text/html; charset=utf-8" },
      1,
    ],
    [{ kind: "failure", executed: false }, { status: 200, text: '{"success":false}' }, {}, 0],
    [{ kind: "wrong-shape", executed: true }, { status: 200, text: '{"success":true,"result":[]}' }, {}, 1],
    [
      { kind: "redirect", executed: false, status: 307 },
      { status: 307, text: "" },
      { location: ELSEWHERE },
      0,
    ],
    [{ kind: "duplicate" }, { status: 200, text: SOLD }, {}, 2],
    [{ kind: "delay", after: 1 }, { status: 200, text: SOLD }, {}, 1],
  ]
  for (const [fault, expected, headers, executed] of answered)
    it.live(`the till hears: ${JSON.stringify(fault)}`, () =>
      Effect.gen(function* () {
        yield* strike(fault)
        const seen = yield* sell
        assert.deepInclude(seen, { ...expected, whole: true })
        assert.deepInclude("headers" in seen ? seen.headers : {}, headers)
        assert.strictEqual(yield* sales, executed)
      }).pipe(onPort()),
    )

  it.live("the admin API answers this machine's own names, unless it was opened to others", () =>
    Effect.gen(function* () {
      const status = (host: string) => {
        const seen = post("/sandbox/clock", { advance: 0 }, { host })
        return Effect.map(seen, (seen) => ("status" in seen ? seen.status : 0))
      }
      const names = Effect.all([status("localhost:1"), status("till.example")])
      assert.deepStrictEqual(yield* Effect.provide(names, SandboxServer.layer({ port: 0 })), [200, 403])
      assert.deepStrictEqual(
        yield* Effect.provide(names, SandboxServer.layer({ port: 0, host: "0.0.0.0" })),
        [200, 200],
      )
    }),
  )

  it.live("a connection takes more requests, unless each is to be for one only", () =>
    Effect.gen(function* () {
      const seen = post("/sandbox/clock", { advance: 0 }, { connection: "keep-alive" })
      const kept = Effect.map(seen, (seen) => ("headers" in seen ? seen.headers.connection : undefined))
      assert.strictEqual(yield* Effect.provide(kept, SandboxServer.layer({ port: 0 })), "keep-alive")
      assert.strictEqual(
        yield* Effect.provide(kept, SandboxServer.layer({ port: 0, keepAlive: false })),
        "close",
      )
    }),
  )

  it.live("the admin API is there too", () =>
    Effect.gen(function* () {
      const seen = yield* post("/sandbox/clock", { advance: 1 })
      assert.deepInclude(seen, { status: 200 })
    }).pipe(onPort()),
  )
})
