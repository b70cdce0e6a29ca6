import { assert, describe, it } from "@effect/vitest"
import { JournalUnavailable } from "@loyalkit/core/Journal"
import { Checkout } from "@loyalkit/core/Checkout"
import { Kopecks, Points } from "@loyalkit/core/Money"
import { Orders } from "@loyalkit/adapter-iiko/orders/Orders"
import * as Effect from "effect/Effect"
import { connect } from "node:net"
import { vi } from "vitest"
import {
  checkIn,
  closedAtTill,
  held,
  living,
  orderOf,
  outside,
  port,
  push,
  sales,
  seconds,
  stateOf,
  TOKEN,
} from "./Cafe.ts"
import { event, fixture, infoOf, type Json } from "./Fixtures.ts"
import { alive, at, closed, deleted } from "./Told.ts"

// Minutes of the test's time, in moments of a machine that has other things to do.
vi.setConfig({ testTimeout: 30_000 })

describe("the door", () => {
  it.effect("takes the token as it is and as a bearer's, and nobody else's", () =>
    alive(
      Effect.gen(function* () {
        const { headers: bearer } = fixture<{ readonly headers: Json }>("webhook-headers-bearer")
        assert.strictEqual(bearer["authorization"], "Bearer our-token")
        assert.strictEqual(yield* push([], `Bearer ${TOKEN}`), 200)
        assert.strictEqual(yield* push([], `bearer ${TOKEN}`), 200)
        assert.strictEqual(yield* push([], TOKEN), 200)
        for (const other of [null, "", "Bearer ", `Bearer ${TOKEN}x`, TOKEN.slice(1), "x".repeat(10_000)])
          assert.strictEqual(yield* push([closed(1)], other), 401)
        assert.strictEqual(yield* push("", TOKEN, "GET"), 405)
      }),
    ),
  )

  it.effect("reads no body of a stranger", () =>
    alive(
      Effect.flatMap(port, (port) =>
        Effect.promise(
          () =>
            new Promise<void>((resolve, reject) => {
              const socket = connect(port, "127.0.0.1", () =>
                socket.write("POST /iiko/webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000\r\n\r\n["),
              )
              socket.once("data", (answer) => {
                socket.destroy()
                if (answer.toString().startsWith("HTTP/1.1 401")) resolve()
                else reject(new Error(answer.toString()))
              })
            }),
        ),
      ),
    ),
  )

  it.effect("refuses what is no JSON, too many events and too large a body, and says so in the log", () => {
    const lines: Array<string> = []
    return alive(
      Effect.gen(function* () {
        assert.strictEqual(yield* push("[{"), 400)
        assert.strictEqual(yield* push(Array.from({ length: 1_001 }, () => ({}))), 400)
        assert.strictEqual(yield* push(`["${"x".repeat(5_000_000)}"]`), 413)
        assert.strictEqual(lines.filter((line) => line.includes("cannot be read")).length, 3)
      }),
      { heard: (line) => lines.push(line) },
    )
  })

  it.effect(
    "takes the rest of a push of which a part is broken, unknown or none of ours, and names nobody",
    () => {
      const lines: Array<string> = []
      return alive(
        Effect.gen(function* () {
          yield* checkIn(1)
          yield* checkIn(2)
          const broken = JSON.parse(
            JSON.stringify(closed(1)).replace('"sum":1000', '"sum":"+79990000001 ?"'),
          ) as Json
          const status = yield* push([
            null,
            42,
            { eventType: 7 },
            broken,
            event(infoOf(1, { status: "Closed", timestamp: at }), "StopListUpdate"),
            event({ anything: true }, "SomethingOf2027"),
            ...fixture<ReadonlyArray<Json>>("webhook-table-order-error"),
            ...fixture<ReadonlyArray<Json>>("webhook-table-order-error-locked"),
            ...fixture<ReadonlyArray<Json>>("webhook-table-order-new"),
            ...fixture<ReadonlyArray<Json>>("webhook-table-order-bill"),
            ...fixture<ReadonlyArray<Json>>("webhook-delivery-order-closed"),
            closed(2),
          ])
          assert.strictEqual(status, 200)
          yield* seconds(120)
          assert.deepStrictEqual([yield* stateOf(1), yield* stateOf(2)], ["Identified", "Committed"])
          const told = lines.filter((line) => line.includes("Events of iikoCloud cannot be read"))
          assert.strictEqual(told.length, 1)
          assert.include(told[0], '"count":4')
          const all = lines.join("\n")
          for (const secret of ["70000000000", "79990000001", "Гостева", TOKEN])
            assert.notInclude(all, secret)
        }),
        { heard: (line) => lines.push(line) },
      )
    },
  )

  it.effect("takes a single event without its list", () =>
    alive(
      Effect.gen(function* () {
        yield* checkIn(1)
        assert.strictEqual(yield* push(closed(1)), 200)
        yield* seconds(120)
        assert.deepStrictEqual(yield* sales, [{ amount: 1000, points: 0 }])
      }),
    ),
  )

  it.effect("takes nothing of a push that breaks off, and the whole of its repetition", () =>
    alive(
      Effect.gen(function* () {
        yield* checkIn(1)
        const at = yield* port
        const body = JSON.stringify([closed(1)])
        yield* Effect.promise(
          () =>
            new Promise<void>((resolve) => {
              const socket = connect(at, "127.0.0.1", () => {
                const head = `POST /iiko/webhook HTTP/1.1\r\nhost: x\r\nauthorization: ${TOKEN}\r\ncontent-length: ${body.length * 2}\r\n\r\n`
                socket.write(head + body, () => socket.destroy())
              })
              socket.once("close", () => resolve())
            }),
        )
        yield* seconds(240)
        assert.strictEqual(yield* stateOf(1), "Identified")
        assert.strictEqual(yield* push(body), 200)
        yield* seconds(120)
        assert.strictEqual(yield* stateOf(1), "Committed")
      }),
    ),
  )

  it.effect("answers 503 where the disk does not take it, and takes the repetition", () => {
    let isFull = false
    return alive(
      Effect.gen(function* () {
        yield* checkIn(1)
        isFull = true
        assert.strictEqual(yield* push([closed(1)]), 503)
        isFull = false
        assert.strictEqual(yield* push([closed(1)]), 200)
        yield* seconds(120)
        assert.strictEqual((yield* sales).length, 1)
      }),
      {
        journal: (journal) => ({
          remember: (name, value) =>
            isFull && name.startsWith("inbox.")
              ? Effect.fail(new JournalUnavailable({ detail: "the disk is full" }))
              : journal.remember(name, value),
        }),
      },
    )
  })
})

