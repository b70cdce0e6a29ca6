import { assert, describe, it } from "@effect/vitest"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { IikoCloud } from "@loyalkit/adapter-iiko/cloud/IikoCloud"
import { CloudSettings } from "@loyalkit/adapter-iiko/cloud/Settings"
import { isOlder, type Wanted } from "@loyalkit/adapter-iiko/cloud/Setup"
import { check } from "@loyalkit/adapter-iiko/cloud/SetupCheck"
import { Kopecks } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { vi } from "vitest"
import { FakeCloud, refusedBody } from "./FakeCloud.ts"
import { fixture, GROUP, LOYALTY_DISCOUNT, ORGANIZATION, POINTS_TYPE, SLEEPING } from "./Fixtures.ts"
import { awaited, countedFetch } from "./OwnTime.ts"

// Minutes of the test's time, in moments of a machine that has other things to do.
vi.setConfig({ testTimeout: 30_000 })

const DELETED = "00000000-0000-4000-8000-000000000022"
const ELSEWHERE = "00000000-0000-4000-8000-000000000023"
const OUTSIDE = "00000000-0000-4000-8000-000000000006"
const CASH = "00000000-0000-4000-8000-000000000007"
const NOWHERE = "00000000-0000-4000-8000-0000000000ff"

const well: Wanted = {
  terminalGroups: [],
  paymentTypes: [POINTS_TYPE],
  discountTypes: [LOYALTY_DISCOUNT],
  denomination: Kopecks.make(1),
}

/** What is found, in English: the marks and the words. */
const found = (
  wanted: Partial<Wanted> = {},
  prepare: (cloud: FakeCloud) => void = () => undefined,
  settings: Readonly<Record<string, unknown>> = { apiLogin: "demo-api-login" },
) =>
  Effect.gen(function* () {
    const cloud = yield* FakeCloud.make
    prepare(cloud)
    const decoded = yield* Schema.decodeUnknownEffect(CloudSettings)({
      url: cloud.url,
      organization: ORGANIZATION,
      ...settings,
    })
    const client = IikoCloud.layer(decoded).pipe(Layer.provide([countedFetch, NodeFileSystem.layer]))
    const findings = yield* awaited(Effect.provide(check({ ...well, ...wanted }), client))
    for (const { about, text } of findings) {
      assert.match(about.ru + text.ru, /[а-я]|iikoCloud/)
      assert.notMatch(text.en.replaceAll(/«[^»]*»/g, ""), /[а-я]/)
    }
    return findings.map(({ about, mark, text }) => `${mark} ${about.en}: ${text.en}`)
  })

/** Exactly one of the findings is not good, and says this. */
const only = (findings: ReadonlyArray<string>, mark: "wrong" | "open", ...words: ReadonlyArray<string>) => {
  const told = findings.filter((finding) => !finding.startsWith("good "))
  assert.strictEqual(told.length, 1, told.join("\n"))
  assert.isTrue(told[0]?.startsWith(mark), told[0])
  for (const word of words) assert.include(told[0], word)
}

