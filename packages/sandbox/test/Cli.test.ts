import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Deferred from "effect/Deferred"
import * as Schema from "effect/Schema"
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { Snapshot } from "../src/Snapshot.ts"

const MAIN = fileURLToPath(new URL("../src/node/main.ts", import.meta.url))

/** The command in a process of its own, killed with the test if it still runs. */
const run = Effect.fnUntraced(function* (...args: ReadonlyArray<string>) {
  const ready = yield* Deferred.make<string>()
  const ended = yield* Deferred.make<{ code: number | null; out: string; err: string }>()
  const child = yield* Effect.acquireRelease(
    Effect.sync((): ChildProcess =>
      spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] }),
    ),
    (child) => Effect.sync(() => child.kill("SIGKILL")),
  )
  let out = ""
  let err = ""
  child.stdout?.on("data", (chunk) => {
    out += chunk
    const url = /^sandbox ready (http:\S+)$/m.exec(out)?.[1]
    if (url !== undefined && out.includes("curl")) Effect.runSync(Deferred.succeed(ready, url))
  })
  child.stderr?.on("data", (chunk) => (err += chunk))
  child.on("close", (code) => Effect.runSync(Deferred.succeed(ended, { code, out, err })))
  return { child, ready: Deferred.await(ready), ended: Deferred.await(ended), printed: () => out }
})

/** A directory of files for one test. */
const files = (contents: Record<string, string>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const directory = mkdtempSync(join(tmpdir(), "loyalkit-sandbox-"))
      for (const [name, text] of Object.entries(contents)) writeFileSync(join(directory, name), text)
      return directory
    }),
    (directory) => Effect.sync(() => rmSync(directory, { recursive: true })),
  )

describe("loyalkit-sandbox", () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    it.live(
      `says when it is ready and what to try, and stops on ${signal}, though a call still waits`,
      () =>
        Effect.gen(function* () {
          const { child, ended, printed, ready } = yield* run("--port", "0", "--apikey", "a-key")
          const url = yield* ready
          assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
          assert.match(printed(), /apikey +a-key/)
          assert.match(printed(), /client +79000000001/)
          const fault = { fault: { kind: "silence", executed: false } }
          yield* Effect.promise(() =>
            fetch(`${url}/sandbox/faults`, { method: "POST", body: JSON.stringify(fault) }),
          )
          const hung = request(`${url}/integration/general/client`, { method: "POST" })
          const dropped = yield* Deferred.make<string>()
          hung.on("error", (error) =>
            Effect.runSync(Deferred.succeed(dropped, String("code" in error ? error.code : error))),
          )
          hung.on("response", ({ statusCode }) =>
            Effect.runSync(Deferred.succeed(dropped, `HTTP ${statusCode}`)),
          )
          hung.end("{}")
          yield* Effect.promise(async () => (await fetch(`${url}/sandbox/state`)).json()).pipe(
            Effect.flatMap(Schema.decodeUnknownEffect(Snapshot)),
            Effect.repeat({ until: ({ calls }) => calls === 1 }),
          )
          child.kill(signal)
          assert.strictEqual((yield* ended).code, 0)
          assert.strictEqual(yield* Deferred.await(dropped), "ECONNRESET")
        }),
      30_000,
    )

  it.live(
    "takes its world, switches and faults from files",
    () =>
      Effect.gen(function* () {
        const world = {
          apikey: "k",
          points: [{ id: "p", title: "Kiosk" }],
          levels: [{ id: "l", title: "One", type: "cashback", percent: 1, maxSpendPercent: 30 }],
          clients: [{ id: "c", name: "Ada", phone: 4412345, level: "l", balance: 12.34 }],
        }
        const directory = yield* files({
          "world.json": JSON.stringify(world),
          "behaviour.json": '{"envelope":"errors","holdField":"ignored","holdsEndAfter":1000}',
          "faults.json": '[{"fault":{"kind":"refuse"},"match":{"method":"retail"}}]',
        })
        const file = (name: string) => [`--${name}`, join(directory, `${name}.json`)]
        const { printed, ready } = yield* run(
          ...file("world"),
          ...file("behaviour"),
          ...file("faults"),
          "--port",
          "0",
        )
        const url = yield* ready
        const heard = yield* Effect.promise(async () =>
          (
            await fetch(`${url}/integration/general/recalc`, {
              method: "POST",
              headers: { apikey: "k" },
              body: '{"client":"x","point":"p","amount":1}',
            })
          ).json(),
        )
        assert.deepStrictEqual(heard, { errors: { client: "Client not found." } })
        const faults = yield* Effect.promise(async () => (await fetch(`${url}/sandbox/faults`)).text())
        assert.include(faults, '"kind":"refuse"')
        const state = yield* Effect.promise(async () => (await fetch(`${url}/sandbox/state`)).text())
        assert.include(state, '"holdsEndAfter":1000')
        assert.notMatch(printed(), /Ada|4412345/, "people of a file are not printed")
      }),
    30_000,
  )

  it.live(
    "lets the pages call that it is told of, as many as there are",
    () =>
      Effect.gen(function* () {
        const pages = ["http://127.0.0.1:4173", "https://pos.example"]
        const { ready } = yield* run("--port", "0", ...pages.flatMap((page) => ["--origin", page]))
        const url = yield* ready
        const heard = yield* Effect.promise(() =>
          Promise.all(
            [...pages, "https://evil.example"].map(async (origin) => {
              const { headers, status } = await fetch(`${url}/sandbox/clock`, { headers: { origin } })
              return [status, headers.get("access-control-allow-origin")]
            }),
          ),
        )
        assert.deepStrictEqual(heard, [...pages.map((page) => [200, page]), [403, null]])
      }),
    30_000,
  )

  it.live(
    "refuses what it does not understand, in words, with exit code 1",
    () =>
      Effect.gen(function* () {
        const directory = yield* files({
          "world.json": '{"points":[],"levels":[],"clients":[{"id":"c"}]}',
          "behaviour.json": '{"saleEnds":"nobody"}',
          "mistyped.json": '{"saleEndz":"point"}',
        })
        const wrong: ReadonlyArray<readonly [ReadonlyArray<string>, RegExp]> = [
          [["--prot", "1"], /--prot[^]*--port/],
          [["--port", "99999"], /--port[^]*65535/],
          [["--origin", "http://127.0.0.1:4173/page"], /--origin[^]*origin of a web page/],
          [["--world", join(directory, "none.json")], /none\.json/],
          [["--world", join(directory, "world.json")], /clients/],
          [["--behaviour", join(directory, "behaviour.json")], /saleEnds/],
          [["--behaviour", join(directory, "mistyped.json")], /saleEndz/],
        ]
        yield* Effect.forEach(
          wrong,
          Effect.fnUntraced(function* ([args, words]) {
            const { code, err, out } = yield* Effect.flatMap(run(...args), ({ ended }) => ended)
            assert.strictEqual(code, 1, args.join(" "))
            assert.match(err, words)
            assert.notInclude(out + err, "    at ", "a stack trace is no message")
          }),
          { concurrency: 2 },
        )
      }),
    60_000,
  )

  it.live(
    "says so when the port is taken",
    () =>
      Effect.gen(function* () {
        const first = yield* run("--port", "0")
        const port = new URL(yield* first.ready).port
        const { code, err } = yield* Effect.flatMap(run("--port", port), ({ ended }) => ended)
        assert.strictEqual(code, 1)
        assert.include(err, `Cannot listen on 127.0.0.1:${port}`)
        assert.notInclude(err, "    at ")
      }),
    30_000,
  )
})
