import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as Layer from "effect/Layer"
import { SandboxHttp } from "../src/http/index.ts"
import { paths } from "../src/internal/Wire.ts"
import * as Sandbox from "../src/Sandbox.ts"
import { anna, cafe, grigory, world } from "./Till.ts"

/** A sandbox behind a web handler: no port, no Node. */
const door = Effect.acquireRelease(
  Effect.sync(() =>
    HttpRouter.toWebHandler(SandboxHttp.pipe(Layer.provideMerge(Sandbox.layer())), { disableLogger: true }),
  ),
  ({ dispose }) => Effect.promise(dispose),
).pipe(
  Effect.map(({ handler }) => ({
    raw: (path: string, init: RequestInit = {}) =>
      Effect.promise(() => handler(new Request(`http://sandbox.invalid${path}`, init))),
    ask: (verb: string, path: string, body?: unknown) =>
      Effect.promise(async () => {
        const response = await handler(
          new Request(`http://sandbox.invalid${path}`, {
            method: verb,
            headers: { apikey: world.apikey },
            ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
          }),
        )
        return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) }
      }),
  })),
)

describe("the admin API", () => {
  it.live("shows the state and the ledger in rubles and points, a page at a time", () =>
    Effect.gen(function* () {
      const { ask } = yield* door
      yield* ask("POST", paths.hold, { client: anna.id, point: cafe, amount: 99.5 })
      const state = yield* ask("GET", "/sandbox/state")
      assert.strictEqual(state.status, 200)
      assert.deepInclude(state.body.clients[0], { id: anna.id, balance: 1500, free: 1400.5 })
      assert.deepInclude(state.body.behaviour, { envelope: "top", creditDelay: 0 })
      const ledger = yield* ask("GET", "/sandbox/ledger?after=5")
      assert.strictEqual(ledger.body.entries.length, 1)
      assert.deepInclude(ledger.body.entries[0], {
        kind: "held",
        points: 99.5,
        before: 1500,
        after: 1500,
        held: 99.5,
      })
      const calls = yield* ask("GET", "/sandbox/calls")
      assert.strictEqual(calls.body.calls[0].method, "hold")
      yield* ask("POST", paths.client, { search: String(anna.phone), point: cafe })
      const later = yield* ask("GET", "/sandbox/calls?after=1")
      assert.deepStrictEqual(
        later.body.calls.map(({ call, method }: { call: number; method: string }) => [call, method]),
        [[2, "client"]],
      )
      assert.strictEqual((yield* ask("GET", "/sandbox/calls?after=x")).status, 400)
    }),
  )

  it.live("sets, lists and removes faults", () =>
    Effect.gen(function* () {
      const { ask, raw } = yield* door
      const rule = {
        match: { method: "client" },
        fault: { kind: "status", status: 429, executed: false, retryAfter: 3 },
      }
      const set = yield* ask("POST", "/sandbox/faults", rule)
      assert.deepStrictEqual([set.status, set.body], [201, { id: "fault-1", rule, seen: 0, struck: 0 }])
      const limited = yield* raw(paths.client, { method: "POST", body: "{}" })
      assert.deepStrictEqual([limited.status, limited.headers.get("retry-after")], [429, "3"])
      assert.deepInclude((yield* ask("GET", "/sandbox/faults")).body.faults[0], { seen: 1, struck: 1 })
      assert.deepStrictEqual((yield* ask("DELETE", "/sandbox/faults/fault-1")).body, { removed: 1 })
      assert.strictEqual((yield* ask("DELETE", "/sandbox/faults/fault-1")).status, 404)
      assert.deepStrictEqual((yield* ask("DELETE", "/sandbox/faults")).body, { removed: 0 })
    }),
  )

  it.live("moves and stops the clock", () =>
    Effect.gen(function* () {
      const { ask } = yield* door
      const stopped = yield* ask("POST", "/sandbox/clock", { running: false })
      const moved = yield* ask("POST", "/sandbox/clock", { advance: 600_000 })
      assert.strictEqual(moved.body.now - stopped.body.now, 600_000)
      assert.deepStrictEqual((yield* ask("GET", "/sandbox/clock")).body, moved.body)
      assert.isTrue((yield* ask("POST", "/sandbox/clock", { running: true })).body.running)
    }),
  )

  it.live("turns switches, makes codes, and starts anew", () =>
    Effect.gen(function* () {
      const { ask } = yield* door
      assert.strictEqual(
        (yield* ask("POST", "/sandbox/behaviour", { envelope: "errors" })).body.envelope,
        "errors",
      )
      const code = yield* ask("POST", `/sandbox/clients/${anna.id}/code`)
      assert.match(code.body.code, /^\d{6}$/)
      assert.strictEqual((yield* ask("POST", "/sandbox/clients/nobody/code")).status, 404)
      const again = yield* ask("POST", "/sandbox/reset", "")
      assert.deepInclude(again.body, { entries: 5, calls: 0 })
      assert.strictEqual(again.body.behaviour.envelope, "top")
      const other = yield* ask("POST", "/sandbox/reset", {
        seed: "shop",
        behaviour: { saleEnds: "point" },
        world: {
          points: [{ id: "p", title: "Kiosk" }],
          levels: [{ id: "l", title: "One", type: "cashback", percent: 1, maxSpendPercent: 30 }],
          clients: [{ id: "c", name: "Ada", phone: 4412345, level: "l", balance: 12.34 }],
        },
      })
      assert.deepInclude(other.body, { seed: "shop", apikey: "sandbox-key", entries: 1 })
      const found = yield* ask("POST", paths.client, { search: "4412345", point: "p" })
      assert.strictEqual(found.body.client.balance, 12.34)
    }),
  )

  it.live("credits points by hand, to clients that have points", () =>
    Effect.gen(function* () {
      const { ask } = yield* door
      const granted = yield* ask("POST", "/sandbox/credit", { client: anna.id, points: 100.25 })
      assert.strictEqual(granted.status, 201)
      assert.deepInclude(granted.body, {
        seq: 6,
        kind: "granted",
        client: anna.id,
        points: 100.25,
        before: 1500,
        after: 1600.25,
        held: 0,
      })
      assert.deepStrictEqual((yield* ask("GET", "/sandbox/ledger?after=5")).body.entries, [granted.body])
      assert.deepInclude((yield* ask("GET", "/sandbox/state")).body.clients[0], { balance: 1600.25 })
      const nobody = yield* ask("POST", "/sandbox/credit", { client: "nobody", points: 1 })
      assert.strictEqual(nobody.status, 404)
      assert.include(nobody.body.error, "nobody")
      assert.strictEqual((yield* ask("GET", "/sandbox/credit")).headers.get("allow"), "POST")
    }),
  )

  it.live("says which field of a body is wrong, and changes nothing", () =>
    Effect.gen(function* () {
      const { ask } = yield* door
      const client = { id: "c", name: "Ada", phone: 4412345, level: "no-such-level", balance: 0 }
      const wrong: ReadonlyArray<readonly [string, unknown, string]> = [
        ["/sandbox/faults", { fault: { kind: "close" } }, "fault.executed"],
        ["/sandbox/faults", { fault: { kind: "status", status: 200, executed: true } }, "fault.status"],
        ["/sandbox/faults", { fault: { kind: "refuse" }, match: { nth: 0 } }, "match.nth"],
        ["/sandbox/faults", { fault: { kind: "refuse" }, matches: {} }, "matches"],
        ["/sandbox/clock", { advance: -1 }, "advance"],
        ["/sandbox/behaviour", { envelope: "body" }, "envelope"],
        ["/sandbox/behaviour", { creditDelay: 1.5 }, "creditDelay"],
        ["/sandbox/behaviour", { holdField: "shown" }, "holdField"],
        ["/sandbox/behaviour", { holdsEndAfter: -1 }, "holdsEndAfter"],
        ["/sandbox/behaviour", { holdsEndAfter: 3_600_001 }, "holdsEndAfter"],
        ["/sandbox/credit", { points: 1 }, "client"],
        ["/sandbox/credit", { client: anna.id, points: 0 }, "points"],
        ["/sandbox/credit", { client: anna.id, points: 0.001 }, "points"],
        ["/sandbox/credit", { client: anna.id, points: 1_000_000_000_000 }, "points"],
        ["/sandbox/credit", { client: grigory.id, points: 1 }, "client"],
        ["/sandbox/credit", { client: anna.id, points: 1, why: "" }, "why"],
        ["/sandbox/reset", { seed: 7 }, "seed"],
        ["/sandbox/reset", { world: { points: [], levels: [], clients: [client] } }, "world.clients.0.level"],
        ["/sandbox/reset", [], "body"],
      ]
      for (const [path, body, field] of wrong) {
        const heard = yield* ask("POST", path, body)
        assert.strictEqual(heard.status, 400, path)
        assert.property(heard.body.fields, field)
        assert.include(heard.body.error, field)
      }
      assert.strictEqual((yield* ask("GET", "/sandbox/ledger?after=x")).status, 400)
      assert.strictEqual((yield* ask("POST", "/sandbox/clock", "{")).body.error, "The body is not JSON.")
      assert.strictEqual((yield* ask("GET", "/sandbox/nothing")).status, 404)
      const verb = yield* ask("PUT", "/sandbox/faults", { fault: { kind: "refuse" } })
      assert.deepStrictEqual([verb.status, verb.headers.get("allow")], [405, "GET, POST, DELETE"])
      assert.strictEqual((yield* ask("GET", "/sandbox/reset")).headers.get("allow"), "POST")
      assert.deepStrictEqual((yield* ask("GET", "/sandbox/faults")).body, { faults: [] })
      assert.strictEqual((yield* ask("GET", "/sandbox/state")).body.entries, 5)
    }),
  )
})

