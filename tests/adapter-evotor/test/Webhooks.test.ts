/** The doors for Evotor's cloud: who may come in, what they are answered, and that everything is kept before it is. */
import { assert, describe, it } from "@effect/vitest"
import { Journal, JournalUnavailable } from "@loyalkit/core/Journal"
import { doorOf } from "@loyalkit/adapter-evotor/webhooks/Doors"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { readFileSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { vi } from "vitest"
import { regardless, seconds } from "./OwnTime.ts"
import { documentId, fixture, pushed, second, type Json, type Paper } from "./Papers.ts"
import {
  alive,
  anna,
  APPLICATION_TOKEN,
  begun,
  call,
  living,
  MORNING,
  outside,
  PATHS,
  port,
  push,
  sales,
  TILL_TOKEN,
  USER_TOKEN,
} from "./Shop.ts"

vi.setConfig({ testTimeout: 60_000 })

const APPLICATION = `Bearer ${APPLICATION_TOKEN}`
const basic = (pair: string): string => `Basic ${Buffer.from(pair).toString("base64")}`

const paper = (n: number, rest: Partial<Paper> = {}): Paper => ({
  kind: "SELL",
  id: documentId(n),
  sold: [{ sum: 400_00, ofDiscount: 100_00 }],
  closedAt: MORNING - 1_000,
  ...rest,
})

/** What a call is answered: its status, and the code of Evotor's list. */
const codeOf = ({ body, status }: { readonly body: Json; readonly status: number }): string => {
  const errors = body["errors"] as ReadonlyArray<{ readonly code: number }> | undefined
  return errors === undefined ? String(status) : `${status} ${errors[0]?.code}`
}

describe("the token", () => {
  it.effect("of the application opens its doors as Bearer, Basic or bare, and no other", () =>
    alive(
      Effect.gen(function* () {
        const body = fixture("webhook-user-verify")
        for (const shown of [
          APPLICATION,
          `bearer  ${APPLICATION_TOKEN}`,
          APPLICATION_TOKEN,
          basic(`login:${APPLICATION_TOKEN}`),
          basic(APPLICATION_TOKEN),
          `Basic ${APPLICATION_TOKEN}`,
        ])
          assert.strictEqual(
            codeOf(yield* call({ path: PATHS.verify, body, authorization: shown })),
            "200",
            shown,
          )
        for (const shown of [
          null,
          "",
          "Bearer",
          "Basic",
          "Basic !!!",
          `Bearer ${USER_TOKEN}`,
          `Bearer ${APPLICATION_TOKEN}x`,
          basic(`${APPLICATION_TOKEN}:password`),
          `Bearer ${"x".repeat(8_000)}`,
        ])
          assert.strictEqual(
            codeOf(yield* call({ path: PATHS.verify, body, authorization: shown })),
            "401 1001",
            String(shown),
          )
      }),
    ),
  )

  it.effect("that opens a door is the one of the notes, for every door", () =>
    alive(
      Effect.gen(function* () {
        const bodies: Readonly<Record<keyof typeof PATHS, unknown>> = {
          verify: fixture("webhook-user-verify"),
          create: fixture("webhook-user-create"),
          token: fixture("webhook-user-token"),
          installation: fixture("webhook-application-installed"),
          subscription: fixture("webhook-subscription-created"),
          receipts: fixture("webhook-receipt-sell"),
          first: [fixture("cloud-v1-sell")],
          second: fixture("cloud-v2-sell-doc-discount"),
        }
        const opens = (door: keyof typeof PATHS, authorization: string) =>
          Effect.map(call({ path: PATHS[door], body: bodies[door], authorization }), codeOf)
        for (const door of ["verify", "create", "token"] as const) {
          assert.strictEqual(yield* opens(door, APPLICATION), "200", door)
          assert.strictEqual(yield* opens(door, `Bearer ${USER_TOKEN}`), "401 1001", door)
        }
        for (const door of ["installation", "subscription"] as const) {
          assert.strictEqual(yield* opens(door, APPLICATION), "200", door)
          assert.strictEqual(yield* opens(door, `Bearer ${USER_TOKEN}`), "200", door)
          assert.strictEqual(yield* opens(door, "Bearer another"), "401 1001", door)
        }
        const { headers } = fixture("webhook-headers-document") as { readonly headers: Json }
        for (const door of ["receipts", "first", "second"] as const) {
          assert.strictEqual(yield* opens(door, String(headers["authorization"])), "200", door)
          assert.strictEqual(yield* opens(door, APPLICATION), "401 1002", door)
        }
      }),
    ),
  )

  it.effect("of the user is handed over to Evotor, and to whom the settings name alone", () =>
    alive(
      Effect.gen(function* () {
        const ask = (path: string, body: unknown) => call({ path, body, authorization: APPLICATION })
        assert.deepStrictEqual(
          (yield* ask(PATHS.verify, fixture("webhook-user-verify"))).body,
          fixture("webhook-user-verify-response"),
        )
        assert.strictEqual(
          codeOf(yield* ask(PATHS.create, { ...fixture("webhook-user-create"), userId: "02-1" })),
          "401 1006",
        )
        assert.strictEqual(codeOf(yield* ask(PATHS.create, { customField: "x" })), "400 2002")
        assert.strictEqual(
          codeOf(yield* ask(PATHS.token, { ...fixture("webhook-user-token"), userId: "02-1" })),
          "401 1006",
        )
        const form = yield* call({
          path: PATHS.verify,
          body: "userId=01-000000000000001&password=x",
          authorization: APPLICATION,
          headers: { "content-type": "application/x-www-form-urlencoded" },
        })
        assert.deepInclude(form.body, { token: USER_TOKEN })
        const called = yield* call({
          path: PATHS.verify,
          body: fixture("webhook-user-verify"),
          authorization: APPLICATION,
          headers: { "content-type": "application/x-www-form-urlencoded" },
        })
        assert.deepInclude(called.body, { token: USER_TOKEN })
      }),
      { webhooks: { users: ["01-000000000000001"] } },
    ),
  )
})

describe("a token in a file", () => {
  it.effect("is one that the settings would take, or the gateway does not start", () =>
    Effect.gen(function* () {
      const world = yield* outside
      const file = `${world.path}.token`
      const life = { webhooks: { userToken: undefined, userTokenFile: file } }
      const started = Effect.exit(living(world, life)(push([])))
      for (const content of ["", "short", "with spaces in between"]) {
        writeFileSync(file, content)
        assert.match(String(yield* started), /userTokenFile.*expected 16 to 128/)
      }
      writeFileSync(file, `${USER_TOKEN}\n`)
      assert.strictEqual(yield* living(world, life)(push([])), 200)
    }),
  )
})

describe("a terminal's call through Evotor's proxy", () => {
  it.effect("is known by its own token, whatever the proxy made of Authorization", () =>
    alive(
      Effect.gen(function* () {
        const { headers } = fixture("webhook-headers-terminal-proxy") as {
          readonly headers: Readonly<Record<string, string>>
        }
        const { authorization = "", ...others } = headers
        const ask = (token: Readonly<Record<string, string>>) =>
          call({
            path: "/v1/receipts/r-1/identify",
            body: { search: anna },
            authorization,
            headers: { ...others, ...token },
          })
        assert.strictEqual((yield* ask({ "x-loyalkit-token": TILL_TOKEN })).status, 200)
        // What the proxy says is Evotor's user, and opens no till.
        assert.strictEqual((yield* ask({})).status, 401)
      }),
    ),
  )
})

describe("a door", () => {
  it("is known by how its address ends, whatever stands before", () => {
    assert.deepStrictEqual(doorOf("/evotor/shop-1/api/v1/user/verify?x=1"), { _tag: "User" })
    assert.deepStrictEqual(doorOf("/evotor/api/v1/inventories/stores/20240101-3/documents/"), {
      _tag: "Documents",
      store: "20240101-3",
    })
    assert.deepStrictEqual(doorOf("/evotor/whatever/documents"), { _tag: "Documents" })
    for (const other of [
      "/evotor",
      "/evotor/",
      "/evotor/user",
      "/evotor/api/v1/user/verify/x",
      "/evotor/documents2",
    ])
      assert.isUndefined(doorOf(other), other)
  })

  it.effect("answers in Evotor's words what it does not take", () => {
    const lines: Array<string> = []
    return alive(
      Effect.gen(function* () {
        assert.strictEqual(codeOf(yield* call({ path: "/evotor/else", body: {} })), "404 2003")
        assert.strictEqual(codeOf(yield* call({ path: PATHS.second, method: "GET" })), "405 2003")
        assert.strictEqual(codeOf(yield* call({ path: PATHS.second, body: "[{" })), "400 2001")
        assert.strictEqual(
          codeOf(yield* call({ path: PATHS.second, body: Array.from({ length: 1_001 }, () => ({})) })),
          "413 2003",
        )
        assert.strictEqual(
          codeOf(yield* call({ path: PATHS.second, body: `["${"x".repeat(10 * 1_048_576)}"]` })),
          "413 2003",
        )
        assert.deepStrictEqual(Object.keys(fixture("webhook-error-response")), ["errors"])
        assert.strictEqual(lines.filter((line) => line.includes("is no JSON")).length, 1)
        assert.strictEqual(lines.filter((line) => line.includes("more than 1000 documents")).length, 1)
        // What is cut stays cut, whatever it says of itself.
        const form = { "content-type": "application/x-www-form-urlencoded" }
        assert.strictEqual(codeOf(yield* call({ path: PATHS.second, body: "[{", headers: form })), "400 2001")
        // A document of a form that nobody knows is none of ours, and telling it again would change nothing; but it is told.
        const strange = [{ something: "new" }, [[fixture("cloud-v2-sell-doc-discount")]], '"text"', 5, null]
        for (const one of strange) assert.strictEqual(yield* push(one), 200)
        assert.strictEqual(yield* push({ type: "OPEN_SESSION" }), 200)
        assert.strictEqual(yield* push([]), 200)
        assert.strictEqual(yield* push({ ...fixture("cloud-v2-sell-doc-discount"), id: null }), 200)
        assert.strictEqual(lines.filter((line) => line.includes("cannot be read; the others")).length, 6)
      }),
      { heard: (line) => lines.push(line) },
    )
  })

  it.effect("reads no body of a stranger", () =>
    alive(
      Effect.flatMap(port, (port) =>
        Effect.promise(
          () =>
            new Promise<void>((resolve, reject) => {
              const socket = connect(port, "127.0.0.1", () =>
                socket.write(`PUT ${PATHS.second} HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n{`),
              )
              socket.once("data", (answer) => {
                socket.destroy()
                if (answer.toString().startsWith("HTTP/1.1 401")) resolve()
                else reject(new Error(answer.toString()))
              })
            }),
        ),
      ),
    ),
  )

  it.effect(
    "says that it could not keep what came, so that it is told again; and what was told twice is done once",
    () => {
      let isBroken = true
      return alive(
        Effect.gen(function* () {
          const extra = yield* begun(1, { amount: 400, points: 100 })
          const document = second(paper(1, { extra }))
          assert.strictEqual(yield* push(document), 503)
          isBroken = false
          assert.strictEqual(yield* push(document), 200)
          assert.strictEqual(yield* push(document), 200)
          yield* seconds(121)
          assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 100 }])
        }),
        {
          journal: (journal) => ({
            remember: (name, value) =>
              isBroken && name.startsWith("inbox.")
                ? Effect.fail(new JournalUnavailable({ detail: "no room" }))
                : journal.remember(name, value),
          }),
        },
      )
    },
  )

  it.effect("that is too slow is told again meanwhile, and it comes to one sale", () => {
    let isSlow = false
    return alive(
      Effect.gen(function* () {
        const document = second(paper(1, { extra: yield* begun(1, { amount: 400, points: 100 }) }))
        isSlow = true
        const first = yield* Effect.forkChild(push(document), { startImmediately: true })
        yield* regardless(11)
        const again = yield* Effect.forkChild(push(document), { startImmediately: true })
        yield* regardless(31)
        isSlow = false
        assert.deepStrictEqual([yield* Fiber.join(first), yield* Fiber.join(again)], [200, 200])
        yield* seconds(121)
        assert.deepStrictEqual(yield* sales, [{ amount: 400, points: 100 }])
      }),
      {
        journal: (journal) => ({
          sync: Effect.suspend(() =>
            isSlow ? Effect.andThen(Effect.sleep("15 seconds"), journal.sync) : journal.sync,
          ),
        }),
      },
    )
  })

  it.effect("keeps and tells nobody's phone, mail, login or token", () => {
    const lines: Array<string> = []
    return Effect.flatMap(outside, (world) =>
      Effect.gen(function* () {
        yield* living(world, { heard: (line) => lines.push(line) })(
          Effect.gen(function* () {
            const extra = yield* begun(1, { amount: 400, points: 100 })
            yield* push(second(paper(1, { extra }), true))
            yield* push(second(paper(2, { kind: "PAYBACK", base: documentId(1), extra })))
            yield* push(pushed(paper(1, { extra })), "receipts")
            yield* push({ ...second(paper(3, { extra })), close_date: "+79990000001" })
            for (const door of ["verify", "create"] as const)
              yield* call({
                path: PATHS[door],
                body: {
                  userId: "01-000000000000001",
                  username: "demo",
                  password: "demo-password",
                  phone: "+79990000001",
                },
                authorization: APPLICATION,
              })
            yield* call({ path: PATHS.verify, body: {}, authorization: "Bearer wrong-token-of-somebody" })
            yield* call({
              path: PATHS.installation,
              body: { id: "e-1", type: "+7 999 000-00-01", data: { userId: "01-000000000000001" } },
              authorization: APPLICATION,
            })
            yield* seconds(121)
          }),
        )
        const kept = ["", "-wal"].map((end) => {
          try {
            return readFileSync(world.path + end, "latin1")
          } catch {
            return ""
          }
        })
        const all = [...lines, ...kept].join("\n")
        assert.include(all, documentId(1))
        for (const secret of [
          "9990000001",
          "999 000-00-01",
          "buyer@example.com",
          "demo-password",
          USER_TOKEN,
          APPLICATION_TOKEN,
          "wrong-token-of-somebody",
        ])
          assert.notInclude(all, secret)
      }),
    )
  })
})

