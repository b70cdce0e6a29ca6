import { assert, describe, it } from "@effect/vitest"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import type { Language } from "@loyalkit/core/Money"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import type { Switches } from "@loyalkit/sandbox/Behaviour"
import { SandboxServer } from "@loyalkit/sandbox/node"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import { HttpServer } from "effect/http/HttpServer"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import { createServer as createSecureServer } from "node:https"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { served, type AnyFace } from "../src/faces/Faces.ts"
import { examine, settingsWrong } from "../src/node/doctor/Examination.ts"
import { type Finding, line } from "../src/node/doctor/Finding.ts"
import { decode } from "../src/settings/Decode.ts"
import type { Settings } from "../src/Settings.ts"
import { key, valid } from "./Certificate.ts"

const world = sampleWorld("1")
const [cafe, bakery] = world.points
const [anna, , vera] = world.clients

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "loyalkit-doctor-test-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true })),
)

const settingsOf = (
  variables: Record<string, string>,
  faces: ReadonlyArray<AnyFace> = [],
  adapters: Readonly<Record<string, unknown>> = {},
): Settings =>
  Result.getOrThrow(
    decode(
      {
        flags: {},
        variables: { LOYALKIT_PORT: "0", LOYALKIT_DATA: ":memory:", ...variables },
        file: { name: "gateway.json", content: { adapters } },
      },
      { faces },
    ),
  )

/** A service on a port, with the settings that fit it. */
const service = Effect.fnUntraced(function* (behaviour: Switches = {}) {
  const context = yield* Layer.build(SandboxServer.layer({ port: 0 }, { seed: "1", behaviour }))
  const sandbox = yield* Sandbox.Sandbox.pipe(Effect.provide(context))
  const { address } = yield* HttpServer.pipe(Effect.provide(context))
  const port = "port" in address ? address.port : 0
  const variables = {
    LOYALCLIENT_URL: `http://127.0.0.1:${port}`,
    LOYALCLIENT_APIKEY: world.apikey,
    LOYALCLIENT_POINT: cafe.id,
  }
  return { sandbox, port, variables }
})

/** Listens on a free port, and gives it. */
const listening = (server: Pick<Server, "address" | "close" | "listen">) =>
  Effect.andThen(
    Effect.addFinalizer(() => Effect.sync(() => void server.close())),
    Effect.callback<number>((resume) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : 0))
      })
    }),
  )

/** A web server that is no LoyalClient. */
const webPage = Effect.suspend(() =>
  listening(createServer((_, response) => void response.end("<h1>It works!</h1>"))),
)

/** What the doctor finds, by what was looked at. */
const found = Effect.fnUntraced(function* (
  settings: Settings,
  client?: string,
  faces: ReadonlyArray<AnyFace> = [],
) {
  const findings: Array<Finding> = []
  yield* examine(settings, {
    tell: (finding) => Effect.sync(() => void findings.push(finding)),
    faces,
    ...(client === undefined ? {} : { client: Redacted.make(client) }),
  })
  return findings
}, Effect.provide(NodeFileSystem.layer))

const marks = (findings: ReadonlyArray<Finding>) =>
  Object.fromEntries(findings.map(({ about, mark }) => [about.en, mark]))
const text = (findings: ReadonlyArray<Finding>, about: string, language: Language = "en") =>
  findings.find((finding) => finding.about.en === about)?.text[language] ?? ""