describe("who may use the admin API", () => {
  const cases: ReadonlyArray<readonly [string, Record<string, string>, number]> = [
    ["whoever names no host nor origin", {}, 200],
    ["this machine by its address", { host: "127.0.0.1:8078" }, 200],
    ["this machine by its other address", { host: "[::1]:8078" }, 200],
    ["this machine by its name", { host: "localhost" }, 200],
    ["a page of its own", { host: "localhost:8078", origin: "http://localhost:8078" }, 200],
    ["a page of its own without a host", { origin: "http://sandbox.invalid" }, 200],
    ["a page of another site", { host: "127.0.0.1:8078", origin: "https://shop.example" }, 403],
    ["a page of another port", { host: "127.0.0.1:8078", origin: "http://127.0.0.1:3000" }, 403],
    ["a page of a file or a sandboxed frame", { host: "127.0.0.1:8078", origin: "null" }, 403],
    ["a name that was made to point here", { host: "shop.example:8078" }, 403],
    [
      "a page under such a name",
      { host: "127.0.0.1.shop.example", origin: "http://127.0.0.1.shop.example" },
      403,
    ],
  ]
  for (const [who, headers, status] of cases)
    it.live(`${status === 200 ? "takes" : "refuses"} ${who}`, () =>
      Effect.gen(function* () {
        const { raw } = yield* door
        const body = '{"advance":0}'
        for (const [path, init] of [
          ["/sandbox/state", { headers }],
          ["/sandbox/clock", { method: "POST", body, headers }],
        ] as const)
          assert.strictEqual((yield* raw(path, init)).status, status, path)
        const elsewhere = yield* raw("/sandbox/elsewhere", { headers })
        assert.strictEqual(elsewhere.status, status === 200 ? 404 : 403)
      }),
    )

  it.live("changes nothing for who is refused", () =>
    Effect.gen(function* () {
      const { ask, raw } = yield* door
      yield* ask("POST", "/sandbox/behaviour", { envelope: "errors" })
      yield* raw("/sandbox/reset", { method: "POST", headers: { origin: "https://shop.example" } })
      assert.strictEqual((yield* ask("GET", "/sandbox/state")).body.behaviour.envelope, "errors")
    }),
  )
})

