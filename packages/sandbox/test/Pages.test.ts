/** Web pages that call a sandbox on a port: those that it was told of, and no other. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { HttpServer, formatAddress } from "effect/http/HttpServer"
import { originOf } from "../src/http/Pages.ts"
import { paths } from "../src/internal/Wire.ts"
import * as SandboxServer from "../src/node/SandboxServer.ts"
import { Sandbox } from "../src/Sandbox.ts"
import { anna, cafe, world } from "./Till.ts"

const PAGE = "https://pos.example"
const OTHER = "http://127.0.0.1:4173"
const FOREIGN = ["https://evil.example", "http://pos.example", `${PAGE}:8443`, `${PAGE}.evil.example`, "null"]

const told = Effect.provide(SandboxServer.layer({ port: 0, origins: [PAGE, OTHER] }))

/** Over a socket, by Node's `fetch`, which sends an `Origin` as it is told and keeps no rules of its own. */
const call = Effect.fnUntraced(function* (method: string, path: string, headers: Record<string, string>) {
  const { address } = yield* HttpServer
  const body = method === "POST" ? JSON.stringify({ search: String(anna.phone), point: cafe }) : null
  return yield* Effect.promise(async () => {
    const response = await fetch(`${formatAddress(address)}${path}`, { method, headers, body })
    return { status: response.status, headers: response.headers, text: await response.text() }
  })
})

const asks = (origin: string, more: Record<string, string> = {}) => ({
  origin,
  "access-control-request-method": "POST",
  "access-control-request-headers": "apikey,content-type",
  ...more,
})

describe("a page that the sandbox was told of", () => {
  it.live("asks first, at the service and at the admin API, and is told what it may send", () =>
    Effect.gen(function* () {
      for (const path of [paths.client, "/sandbox/state", "/sandbox/nothing"]) {
        const { headers, status } = yield* call("OPTIONS", path, asks(PAGE))
        assert.strictEqual(status, 204)
        assert.strictEqual(headers.get("access-control-allow-origin"), PAGE)
        assert.strictEqual(headers.get("access-control-allow-headers"), "apikey, content-type")
        assert.strictEqual(headers.get("access-control-allow-methods"), "GET, POST, DELETE")
        assert.strictEqual(headers.get("vary"), "origin")
        assert.isFalse(headers.has("access-control-allow-private-network"))
      }
    }).pipe(told),
  )

  it.live("may reach into this machine, where its browser asks", () =>
    Effect.gen(function* () {
      const { headers } = yield* call(
        "OPTIONS",
        paths.client,
        asks(PAGE, { "access-control-request-private-network": "true" }),
      )
      assert.strictEqual(headers.get("access-control-allow-private-network"), "true")
    }).pipe(told),
  )

  it.live("calls the service and the admin API, and may read every answer and its date", () =>
    Effect.gen(function* () {
      const known = { apikey: world.apikey, "content-type": "application/json" }
      for (const origin of [PAGE, OTHER]) {
        const answers = [
          yield* call("POST", paths.client, { origin, ...known }),
          yield* call("POST", paths.client, { origin }),
          yield* call("GET", "/sandbox/state", { origin }),
          yield* call("GET", "/sandbox/nothing", { origin }),
        ]
        assert.deepStrictEqual(
          answers.map(({ status }) => status),
          [200, 401, 200, 404],
        )
        for (const { headers } of answers) {
          assert.strictEqual(headers.get("access-control-allow-origin"), origin)
          assert.strictEqual(headers.get("access-control-expose-headers"), "date, retry-after")
          assert.strictEqual(headers.get("connection"), "close")
        }
      }
    }).pipe(told),
  )

  it.live("hears of a fault as of any answer", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      yield* sandbox.addFault({ fault: { kind: "status", status: 503, executed: false } })
      const { headers, status } = yield* call("POST", paths.client, { origin: PAGE, apikey: world.apikey })
      assert.deepStrictEqual([status, headers.get("access-control-allow-origin")], [503, PAGE])
    }).pipe(told),
  )
})

describe("a page's browser", () => {
  it.live("has no connection left over which it might send a sale twice by itself", () =>
    Effect.gen(function* () {
      for (const answer of [
        yield* call("OPTIONS", paths.retail, asks(PAGE)),
        yield* call("POST", paths.retail, { origin: PAGE, apikey: world.apikey }),
      ])
        assert.strictEqual(answer.headers.get("connection"), "close")
    }).pipe(told),
  )
})

describe("any other page", () => {
  it.live("is refused at the admin API, and may read nothing", () =>
    Effect.gen(function* () {
      for (const origin of FOREIGN) {
        const heard = [
          yield* call("OPTIONS", "/sandbox/state", asks(origin)),
          yield* call("GET", "/sandbox/state", { origin }),
          yield* call("OPTIONS", paths.client, asks(origin)),
        ]
        assert.deepStrictEqual(
          heard.map(({ status }) => status),
          [403, 403, 405],
          origin,
        )
        for (const { headers } of heard)
          assert.notInclude([...headers.keys()].join(), "access-control", origin)
      }
    }).pipe(told),
  )

  it.live("and so is every page, where the sandbox was told of none", () =>
    Effect.gen(function* () {
      const heard = yield* call("OPTIONS", "/sandbox/state", asks(PAGE))
      assert.deepStrictEqual([heard.status, heard.headers.has("access-control-allow-origin")], [403, false])
    }).pipe(Effect.provide(SandboxServer.layer({ port: 0 }))),
  )
})

describe("an origin", () => {
  it("is scheme, name and port, and nothing else", () => {
    const origins = ["http://127.0.0.1:4173", "https://Pos.example/", "https://pos.example:443"].map(originOf)
    assert.deepStrictEqual(origins, ["http://127.0.0.1:4173", PAGE, PAGE])
    for (const wrong of [
      "pos.example",
      "null",
      "*",
      "file:///x",
      `${PAGE}/page`,
      `${PAGE}/?a`,
      "https://a:b@pos.example",
    ])
      assert.isUndefined(originOf(wrong), wrong)
  })
})
