import { assert, describe, it } from "@effect/vitest"
import { Transport } from "@loyalkit/core/Transport"
import * as Effect from "effect/Effect"
import { MAX_REQUEST_BODY } from "../src/internal/Service.ts"
import { paths } from "../src/internal/Wire.ts"
import { Sandbox } from "../src/Sandbox.ts"
import * as SandboxTransport from "../src/SandboxTransport.ts"
import { anna, bakery, boris, cafe, call, grigory, send, vera, world } from "./Till.ts"

const fresh = () => SandboxTransport.layerWith()

describe("the five methods, in the document's shapes", () => {
  it.effect("finds a client by phone, with the phone as a JSON number", () =>
    Effect.gen(function* () {
      const { body, status } = yield* call("client", { search: "79000000001", point: cafe })
      assert.strictEqual(status, 200)
      assert.deepStrictEqual(body, {
        success: true,
        client: {
          id: anna.id,
          name: "Анна Соколова",
          photo: "https://example.com/anna.jpg",
          birthday: "1990-04-12",
          level: { id: anna.level, title: "Золото", percent: 7.5, type: "cashback", maxSpendPercent: 100 },
          phone: 79000000001,
          email: "anna@example.com",
          balance: 1500,
        },
      })
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("states the most that points may pay for cashback only", () =>
    Effect.gen(function* () {
      const { body } = yield* call("client", { search: String(grigory.phone), point: cafe })
      assert.deepStrictEqual(body.client.level, {
        id: grigory.level,
        title: "Друзья",
        percent: 15,
        type: "discount",
      })
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("finds the same client by card and by a phone as people write it", () =>
    Effect.gen(function* () {
      for (const search of ["2200000000001", "+7 (900) 000-00-01", "8 900 000 00 01"]) {
        const { body } = yield* call("client", { search, point: cafe })
        assert.strictEqual(body.client.id, anna.id)
      }
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("a code from the client's app works once, and the app can show a new one", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      const [first, second] = anna.codes ?? []
      const spaced = second?.replace(/^.../, "$& ")
      for (const code of [first, spaced, yield* sandbox.issueCode(anna.id)]) {
        assert.strictEqual((yield* call("client", { search: code, point: cafe })).body.client.id, anna.id)
        const again = yield* call("client", { search: code, point: cafe })
        assert.deepStrictEqual(again.body, { client: "Client not found." })
      }
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("a look-up at an unknown point uses no code up", () =>
    Effect.gen(function* () {
      const search = anna.codes?.[0]
      assert.deepStrictEqual((yield* call("client", { search, point: "nowhere" })).body, {
        point: "Point not found.",
      })
      assert.strictEqual((yield* call("client", { search, point: cafe })).status, 200)
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("previews: the limit is the level's share of the receipt, or the balance", () =>
    Effect.gen(function* () {
      const recalc = (client: string, point: string, amount: number) =>
        Effect.map(call("recalc", { client, point, amount }), ({ body }) => body)
      assert.deepStrictEqual(yield* recalc(anna.id, cafe, 2000), {
        success: true,
        recalc: { amount: 2000, percent: 7.5, type: "cashback", spend: 1500, earn: 150 },
      })
      assert.deepStrictEqual((yield* recalc(boris.id, cafe, 100.1)).recalc, {
        amount: 100.1,
        percent: 5,
        type: "cashback",
        spend: 50.05,
        earn: 5.01,
      })
      assert.strictEqual((yield* recalc(boris.id, bakery, 100)).recalc.percent, 10)
      assert.deepStrictEqual((yield* recalc(grigory.id, cafe, 100)).recalc, {
        amount: 100,
        percent: 15,
        type: "discount",
        spend: 0,
        earn: 0,
      })
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("holds until a Unix time in seconds, and releases, also what was never held", () =>
    Effect.gen(function* () {
      const { body } = yield* call("hold", { client: anna.id, point: cafe, amount: 100 })
      assert.match(body.held.id, /^[0-9a-f]{24}$/)
      assert.deepStrictEqual(body, { success: true, held: { id: body.held.id, until: 600, amount: 100 } })
      for (const id of [body.held.id, body.held.id, "no-such-hold"])
        assert.deepStrictEqual((yield* call("release", { id })).body, { success: true })
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("a sale that spends says what was spent; one that does not says what was earned", () =>
    Effect.gen(function* () {
      const retail = (client: string, amount: number, spend: number) =>
        Effect.map(call("retail", { client, point: cafe, amount, spend }), ({ body }) => body)
      assert.deepStrictEqual(yield* retail(anna.id, 100, 100), {
        success: true,
        retail: { amount: 100, total: 0, percent: 7.5, type: "cashback", spend: 100 },
      })
      assert.deepStrictEqual(yield* retail(vera.id, 19.31, 0), {
        success: true,
        retail: { amount: 19.31, total: 19.31, percent: 5, type: "cashback", earn: 0.97 },
      })
      assert.deepStrictEqual(yield* retail(grigory.id, 99.99, 0), {
        success: true,
        retail: { amount: 99.99, total: 84.99, percent: 15, type: "discount", earn: 0 },
      })
    }).pipe(Effect.provide(fresh())),
  )
})

describe("what is refused", () => {
  it.effect("422 in the document's words", () =>
    Effect.gen(function* () {
      const retail = { client: anna.id, point: cafe, amount: 1000, spend: 100 }
      const cases: ReadonlyArray<readonly [object, object]> = [
        [{ ...retail, client: "nobody" }, { client: "Client not found." }],
        [{ ...retail, point: "nowhere" }, { point: "Point not found." }],
        [{ ...retail, amount: 100, spend: 100.01 }, { spend: "Spend can't be more 100" }],
        [{ ...retail, amount: 9000, spend: 1500.01 }, { spend: "Spend can't be more 1500" }],
        [{ ...retail, client: grigory.id, spend: 1 }, { spend: "Spend can't be more 0" }],
      ]
      for (const [body, expected] of cases) {
        const heard = yield* call("retail", body)
        assert.strictEqual(heard.status, 422)
        assert.deepStrictEqual(heard.body, expected)
      }
      const hold = yield* call("hold", { client: anna.id, point: cafe, amount: 1500.01 })
      assert.deepStrictEqual([hold.status, hold.body], [422, { amount: "Spend can't be more 1500" }])
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("422 names every field that is missing or mistyped, and nothing is executed", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      const before = (yield* sandbox.state).entries
      const wrong = [
        ["client", { search: 79000000001, point: cafe }, ["search"]],
        ["client", {}, ["search", "point"]],
        ["recalc", { client: anna.id, point: cafe, amount: "100" }, ["amount"]],
        ["recalc", { client: anna.id, point: cafe, amount: 0.001 }, ["amount"]],
        ["hold", { client: anna.id, point: cafe, amount: 0 }, ["amount"]],
        ["hold", { client: anna.id, point: cafe, amount: 1, duration: 31 }, ["duration"]],
        ["hold", { client: anna.id, point: cafe, amount: 1, duration: 0.5 }, ["duration"]],
        ["release", { id: 5 }, ["id"]],
        ["retail", { client: anna.id, point: cafe, amount: 100 }, ["spend"]],
        ["retail", { client: anna.id, point: cafe, amount: 100, spend: -1 }, ["spend"]],
        ["retail", { client: anna.id, point: cafe, amount: 100, spend: 1, hold: "abc" }, ["hold"]],
      ] as const
      for (const [method, body, fields] of wrong) {
        const heard = yield* call(method, body)
        assert.strictEqual(heard.status, 422)
        assert.sameMembers(Object.keys(heard.body), [...fields])
      }
      assert.deepStrictEqual((yield* call("retail", [])).body, { body: "Expected object." })
      assert.strictEqual((yield* sandbox.state).entries, before)
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("401 without the key or with another, whatever the body", () =>
    Effect.gen(function* () {
      for (const headers of [{}, { apikey: "guess" }]) {
        const reply = yield* send(paths.retail, "not JSON", headers)
        assert.strictEqual(reply.status, 401)
      }
      const reply = yield* send(paths.release, '{"id":"x"}', { ApiKey: world.apikey })
      assert.strictEqual(reply.status, 200)
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("the key of a caller is not kept, nor a body that was too large", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      yield* send(paths.release, '{"id":"x"}')
      yield* send(paths.release, '{"id":"x"}', { apikey: "a-real-one" })
      yield* send(paths.release, "x".repeat(MAX_REQUEST_BODY + 1), {})
      const calls = yield* sandbox.calls
      assert.deepStrictEqual(
        calls.map(({ request: { key, body } }) => [key, body]),
        [
          ["right", '{"id":"x"}'],
          ["wrong", '{"id":"x"}'],
          ["none", ""],
        ],
      )
      assert.notInclude(JSON.stringify(calls), "a-real-one")
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("400, 404, 405 and 413 where it is no request of the service at all", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      assert.strictEqual((yield* send(paths.client, "{")).status, 400)
      assert.strictEqual((yield* send("/integration/general/refund", "{}")).status, 404)
      assert.strictEqual((yield* send(paths.client, `"${"x".repeat(MAX_REQUEST_BODY)}"`)).status, 413)
      // Two bytes each in UTF-8.
      assert.strictEqual((yield* send(paths.client, "я".repeat(MAX_REQUEST_BODY / 2 + 1))).status, 413)
      assert.strictEqual((yield* send(paths.client, "я".repeat(MAX_REQUEST_BODY / 2))).status, 400)
      const delivery = yield* sandbox.handle({
        verb: "GET",
        path: paths.client,
        apikey: world.apikey,
        body: "",
      })
      assert.deepInclude(delivery, { _tag: "Replied" })
      assert.strictEqual(delivery._tag === "Replied" ? delivery.reply.status : 0, 405)
    }).pipe(Effect.provide(fresh())),
  )

  it.effect("a URL that is none was never sent", () =>
    Effect.gen(function* () {
      const transport = yield* Transport
      const failure = yield* Effect.flip(
        transport.send({ url: "not a URL", headers: {}, body: "{}", connection: "any" }),
      )
      assert.strictEqual(failure.fate, "not-sent")
    }).pipe(Effect.provide(fresh())),
  )
})
