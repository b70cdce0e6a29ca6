import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decode } from "../src/settings/Decode.ts"
import { settingsOf, type Face } from "../src/settings/Face.ts"
import { SettingsInvalid } from "../src/settings/Problem.ts"
import type { KeyFile } from "../src/settings/Service.ts"
import type { Sources } from "../src/settings/Sources.ts"
import type { Settings } from "../src/Settings.ts"

const KEY = "the-key-of-the-shop"
const TOKEN = "a-token-of-twenty-five-chars"
const REAL = {
  LOYALCLIENT_URL: "https://loyal.example",
  LOYALCLIENT_APIKEY: KEY,
  LOYALCLIENT_POINT: "shop-1",
}

const Kiosk: Face<{ readonly greeting: string; readonly secret: Redacted.Redacted }> = {
  name: "kiosk",
  settings: Schema.Struct({
    greeting: Schema.String,
    secret: Schema.RedactedFromValue(Schema.NonEmptyString),
  }),
}
const Scales: Face<{ readonly units?: "kg" }> = {
  name: "scales",
  settings: Schema.Struct({ units: Schema.optionalKey(Schema.Literal("kg")) }),
}

interface Told {
  readonly variables?: Sources["variables"]
  readonly flags?: Sources["flags"]
  readonly content?: unknown
  readonly faces?: ReadonlyArray<Face<unknown>>
  readonly keyFile?: KeyFile
}

const told = ({ content, faces = [], flags = {}, keyFile, variables = {} }: Told) =>
  decode(
    { flags, variables, ...(content === undefined ? {} : { file: { name: "/etc/loyalkit.json", content } }) },
    { faces, ...(keyFile === undefined ? {} : { keyFile }) },
  )

const settings = (given: Told): Settings => Result.getOrThrow(told(given))

/** What is wrong, by name. */
const wrong = (given: Told): Record<string, string> =>
  Result.match(told(given), {
    onSuccess: () => ({}),
    onFailure: ({ problems }) => Object.fromEntries(problems.map(({ text, where }) => [where, text.en])),
  })

const till = (over: object = {}) => ({ name: "till-1", token: TOKEN, point: "shop-1", ...over })

