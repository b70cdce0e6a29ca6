import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { anna, TOKEN } from "./Cafe.ts"
import { FakeCloud } from "./FakeCloud.ts"
import { event, fixture, infoOf, LOYALTY_DISCOUNT, ORGANIZATION, POINTS_TYPE, posId } from "./Fixtures.ts"
import { call, doctor, running, shop, TILL_TOKEN, until } from "./GatewayProcess.ts"

const section = (settleAfterSeconds: number, rest: Readonly<Record<string, unknown>> = {}) => ({
  paymentTypes: [POINTS_TYPE],
  discountTypes: [LOYALTY_DISCOUNT],
  webhook: { token: TOKEN, settleAfterSeconds },
  ...rest,
})

const till = { "x-loyalkit-token": TILL_TOKEN }
const cloud = { authorization: `Bearer ${TOKEN}` }
const front = (url: string, n: number, what: string) => `${url}/iiko/front/orders/${posId(n)}/${what}`

/** The plugin checks a guest in and has points paid. */
const paid = (url: string, n: number) =>
  Effect.gen(function* () {
    const order = { status: "Bill", sum: 1000 }
    const steps = [
      call(front(url, n, "checkin"), { search: anna, order }, till),
      call(front(url, n, "payments/transaction-1/pay"), { order, sum: 100 }, till),
    ]
    for (const step of steps) assert.deepInclude((yield* step).answer, { action: "proceed" })
  })

const closed = (n: number) => [
  event(infoOf(n, { status: "Closed", points: 100, timestamp: 1_768_467_600_005 })),
]

describe("the gateway", () => {
  it.live(
    "settles an order once that the plugin and the cloud tell of at one time, again and again",
    () =>
      Effect.gen(function* () {
        const { configure, file, sales } = yield* shop
        configure(section(0))
        const { url } = yield* running(file)
        for (const n of [1, 2, 3]) {
          yield* paid(url, n)
          const plugin = call(
            front(url, n, "closed"),
            { order: { status: "Closed", sum: 1000, pointsPaid: 100 } },
            till,
          )
          const webhook = call(`${url}/iiko/webhook`, closed(n), cloud)
          const answers = yield* Effect.all([webhook, plugin, webhook, plugin], { concurrency: "unbounded" })
          assert.deepStrictEqual(
            answers.map(({ status }) => status),
            [200, 200, 200, 200],
          )
          yield* until(
            "the sale",
            Effect.map(sales, (count) => (count >= n ? true : undefined)),
          )
          assert.strictEqual(yield* sales, n)
        }
        assert.strictEqual((yield* call(`${url}/iiko/webhook`, closed(1), till)).status, 401)
      }),
    60_000,
  )

  it.live(
    "that is killed between its answer and the work settles after its restart what it answered",
    () =>
      Effect.gen(function* () {
        const { configure, file, sales } = yield* shop
        configure(section(3_600))
        const first = yield* running(file)
        yield* paid(first.url, 1)
        assert.strictEqual((yield* call(`${first.url}/iiko/webhook`, closed(1), cloud)).status, 200)
        yield* first.kill
        assert.strictEqual(yield* sales, 0)
        configure(section(0))
        const second = yield* running(file)
        yield* until(
          "the sale",
          Effect.map(sales, (count) => (count > 0 ? true : undefined)),
        )
        assert.strictEqual((yield* call(`${second.url}/iiko/webhook`, closed(1), cloud)).status, 200)
        assert.strictEqual(yield* sales, 1)
        assert.notMatch(first.written() + second.written(), /Гостева|70000000000|our-own-token/)
      }),
    60_000,
  )

  it.live(
    "has its doctor tell what is missing in iiko",
    () =>
      Effect.gen(function* () {
        const fake = yield* FakeCloud.make
        fake.webhook = fixture("webhook-settings-foreign")
        const { configure, file } = yield* shop
        const url = "https://loyalty.example/iiko/webhook"
        const known = { url: fake.url, organization: ORGANIZATION, apiLogin: "demo-api-login" }
        configure(section(0, { cloud: known, webhook: { token: TOKEN, url } }))
        const { code, text } = yield* doctor(file)
        assert.strictEqual(code, 1)
        assert.match(text, /✓ iiko organization «Кафе»: found/)
        assert.match(text, /✗ iiko webhook: taken by somebody else \(other\.example\)/)
        assert.strictEqual(text.split("✗").length - 1, 1, text)
        assert.notMatch(text, /demo-api-login|our-own-token|other-token/)
        configure(section(0, { cloud: { ...known, apiLogin: undefined, apiLoginFile: "/no/such/file" } }))
        assert.match(
          (yield* doctor(file)).text,
          /✗ iiko settings: adapters\.iiko\.cloud\.apiLoginFile: \/no\/such\/file/,
        )
      }),
    60_000,
  )
})
