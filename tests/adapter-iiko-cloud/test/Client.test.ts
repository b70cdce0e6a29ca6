import { assert, describe, it } from "@effect/vitest"
import { IikoCloud } from "@loyalkit/adapter-iiko/cloud/IikoCloud"
import { CloudSettings } from "@loyalkit/adapter-iiko/cloud/Settings"
import { Kopecks } from "@loyalkit/core/Money"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { TestClock } from "effect/testing"
import { vi } from "vitest"
import { brokenInside, cut, FakeCloud, refusedBody, timeout, tooMany } from "./FakeCloud.ts"
import { cloudId, fixture, GROUP, infoOf, ORGANIZATION, posId, SLEEPING, type Info } from "./Fixtures.ts"
import { awaited, countedFetch } from "./OwnTime.ts"

// Minutes of the test's time, in moments of a machine that has other things to do.
vi.setConfig({ testTimeout: 30_000 })

const V2 = {
  apiKey: "demo-api-key",
  appId: "00000000-0000-4000-8000-000000000020",
  clientSecret: "demo-client-secret",
}
const BY_ID = "/api/1/order/by_id"

/** A client of a fake cloud. */
const asking = <A, E>(
  use: (cloud: FakeCloud, client: IikoCloud["Service"]) => Effect.Effect<A, E>,
  settings: Readonly<Record<string, unknown>> = V2,
) =>
  Effect.gen(function* () {
    const cloud = yield* FakeCloud.make
    const decoded = yield* Schema.decodeUnknownEffect(CloudSettings)({
      url: cloud.url,
      organization: ORGANIZATION,
      ...settings,
    })
    const layer = IikoCloud.layer(decoded).pipe(Layer.provide([countedFetch, NodeFileSystem.layer]))
    return yield* Effect.flatMap(IikoCloud, (client) => use(cloud, client)).pipe(Effect.provide(layer))
  })

const tagOf = <A, E extends { readonly _tag: string }>(effect: Effect.Effect<A, E>) =>
  Effect.map(Effect.flip(awaited(effect)), ({ _tag }) => _tag)

/** The client's budget and waits, all of them, in the test's time. */
const seconds = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const before = yield* Clock.currentTimeMillis
    yield* Effect.exit(effect)
    return ((yield* Clock.currentTimeMillis) - before) / 1_000
  })

const order = infoOf(1, { status: "New", timestamp: 5 })

describe("the token", () => {
  it.effect("is asked for once by many, and anew when the cloud does not take it any more", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        cloud.tell(order)
        const find = client.orders({ orderIds: [order.id] })
        yield* awaited(Effect.all([find, find, find], { concurrency: "unbounded" }))
        assert.strictEqual(cloud.logins, 1)
        cloud.expireTokens()
        const found = yield* awaited(Effect.all([find, find], { concurrency: "unbounded" }))
        assert.deepStrictEqual(
          found.map((each) => each.length),
          [1, 1],
        )
        assert.strictEqual(cloud.logins, 2)
      }),
    ),
  )

  it.effect("is renewed before its hour is over", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        yield* awaited(client.discounts)
        yield* TestClock.adjust("54 minutes")
        yield* awaited(client.discounts)
        assert.strictEqual(cloud.logins, 1)
        yield* TestClock.adjust("2 minutes")
        yield* awaited(client.discounts)
        assert.strictEqual(cloud.logins, 2)
        assert.notStrictEqual(cloud.calls.at(-1)?.token, cloud.calls.at(-2)?.token)
      }),
    ),
  )

  it.effect("is asked for by an older key alone, and by its file", () =>
    asking(
      (cloud, client) =>
        Effect.gen(function* () {
          const organization = yield* awaited(client.organization)
          assert.strictEqual(Option.getOrThrow(organization).name, "Кафе")
          assert.strictEqual(cloud.logins, 1)
        }),
      { apiLoginFile: new URL("./fixtures/api-login.txt", import.meta.url).pathname },
    ),
  )

  it.effect("refused once more right after it was given is a key without the right", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        const path = "/api/1/discounts"
        const no = { path, status: 401, body: { errorDescription: "no right", error: null } }
        cloud.instead.push(no, no)
        assert.strictEqual(yield* tagOf(client.discounts), "KeyRefused")
        assert.strictEqual(cloud.logins, 2)
      }),
    ),
  )
})