describe("the settings", () => {
  it("are a sandbox on this machine where nobody says anything", () => {
    assert.deepStrictEqual(settings({}), {
      service: { _tag: "Sandbox" },
      host: "127.0.0.1",
      port: 8077,
      data: "./loyalkit-data",
      tills: [],
      origins: [],
      policy: {},
      adapters: [],
      log: { level: "info", format: "text" },
    })
  })

  it("take every variable of the gateway's API", () => {
    const read = settings({
      variables: {
        ...REAL,
        LOYALCLIENT_URL: "https://Loyal.example/api/",
        LOYALKIT_HOST: "0.0.0.0",
        LOYALKIT_PORT: "0",
        LOYALKIT_PUBLIC_URL: "https://Pos.example/",
        LOYALKIT_DATA: ":memory:",
        LOYALKIT_TILLS: JSON.stringify([till(), { name: "boss", token: `${TOKEN}2`, role: "operator" }]),
        LOYALKIT_ORIGINS: " https://Pos.example/, http://localhost:3000 ",
        LOYALKIT_HOLDS: "off",
        LOYALKIT_DOUBT_WINDOW: "0.25",
        LOYALKIT_IDENTIFY_BUDGET: "1",
        LOYALKIT_QUOTE_BUDGET: "2",
        LOYALKIT_HOLD_BUDGET: "3",
        LOYALKIT_COMMIT_BUDGET: "4",
        LOYALKIT_ADAPTERS: "",
        LOYALKIT_POLICY: '{"earnWitness":"hold","queueLimit":7}',
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318/",
        OTEL_EXPORTER_OTLP_HEADERS: "authorization=Bearer%20abc, x-shop = 7",
        LOYALKIT_LOG_LEVEL: "debug",
        LOYALKIT_LOG_FORMAT: "json",
      },
    })
    assert.deepStrictEqual(
      read.service._tag === "LoyalClient" && [read.service.url, Redacted.value(read.service.apiKey)],
      ["https://loyal.example/api", KEY],
    )
    assert.deepStrictEqual(
      [read.point, read.host, read.port, read.publicUrl, "data" in read],
      ["shop-1", "0.0.0.0", 0, "https://pos.example", false],
    )
    assert.deepStrictEqual(
      read.tills.map(({ name, point, role }) => [name, point, role]),
      [
        ["till-1", "shop-1", "till"],
        ["boss", undefined, "operator"],
      ],
    )
    assert.deepStrictEqual(read.origins, ["https://pos.example", "http://localhost:3000"])
    assert.deepStrictEqual(read.policy, {
      identifyBudget: 1,
      quoteBudget: 2,
      holdBudget: 3,
      commitBudget: 4,
      holds: "off",
      doubtWindow: 250,
      earnWitness: "hold",
      queueLimit: 7,
    })
    assert.strictEqual(read.otlp?.url, "http://127.0.0.1:4318")
    assert.deepStrictEqual(
      Object.entries(read.otlp?.headers ?? {}).map(([name, value]) => [name, Redacted.value(value)]),
      [
        ["authorization", "Bearer abc"],
        ["x-shop", "7"],
      ],
    )
    assert.deepStrictEqual(read.log, { level: "debug", format: "json" })
  })

  it("take flags over variables over the file, each setting for itself", () => {
    const read = settings({
      content: {
        host: "::1",
        port: 1,
        log: { level: "error", format: "json" },
        policy: { holdBudget: 1, queueLimit: 1, settleBase: 1, doubtWindow: 1 },
      },
      variables: {
        LOYALKIT_PORT: "2",
        LOYALKIT_LOG_LEVEL: "warning",
        LOYALKIT_POLICY: '{"holdBudget":2,"queueLimit":2}',
        LOYALKIT_HOLD_BUDGET: "3",
      },
      flags: { port: "4", policy: '{"queueLimit":5}' },
    })
    assert.deepStrictEqual([read.host, read.port, read.log], ["::1", 4, { level: "warning", format: "json" }])
    assert.deepStrictEqual(read.policy, { holdBudget: 3, queueLimit: 5, settleBase: 1, doubtWindow: 1 })
  })

  it("name what is wrong by the variable, the flag, or the file and the field", () => {
    assert.deepStrictEqual(
      wrong({
        content: {
          policy: { holds: "maybe", holdz: "on" },
          tills: [till(), till({ token: "short", extra: 1 })],
          hots: "x",
          log: "loud",
        },
        variables: { LOYALKIT_PORT: "80 77", LOYALKIT_DOUBT_WINDOW: "a while" },
        flags: { "hold-budget": "-1" },
      }),
      {
        "/etc/loyalkit.json, policy.holdz": "no such setting; `loyalkit-gateway schema` prints all of them",
        "/etc/loyalkit.json, hots":
          "no such setting; there are: loyalclient, host, port, publicUrl, data, tills, origins, faces, adapters, otlp, log, policy",
        "/etc/loyalkit.json, log": "expected an object",
        LOYALKIT_PORT: "expected a port from 0 to 65535",
        "/etc/loyalkit.json, tills[1].token":
          "expected a token of at least 16 printable ASCII characters without spaces",
        "/etc/loyalkit.json, tills[1].extra": "no such field",
        "/etc/loyalkit.json, policy.holds": 'expected "on" or "off"',
        LOYALKIT_DOUBT_WINDOW:
          "expected seconds from 0.001 to 600, in the file milliseconds from 1 to 600000",
        "--hold-budget": "expected a whole number from 1 to 600000",
      },
    )
  })

  it("name the place inside a variable that holds JSON", () => {
    assert.property(
      wrong({ variables: { LOYALKIT_TILLS: JSON.stringify([till({ role: "boss" })]) } }),
      "LOYALKIT_TILLS[0].role",
    )
    assert.property(
      wrong({ variables: { LOYALKIT_POLICY: '{"holdMinutes":31}' } }),
      "LOYALKIT_POLICY.holdMinutes",
    )
    assert.property(
      wrong({ variables: { LOYALKIT_POLICY: '{"holdMinute":3}' } }),
      "LOYALKIT_POLICY.holdMinute",
    )
    assert.property(wrong({ variables: { LOYALKIT_POLICY: "[]" } }), "LOYALKIT_POLICY")
    assert.property(wrong({ variables: { LOYALKIT_TILLS: "[{" } }), "LOYALKIT_TILLS")
  })

  it("want a key with a URL, a URL with a key, and a key from one place only", () => {
    const { LOYALCLIENT_APIKEY: _, ...withoutKey } = REAL
    assert.match(
      wrong({ variables: withoutKey })["LOYALCLIENT_APIKEY (or LOYALCLIENT_APIKEY_FILE)"] ?? "",
      /LOYALCLIENT_URL/,
    )
    assert.property(wrong({ variables: { LOYALCLIENT_APIKEY: KEY } }), "LOYALCLIENT_URL")
    assert.property(
      wrong({ variables: { ...REAL, LOYALCLIENT_APIKEY_FILE: "/run/key" } }),
      "LOYALCLIENT_APIKEY and LOYALCLIENT_APIKEY_FILE",
    )
    const keyOf = (given: Told) => {
      const { service } = settings(given)
      return service._tag === "LoyalClient" ? Redacted.value(service.apiKey) : undefined
    }
    const file = { variables: { ...withoutKey, LOYALCLIENT_APIKEY_FILE: "/run/key" } }
    assert.strictEqual(keyOf({ ...file, keyFile: Result.succeed(`\uFEFF${KEY}\r\n`) }), KEY)
    assert.strictEqual(
      keyOf({ ...file, content: { loyalclient: { apikey: "other" } }, keyFile: Result.succeed(KEY) }),
      KEY,
    )
    assert.strictEqual(
      keyOf({ variables: REAL, content: { loyalclient: { apikeyFile: "/run/other" } } }),
      KEY,
    )
    for (const content of [`${KEY}\nmore`, "", "a key", "ключ"])
      assert.match(
        wrong({ ...file, keyFile: Result.succeed(content) })["LOYALCLIENT_APIKEY_FILE"] ?? "",
        /nothing in it but/,
      )
    const gone = { en: "there is no such file", ru: "" }
    assert.strictEqual(wrong({ ...file, keyFile: Result.fail(gone) })["LOYALCLIENT_APIKEY_FILE"], gone.en)
  })

  it("refuse an address or a public URL that others reach, unless tills have tokens", () => {
    for (const host of ["0.0.0.0", "::", "192.168.1.5", "pos.example"]) {
      assert.match(wrong({ flags: { host } })["--host"] ?? "", /tokens/, host)
      assert.deepStrictEqual(wrong({ flags: { host }, content: { tills: [till()] } }), {}, host)
    }
    for (const host of ["127.0.0.1", "127.9.9.9", "localhost", "::1"])
      assert.deepStrictEqual(wrong({ flags: { host } }), {}, host)
    assert.property(
      wrong({ variables: { LOYALKIT_PUBLIC_URL: "https://pos.example" } }),
      "LOYALKIT_PUBLIC_URL",
    )
    assert.deepStrictEqual(wrong({ variables: { LOYALKIT_PUBLIC_URL: "http://127.0.0.1:9" } }), {})
  })

  it("want a point of sale for whoever sells against a real service", () => {
    const { LOYALCLIENT_POINT: _, ...pointless } = REAL
    assert.property(wrong({ variables: pointless }), "LOYALCLIENT_POINT")
    const { point: __, ...nowhere } = till()
    const operator = { name: "boss", token: `${TOKEN}2`, role: "operator" }
    assert.deepStrictEqual(
      Object.keys(wrong({ variables: pointless, content: { tills: [operator, nowhere] } })),
      ["/etc/loyalkit.json, tills[1].point (or LOYALCLIENT_POINT)"],
    )
    assert.deepStrictEqual(wrong({ variables: pointless, content: { tills: [operator, till()] } }), {})
    assert.deepStrictEqual(wrong({ variables: REAL, content: { tills: [nowhere] } }), {})
    assert.deepStrictEqual(wrong({ content: { tills: [nowhere] } }), {}, "the sandbox has a point")
  })

  it("refuse two tills of one name or token", () => {
    const names = Object.keys(wrong({ content: { tills: [till(), till()] } }))
    assert.deepStrictEqual(names, ["/etc/loyalkit.json, tills[1].name", "/etc/loyalkit.json, tills[1].token"])
  })

  it("tolerate an editor's $schema", () => {
    assert.deepStrictEqual(wrong({ content: { $schema: "./config.schema.json" } }), {})
  })

  it("say everything in Russian too", () => {
    const failure = Result.getOrThrow(Result.flip(told({ variables: { LOYALKIT_PORT: "x" } })))
    assert.deepStrictEqual(failure.lines("ru"), ["LOYALKIT_PORT: ожидается порт от 0 до 65535"])
  })
})

