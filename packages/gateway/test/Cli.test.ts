import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const MAIN = fileURLToPath(new URL("../src/node/main.ts", import.meta.url))

const OPERATOR = "token-of-the-operator-in-the-office"
const TILL = "token-of-the-first-till"
const TILLS = JSON.stringify([
  { name: "till-1", token: TILL },
  { name: "office", token: OPERATOR, role: "operator" },
])

type Environment = Readonly<Record<string, string>>

/** The machine's own environment, without anything of ours in it, in English. */
const machine = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:LOYAL|OTEL|LC_|LANG)/.test(name)),
)

/** The command in a process of its own, killed with the test if it still runs. */
const run = Effect.fnUntraced(function* (args: ReadonlyArray<string>, environment: Environment = {}) {
  const ready = yield* Deferred.make<string>()
  const ended = yield* Deferred.make<{ code: number | null; out: string; err: string }>()
  const child = yield* Effect.acquireRelease(
    Effect.sync((): ChildProcess =>
      spawn(process.execPath, [MAIN, ...args], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...machine, LANG: "en_US.UTF-8", LOYALKIT_DATA: ":memory:", ...environment },
      }),
    ),
    (child) => Effect.sync(() => child.kill("SIGKILL")),
  )
  let out = ""
  let err = ""
  child.stdout?.on("data", (chunk) => {
    out += chunk
    const url = /^gateway ready (http:\S+)$/m.exec(out)?.[1]
    if (url !== undefined) Effect.runSync(Deferred.succeed(ready, url))
  })
  child.stderr?.on("data", (chunk) => (err += chunk))
  child.on("close", (code) => {
    Effect.runSync(Deferred.succeed(ended, { code, out, err }))
    Effect.runSync(Deferred.die(ready, new Error(`it ended before it was ready: ${err}`)))
  })
  return { child, ready: Deferred.await(ready), ended: Deferred.await(ended) }
})

const finished = (args: ReadonlyArray<string>, environment: Environment = {}) =>
  Effect.scoped(Effect.flatMap(run(args, environment), ({ ended }) => ended))

/** A directory of files for one test. */
const files = (contents: Record<string, string>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const directory = mkdtempSync(join(tmpdir(), "loyalkit-gateway-"))
      for (const [name, text] of Object.entries(contents)) writeFileSync(join(directory, name), text)
      return directory
    }),
    (directory) => Effect.sync(() => rmSync(directory, { recursive: true })),
  )

const post = (url: string, body: object, token: string) =>
  Effect.promise(async () => {
    const answer: unknown = await (
      await fetch(url, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "x-loyalkit-token": token },
      })
    ).json()
    assert.propertyVal(answer, "ok", true, `${url}: ${JSON.stringify(answer)}`)
  })

/** A gateway with tokens, and a receipt whose goods came back. */
const gatewayWithReturn = Effect.gen(function* () {
  const { ready } = yield* run(["--port", "0"], { LOYALKIT_TILLS: TILLS })
  const url = yield* ready
  const receipt = `${url}/v1/receipts/check-1`
  yield* post(`${receipt}/identify`, { search: "79000000001" }, TILL)
  yield* post(`${receipt}/quote`, { amount: 100 }, TILL)
  yield* post(`${receipt}/commit`, { amount: 100, points: 0 }, TILL)
  yield* post(`${receipt}/return`, { returnId: "return-7", amount: 40 }, TILL)
  return url
})