describe("the check of a set-up", () => {
  it.effect("finds nothing to mend where nothing is", () =>
    Effect.gen(function* () {
      const findings = yield* found({ webhook: { url: "https://other.example/hook" } }, (cloud) => {
        cloud.webhook = fixture("webhook-settings-foreign")
      })
      assert.deepStrictEqual(
        findings.filter((finding) => !finding.startsWith("good ")),
        [],
      )
      assert.strictEqual(findings.length, 6)
    }),
  )

  it.effect(
    "finds payment types that are missing, deleted, not granted, of nobody's, or somebody else's kind",
    () =>
      Effect.gen(function* () {
        only(yield* found({ paymentTypes: [NOWHERE] }), "wrong", NOWHERE, "Create it in iikoOffice")
        only(yield* found({ paymentTypes: [DELETED] }), "wrong", "Бонусы старые", "deleted")
        const elsewhere = yield* found({ paymentTypes: [ELSEWHERE] })
        assert.isTrue(
          elsewhere.some((finding) => /wrong .*Бонусы, другой зал.*not granted to «Зал»/.test(finding)),
        )
        only(yield* found({ paymentTypes: [CASH] }), "wrong", "Наличные", "no plugin", "by hand")
        only(yield* found({ paymentTypes: [OUTSIDE] }), "open", "Бонусы", "from outside")
        const plugins = yield* found()
        assert.isTrue(plugins.some((finding) => /^good .*плагин.*plugin's own/.test(finding)))
      }),
  )

  it.effect("finds groups that are unknown, asleep, too old or away", () =>
    Effect.gen(function* () {
      only(yield* found({ terminalGroups: [NOWHERE], paymentTypes: [] }), "wrong", NOWHERE, "terminalGroups")
      const asleep = yield* found({ terminalGroups: [SLEEPING], paymentTypes: [] })
      assert.isTrue(asleep.some((finding) => /wrong .*Летняя веранда.*asleep/.test(finding)))
      assert.isTrue(asleep.some((finding) => /wrong .*8\.1\.0 is too old for the plugin.*8\.7/.test(finding)))
      only(yield* found({}, (cloud) => cloud.offline.add(GROUP)), "open", "Зал", "does not answer")
      only(
        yield* found({}, (cloud) => {
          cloud.dictionaries.terminalGroups = JSON.parse(
            JSON.stringify(cloud.dictionaries.terminalGroups).replaceAll("9.2.6", "7.7.0"),
          )
        }),
        "wrong",
        "7.7.0",
        "7.7.1",
      )
    }),
  )

  it.effect("finds another rounding, in either direction", () =>
    Effect.gen(function* () {
      const whole = (cloud: FakeCloud) => {
        cloud.dictionaries.organizations = fixture("organizations-response-rounding-1")
      }
      only(yield* found({}, whole), "wrong", "rounds to 1.00 rubles", "denomination")
      only(yield* found({ denomination: Kopecks.make(100) }), "wrong", "rounds to 0.01 rubles")
      assert.isTrue(
        (yield* found({ denomination: Kopecks.make(100) }, whole)).some((each) =>
          each.startsWith("good iiko rounding"),
        ),
      )
    }),
  )

  it.effect("finds discount types that are missing or of another mode", () =>
    Effect.gen(function* () {
      only(yield* found({ discountTypes: [NOWHERE] }), "wrong", NOWHERE, "discountTypes")
      const percent = (cloud: FakeCloud) => {
        cloud.dictionaries.discounts = JSON.parse(
          JSON.stringify(cloud.dictionaries.discounts).replace("FlexibleSum", "Percent"),
        )
      }
      only(yield* found({}, percent), "wrong", "Percent", "free sum")
    }),
  )

  it.effect("finds a webhook that points nowhere, or to somebody else", () =>
    Effect.gen(function* () {
      const url = "https://loyalty.example/iiko/webhook"
      const foreign = (cloud: FakeCloud) => {
        cloud.webhook = fixture("webhook-settings-foreign")
      }
      only(yield* found({ webhook: { url } }), "wrong", "no address")
      only(yield* found({ webhook: { url } }, foreign), "wrong", "other.example", "key of your own")
      only(yield* found({ webhook: {} }, foreign), "open", "other.example", "webhook.url")
      assert.deepStrictEqual(
        (yield* found({}, foreign)).filter((finding) => finding.includes("webhook")),
        [],
      )
    }),
  )

  it.effect(
    "finds a key that is refused, of the other kind, or blocked, and an organization that it does not see",
    () =>
      Effect.gen(function* () {
        only(yield* found({}, undefined, { apiLogin: "another" }), "wrong", "iikoCloud key", "refused")
        only(
          yield* found({}, (cloud) => {
            cloud.isV1Refused = true
          }),
          "wrong",
          "apiKey, appId and clientSecret",
        )
        only(
          yield* found({}, (cloud) => {
            cloud.isBlocked = true
          }),
          "wrong",
          "blocked by iiko",
        )
        only(
          yield* found({}, undefined, { apiLogin: "demo-api-login", organization: NOWHERE }),
          "wrong",
          "does not see it",
        )
        only(
          yield* found({}, (cloud) => {
            cloud.instead.push({ ...refusedBody, path: "/api/1/payment_types" })
          }),
          "wrong",
          "refuses the question",
        )
      }),
  )
})

describe("versions", () => {
  it("are compared number by number", () => {
    assert.isTrue(isOlder("8.6.10", "8.7"))
    assert.isFalse(isOlder("8.10.1", "8.7"))
    assert.isFalse(isOlder("8.7", "8.7.0"))
    assert.isTrue(isOlder("7.7", "7.7.1"))
    assert.isFalse(isOlder("unknown", "8.7"))
  })
})
