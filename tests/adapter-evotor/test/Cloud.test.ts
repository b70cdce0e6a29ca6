/** Evotor's cloud is asked for what no webhook told: page by page, store by store, and again where it failed. */
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { assert, describe, it } from "@effect/vitest"
import { check } from "@loyalkit/adapter-evotor/Check"
import * as EvotorCloud from "@loyalkit/adapter-evotor/cloud/EvotorCloud"
import { SettingsEvotor } from "@loyalkit/adapter-evotor/Settings"
import { JournalUnavailable } from "@loyalkit/core/Journal"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { vi } from "vitest"
import { FakeEvotor, type Answer, type LastPage } from "./FakeEvotor.ts"
import { passing, seconds } from "./OwnTime.ts"
import { documentId, fixture, second, STORE, type Json, type Paper } from "./Papers.ts"
import {
  alive,
  APPLICATION_TOKEN,
  begun,
  cafe,
  call,
  cases,
  living,
  MORNING,
  outside,
  PATHS,
  push,
  sales,
  USER_TOKEN,
  type Inside,
  type Life,
} from "./Shop.ts"

vi.setConfig({ testTimeout: 60_000 })

const OTHER = "20240101-0000-4000-8000-0000000000aa"
const TOKEN = Redacted.make("cloud-token")

const paper = (n: number, rest: Partial<Paper> = {}): Paper => ({
  kind: "SELL",
  id: documentId(n),
  sold: [{ sum: 400_00, ofDiscount: 100_00 }],
  closedAt: MORNING - 60_000,
  ...rest,
})

/** The client alone, in real time. */
const asking = <A, E>(body: (cloud: EvotorCloud.EvotorCloud, fake: FakeEvotor) => Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const fake = yield* FakeEvotor.make
    const cloud = yield* EvotorCloud.make({ url: fake.url, requestSeconds: 2 })
    return yield* body(cloud, fake)
  }).pipe(Effect.provide(FetchHttpClient.layer))

const allOf = (cloud: EvotorCloud.EvotorCloud, store = STORE, since = 0) =>
  Effect.gen(function* () {
    const found: Array<unknown> = []
    yield* cloud.documents(TOKEN, store, since, (items) => Effect.sync(() => void found.push(...items)))
    return found.map((item) => (item as Json)["id"])
  })

const failing = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.map(Effect.result(effect), (result) => (Result.isFailure(result) ? result.failure : "no failure"))