describe("a key that is not taken", () => {
  it.effect("of the newer kind says what to configure, and is not tried again", () =>
    asking(
      (cloud, client) =>
        Effect.gen(function* () {
          cloud.isV1Refused = true
          const error = yield* Effect.flip(awaited(client.discounts))
          assert.strictEqual(error._tag, "KeyNeedsV2")
          assert.include(error.message, "clientSecret")
          assert.strictEqual(yield* tagOf(client.discounts), "KeyNeedsV2")
          assert.strictEqual(cloud.logins, 1)
        }),
      { apiLogin: "demo-api-login" },
    ),
  )

  it.effect("that is blocked ends all asking, also where it is blocked in the middle", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        yield* awaited(client.discounts)
        cloud.isBlocked = true
        assert.strictEqual(yield* tagOf(client.discounts), "KeyBlocked")
        const before = cloud.calls.length
        assert.strictEqual(yield* tagOf(client.paymentTypes), "KeyBlocked")
        yield* TestClock.adjust("1 days")
        assert.strictEqual(yield* tagOf(client.paymentTypes), "KeyBlocked")
        assert.deepStrictEqual([cloud.calls.length, cloud.logins], [before, 1])
      }),
    ),
  )

  it.effect("that is switched off rests for minutes between two tries, and works when it is on", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        cloud.isInactive = true
        assert.strictEqual(yield* tagOf(client.discounts), "KeyRefused")
        assert.strictEqual(yield* tagOf(client.discounts), "KeyRefused")
        assert.strictEqual(cloud.logins, 1)
        cloud.isInactive = false
        yield* TestClock.adjust("11 minutes")
        yield* awaited(client.discounts)
        assert.strictEqual(cloud.logins, 2)
      }),
    ),
  )
})

describe("a question", () => {
  it.effect("that the cloud calls wrong is never asked again", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        cloud.instead.push({ ...refusedBody, path: "/api/1/discounts" })
        const error = yield* Effect.flip(awaited(client.discounts))
        assert.strictEqual(error._tag, "CloudRefused")
        assert.strictEqual(cloud.count("/api/1/discounts"), 1)
      }),
    ),
  )

  it.effect("waits as long as a 429 says, and gives up where that is beyond its budget", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        const path = "/api/1/discounts"
        cloud.instead.push({ ...tooMany(30), path })
        const took = yield* seconds(awaited(client.discounts))
        assert.isTrue(took >= 30 && took < 40, String(took))
        cloud.instead.push({ ...tooMany(600), path })
        const error = yield* Effect.flip(awaited(client.discounts))
        assert.deepInclude(error, { _tag: "CloudBusy", retryAfter: 600_000 })
      }),
    ),
  )

  it.effect("is asked again after 408, 500 and a connection that breaks", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        const path = "/api/1/payment_types"
        cloud.instead.push({ ...timeout, path }, { ...brokenInside, path }, { ...cut, path })
        assert.strictEqual((yield* awaited(client.paymentTypes)).length, 5)
        assert.strictEqual(cloud.count(path), 4)
      }),
    ),
  )

  it.effect("gives up after some tries inside its budget", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        const path = "/api/1/payment_types"
        for (let n = 0; n < 20; n++) cloud.instead.push({ ...brokenInside, path })
        const took = yield* seconds(
          Effect.map(tagOf(client.paymentTypes), (tag) => assert.strictEqual(tag, "CloudUnreachable")),
        )
        assert.strictEqual(cloud.count(path), 6)
        assert.isBelow(took, 90)
      }),
    ),
  )

  it.effect("keeps to the limit of its group in any minute, and other groups do not wait for it", () =>
    asking(
      (cloud, client) =>
        Effect.gen(function* () {
          const times: Array<number> = []
          const find = Effect.tap(client.orders({ posOrderIds: [posId(1)] }), () =>
            Effect.map(Clock.currentTimeMillis, (now) => times.push(now)),
          )
          const fiber = yield* Effect.forkChild(
            Effect.all(
              Array.from({ length: 12 }, () => find),
              { concurrency: 12 },
            ),
          )
          yield* awaited(client.discounts)
          assert.isAtMost(times.length, 3)
          yield* awaited(
            fiber.pipe((running) => Effect.promise(() => new Promise((r) => running.addObserver(r)))),
          )
          assert.strictEqual(times.length, 12)
          for (const [index, time] of times.entries()) {
            const earlier = times[index - 6]
            if (earlier !== undefined) assert.isAtLeast(time - earlier, 59_000)
          }
        }),
      { ...V2, limits: { receiving: 6 } },
    ),
  )

  it.effect("about orders leaves out what cannot be read, and keeps words that nobody knows", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        cloud.tell(order)
        cloud.tell({ ...infoOf(2, { status: "New", timestamp: 5 }), timestamp: "yesterday" })
        const third = infoOf(3, { status: "Closed", points: 10, timestamp: 5 })
        const strange = JSON.parse(
          JSON.stringify(third).replaceAll('"External"', '"Quantum"').replace('"Closed"', '"Evaporated"'),
        ) as Info
        cloud.tell({ ...strange, creationStatus: "Pondering" })
        for (const name of [
          "order-by-id-in-progress",
          "order-by-id-creation-error",
          "order-by-id-new-deleted-item",
        ]) {
          const [info] = fixture<{ readonly orders: readonly [Info] }>(name).orders
          cloud.tell({ ...info, id: cloudId(10 + cloud.orders.size) })
        }
        const found = yield* awaited(client.orders({ orderIds: [...cloud.orders.keys()] }))
        assert.strictEqual(found.length, 5)
        assert.strictEqual(found[1]?.order?.status, "Evaporated")
        assert.strictEqual(found[1]?.order?.payments?.[0]?.paymentType.kind, "Quantum")
      }),
    ),
  )
})

