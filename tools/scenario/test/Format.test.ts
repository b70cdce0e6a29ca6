/** A file or a link that is wrong is refused with the field that is; one that is right is read as it was written. */
import { assert, describe, it } from "@effect/vitest"
import * as Result from "effect/Result"
import { claims } from "../src/format/Format.ts"
import * as Link from "../src/format/Link.ts"
import { MAX_STEPS, type Scenario } from "../src/format/Scenario.ts"
import * as Text from "../src/format/Text.ts"
import { gallery } from "../src/node/Gallery.ts"
import { ANNA, call, COMMIT, refused, scenario } from "./Shops.ts"

const whole = scenario([
  { at: 0, label: "кто это", send: call("r-1", "identify", { search: ANNA }) },
  { at: 10, fault: { way: "closed-after", method: "retail" } },
  { at: 20, send: call("r-1", "commit", COMMIT) },
  { at: 20, line: { between: "till", is: "down" } },
  { at: 30, kill: true },
  { at: 40, start: true },
  { at: 50, pass: "hold-ends" },
  { at: 60, person: { receipt: "r-1", verdict: "done", by: "Смирнова" } },
])

/** The plain JSON of a scenario, changed. */
const changed = (change: (plain: Record<string, unknown>) => void): string => {
  // The tests' own border.
  const plain = JSON.parse(Text.print(whole)) as Record<string, unknown>
  change(plain)
  return JSON.stringify(plain)
}
const withStep = (step: unknown): string =>
  changed((plain) => void (plain["steps"] = [{ at: 0, kill: true }, step]))

describe("a scenario's file", () => {
  it("is read as it was written", () => {
    assert.deepStrictEqual(Text.parse(Text.print(whole)), Result.succeed(whole))
    for (const { text } of gallery()) assert.isTrue(claims(JSON.parse(text)))
  })

  const wrong: ReadonlyArray<readonly [string, string, RegExp]> = [
    [
      "another format",
      changed((plain) => void (plain["format"] = "loyalkit-scenario/2")),
      /^format: .*loyalkit-scenario\/1/,
    ],
    ["no seed", changed((plain) => void delete plain["seed"]), /^seed: /],
    ["a mistyped field", changed((plain) => void (plain["sede"] = "1")), /^sede: /],
    [
      "a switch that is none",
      changed((plain) => void (plain["service"] = { holdz: false })),
      /^service\.holdz: /,
    ],
    [
      "a policy that settles nothing",
      changed((plain) => void (plain["policy"] = { settler: "off" })),
      /^policy\.settler: /,
    ],
    [
      "a till that is none",
      withStep({ at: 0, send: { till: "z", method: "GET", path: "/v1/ping" } }),
      /^steps\[1\]\.send\.till: there is no till "z"; there are a, b/,
    ],
    [
      "a path that is none",
      withStep({ at: 0, send: { till: "a", method: "GET", path: "ping" } }),
      /^steps\[1\]\.send\.path: /,
    ],
    ["a way that is none", withStep({ at: 0, fault: { way: "gremlins" } }), /^steps\[1\]\.fault\.way: /],
    [
      "a line that cannot do so",
      withStep({ at: 0, line: { between: "service", is: "loses-answer" } }),
      /^steps\[1\]\.line\.is: /,
    ],
    [
      "a sale without an amount",
      withStep({ at: 0, outside: { does: "sale", client: ANNA, points: 1 } }),
      /^steps\[1\]\.outside\.amount: /,
    ],
    [
      "a step that does nothing",
      withStep({ at: 0 }),
      /^steps\[1\]: expected exactly one of send, .* got none/,
    ],
    [
      "a step that does two things",
      withStep({ at: 0, kill: true, start: true }),
      /^steps\[1\]: .* got kill and start/,
    ],
    [
      "a step before the one before",
      changed(
        (plain) =>
          void (plain["steps"] = [
            { at: 5, kill: true },
            { at: 4, start: true },
          ]),
      ),
      /^steps\[1\]\.at: is before the step before it, which is at 5/,
    ],
    ["a time that is none", withStep({ at: -1, kill: true }), /^steps\[1\]\.at: /],
    [
      "no tills",
      changed((plain) => {
        plain["tills"] = {}
        plain["steps"] = []
      }),
      /^tills: expected 1 to 16/,
    ],
    ["no JSON", "{", /^is not JSON/],
    ["no scenario", "[]", /^it: /],
  ]
  it.each(wrong)("with %s is refused with the field that is wrong", (_, text, message) => {
    assert.match(refused(Text.parse(text)).message, message)
  })

  it("names several fields at once, the first for programs", () => {
    const { field, message } = refused(
      Text.parse(
        changed((plain) => {
          delete plain["seed"]
          delete plain["title"]
        }),
      ),
    )
    assert.include(["seed", "title"], field)
    assert.match(message, /seed: .*title: |title: .*seed: /)
  })
})

describe("a scenario's link", () => {
  const linkOf = async (from: Scenario): Promise<string> =>
    Result.getOrThrowWith(await Link.write(from), ({ message }) => new Error(message))

  it("gives the scenario back, without its outcome, and is short enough to be sent", async () => {
    for (const { text } of gallery()) {
      const read = Result.getOrThrow(Text.parse(text))
      const link = await linkOf(read)
      const { outcome: _, ...steps } = read
      assert.deepStrictEqual(await Link.read(`#${link}`), Result.succeed(steps))
      assert.isBelow(link.length, 2_000)
      assert.match(link, /^scenario=[\w-]+$/)
    }
  })

  it("that was cut or changed is refused, and not half read", async () => {
    const link = await linkOf(whole)
    for (const broken of [link.slice(0, -9), `${link}!`, "scenario=AAAA", "scenario=", "else=1"]) {
      const { field, message } = refused(await Link.read(broken))
      assert.strictEqual(field, "link")
      assert.match(message, /^link: |cut or changed|expected scenario=/)
    }
  })

  it("with something else packed in it is refused with the field that is wrong", async () => {
    const bytes = new Blob([withStep({ at: 0, fault: { way: "gremlins" } })]).stream()
    const packed = await new Response(bytes.pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer()
    const { message } = refused(await Link.read(`scenario=${Buffer.from(packed).toString("base64url")}`))
    assert.match(message, /^steps\[1\]\.fault\.way: /)
  })

  it("that is too long is not written and not read, and one that unpacks to too much is given up", async () => {
    const many = Array.from({ length: MAX_STEPS }, (_, index) => ({
      at: index,
      send: call(`r-${Math.sin(index)}`.replace("-0", ""), "commit", { amount: Math.cos(index) }),
    }))
    assert.match(refused(await Link.write(scenario(many))).message, /save it as a file/)
    assert.match(refused(await Link.read(`scenario=${"A".repeat(20_000)}`)).message, /longer than/)
    const zeros = new Blob([new Uint8Array(10_000_000)])
      .stream()
      .pipeThrough(new CompressionStream("deflate-raw"))
    const bomb = Buffer.from(await new Response(zeros).arrayBuffer()).toString("base64url")
    assert.isBelow(bomb.length, Link.MAX_LINK)
    assert.match(refused(await Link.read(`scenario=${bomb}`)).message, /unpacks to more than/)
  })
})