describe("the client", () => {
  it.live.each(["absent", "null", "empty", "without paging"] satisfies ReadonlyArray<LastPage>)(
    "reads all pages, filters on the first alone, to the last one whose cursor is %s",
    (lastPage) =>
      asking((cloud, fake) =>
        Effect.gen(function* () {
          fake.lastPage = lastPage
          fake.add(STORE, ...[1, 2, 3, 4, 5].map((n) => second(paper(n))))
          assert.deepStrictEqual(yield* allOf(cloud, STORE, 1_000), [1, 2, 3, 4, 5].map(documentId))
          assert.strictEqual(fake.asked[0], "?since=1000")
          assert.deepStrictEqual(
            fake.asked.map((query) => query.startsWith("?cursor=")),
            [false, true, true],
          )
          for (const { accept, token } of fake.calls)
            assert.deepStrictEqual([accept, token], ["application/vnd.evotor.v2+json", "Bearer cloud-token"])
        }),
      ),
  )

  it.live("asks again what was cut or went wrong inside, and gives up what goes on so", () =>
    asking((cloud, fake) =>
      Effect.gen(function* () {
        fake.add(STORE, second(paper(1)))
        const page: Answer = { status: 200, body: fixture("cloud-v2-documents-page") }
        fake.instead.push({ ...page, cut: true }, { status: 502, body: "<html>" })
        assert.deepStrictEqual(yield* allOf(cloud), [documentId(1)])
        fake.instead.push(...Array.from({ length: 3 }, () => ({ status: 500, body: "" })))
        assert.deepInclude(yield* failing(allOf(cloud)), { _tag: "CloudUnreachable" })
      }),
    ),
  )

  it.live("tells what an answer means, and shows neither the token nor a phone", () =>
    asking((cloud, fake) =>
      Effect.gen(function* () {
        fake.add(STORE)
        fake.unpaid.add(STORE)
        const quoting = { errors: [{ code: 2003, reason: "no store of +7 999 000-00-01", subject: "store" }] }
        const big = `{"items":["${"x".repeat(10 * 1_048_576)}"]}`
        const meanings: ReadonlyArray<readonly [string, Answer | undefined]> = [
          ["StoreNotPaid", undefined],
          ["StoreNotPaid", { status: 402, body: fixture("cloud-error-402") }],
          ["TokenRefused", { status: 401, body: quoting }],
          ["TokenRefused", { status: 403, body: "" }],
          ["CloudRefused", { status: 400, body: quoting }],
          ["CloudBusy", { status: 429, body: "", headers: { "retry-after": "7" } }],
          ["CloudUnreadable", { status: 200, body: "<html>" }],
          ["CloudUnreadable", { status: 200, body: { items: "none" } }],
          ["CloudUnreadable", { status: 302, body: "", headers: { location: "http://127.0.0.1:1/" } }],
          ["CloudUnreadable", { status: 200, body: big }],
        ]
        for (const [tag, answer] of meanings) {
          if (answer !== undefined) fake.instead.push(answer)
          const failure = yield* failing(allOf(cloud))
          assert.strictEqual(
            failure === "no failure" ? failure : failure._tag,
            tag,
            `${answer?.status ?? "as it is"}`,
          )
          assert.notMatch(
            String(failure === "no failure" ? "" : failure.message),
            /9990000001|999 000|cloud-token/,
          )
        }
      }),
    ),
  )

  it.live.each([
    [{ "retry-after": "7" }, 7_000, 7_000],
    [{ "x-ratelimit-reset": "12" }, 12_000, 12_000],
    [{ "x-ratelimit-reset": String(Math.floor(Date.now() / 1_000) + 300) }, 200_000, 301_000],
    [{ "x-ratelimit-reset": String(Date.now() + 120_000) }, 60_000, 121_000],
    [{ "x-ratelimit-reset": "86400" }, 600_000, 600_000],
    [{}, 60_000, 60_000],
  ] as const)("believes a limit that says %j, up to ten minutes", ([headers, least, most]) =>
    asking((cloud, fake) =>
      Effect.gen(function* () {
        fake.instead.push({ status: 429, body: "", headers })
        const failure = yield* failing(allOf(cloud))
        const wait = failure !== "no failure" && failure._tag === "CloudBusy" ? failure.retryAfter : -1
        assert.isAtLeast(wait, least)
        assert.isAtMost(wait, most)
      }),
    ),
  )

  it.live("rests where an answer was the last one for now", () =>
    asking((cloud, fake) =>
      Effect.gen(function* () {
        fake.add(STORE, ...[1, 2, 3].map((n) => second(paper(n))))
        fake.headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" }
        const before = yield* Clock.monotonicTimeNanos
        yield* allOf(cloud)
        assert.isAtLeast(Number((yield* Clock.monotonicTimeNanos) - before), 1.9e9)
      }),
    ),
  )
})

/** A life with a cloud to be asked. */
const asked = <A, E>(
  body: (fake: FakeEvotor) => Effect.Effect<A, E, Inside>,
  life: Life & { readonly before?: (fake: FakeEvotor) => void } = {},
) =>
  Effect.gen(function* () {
    const fake = yield* FakeEvotor.make
    life.before?.(fake)
    return yield* alive(body(fake), {
      ...life,
      cloud: { url: fake.url, token: "cloud-token", ...life.cloud },
    })
  })

const sold = [{ amount: 400, points: 100 }]