describe("a command", () => {
  const cash = [
    {
      paymentTypeId: "00000000-0000-4000-8000-000000000007",
      kind: "Cash",
      sum: Kopecks.make(100_000),
      isProcessedExternally: false,
    },
  ]

  it.effect("is followed to its end", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        cloud.tell(order)
        cloud.fates = [{ looks: 3, end: "Success" }]
        yield* awaited(client.changePayments(order.id, cash))
        assert.strictEqual(cloud.count("/api/1/order/change_payments"), 1)
        assert.strictEqual(cloud.count("/api/1/commands/status"), 4)
        assert.deepInclude(cloud.calls.find(({ path }) => path.endsWith("change_payments"))?.body, {
          orderId: order.id,
          payments: [
            {
              paymentTypeKind: "Cash",
              paymentTypeId: cash[0]?.paymentTypeId,
              sum: 1000,
              isProcessedExternally: false,
            },
          ],
        })
      }),
    ),
  )

  it.effect("that never ends is let go after a minute; one that fails, or is lost, at once", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        cloud.tell(order)
        const change = client.changePayments(order.id, cash)
        cloud.fates = [{ looks: 0, end: "never" }]
        const took = yield* seconds(
          Effect.map(tagOf(change), (tag) => assert.strictEqual(tag, "CommandUnfinished")),
        )
        assert.isTrue(took >= 60 && took < 70, String(took))
        cloud.fates = [{ looks: 1, end: "lost" }]
        assert.strictEqual(yield* tagOf(change), "CommandLost")
        cloud.fates = [{ looks: 1, end: "Success" }]
        cloud.locked.add(order.id)
        const failed = yield* Effect.flip(awaited(change))
        assert.deepInclude(failed, { _tag: "CommandFailed", reason: "EntityAlreadyInUse" })
      }),
    ),
  )

  it.effect("of which nobody knows whether it was taken is not sent again; one that was too many is", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        cloud.tell(order)
        const path = "/api/1/order/change_payments"
        const change = client.changePayments(order.id, cash)
        for (const answer of [timeout, brokenInside, cut]) {
          cloud.instead.push({ ...answer, path })
          const before = cloud.count(path)
          assert.strictEqual(yield* tagOf(change), "CloudUnreachable")
          assert.strictEqual(cloud.count(path), before + 1)
        }
        cloud.instead.push({ ...tooMany(), path })
        yield* awaited(change)
      }),
    ),
  )

  it.effect("replaces no payments where somebody's is processed, or where nobody knows the order", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        const [foreign] = fixture<{ readonly orders: readonly [Info] }>(
          "order-by-id-new-foreign-payment",
        ).orders
        cloud.tell(foreign)
        assert.strictEqual(yield* tagOf(client.changePayments(foreign.id, cash)), "PaymentsProcessed")
        assert.strictEqual(yield* tagOf(client.changePayments(cloudId(77), cash)), "NoSuchOrder")
        assert.strictEqual(cloud.count("/api/1/order/change_payments"), 0)
      }),
    ),
  )

  it.effect("pulls an order in from its till; another till, or an idle table, answers with an error", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        const born = infoOf(4, { status: "Bill", timestamp: 5 })
        cloud.atTills.set(posId(4), { group: GROUP, info: born })
        const find = client.orders({ posOrderIds: [posId(4)] })
        assert.deepStrictEqual(yield* awaited(find), [])
        assert.strictEqual(yield* tagOf(client.initByPosOrder(SLEEPING, [posId(4)])), "CloudUnreachable")
        yield* awaited(client.initByPosOrder(GROUP, [posId(4)]))
        assert.strictEqual((yield* awaited(find))[0]?.id, cloudId(4))
        cloud.offline.add(GROUP)
        assert.strictEqual(yield* tagOf(client.initByPosOrder(GROUP, [posId(5)])), "CommandUnfinished")
        assert.strictEqual(cloud.count("/api/1/order/init_by_posOrder"), 3)
      }),
    ),
  )

  it.effect("that the cloud answers with an error because it knows no such order has found none", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        const body = { correlationId: "c", errorDescription: "Order is not found", error: "OrderNotFound" }
        cloud.instead.push({ path: BY_ID, status: 400, body })
        assert.deepStrictEqual(yield* awaited(client.orders({ posOrderIds: [posId(1)] })), [])
        cloud.instead.push({ ...refusedBody, path: BY_ID })
        assert.strictEqual(yield* tagOf(client.orders({ posOrderIds: [posId(1)] })), "CloudRefused")
      }),
    ),
  )

  it.effect("by_id is asked by one kind of ID alone", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        yield* awaited(client.orders({ posOrderIds: [posId(1)] }))
        yield* awaited(client.orders({ orderIds: [cloudId(1)] }))
        assert.deepStrictEqual(
          cloud.calls.filter(({ path }) => path === BY_ID).map(({ body }) => Object.keys(body).toSorted()),
          [
            ["organizationIds", "posOrderIds"],
            ["orderIds", "organizationIds"],
          ],
        )
      }),
    ),
  )
})

