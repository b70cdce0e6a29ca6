import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { vi } from "vitest"
import {
  checkIn,
  closedAtTill,
  held,
  living,
  MORNING,
  outside,
  sales,
  seconds,
  stateOf,
  type Inside,
  type Life,
  type Outside,
} from "./Cafe.ts"
import { refusedBody } from "./FakeCloud.ts"
import { fixture, GROUP, infoOf, posId, SLEEPING } from "./Fixtures.ts"
import { passing } from "./OwnTime.ts"

// Minutes of the test's time, in moments of a machine that has other things to do.
vi.setConfig({ testTimeout: 30_000 })

const at = MORNING + 1_000
const BY_ID = "/api/1/order/by_id"
const INIT = "/api/1/order/init_by_posOrder"

const alive = <A, E>(body: (world: Outside) => Effect.Effect<A, E, Inside>, life: Life = {}) =>
  Effect.flatMap(outside, (world) => living(world, { hasCloud: true, ...life })(body(world)))

/** The first round begins after a minute; then the news rests for two. */
const round = Effect.andThen(passing(75), seconds(120))

describe("orders that stand open here are asked for", () => {
  it.effect("and what the cloud says is over is settled, or given back; what is not stays", () =>
    alive(({ cloud }) =>
      Effect.gen(function* () {
        yield* checkIn(1, 150)
        yield* checkIn(2, 100)
        yield* checkIn(3)
        yield* checkIn(4)
        yield* closedAtTill(4, 500, 0)
        cloud.tell(infoOf(1, { status: "Closed", points: 150, timestamp: at }))
        cloud.tell(infoOf(2, { status: "Deleted", timestamp: at }))
        cloud.tell(infoOf(3, { status: "Bill", timestamp: at }))
        yield* round
        assert.deepStrictEqual(yield* sales, [
          { amount: 500, points: 0 },
          { amount: 1000, points: 150 },
        ])
        assert.deepStrictEqual(yield* held, [])
        assert.deepStrictEqual([yield* stateOf(2), yield* stateOf(3)], [undefined, "Identified"])
        const asked = cloud.calls.filter(({ path }) => path === BY_ID).map(({ body }) => body["posOrderIds"])
        assert.deepStrictEqual(asked, [[posId(1), posId(2), posId(3)]])
      }),
    ),
  )

  it.effect("and one that only its till knows is pulled in, once", () =>
    alive(({ cloud }) =>
      Effect.gen(function* () {
        yield* checkIn(1)
        yield* checkIn(2)
        cloud.atTills.set(posId(1), { group: GROUP, info: infoOf(1, { status: "Closed", timestamp: at }) })
        yield* round
        assert.deepStrictEqual(yield* sales, [{ amount: 1000, points: 0 }])
        // The sleeping group is not asked, and what no till knows is not looked for again.
        assert.deepStrictEqual(
          cloud.calls.filter(({ path }) => path === INIT).map(({ body }) => body["terminalGroupId"]),
          [GROUP],
        )
        assert.notInclude(JSON.stringify(cloud.calls), SLEEPING)
        yield* passing(16 * 60, 5)
        assert.isAtLeast(cloud.count(BY_ID), 3)
        assert.strictEqual(cloud.count(INIT), 1)
      }),
    ),
  )

  it.effect("and where the cloud calls the question wrong, it is not asked again", () => {
    const lines: Array<string> = []
    return alive(
      ({ cloud }) =>
        Effect.gen(function* () {
          yield* checkIn(1)
          cloud.instead.push({ ...refusedBody, path: BY_ID })
          yield* passing(75)
          assert.isTrue(lines.some((line) => line.includes("not asked again until the next start")))
          const before = cloud.calls.length
          yield* passing(16 * 60, 5)
          assert.strictEqual(cloud.calls.length, before)
        }),
      { heard: (line) => lines.push(line) },
    )
  })

  it.effect("and a blocked key is told to the log once, while pushes go on", () => {
    const lines: Array<string> = []
    return alive(
      ({ cloud }) =>
        Effect.gen(function* () {
          yield* checkIn(1)
          cloud.isBlocked = true
          yield* passing(16 * 60, 5)
          assert.strictEqual(lines.filter((line) => line.includes("does not take the key")).length, 1)
          assert.strictEqual(cloud.logins, 1)
        }),
      { heard: (line) => lines.push(line) },
    )
  })
})

describe("the webhook's address", () => {
  const webhook = { url: "https://loyalty.example/iiko/webhook", reconcileMinutes: 0 }

  it.effect("is told to the cloud at start", () =>
    alive(
      ({ cloud }) =>
        Effect.gen(function* () {
          yield* passing(2)
          assert.strictEqual(cloud.webhook["webHooksUri"], webhook.url)
        }),
      { webhook },
    ),
  )

  it.effect("of somebody else is left, and the log says so", () => {
    const lines: Array<string> = []
    return Effect.gen(function* () {
      const world = yield* outside
      world.cloud.webhook = fixture("webhook-settings-foreign")
      yield* living(world, { hasCloud: true, webhook, heard: (line) => lines.push(line) })(passing(2))
      assert.strictEqual(world.cloud.webhook["webHooksUri"], "https://other.example/hook")
      assert.isTrue(lines.some((line) => line.includes("somebody else's address")))
    })
  })
})