describe("what no webhook told", () => {
  it.effect("is read at start and every some minutes, and settled once, pushed or not", () =>
    asked(
      (fake) =>
        Effect.gen(function* () {
          yield* seconds(1)
          const extra = yield* begun(1, { amount: 400, points: 100 })
          const document = second(paper(1, { extra, closedAt: MORNING }))
          fake.add(
            STORE,
            fixture("cloud-v2-sell-doc-discount"),
            document,
            second(paper(2, { kind: "PAYBACK", base: documentId(1), closedAt: MORNING })),
          )
          yield* seconds(15 * 60)
          yield* seconds(125)
          yield* passing(30)
          assert.deepStrictEqual(yield* sales, sold)
          assert.deepStrictEqual(yield* cases, [`return ${documentId(2)} 400`])
          yield* push(document)
          for (let round = 0; round < 4; round++) yield* seconds(15 * 60)
          assert.deepStrictEqual(yield* sales, sold)
          assert.strictEqual((yield* cases).length, 1)
          const first = fake.asked[0] ?? ""
          assert.strictEqual(first, `?since=${MORNING - 86_400_000}`)
          assert.isAbove(
            fake.calls.filter(({ path }) => path.startsWith("/stores?") || path === "/stores").length,
            4,
          )
        }),
      { before: (fake) => fake.add(STORE) },
    ),
  )

  it.effect(
    "is read on after a restart from where the last process was, and once a day from days before",
    () =>
      Effect.gen(function* () {
        const fake = yield* FakeEvotor.make
        fake.add(STORE)
        const world = yield* outside
        const life = { cloud: { url: fake.url, token: "cloud-token", stores: [STORE] } }
        yield* living(world, life)(seconds(3 * 3_600))
        const before = fake.asked.length
        yield* living(world, life)(seconds(1))
        const place = MORNING + 3 * 3_600_000
        assert.strictEqual(fake.asked[before], `?since=${place - 3_600_000}`)
        yield* living(world, life)(seconds(86_400))
        const deep = fake.asked.slice(before).filter((query) => Number(query.slice(7)) < place - 86_400_000)
        assert.isAtLeast(deep.length, 1)
        assert.notInclude(JSON.stringify(fake.calls), "/stores?")
      }),
  )

  it.effect("of a store that is not paid for keeps no other store", () => {
    const lines: Array<string> = []
    return asked(
      (fake) =>
        Effect.gen(function* () {
          const extra = yield* begun(1, { amount: 400, points: 100 })
          fake.add(STORE, second(paper(1, { extra })))
          for (let round = 0; round < 3; round++) yield* seconds(15 * 60)
          yield* seconds(125)
          assert.deepStrictEqual(yield* sales, sold)
          assert.strictEqual(lines.filter((line) => line.includes("StoreNotPaid")).length, 1)
          assert.include(lines.join(), OTHER)
        }),
      {
        before: (fake) => {
          fake.add(OTHER)
          fake.unpaid.add(OTHER)
          fake.add(STORE)
        },
        heard: (line) => lines.push(line),
      },
    )
  })

  it.effect("is read when the cloud is well again: refused, busy, cut and half-read", () => {
    const lines: Array<string> = []
    return asked(
      (fake) =>
        Effect.gen(function* () {
          const extra = yield* begun(1, { amount: 400, points: 100 })
          fake.add(STORE, ...[11, 12, 13].map((n) => second(paper(n))), second(paper(1, { extra })))
          fake.token = "another"
          yield* seconds(30 * 60)
          assert.strictEqual(lines.filter((line) => line.includes("TokenRefused")).length, 1)
          fake.token = "cloud-token"
          const page = { status: 200, body: { items: [second(paper(21))], paging: { next_cursor: "0/2" } } }
          fake.instead.push({ status: 200, body: { items: [{ id: STORE }] } }, page, {
            status: 429,
            body: "",
            headers: { "retry-after": "1200" },
          })
          yield* seconds(15 * 60)
          assert.deepStrictEqual(yield* sales, [])
          yield* seconds(16 * 60)
          yield* seconds(125)
          assert.deepStrictEqual(yield* sales, sold)
          assert.notInclude(lines.join(), "cloud-token")
        }),
      { before: (fake) => fake.add(STORE), heard: (line) => lines.push(line) },
    )
  })

  it.effect("is read again where it could not be kept", () => {
    let isBroken = true
    return asked(
      (fake) =>
        Effect.gen(function* () {
          const extra = yield* begun(1, { amount: 400, points: 100 })
          fake.add(STORE, second(paper(1, { extra })))
          yield* seconds(15 * 60)
          isBroken = false
          yield* seconds(15 * 60)
          yield* seconds(125)
          assert.deepStrictEqual(yield* sales, sold)
        }),
      {
        before: (fake) => fake.add(STORE),
        journal: (journal) => ({
          remember: (name, value) =>
            isBroken && name.startsWith("inbox.")
              ? Effect.fail(new JournalUnavailable({ detail: "no room" }))
              : journal.remember(name, value),
        }),
      },
    )
  })

  it.effect("is asked for by the token that Evotor handed over", () =>
    Effect.gen(function* () {
      const fake = yield* FakeEvotor.make
      fake.token = String(fixture("webhook-user-token")["token"])
      fake.add(STORE)
      yield* alive(
        Effect.gen(function* () {
          yield* seconds(1)
          assert.strictEqual(fake.calls.length, 0)
          yield* call({
            path: PATHS.token,
            body: fixture("webhook-user-token"),
            authorization: `Bearer ${APPLICATION_TOKEN}`,
          })
          const extra = yield* begun(1, { amount: 400, points: 100 })
          fake.add(STORE, second(paper(1, { extra })))
          yield* seconds(15 * 60)
          yield* seconds(125)
          assert.deepStrictEqual(yield* sales, sold)
        }),
        { cloud: { url: fake.url } },
      )
    }),
  )
})