describe("the service behind a web handler", () => {
  it.live("answers as in process, with its headers", () =>
    Effect.gen(function* () {
      const { ask, raw } = yield* door
      const found = yield* ask("POST", `${paths.client}?x=1`, { search: "79000000001", point: cafe })
      assert.strictEqual(found.body.client.id, anna.id)
      const got = yield* raw(paths.client)
      assert.deepStrictEqual([got.status, got.headers.get("allow")], [405, "POST"])
      assert.strictEqual((yield* raw("/elsewhere", { method: "POST" })).status, 404)
      const large = "x".repeat(70_000)
      assert.strictEqual((yield* ask("POST", paths.client, large)).status, 413)
      assert.strictEqual((yield* ask("POST", "/elsewhere", large)).status, 404)
      assert.strictEqual((yield* ask("PUT", paths.client, large)).status, 405)
      const { calls } = (yield* ask("GET", "/sandbox/calls")).body
      assert.strictEqual(calls.length, 6)
      assert.deepStrictEqual(calls[3].request, { verb: "POST", path: paths.client, key: "right", body: "" })
      assert.strictEqual(calls[3].delivered.delivery.reply.status, 413)
    }),
  )

  it.live("breaks a reply off where a port would close the connection", () =>
    Effect.gen(function* () {
      const { ask, raw } = yield* door
      const broken = [
        [{ kind: "cut" }, world.apikey, 200],
        [{ kind: "cut" }, "guess", 401],
        [{ kind: "close", executed: true }, world.apikey, 200],
      ] as const
      for (const [fault, apikey, status] of broken) {
        yield* ask("POST", "/sandbox/faults", { fault, times: 1 })
        const response = yield* raw(paths.release, {
          method: "POST",
          headers: { apikey },
          body: '{"id":"x"}',
        })
        assert.strictEqual(response.status, status)
        const read = yield* Effect.exit(Effect.tryPromise(() => response.text()))
        assert.strictEqual(read._tag, "Failure")
      }
    }),
  )
})