describe("the doctor", () => {
  it.live("finds nothing wrong where everything is in place", () =>
    Effect.gen(function* () {
      const { variables } = yield* service()
      const findings = yield* found(settingsOf({ ...variables, LOYALKIT_DATA: join(yield* folder, "data") }))
      assert.deepStrictEqual(marks(findings), {
        Settings: "good",
        "Data folder": "good",
        "Free space": "good",
        Disk: "good",
        Gateway: "open",
        Journal: "open",
        "Way to the service": "good",
        Key: "good",
        [`Point of sale ${cafe.id}`]: "good",
        Clock: "good",
        Holds: "open",
      })
      assert.match(text(findings, "Holds"), /--client/)
    }),
  )

  it.live("says so when the service is down, and when its address is wrong", () =>
    Effect.gen(function* () {
      const { port, variables } = yield* Effect.scoped(service())
      const down = yield* found(settingsOf(variables))
      assert.match(text(down, "Way to the service"), new RegExp(`nobody listens at 127\\.0\\.0\\.1:${port}`))
      assert.notProperty(marks(down), "Key")
      const nowhere = yield* found(settingsOf({ ...variables, LOYALCLIENT_URL: "https://loyal.invalid" }))
      assert.match(text(nowhere, "Way to the service"), /loyal\.invalid is not found/)
    }),
  )

  it.live("tells a certificate that nobody trusts", () =>
    Effect.gen(function* () {
      const { variables } = yield* service()
      const port = yield* listening(createSecureServer({ key, cert: valid }))
      const findings = yield* found(
        settingsOf({ ...variables, LOYALCLIENT_URL: `https://127.0.0.1:${port}` }),
      )
      assert.match(text(findings, "Way to the service"), /NODE_EXTRA_CA_CERTS/)
    }),
  )

  it.live("tells plain http behind https, and a page in the service's place", () =>
    Effect.gen(function* () {
      const page = yield* webPage
      const { variables } = yield* service()
      const tls = yield* found(settingsOf({ ...variables, LOYALCLIENT_URL: `https://127.0.0.1:${page}` }))
      assert.match(text(tls, "Way to the service"), /speaks no TLS/)
      const other = yield* found(settingsOf({ ...variables, LOYALCLIENT_URL: `http://127.0.0.1:${page}` }))
      assert.match(text(other, "Service"), /not LoyalClient \(HTTP 200\)/)
      assert.notProperty(marks(other), "Key")
    }),
  )

  it.live("tells a refused key", () =>
    Effect.gen(function* () {
      const { variables } = yield* service()
      const findings = yield* found(settingsOf({ ...variables, LOYALCLIENT_APIKEY: "another-key" }))
      assert.deepStrictEqual([marks(findings)["Key"], marks(findings)["Holds"]], ["wrong", "open"])
      assert.isFalse(findings.some(({ about }) => about.en.startsWith("Point")))
    }),
  )

  it.live("tells which of the tills' points the service does not know", () =>
    Effect.gen(function* () {
      const { variables } = yield* service()
      const tills = [
        { name: "one", token: "token-of-the-first-till", point: bakery.id },
        { name: "two", token: "token-of-the-second-till", point: "no-such-point" },
      ]
      const findings = yield* found(settingsOf({ ...variables, LOYALKIT_TILLS: JSON.stringify(tills) }))
      const {
        [`Point of sale ${cafe.id}`]: first,
        [`Point of sale ${bakery.id}`]: second,
        "Point of sale no-such-point": third,
        Key,
      } = marks(findings)
      assert.deepStrictEqual([Key, first, second, third], ["good", "good", "good", "wrong"])
    }),
  )

  it.live("tells when the clocks are apart, and which way", () =>
    Effect.gen(function* () {
      const { sandbox, variables } = yield* service()
      yield* sandbox.advance(5 * 60_000)
      const findings = yield* found(settingsOf(variables))
      assert.strictEqual(marks(findings)["Clock"], "wrong")
      assert.match(text(findings, "Clock"), /5 min behind the service/)
    }),
  )

  it.live(
    "tells what the adapters that are served found, after its own findings, whatever the service says",
    () =>
      Effect.gen(function* () {
        const words = (en: string) => ({ en, ru: "по-русски" })
        const kiosk = served({
          name: "kiosk",
          settings: Schema.Struct({ place: Schema.String }),
          routes: () => Layer.empty,
          check: ({ place }) =>
            Effect.succeed([
              { mark: "good", about: words("Kiosk"), text: words(`stands in the ${place}`) } as const,
              { mark: "wrong", about: words("Kiosk's door"), text: words("shut. Open it") } as const,
            ]),
        })
        const silent = served({ name: "silent", settings: Schema.Struct({}), routes: () => Layer.empty })
        const faces = [kiosk, silent]
        const here = yield* found(
          settingsOf({}, faces, { kiosk: { place: "hall" }, silent: {} }),
          undefined,
          faces,
        )
        assert.deepStrictEqual(
          here.slice(-2).map((finding) => line(finding, "en")),
          ["✓ Kiosk: stands in the hall", "✗ Kiosk's door: shut. Open it"],
        )
        const nowhere = yield* found(settingsOf({}, faces), undefined, faces)
        assert.notProperty(marks(nowhere), "Kiosk")
      }),
  )

  const readings: ReadonlyArray<readonly [Switches, Finding["mark"], RegExp]> = [
    [{ holdField: "adds" }, "good", /added to the balance/],
    [{ holdField: "takes-off" }, "good", /taken off the balance/],
    [{ holdField: "ignored" }, "open", /no difference/],
    [{ holds: false }, "wrong", /LOYALKIT_HOLDS=off/],
  ]
  for (const [behaviour, mark, words] of readings)
    it.live(`tells how the service shows a hold: ${JSON.stringify(behaviour)}`, () =>
      Effect.gen(function* () {
        const { sandbox, variables } = yield* service(behaviour)
        const findings = yield* found(settingsOf(variables), String(anna.phone))
        assert.strictEqual(marks(findings)["Holds"], mark)
        assert.match(text(findings, "Holds"), words)
        const { clients } = yield* sandbox.state
        assert.isTrue(
          clients.every(({ balance, free, holds }) => holds.length === 0 && balance === free),
          "the point is given back",
        )
        const printed = findings.flatMap((finding) => [line(finding, "ru"), line(finding, "en")]).join("\n")
        for (const secret of [
          String(anna.phone),
          String(anna.phone).slice(-4),
          world.apikey,
          ...anna.name.split(" "),
        ])
          assert.notInclude(printed, secret)
      }),
    )

  it.live("says what is wrong with a client who cannot lend a point", () =>
    Effect.gen(function* () {
      const { variables } = yield* service()
      assert.match(
        text(yield* found(settingsOf(variables), String(vera.phone)), "Holds"),
        /no point to spare/,
      )
      assert.match(text(yield* found(settingsOf(variables), "70000000000"), "Holds"), /no client/)
      const off = yield* found(settingsOf({ ...variables, LOYALKIT_HOLDS: "off" }), String(anna.phone))
      assert.match(text(off, "Holds"), /switched off/)
    }),
  )

  it.live("tells a folder that cannot be made or written, and leaves nothing in one that can", () =>
    Effect.gen(function* () {
      const base = yield* folder
      writeFileSync(join(base, "file"), "")
      const bad = yield* found(settingsOf({ LOYALKIT_DATA: join(base, "file", "data") }))
      assert.strictEqual(marks(bad)["Data folder"], "wrong")
      const there = join(base, "there")
      mkdirSync(there)
      const findings = yield* found(settingsOf({ LOYALKIT_DATA: there }))
      assert.strictEqual(marks(findings)["Data folder"], "good")
      assert.deepStrictEqual(readdirSync(there), [])
    }),
  )

  it.live("opens the journal, and tells when another has it or it is damaged", () =>
    Effect.gen(function* () {
      const data = yield* folder
      const file = join(data, "journal.sqlite")
      const settings = settingsOf({
        LOYALKIT_DATA: data,
        LOYALCLIENT_URL: "https://loyal.invalid",
        LOYALCLIENT_APIKEY: "key",
        LOYALCLIENT_POINT: "point-1",
      })
      yield* Effect.scoped(
        Effect.gen(function* () {
          yield* Layer.build(SqliteJournal.layer({ path: file }))
          assert.match(text(yield* found(settings), "Journal"), /another process, and no gateway answers/)
        }),
      )
      assert.match(text(yield* found(settings), "Journal"), /opens; open checkouts 0/)
      writeFileSync(file, "not a journal at all, but long enough to be read as one".repeat(100))
      assert.match(text(yield* found(settings), "Journal"), /damaged/)
    }),
  )

  it.live("tells when another program has the gateway's port", () =>
    Effect.gen(function* () {
      const { port } = yield* service()
      const findings = yield* found(settingsOf({ LOYALKIT_PORT: String(port) }))
      assert.strictEqual(marks(findings)["Gateway"], "wrong")
      assert.match(text(findings, "Gateway"), /another program/)
    }),
  )

  it("says all that is wrong with the settings, in both languages", () => {
    const read = decode({ flags: { port: "x" }, variables: { LOYALKIT_HOLDS: "perhaps" } }, { faces: [] })
    const lines = settingsWrong(Result.getOrThrow(Result.flip(read)))
    assert.deepStrictEqual(
      lines.map((finding) => line(finding, "ru")),
      [
        "✗ Настройки: --port: ожидается порт от 0 до 65535",
        '✗ Настройки: LOYALKIT_HOLDS: ожидается "on" или "off"',
        "– Остальное: не проверено, пока не исправлены настройки",
      ],
    )
  })
})
