/** The service is away: earnings wait in their order, spendings are refused, and nothing is lost. */
import { assert, describe, it } from "@effect/vitest"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { JournalCorrupt } from "@loyalkit/core/Journal"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Logger from "effect/Logger"
import * as Aftermath from "./Aftermath.ts"
import * as Shop from "./Shop.ts"

const key = Shop.receipt("check-1")
const earning = { amount: Shop.rubles(400), points: Shop.points(0) }
const card = "2200000000002"

/** A commit that is expected to be told so. */
const commitIs = Effect.fnUntraced(function* (
  tag: string,
  receipt: CheckoutKey,
  command: {
    readonly search?: string
    readonly soldAt?: number
    readonly amount?: typeof earning.amount
  } = {},
) {
  const checkout = yield* Checkout
  const error = yield* Shop.whileTimePasses(
    Effect.flip(checkout.commit(receipt, { ...earning, ...command })),
    "5 seconds",
  )
  assert.strictEqual(error._tag, tag)
})

/** The amounts that were sold, in their order. */
const soldAmounts = Effect.map(Shop.sales, (sales) => sales.map(({ amount }) => amount / 100))

const delivered = Effect.fnUntraced(function* (receipt: CheckoutKey) {
  assert.strictEqual((yield* Aftermath.stateOf(receipt))._tag, "Committed")
})