describe("an adapter", () => {
  const section = { greeting: "hello", secret: "s3cret-of-the-kiosk" }
  const faces = [Kiosk, Scales]

  it("gets its own section, decoded, with its secrets redacted", () => {
    const read = settings({ faces, content: { adapters: { kiosk: section } } })
    assert.deepStrictEqual(
      read.adapters.map(({ name }) => name),
      ["kiosk", "scales"],
    )
    const own = Option.getOrThrow(settingsOf(Kiosk, read))
    assert.strictEqual(Redacted.value(own.secret), section.secret)
    assert.notInclude(JSON.stringify(read), section.secret)
    assert.deepStrictEqual(Option.getOrThrow(settingsOf(Scales, read)), {})
  })

  it("is left out by default where it needs a section that is not given, and refused where it is asked for", () => {
    const read = settings({ faces })
    assert.deepStrictEqual(
      read.adapters.map(({ name }) => name),
      ["scales"],
    )
    assert.isTrue(Option.isNone(settingsOf(Kiosk, read)))
    assert.deepStrictEqual(Object.keys(wrong({ faces, variables: { LOYALKIT_ADAPTERS: "kiosk" } })), [
      "adapters.kiosk.greeting",
      "adapters.kiosk.secret",
    ])
  })

  it("is not served where others are named", () => {
    const read = settings({ faces, content: { adapters: { kiosk: section } }, flags: { adapters: "scales" } })
    assert.deepStrictEqual(
      read.adapters.map(({ name }) => name),
      ["scales"],
    )
  })

  it("that is not built in is refused with the list of those that are", () => {
    assert.match(
      wrong({
        faces,
        variables: { LOYALKIT_ADAPTERS: "iiko,kiosk" },
        content: { adapters: { kiosk: section } },
      })["LOYALKIT_ADAPTERS"] ?? "",
      /"iiko".*kiosk, scales/,
    )
    assert.match(
      wrong({ faces, content: { adapters: { evotor: {} } } })["/etc/loyalkit.json, adapters.evotor"] ?? "",
      /kiosk, scales/,
    )
    assert.match(
      wrong({ variables: { LOYALKIT_ADAPTERS: "iiko" } })["LOYALKIT_ADAPTERS"] ?? "",
      /built in: none/,
    )
  })

  it("has its wrong fields named, without their values", () => {
    const problems = wrong({
      faces,
      content: { adapters: { kiosk: { greeting: 5, secret: "", other: 1 }, scales: { units: "lb" } } },
    })
    assert.sameMembers(Object.keys(problems), [
      "/etc/loyalkit.json, adapters.kiosk.greeting",
      "/etc/loyalkit.json, adapters.kiosk.secret",
      "/etc/loyalkit.json, adapters.kiosk.other",
      "/etc/loyalkit.json, adapters.scales.units",
    ])
  })
})