describe("the doctor", () => {
  const settings = (cloud: unknown) =>
    Schema.decodeUnknownSync(SettingsEvotor)({
      webhooks: { applicationToken: APPLICATION_TOKEN, userToken: USER_TOKEN, points: { [STORE]: cafe } },
      cloud,
    })
  const found = (cloud: Readonly<Record<string, unknown>>) =>
    Effect.map(check(settings(cloud)).pipe(Effect.provide(NodeFileSystem.layer)), (findings) =>
      findings.map(({ mark, text }) => `${mark} ${text.en}`),
    )

  it.live("says whether the token is taken, which stores there are, and which are not paid for", () =>
    Effect.gen(function* () {
      const fake = yield* FakeEvotor.make
      for (const store of [STORE, OTHER, "20240101-0000-4000-8000-0000000000bb"]) fake.add(store)
      fake.unpaid.add("20240101-0000-4000-8000-0000000000bb")
      const [token, own, other, unpaid] = yield* found({ url: fake.url, token: "cloud-token" })
      assert.match(token ?? "", /^good .*stores: 3/)
      assert.match(own ?? "", /^good .*0003/)
      assert.match(other ?? "", /^open .*no point of sale/)
      assert.match(unpaid ?? "", /^wrong .*not paid/)
      assert.match((yield* found({ url: fake.url, token: "another" })).join(), /^wrong the token is refused/)
      assert.match((yield* found({ url: fake.url })).join(), /^open its token is handed over/)
      assert.match(
        (yield* found({ url: fake.url, tokenFile: "/nowhere/token" })).join(),
        /^wrong adapters.evotor.cloud.tokenFile/,
      )
    }),
  )

  it.live("says which of the doors' tokens cannot be read, also where the cloud is not asked", () =>
    Effect.gen(function* () {
      const fake = yield* FakeEvotor.make
      const webhooks = { applicationTokenFile: "/nowhere/1", userTokenFile: "/nowhere/2", defaultPoint: cafe }
      for (const cloud of [{}, { cloud: { token: "another", url: fake.url } }]) {
        const told = yield* check(Schema.decodeUnknownSync(SettingsEvotor)({ webhooks, ...cloud }))
        const [application, user, ...rest] = told.map(({ mark, text }) => `${mark} ${text.en}`)
        assert.match(application ?? "", /^wrong adapters.evotor.webhooks.applicationTokenFile: \/nowhere\/1/)
        assert.match(user ?? "", /^wrong adapters.evotor.webhooks.userTokenFile: \/nowhere\/2/)
        assert.strictEqual(rest.length, "cloud" in cloud ? 1 : 0)
      }
    }).pipe(Effect.provide(NodeFileSystem.layer)),
  )

  it("is told nothing where the cloud is not asked", () =>
    Effect.runPromise(
      Effect.map(check({}).pipe(Effect.provide(NodeFileSystem.layer)), (findings) =>
        assert.deepStrictEqual(findings, []),
      ),
    ))
})

describe("the settings", () => {
  const decode = Schema.decodeUnknownResult(SettingsEvotor)
  const webhooks = { applicationToken: APPLICATION_TOKEN, userToken: USER_TOKEN, defaultPoint: cafe }
  const isTaken = (json: unknown) => Result.isSuccess(decode(json))

  it("are whole where nothing is said, and say what is missing", () => {
    assert.isTrue(isTaken({}))
    assert.isTrue(isTaken({ webhooks }))
    assert.isTrue(isTaken({ webhooks, cloud: {} }))
    assert.isFalse(isTaken({ cloud: {} }))
    assert.isFalse(isTaken({ webhooks: { ...webhooks, userTokenFile: "x" } }))
    assert.isFalse(isTaken({ webhooks: { ...webhooks, userToken: "short" } }))
    assert.isFalse(isTaken({ webhooks: { ...webhooks, defaultPoint: undefined, points: {} } }))
    assert.isFalse(isTaken({ webhooks, cloud: { token: "a", tokenFile: "b" } }))
  })

  it("never show a secret", () => {
    const settings = decode({ webhooks, cloud: { token: "cloud-token" } })
    const text = `${String(settings)} ${JSON.stringify(settings)}`
    for (const secret of [APPLICATION_TOKEN, USER_TOKEN, "cloud-token"]) assert.notInclude(text, secret)
  })
})