describe("the token of Evotor's cloud", () => {
  const hand = call({
    path: PATHS.token,
    body: fixture("webhook-user-token"),
    authorization: APPLICATION,
  })
  const kept = Effect.gen(function* () {
    const fact = yield* (yield* Journal).recall("evotor.cloud-tokens")
    return fact._tag === "Some" ? fact.value : ""
  })
  const cloud = { url: "http://127.0.0.1:59999" }
  const TOKEN = String(fixture("webhook-user-token")["token"])

  it.effect(
    "is kept before it is answered, told by no log, and forgotten when the application is gone",
    () => {
      const lines: Array<string> = []
      return alive(
        Effect.gen(function* () {
          assert.strictEqual(codeOf(yield* hand), "200")
          assert.include(yield* kept, TOKEN)
          const gone = fixture("webhook-application-uninstalled")
          for (let times = 0; times < 3; times++)
            assert.strictEqual(
              codeOf(yield* call({ path: PATHS.installation, body: gone, authorization: APPLICATION })),
              "200",
            )
          yield* seconds(121)
          assert.notInclude(yield* kept, TOKEN)
          assert.notInclude(lines.join("\n"), TOKEN)
          assert.strictEqual(lines.filter((line) => line.includes("ApplicationUninstalled")).length, 1)
          assert.strictEqual(
            codeOf(yield* call({ path: PATHS.token, body: { userId: "1" }, authorization: APPLICATION })),
            "400 2002",
          )
        }),
        { cloud, heard: (line) => lines.push(line) },
      )
    },
  )

  it.effect("that was handed over anew outlives what is told late of the application before it", () =>
    alive(
      Effect.gen(function* () {
        const gone = (id: string, timestamp: unknown) =>
          call({
            path: PATHS.installation,
            body: { ...fixture("webhook-application-uninstalled"), id, timestamp },
            authorization: APPLICATION,
          })
        yield* hand
        yield* seconds(10)
        // Taken off and put on again within moments: it is worked off when the new token is there already.
        yield* gone("gone-1", undefined)
        yield* seconds(10)
        yield* hand
        yield* seconds(121)
        assert.include(yield* kept, TOKEN)
        // Told for days: its own time says that it is about the one before.
        yield* gone("gone-2", MORNING + 5_000)
        yield* seconds(121)
        assert.include(yield* kept, TOKEN)
        yield* gone("gone-3", MORNING + 400_000)
        yield* seconds(121)
        assert.notInclude(yield* kept, TOKEN)
      }),
      { cloud },
    ),
  )

  it.effect("is not kept where the settings have one, or nobody would ask by it", () =>
    Effect.gen(function* () {
      for (const settings of [{ cloud: { ...cloud, token: "token-of-the-settings" } }, {}])
        yield* alive(
          Effect.gen(function* () {
            assert.strictEqual(codeOf(yield* hand), "200")
            assert.strictEqual(yield* kept, "")
          }),
          settings,
        )
    }),
  )

  it.effect("that could not be kept is told so", () =>
    alive(
      Effect.map(hand, (answer) => assert.strictEqual(codeOf(answer), "503 0")),
      {
        cloud,
        journal: (journal) => ({
          remember: (name, value) =>
            name === "evotor.cloud-tokens"
              ? Effect.fail(new JournalUnavailable({ detail: "no room" }))
              : journal.remember(name, value),
        }),
      },
    ),
  )
})