describe("what is printed of wrong settings", () => {
  const SECRET = "Sesame\u00e9Open"
  const anywhere: ReadonlyArray<Told> = [
    { variables: { ...REAL, LOYALCLIENT_APIKEY: SECRET } },
    { variables: { ...REAL, LOYALCLIENT_URL: `https://user:${SECRET}@loyal.example` } },
    { variables: { LOYALKIT_TILLS: `[{"name":"a","token":"${SECRET}"}]` } },
    { variables: { LOYALKIT_TILLS: `[{"name":"a","token":"${SECRET}"` } },
    { variables: { OTEL_EXPORTER_OTLP_HEADERS: `authorization=${SECRET}` } },
    { variables: { LOYALKIT_POLICY: `"${SECRET}"` } },
    {
      content: {
        loyalclient: SECRET,
        tills: SECRET,
        adapters: { kiosk: SECRET },
        otlp: { headers: [SECRET] },
      },
      faces: [Kiosk],
    },
    { content: { adapters: { kiosk: { greeting: "x", secret: [SECRET] } } }, faces: [Kiosk] },
  ]

  it("has no secret in it", () => {
    for (const given of anywhere) {
      const failure = Result.getOrThrow(Result.flip(told(given)))
      assert.notInclude(
        failure.message + failure.lines("ru").join() + JSON.stringify(failure),
        SECRET,
        JSON.stringify(given),
      )
    }
  })
})