describe("loyalkit-gateway", () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    it.live(
      `says when it is ready, and ends well on ${signal}`,
      () =>
        Effect.gen(function* () {
          const { child, ended, ready } = yield* run(["--port", "0"], { LOYALKIT_PORT: "1" })
          assert.match(yield* ready, /^http:\/\/127\.0\.0\.1:\d{2,5}$/)
          child.kill(signal)
          assert.strictEqual((yield* ended).code, 0)
        }),
      30_000,
    )

  it.live(
    "starts by a file with a byte order mark and a key in another file",
    () =>
      Effect.gen(function* () {
        const directory = yield* files({ key: "the-key\n" })
        const content = {
          $schema: "./config.schema.json",
          loyalclient: { url: "http://127.0.0.1:9999", apikeyFile: join(directory, "key"), point: "shop-1" },
          port: 0,
          policy: { queueLimit: 3 },
        }
        writeFileSync(join(directory, "gateway.json"), `\uFEFF${JSON.stringify(content)}`)
        const { ready } = yield* run(["--config", join(directory, "gateway.json")])
        assert.match(yield* ready, /^http/)
      }),
    30_000,
  )

  it.live(
    "refuses what it does not understand, by its name and without its value, with exit code 2",
    () =>
      Effect.gen(function* () {
        const directory = yield* files({
          "broken.json": '{\n  "loyalclient": {\n    "apikey": secret-of-the-shop\n  }\n}',
          "unknown.json":
            '{ "policy": { "holdz": "off" }, "loyalclient": { "apikey": ["secret-of-the-shop"] } }',
        })
        const file = (name: string) => ["--config", join(directory, name)]
        const wrong: ReadonlyArray<readonly [ReadonlyArray<string>, Environment, RegExp]> = [
          [["--prot", "1"], {}, /--prot[^]*--port/],
          [["--port", "99999"], {}, /--port: expected a port from 0 to 65535/],
          [[], { LOYALKIT_HOLDS: "no" }, /LOYALKIT_HOLDS: expected "on" or "off"/],
          [[], { LOYALKIT_HOST: "0.0.0.0" }, /LOYALKIT_HOST: .*LOYALKIT_TILLS/],
          [[], { LOYALCLIENT_URL: "https://loyal.example" }, /LOYALCLIENT_APIKEY/],
          [
            [],
            { LOYALCLIENT_APIKEY_FILE: join(directory, "none") },
            /LOYALCLIENT_APIKEY_FILE: .*none: there is no such file/,
          ],
          [[], { LOYALKIT_TILLS: '[{"name":"a","token":"secret"}]' }, /LOYALKIT_TILLS\[0\]\.token/],
          [file("broken.json"), {}, /broken\.json: expected JSON; it is broken in line 3/],
          [file("unknown.json"), {}, /unknown\.json, policy\.holdz: no such setting[^]*loyalclient\.apikey/],
          [file("none.json"), {}, /none\.json: there is no such file/],
        ]
        yield* Effect.forEach(
          wrong,
          Effect.fnUntraced(function* ([args, environment, words]) {
            const { code, err, out } = yield* finished(args, environment)
            assert.match(err, words)
            assert.strictEqual(code, 2, err)
            assert.notInclude(out + err, "secret", "a secret is never printed")
            assert.notInclude(out + err, "    at ", "a stack trace is no message")
          }),
          { concurrency: 2 },
        )
      }),
    60_000,
  )

  it.live(
    "says so in plain words, with exit code 1, when it cannot start",
    () =>
      Effect.gen(function* () {
        const server = createServer()
        const port = yield* Effect.callback<number>((resume) => {
          server.listen(0, "127.0.0.1", () => {
            const address = server.address()
            resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : 0))
          })
        })
        const { code, err } = yield* finished(["--port", String(port)])
        server.close()
        assert.strictEqual(code, 1)
        assert.include(err, `127.0.0.1:${port}`)
        assert.notInclude(err, "    at ")
      }),
    30_000,
  )

  it.live(
    "prints the JSON Schema that the package has as a file",
    () =>
      Effect.gen(function* () {
        const { code, out } = yield* finished(["schema"])
        assert.strictEqual(code, 0)
        const file = readFileSync(new URL("../config.schema.json", import.meta.url), "utf8")
        assert.deepStrictEqual<unknown>(JSON.parse(out), JSON.parse(file))
      }),
    30_000,
  )

  it.live(
    "doctor: 0 where nothing is wrong and 1 where something is, in the language of the shop or the machine",
    () =>
      Effect.gen(function* () {
        const good = yield* finished(["doctor", "--port", "0"])
        assert.strictEqual(good.code, 0, good.out)
        assert.match(good.out, /^✓ Settings: all of them fit$/m)
        const down = {
          LOYALCLIENT_URL: "http://127.0.0.1:9999",
          LOYALCLIENT_APIKEY: "the-key",
          LOYALCLIENT_POINT: "shop-1",
        }
        const bad = yield* finished(["doctor", "--port", "0", "--lang", "ru"], down)
        assert.strictEqual(bad.code, 1)
        assert.match(bad.out, /^✗ Путь к сервису: .*никто не слушает/m)
        assert.notInclude(bad.out + bad.err, "the-key")
        const wrong = yield* finished(["doctor"], { LOYALKIT_PORT: "x", LANG: "C.UTF-8" })
        assert.strictEqual(wrong.code, 1)
        assert.match(wrong.out, /^✗ Настройки: LOYALKIT_PORT: /m)
      }),
    60_000,
  )

  it.live(
    "doctor: tells of the gateway that runs here",
    () =>
      Effect.gen(function* () {
        const data = yield* files({})
        const { ready } = yield* run(["--port", "0"], { LOYALKIT_DATA: data, LOYALKIT_TILLS: TILLS })
        const { port } = new URL(yield* ready)
        const { code, out } = yield* finished(["doctor"], {
          LOYALKIT_DATA: data,
          LOYALKIT_TILLS: TILLS,
          LOYALKIT_PORT: port,
        })
        assert.strictEqual(code, 0, out)
        assert.match(out, /^✓ Gateway: version \S+ runs at .*open checkouts 0, in doubt 0, queued 0$/m)
        // Over the sandbox there is no file of a journal to look at.
        assert.notInclude(out, "Journal")
        assert.notInclude(out, OPERATOR)
      }),
    60_000,
  )
})