describe("told again, out of order and from two sides", () => {
  it.effect(
    "an order is settled once: by the plugin first, by the webhook first, and by both at one time",
    () =>
      alive(
        Effect.gen(function* () {
          for (const n of [1, 2, 3]) yield* checkIn(n, 100)
          yield* closedAtTill(1, 1000, 100)
          yield* push([closed(1, 100), closed(2, 100)])
          yield* push([closed(1, 100), closed(2, 100)])
          yield* seconds(120)
          yield* closedAtTill(2, 1000, 100)
          yield* push([closed(3, 100)])
          yield* Effect.all([seconds(120), closedAtTill(3, 1000, 100), closedAtTill(3, 1000, 100)], {
            concurrency: 3,
          })
          assert.strictEqual((yield* sales).length, 3)
        }),
      ),
  )

  it.effect("what differs from the plugin's is told to the log, and the sale stands", () => {
    const lines: Array<string> = []
    return alive(
      Effect.gen(function* () {
        yield* checkIn(1, 100)
        yield* closedAtTill(1, 990, 100)
        yield* checkIn(2, 100)
        yield* closedAtTill(2, 1000, 100)
        yield* push([closed(1, 100), closed(2, 50)])
        yield* seconds(120)
        assert.deepStrictEqual(yield* sales, [
          { amount: 990, points: 100 },
          { amount: 1000, points: 100 },
        ])
        assert.strictEqual(lines.filter((line) => line.includes("with another sum")).length, 1)
        assert.strictEqual(lines.filter((line) => line.includes("with other points")).length, 1)
      }),
      { heard: (line) => lines.push(line) },
    )
  })

  it.effect("the newest of an order's news counts, however late the older ones come", () =>
    alive(
      Effect.gen(function* () {
        yield* checkIn(1, 100)
        yield* checkIn(2, 100)
        // Deleted after it was closed, and told so, the other way round, and in one push.
        yield* checkIn(3, 100)
        yield* push([closed(3, 100, at)])
        yield* seconds(60)
        yield* push([deleted(3, at + 5)])
        yield* push([deleted(1, at + 5)])
        yield* push([closed(1, 100, at)])
        yield* push([deleted(2, at + 5), closed(2, 100, at)])
        yield* seconds(240)
        assert.deepStrictEqual(yield* sales, [])
        assert.deepStrictEqual(yield* held, [])
        yield* push([closed(1, 100, at + 1)])
        yield* seconds(240)
        assert.deepStrictEqual(yield* sales, [])
      }),
    ),
  )

  it.effect("a burst of a hundred pushes is answered, each of them, and settles each order once", () =>
    alive(
      Effect.gen(function* () {
        const orders = Array.from({ length: 10 }, (_, index) => index + 1)
        for (const n of orders) yield* checkIn(n)
        const pushes = Array.from({ length: 100 }, (_, index) => {
          const n = (index * 7) % 10
          return push([closed(n + 1), closed(((n + 3) % 10) + 1)])
        })
        const statuses = yield* Effect.all(pushes, { concurrency: 20 })
        assert.deepStrictEqual([...new Set(statuses)], [200])
        for (let n = 0; n < 3; n++) yield* seconds(60)
        assert.strictEqual((yield* sales).length, 10)
      }),
    ),
  )
})