describe("any text at all", () => {
  const names = [
    "LOYALCLIENT_URL",
    "LOYALKIT_HOST",
    "LOYALKIT_PORT",
    "LOYALKIT_PUBLIC_URL",
    "LOYALKIT_TILLS",
    "LOYALKIT_ORIGINS",
    "LOYALKIT_DOUBT_WINDOW",
    "LOYALKIT_POLICY",
    "OTEL_EXPORTER_OTLP_HEADERS",
    "LOYALKIT_ADAPTERS",
  ]

  it("is taken or refused by its name, and never a defect", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.oneof(fc.string(), fc.json(), fc.webUrl(), fc.integer().map(String)),
        (name, text) => {
          const read = told({ variables: { [name]: text } })
          if (Result.isFailure(read)) {
            assert.instanceOf(read.failure, SettingsInvalid)
            assert.isTrue(
              read.failure.problems.every(({ where }) => where.includes(name) || where.includes("APIKEY")),
              JSON.stringify(read.failure.problems),
            )
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it("of a file is taken or refused, and never a defect", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (content) => {
        const read = told({ content })
        if (Result.isFailure(read))
          assert.isTrue(read.failure.problems.every(({ where }) => where.startsWith("/etc/loyalkit.json")))
      }),
      { numRuns: 300 },
    )
  })

  it("of an origin comes out as a browser says it", () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ["http", "https"] }), (url) => {
        const { origin } = new URL(url)
        assert.deepStrictEqual(
          settings({ variables: { LOYALKIT_ORIGINS: `${origin.toUpperCase()}/,${origin}` } }).origins,
          [origin, origin],
        )
      }),
      { numRuns: 100 },
    )
  })

  it("of whole milliseconds is read back the same from seconds", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600_000 }), (millis) => {
        assert.strictEqual(
          settings({ variables: { LOYALKIT_DOUBT_WINDOW: (millis / 1_000).toFixed(3) } }).policy.doubtWindow,
          millis,
        )
      }),
    )
  })
})