describe("with the service away, a receipt that earns", () => {
  it.effect("waits by its client where that is known, and is delivered when the service is back", () =>
    Effect.gen(function* () {
      const checkout = yield* Aftermath.quoted(key, Shop.boris)
      yield* Aftermath.serviceGoesAway
      yield* commitIs("CommitQueued", key, { soldAt: 1_000 })
      const state = yield* Aftermath.stateOf(key)
      if (state._tag !== "Queued") return assert.fail(state._tag)
      assert.strictEqual(state.request.soldAt, 1_000)
      // The same again is the same, another one is another one.
      yield* commitIs("CommitQueued", key)
      yield* commitIs("ReceiptConflict", key, { amount: Shop.rubles(300) })
      assert.strictEqual((yield* Effect.flip(checkout.cancel(key)))._tag, "CommitQueued")
      yield* Aftermath.wait("30 minutes")
      assert.strictEqual((yield* Aftermath.stateOf(key))._tag, "Queued")

      yield* Aftermath.serviceIsBack
      yield* Aftermath.wait("2 minutes")
      const sold = yield* Aftermath.stateOf(key)
      if (sold._tag !== "Committed") return assert.fail(sold._tag)
      assert.strictEqual(sold.intent.request.soldAt, 1_000)
      assert.strictEqual((yield* checkout.commit(key, earning)).sale.earn, Shop.points(20))
      assert.deepStrictEqual(yield* soldAmounts, [400])
      assert.deepStrictEqual((yield* checkout.get(key)).personal, {})
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect.each([Shop.boris, card])("waits by what the cashier typed: %s", (search) =>
    Effect.gen(function* () {
      yield* Aftermath.serviceGoesAway
      yield* commitIs("CommitQueued", key, { search })
      yield* Aftermath.serviceIsBack
      yield* Aftermath.wait("2 minutes")
      yield* delivered(key)
      assert.strictEqual((yield* Shop.account(Shop.boris)).balance, Shop.points(340.5))
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("waits by what was typed at identify, and needs it no second time", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Aftermath.serviceGoesAway
      const away = yield* Shop.whileTimePasses(Effect.flip(checkout.identify(key, card)), "2 seconds")
      assert.strictEqual(away._tag, "Unavailable")
      yield* commitIs("CommitQueued", key)
      yield* Aftermath.serviceIsBack
      yield* Aftermath.wait("2 minutes")
      yield* delivered(key)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("waits also where nobody was asked because the circuit is open", () =>
    Effect.gen(function* () {
      yield* Aftermath.quoted(key, Shop.boris)
      yield* Aftermath.serviceGoesAway
      for (let other = 0; other < 5; other++)
        yield* commitIs("CommitQueued", Shop.receipt(`other-${other}`), { search: Shop.boris })
      const calls = (yield* (yield* Sandbox).calls).length
      const checkout = yield* Checkout
      assert.strictEqual((yield* Effect.flip(checkout.commit(key, earning)))._tag, "CommitQueued")
      assert.strictEqual((yield* (yield* Sandbox).calls).length, calls)
    }).pipe(Effect.provide(Shop.shop({}, { breakerOpen: 600_000 }))),
  )

  it.effect.each([
    { name: "not sent", fault: Aftermath.away },
    { name: "of unknown fate", fault: Aftermath.lostReply },
    { name: "refused with the key", fault: { kind: "status", status: 401, executed: false } },
  ] as const)("waits also where it was to have a witness, whose hold is $name", ({ fault }) =>
    Effect.gen(function* () {
      yield* Aftermath.quoted(key, Shop.boris)
      yield* Shop.breakNext("hold", fault, 3)
      yield* Shop.breakNext("retail", Aftermath.away)
      yield* commitIs("CommitQueued", key)
      yield* Aftermath.wait("2 minutes")
      yield* delivered(key)
    }).pipe(Effect.provide(Shop.shop({}, { earnWitness: "hold" }))),
  )

  it.effect("goes on without a witness where the client's points are held elsewhere", () =>
    Effect.gen(function* () {
      const checkout = yield* Aftermath.quoted(key, Shop.boris)
      const other = Shop.receipt("other")
      yield* Aftermath.quoted(other, Shop.boris, 641)
      yield* checkout.hold(other, { points: Shop.points(320.5) })
      assert.strictEqual((yield* checkout.commit(key, earning)).sale.earn, Shop.points(20))
    }).pipe(Effect.provide(Shop.shop({}, { earnWitness: "hold" }))),
  )

  it.effect("while one that spends is refused at once, and is a case for what may be printed", () =>
    Effect.gen(function* () {
      const checkout = yield* Checkout
      yield* Shop.upToHold
      yield* Aftermath.serviceGoesAway
      const error = yield* Effect.flip(checkout.commit(Shop.story.key, Shop.story.request))
      assert.strictEqual(error._tag, "Unavailable")
      assert.strictEqual((yield* Aftermath.stateOf(Shop.story.key))._tag, "Held")
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 printedNotWrittenOff"])
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("the queue", () => {
  const typed = (name: string, amount: number, point = Shop.cafe) =>
    commitIs("CommitQueued", Shop.receipt(name, point), { search: Shop.boris, amount: Shop.rubles(amount) })

  it.effect("delivers first in, first out, at each point for itself", () =>
    Effect.gen(function* () {
      // Begun before the others, and committed after them.
      yield* (yield* Checkout).identify(Shop.receipt("slow"), Shop.boris)
      yield* Aftermath.serviceGoesAway
      yield* typed("one", 100)
      yield* typed("two", 200)
      yield* typed("elsewhere", 50, Shop.bakery)
      yield* typed("slow", 300)
      yield* Aftermath.serviceIsBack
      yield* Aftermath.wait("5 minutes")
      assert.deepStrictEqual(
        (yield* soldAmounts).filter((amount) => amount !== 50),
        [100, 200, 300],
      )
      assert.strictEqual((yield* soldAmounts).length, 4)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("survives a crash, full as it is, and keeps its order", () =>
    Effect.gen(function* () {
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* (yield* Checkout).identify(Shop.receipt("slow"), Shop.boris)
          yield* Aftermath.serviceGoesAway
          yield* typed("one", 100)
          yield* typed("two", 200)
          yield* typed("slow", 300)
          yield* commitIs("QueueFull", Shop.receipt("four"), { search: Shop.boris })
        }),
        { queueLimit: 3 },
      )
      yield* Aftermath.life(
        Effect.gen(function* () {
          yield* commitIs("QueueFull", Shop.receipt("five"), { search: Shop.boris })
          yield* Aftermath.serviceIsBack
          yield* Aftermath.wait("5 minutes")
          assert.deepStrictEqual(yield* soldAmounts, [100, 200, 300])
        }),
        { queueLimit: 3 },
      )
    }).pipe(Effect.provide(Shop.outside())),
  )

  it.effect("that is full says so, writes nothing, and takes more when it is not", () =>
    Effect.gen(function* () {
      yield* Aftermath.serviceGoesAway
      yield* typed("one", 100)
      yield* commitIs("QueueFull", key, { search: Shop.boris })
      assert.deepStrictEqual(yield* Aftermath.eventsOf(key), [])
      yield* typed("elsewhere", 50, Shop.bakery)
      yield* Aftermath.serviceIsBack
      yield* Aftermath.wait("2 minutes")
      const { sale } = yield* (yield* Checkout).commit(key, { ...earning, search: Shop.boris })
      assert.strictEqual(sale.earn, Shop.points(20))
    }).pipe(Effect.provide(Shop.shop({}, { queueLimit: 1 }))),
  )

  it.effect("ends an earning whose client is not there, as a case, and goes on with the next", () =>
    Effect.gen(function* () {
      yield* Aftermath.serviceGoesAway
      yield* commitIs("CommitQueued", key, { search: "79999999999" })
      yield* typed("two", 200)
      yield* Aftermath.serviceIsBack
      yield* Aftermath.wait("2 minutes")
      assert.deepStrictEqual(yield* soldAmounts, [200])
      const [rejected, ...rest] = yield* (yield* Cases).list()
      assert.deepStrictEqual(rest, [])
      assert.deepInclude(rejected, { kind: "rejected", key, error: "ClientNotFound" })
      assert.notInclude(JSON.stringify(rejected), "79999999999")
      assert.deepStrictEqual((yield* (yield* Checkout).get(key)).personal, {})
      yield* commitIs("ReceiptConflict", key)
    }).pipe(Effect.provide(Shop.shop())),
  )

  const refusals = [
    { what: "client", status: 401 },
    { what: "retail", status: 403 },
    { what: "client", status: 422, body: JSON.stringify({ point: "Point not found." }) },
    { what: "retail", status: 422, body: JSON.stringify({ point: "Point not found." }) },
  ] as const

  it.effect.each(refusals)(
    "stands, with an alarm, when $what is answered by $status, and loses nothing",
    ({ what, ...answer }) => {
      const logs: Array<string> = []
      const logger = Logger.layer([Logger.map(Logger.formatLogFmt, (line) => void logs.push(line))])
      return Effect.gen(function* () {
        yield* Aftermath.serviceGoesAway
        yield* typed("one", 100)
        yield* typed("two", 200)
        yield* Aftermath.serviceIsBack
        yield* Shop.breakNext(what, { kind: "status", executed: false, ...answer }, 20)
        yield* Aftermath.wait("5 minutes")
        assert.deepStrictEqual(yield* soldAmounts, [])
        assert.strictEqual((yield* Aftermath.stateOf(Shop.receipt("one")))._tag, "Queued")
        assert.strictEqual((yield* Aftermath.stateOf(Shop.receipt("two")))._tag, "Queued")
        assert.isTrue(
          logs.some((line) => line.includes("ERROR") && line.includes("not delivered")),
          logs.join("\n"),
        )
        yield* Aftermath.serviceIsBack
        yield* Aftermath.wait("5 minutes")
        assert.deepStrictEqual(yield* soldAmounts, [100, 200])
      }).pipe(Effect.provide(Shop.shop()), Effect.provide(logger))
    },
  )

  it.effect.each([401, 403])(
    "takes an earning whose key is refused with %s, while a spending is refused",
    (status) =>
      Effect.gen(function* () {
        yield* Aftermath.quoted(key, Shop.boris)
        const spent = yield* Aftermath.quoted(Shop.receipt("check-2"), Shop.anna)
        yield* spent.hold(Shop.receipt("check-2"), { points: Shop.story.request.points })
        yield* Shop.breakNext("retail", { kind: "status", status, executed: false })
        yield* commitIs("CommitQueued", key)
        yield* Shop.breakNext("retail", { kind: "status", status, executed: false })
        const error = yield* Effect.flip(spent.commit(Shop.receipt("check-2"), Shop.story.request))
        assert.strictEqual(error._tag, "Unauthorized")
        assert.deepStrictEqual(yield* Aftermath.caseList, ["check-2 printedNotWrittenOff"])
        yield* spent.commit(Shop.receipt("check-2"), Shop.story.request)
        assert.deepStrictEqual(yield* Aftermath.caseList, [])
        yield* Aftermath.wait("2 minutes")
        yield* delivered(key)
      }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("that meets a lost answer leaves a doubt, and sends nothing twice", () =>
    Effect.gen(function* () {
      yield* Aftermath.serviceGoesAway
      yield* typed("one", 100)
      yield* typed("two", 200)
      yield* Aftermath.serviceIsBack
      yield* Shop.breakNext("retail", Aftermath.lostReply)
      yield* Aftermath.wait("10 minutes")
      assert.deepStrictEqual(yield* soldAmounts, [100, 200])
      assert.deepStrictEqual(yield* Aftermath.caseList, ["one doubt"])
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect("finds a code from the client's app as it was typed, though it works once", () =>
    Effect.gen(function* () {
      const [anna] = sampleWorld("1").clients
      const code = yield* (yield* Sandbox).issueCode(anna.id)
      yield* Aftermath.serviceGoesAway
      yield* commitIs("CommitQueued", key, { search: code })
      yield* Aftermath.serviceIsBack
      // Found, and then the sale itself is not sent: the second try must not need the code again.
      yield* Shop.breakNext("retail", Aftermath.away)
      yield* Aftermath.wait("5 minutes")
      yield* delivered(key)
    }).pipe(Effect.provide(Shop.shop())),
  )
})

describe("a queued earning", () => {
  it.effect("whose client was found by a code that works once is delivered by the client's ID", () =>
    Effect.gen(function* () {
      const code = yield* (yield* Sandbox).issueCode(sampleWorld("1").clients[0].id)
      yield* Aftermath.quoted(key, code)
      yield* Shop.breakNext("retail", Aftermath.away)
      assert.strictEqual((yield* Effect.flip(Aftermath.earnQuoted(key)))._tag, "CommitQueued")
      yield* Aftermath.wait("10 minutes")
      yield* delivered(key)
    }).pipe(
      Effect.provide(
        Shop.shopAnswering((method, answer) =>
          method === "client" && answer["client"] !== undefined
            ? { ...answer, client: { ...answer["client"], phone: null } }
            : answer,
        ),
      ),
    ),
  )

  it.effect("waits behind a doubt that is due, however many there are: a witness does not wait", () =>
    Effect.gen(function* () {
      yield* Aftermath.lesson
      const many = Array.from({ length: 150 }, (_, index) => Shop.receipt(`earning-${index}`))
      for (const one of many) yield* Aftermath.quoted(one, Shop.boris)
      yield* Aftermath.doubtful(Aftermath.spend(key, Shop.anna), Aftermath.lostRequest)
      yield* Aftermath.serviceGoesAway
      for (const one of many) yield* Effect.flip(Aftermath.earnQuoted(one))
      yield* Aftermath.serviceIsBack
      yield* (yield* Sandbox).addFault({ fault: { kind: "delay", before: 1_000 } })
      yield* Aftermath.wait("5 minutes")
      yield* delivered(key)
      yield* Aftermath.wait("1 hour")
      for (const one of many) yield* delivered(one)
    }).pipe(Effect.provide(Shop.shop())),
  )

  it.effect.each(["known", "typed"] as const)(
    "whose client (%s) cannot be looked up holds up the others for some minutes only",
    (how) =>
      Effect.gen(function* () {
        const [second, third] = [Shop.receipt("check-2"), Shop.receipt("check-3")]
        yield* Aftermath.quoted(second, Shop.boris)
        yield* Aftermath.quoted(third, Shop.darya)
        if (how === "known") yield* Aftermath.quoted(key, Shop.anna)
        yield* Aftermath.serviceGoesAway
        if (how === "known") yield* Effect.flip(Aftermath.earnQuoted(key))
        else yield* commitIs("CommitQueued", key, { search: Shop.anna })
        for (const one of [second, third]) yield* Effect.flip(Aftermath.earnQuoted(one))
        yield* Aftermath.serviceIsBack
        const { id } = yield* Shop.account(Shop.anna)
        const broken = { kind: "status", status: 500, executed: false } as const
        yield* (yield* Sandbox).addFault({ match: { method: "client", client: id }, fault: broken })
        yield* Aftermath.wait("20 minutes")
        yield* delivered(second)
        yield* delivered(third)
        assert.strictEqual((yield* Aftermath.stateOf(key))._tag, how === "known" ? "Committed" : "Queued")
        yield* Aftermath.serviceIsBack
        yield* Aftermath.wait("20 minutes")
        yield* delivered(key)
      }).pipe(Effect.provide(Shop.shop({}, { breakerFailures: 1_000 }))),
  )

  it.effect("that another process delivers makes room in the queue of this one", () =>
    Effect.gen(function* () {
      const settling = yield* Effect.forkChild(Aftermath.life(Effect.never, { queueLimit: 2 }))
      yield* Aftermath.life(
        Effect.gen(function* () {
          for (const id of ["a", "b", "c", "d", "e"]) {
            const one = Shop.receipt(id)
            yield* Aftermath.quoted(one, Shop.boris)
            yield* Shop.breakNext("retail", Aftermath.away)
            assert.strictEqual((yield* Effect.flip(Aftermath.earnQuoted(one)))._tag, "CommitQueued")
            yield* Aftermath.wait("2 minutes")
            yield* delivered(one)
          }
          yield* Aftermath.serviceGoesAway
          for (const id of ["f", "g"])
            yield* commitIs("CommitQueued", Shop.receipt(id), { search: Shop.boris })
          yield* commitIs("QueueFull", Shop.receipt("h"), { search: Shop.boris })
        }),
        { settler: "off", queueLimit: 2 },
      )
      yield* Fiber.interrupt(settling)
    }).pipe(Effect.provide(Shop.outsideOfMany)),
  )

  it.effect("that cannot be read any more is on the list", () => {
    let isBad = false
    return Effect.gen(function* () {
      yield* Aftermath.quoted(key, Shop.boris)
      yield* Aftermath.serviceGoesAway
      yield* Effect.flip(Aftermath.earnQuoted(key))
      assert.deepStrictEqual(yield* Aftermath.caseList, [])
      isBad = true
      assert.deepStrictEqual(yield* Aftermath.caseList, ["check-1 damaged"])
    }).pipe(
      Effect.provide(
        Shop.engineOver((journal) => ({
          load: (one) =>
            isBad ? Effect.fail(new JournalCorrupt({ detail: "not JSON" })) : journal.load(one),
        })),
      ),
      Effect.provide(Shop.outside()),
    )
  })
})