describe("a process that ends", () => {
  it.effect("between the answer and the work has not lost what it answered", () =>
    Effect.gen(function* () {
      const world = yield* outside
      yield* living(world)(
        Effect.gen(function* () {
          yield* checkIn(1, 150)
          assert.strictEqual(yield* push([closed(1, 150)]), 200)
          yield* seconds(60)
        }),
      )
      yield* living(world)(
        Effect.gen(function* () {
          yield* seconds(60)
          assert.deepStrictEqual(yield* sales, [{ amount: 1000, points: 150 }])
        }),
      )
      yield* living(world)(
        Effect.gen(function* () {
          assert.strictEqual(yield* push([closed(1, 150)]), 200)
          yield* seconds(240)
          assert.strictEqual((yield* sales).length, 1)
        }),
      )
    }),
  )

  it.effect("keeps nobody's name or phone of what the cloud told", () =>
    Effect.gen(function* () {
      const kept: Array<string> = []
      yield* alive(Effect.andThen(push([closed(1, 150), deleted(2)]), seconds(1)), {
        journal: (journal) => ({
          remember: (name, value) => {
            kept.push(value)
            return journal.remember(name, value)
          },
        }),
      })
      assert.isTrue(kept.some((value) => value.includes(orderOf(1))))
      assert.notMatch(kept.join("\n"), /70000000000|Гостева|Борщ/)
    }),
  )
})

describe("what a plugin may not have seen", () => {
  it.effect("an order that the bridge is busy with is not told another story by the webhook", () =>
    alive(
      Effect.gen(function* () {
        const orders = yield* Orders
        const checkout = yield* Checkout
        yield* checkIn(1, 100)
        yield* push([closed(1, 100)])
        // The plugin quotes and holds anew just then; the webhook waits for its turn.
        yield* orders.alone(orderOf(1))(
          Effect.gen(function* () {
            yield* seconds(120)
            assert.deepStrictEqual(yield* sales, [])
            const found = yield* orders.find(orderOf(1))
            if (found === undefined) return assert.fail("no such order")
            yield* checkout.quote(found.state.key, { amount: Kopecks.make(100_000) })
            yield* checkout.hold(found.state.key, { points: Points.make(10_000) })
          }),
        )
        yield* seconds(1)
        assert.deepStrictEqual(yield* sales, [{ amount: 1000, points: 100 }])
      }),
    ),
  )
})