describe("the webhook's address", () => {
  const token = Redacted.make("our-own-token-of-the-webhook")
  const uri = "https://loyalty.example/iiko/webhook"

  it.effect("is set where there is none, and again where it is ours", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        assert.isTrue(yield* awaited(client.pointWebhook({ uri, token })))
        assert.deepInclude(cloud.webhook["webHooksFilter"], {
          deliveryOrderFilter: null,
          tableOrderFilter: { orderStatuses: ["Closed", "Deleted"], itemStatuses: [], errors: false },
        })
        cloud.webhook = { ...cloud.webhook, webHooksFilter: { chosenByHand: true } }
        assert.isTrue(yield* awaited(client.pointWebhook({ uri: `${uri}/`, token })))
        assert.deepStrictEqual(cloud.webhook["webHooksFilter"], { chosenByHand: true })
        assert.strictEqual(cloud.count("/api/1/webhooks/update_settings"), 2)
        assert.strictEqual(cloud.webhook["authToken"], "our-own-token-of-the-webhook")
      }),
    ),
  )

  it.effect("that is somebody else's is left as it is", () =>
    asking((cloud, client) =>
      Effect.gen(function* () {
        cloud.webhook = fixture("webhook-settings-foreign")
        assert.isFalse(yield* awaited(client.pointWebhook({ uri, token })))
        assert.strictEqual(cloud.webhook["webHooksUri"], "https://other.example/hook")
        assert.strictEqual(cloud.count("/api/1/webhooks/update_settings"), 0)
      }),
    ),
  )
})