describe("loyalkit-gateway cases", () => {
  it.live(
    "are listed, exported and settled over the running gateway",
    () =>
      Effect.gen(function* () {
        const url = yield* gatewayWithReturn
        const there = ["--url", url]
        const token = { LOYALKIT_TOKEN: OPERATOR }

        const russian = yield* finished(["cases", "list", ...there], { ...token, LANG: "ru_RU.UTF-8" })
        assert.match(russian.out, /^СЛУЧАЙ[^]*Возврат +check-1[^]*40,00[^]*return-7/)
        const json = yield* finished([
          "cases",
          "list",
          "--json",
          "--kind",
          "return",
          ...there,
          "--token",
          OPERATOR,
        ])
        const cases: ReadonlyArray<{ readonly id: string; readonly amount: number }> = JSON.parse(json.out)
        assert.deepStrictEqual(
          cases.map(({ amount }) => amount),
          [40],
        )
        const none = yield* finished(["cases", "list", "--kind", "doubt", ...there], token)
        assert.strictEqual(none.out, "Nothing needs a person.\n")

        const directory = yield* files({})
        const out = join(directory, "cases.csv")
        const exported = yield* finished(["cases", "export", "--lang", "ru", "--out", out, ...there], token)
        assert.strictEqual(exported.code, 0, exported.err)
        assert.match(readFileSync(out, "utf8"), /^\uFEFFСлучай;[^]*Возврат;/)
        const printed = yield* finished(["cases", "export", ...there], token)
        assert.match(printed.out, /^\uFEFFCase,[^]*A return,[^]*\r\n$/)

        const [one] = cases
        const resolve = ["cases", "resolve", one?.id ?? "", "--by", "Olga", ...there]
        const refused = yield* finished([...resolve, "--verdict", "committed"], token)
        assert.deepStrictEqual([refused.code, /verdict/.test(refused.err)], [1, true], refused.err)
        const settled = yield* finished(
          [...resolve, "--verdict", "done", "--note", "given back by hand"],
          token,
        )
        assert.deepStrictEqual([settled.code, settled.out], [0, "Recorded.\n"], settled.err)
        const left = yield* finished(["cases", "list", ...there], token)
        assert.strictEqual(left.out, "Nothing needs a person.\n")
      }),
    120_000,
  )

  it.live(
    "take the address and an operator's token from the settings",
    () =>
      Effect.gen(function* () {
        const port = new URL(yield* gatewayWithReturn).port
        const { code, out } = yield* finished(["cases", "list", "--port", port], { LOYALKIT_TILLS: TILLS })
        assert.strictEqual(code, 0)
        assert.match(out, /Return +check-1/)
      }),
    60_000,
  )

  it.live(
    "say in plain words why they cannot, with exit code 1",
    () =>
      Effect.gen(function* () {
        const url = yield* gatewayWithReturn
        const list = ["cases", "list", "--url"]
        const wrong: ReadonlyArray<readonly [ReadonlyArray<string>, Environment, RegExp]> = [
          [[...list, "http://127.0.0.1:9999"], {}, /No gateway answers at http:\/\/127\.0\.0\.1:9999/],
          [[...list, url], {}, /does not know this token/],
          [[...list, url], { LOYALKIT_TOKEN: "no-such-token-at-all" }, /does not know this token/],
          [[...list, url], { LOYALKIT_TOKEN: TILL }, /token of an operator/],
          [
            ["cases", "resolve", "nonsense", "--verdict", "done", "--by", "Olga", "--url", url],
            { LOYALKIT_TOKEN: OPERATOR },
            /id: /,
          ],
          [
            ["cases", "export", "--out", "/no/such/folder/x.csv", "--url", url],
            { LOYALKIT_TOKEN: OPERATOR },
            /cannot be written/,
          ],
        ]
        yield* Effect.forEach(
          wrong,
          Effect.fnUntraced(function* ([args, environment, words]) {
            const { code, err, out } = yield* finished(args, environment)
            assert.match(err, words)
            assert.strictEqual(code, 1)
            assert.notInclude(out + err, "    at ")
          }),
          { concurrency: 2 },
        )
      }),
    60_000,
  )

  it.live(
    "want to be told who says it, with exit code 2",
    () =>
      Effect.gen(function* () {
        const { code, err } = yield* finished(["cases", "resolve", "some-id", "--verdict", "done"])
        assert.deepStrictEqual([code, /--by/.test(err)], [2, true])
      }),
    30_000,
  )
})
