import { assert, describe, it } from "@effect/vitest"
import { ClientId } from "@loyalkit/core/Domain"
import { Points } from "@loyalkit/core/Money"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { MAX_FAULT_RULES, type FaultRule } from "../src/Fault.ts"
import { paths } from "../src/internal/Wire.ts"
import { MAX_CALLS } from "../src/internal/Machine.ts"
import { MAX_ADVANCE } from "../src/SandboxError.ts"
import type { Limits } from "../src/Options.ts"
import * as Sandboxes from "../src/Sandbox.ts"
import { type Change, Sandbox } from "../src/Sandbox.ts"
import * as SandboxTransport from "../src/SandboxTransport.ts"
import { anna, balance, cafe, call, hold, send } from "./Till.ts"

const fresh = () => Effect.provide(SandboxTransport.layerWith())

/** A day at the till under faults, and everything that can be seen of it afterwards. */
const day = (seed: string) =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox
    const { clients, points } = yield* sandbox.state
    const heard: Array<unknown> = []
    for (let round = 0; round < 30; round++) {
      const client = clients[round % clients.length]?.id
      const point = points[round % points.length]?.id
      for (const [method, body] of [
        ["recalc", { client, point, amount: 10 + round }],
        ["hold", { client, point, amount: 1 + round }],
        ["retail", { client, point, amount: 10 + round, spend: round % 3 }],
      ] as const)
        heard.push(yield* Effect.result(send(paths[method], JSON.stringify(body))))
      yield* TestClock.adjust("1 minute")
    }
    return JSON.stringify([heard, yield* sandbox.ledger(), yield* sandbox.state, yield* sandbox.calls])
  }).pipe(Effect.provide(SandboxTransport.layerWith({ seed, faults: unreliable })))

const unreliable: ReadonlyArray<FaultRule> = [
  {
    match: { method: "retail", probability: 0.2 },
    fault: { kind: "late", after: 90_000, connection: "closed" },
  },
  { match: { probability: 0.2 }, fault: { kind: "close", executed: true } },
]

describe("a seed", () => {
  it.effect("gives the same day to the byte, and another seed another one", () =>
    Effect.gen(function* () {
      const first = yield* day("till")
      // The clock must start at the same time again.
      yield* TestClock.setTime(0)
      assert.strictEqual(yield* day("till"), first)
      yield* TestClock.setTime(0)
      assert.notStrictEqual(yield* day("another"), first)
    }),
  )
})

describe("who watches", () => {
  it.effect("sees each call, its fate, and what it did to the ledger, in order", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      const seen: Array<string> = []
      const note = (change: Change) => {
        if (change._tag === "Entry") seen.push(`entry ${change.entry.kind}`)
        else if (change._tag === "Call")
          seen.push(
            `call ${change.call.call} executed ${change.call.executed.length} ${change.call.delivered?.delivery._tag}`,
          )
        else seen.push(change._tag)
      }
      const watching = yield* Effect.forkChild(
        Stream.runForEach(sandbox.changes, (change) => Effect.sync(() => note(change))),
      )
      yield* TestClock.adjust(0)
      yield* hold(100)
      yield* sandbox.addFault({ times: 1, fault: { kind: "late", after: 1_000, connection: "closed" } })
      yield* Effect.ignore(call("retail", { client: anna.id, point: cafe, amount: 10, spend: 0 }))
      yield* TestClock.adjust("1 second")
      yield* sandbox.reset()
      yield* TestClock.adjust(0)
      yield* Fiber.interrupt(watching)
      assert.deepStrictEqual(seen, [
        "call 1 executed 1 Replied",
        "entry held",
        "Faults",
        "call 2 executed 0 Closed",
        "call 2 executed 1 Closed",
        "entry hold-ended",
        "entry sold",
        "entry credited",
        "Reset",
      ])
    }).pipe(fresh()),
  )

  it.effect("sees a hold end without anybody calling", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      const ended = yield* Effect.forkChild(
        Stream.runHead(
          Stream.filter(
            sandbox.changes,
            (change) => change._tag === "Entry" && change.entry.kind === "hold-ended",
          ),
        ),
      )
      yield* TestClock.adjust(0)
      yield* hold(1)
      yield* hold(2, { duration: 1 })
      yield* TestClock.adjust("1 minute")
      const head = yield* Fiber.join(ended)
      assert.deepInclude(head._tag === "Some" && head.value._tag === "Entry" ? head.value.entry : {}, {
        how: "expired",
        at: 60_000,
      })
    }).pipe(fresh()),
  )

  it.effect("finds the latest calls kept, and all of them counted", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      for (let index = 0; index < MAX_CALLS + 5; index++) yield* call("release", { id: "x" })
      const calls = yield* sandbox.calls
      assert.deepStrictEqual([calls.length, calls[0]?.call], [MAX_CALLS, 6])
      assert.strictEqual((yield* sandbox.state).calls, MAX_CALLS + 5)
    }).pipe(fresh()),
  )
})

it.effect("keeps nothing to do for a hold that ended before its time", () =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox
    yield* hold(1, { duration: 30 })
    const released = yield* hold(2)
    yield* hold(3)
    yield* call("release", { id: released })
    assert.strictEqual((yield* sandbox.state).pending, 2)
    yield* TestClock.adjust("10 minutes")
    assert.strictEqual(yield* balance(), 1499)
    yield* call("retail", { client: anna.id, point: cafe, amount: 10, spend: 0 })
    assert.strictEqual((yield* sandbox.state).pending, 0)
  }).pipe(fresh()),
)

describe("a reset", () => {
  it.effect("starts the same world anew, with the same IDs to come", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      const before = yield* sandbox.state
      const id = yield* hold(100)
      yield* sandbox.addFault({ match: { method: "release" }, fault: { kind: "refuse" } })
      yield* sandbox.setBehaviour({ saleEnds: "point" })
      yield* sandbox.reset()
      assert.deepStrictEqual(yield* sandbox.state, before)
      assert.deepStrictEqual(yield* sandbox.faults, [])
      assert.strictEqual(yield* hold(100), id)
    }).pipe(fresh()),
  )

  it.effect("closes the connections of those who wait", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      yield* sandbox.addFault({ fault: { kind: "delay", before: 60_000 } })
      const waiting = yield* Effect.forkChild(Effect.flip(balance()))
      yield* TestClock.adjust(0)
      yield* sandbox.reset({ seed: "2" })
      assert.strictEqual((yield* Fiber.join(waiting)).fate, "unknown")
      assert.strictEqual((yield* sandbox.state).seed, "2")
    }).pipe(fresh()),
  )
})

it.effect("takes a bounded number of fault rules, and codes only for its clients", () =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox
    for (let index = 0; index < MAX_FAULT_RULES; index++)
      yield* sandbox.addFault({ fault: { kind: "refuse" } })
    const full = yield* Effect.flip(sandbox.addFault({ fault: { kind: "refuse" } }))
    assert.strictEqual(full._tag, "TooManyFaults")
    const nobody = yield* Effect.flip(sandbox.issueCode(ClientId.make("nobody")))
    assert.strictEqual(nobody._tag, "NoSuchClient")
  }).pipe(fresh()),
)

describe("the clock", () => {
  it.effect("goes forward only, and not for ever", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      const { now } = yield* sandbox.clock
      for (const by of [-1, Infinity, MAX_ADVANCE + 1]) {
        const refused = yield* Effect.flip(sandbox.advance(by))
        assert.strictEqual(refused._tag, "CannotAdvance")
        assert.include(refused.message, String(by))
      }
      assert.strictEqual((yield* sandbox.clock).now, now)
      assert.strictEqual((yield* sandbox.advance(MAX_ADVANCE)).now, now + MAX_ADVANCE)
    }).pipe(fresh()),
  )

  it.effect("stands while the machine's own clock is set back", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      yield* TestClock.setTime(10_000)
      assert.strictEqual((yield* sandbox.clock).now, 10_000)
      yield* TestClock.setTime(4_000)
      assert.strictEqual((yield* sandbox.clock).now, 10_000)
      yield* TestClock.setTime(11_000)
      assert.strictEqual((yield* sandbox.clock).now, 11_000)
    }).pipe(fresh()),
  )
})

describe("what does not fit", () => {
  const client = { id: "c", name: "Ada", phone: 4412345, level: "nowhere", balance: 12.34 }
  const wrong: ReadonlyArray<readonly [string, string]> = [
    [
      JSON.stringify({ world: { apikey: "k", points: [], levels: [], clients: [client] } }),
      "world.clients.0",
    ],
    ['{"behaviour":{"saleEnds":"nobody"}}', "behaviour.saleEnds"],
    ['{"faults":[{"fault":{"kind":"close"}}]}', "faults.0.fault.executed"],
    ['{"limits":{"entries":0}}', "limits.entries"],
    ['{"world":null}', "world"],
  ]
  for (const [json, field] of wrong)
    it.effect(`is a defect that names the field, at the start and at a reset: ${field}`, () =>
      Effect.gen(function* () {
        const options = JSON.parse(json)
        const sandbox = yield* Sandbox
        const before = yield* sandbox.state
        for (const start of [sandbox.reset(options), Effect.scoped(Sandboxes.make(options))]) {
          const exit = yield* Effect.exit(start)
          assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
          assert.include(Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "", ` ${field}`)
        }
        assert.deepStrictEqual(yield* sandbox.state, before)
      }).pipe(fresh()),
    )
})

it.effect("a rule or a switch that does not fit is a defect that names the field, and changes nothing", () =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox
    const turns = [
      [sandbox.addFault(JSON.parse('{"fault":{"kind":"close"}}')), "fault.executed"],
      [sandbox.setBehaviour(JSON.parse('{"saleEndz":"point"}')), "saleEndz"],
      [sandbox.advance(JSON.parse('"a while"')), "a while"],
    ] as const
    for (const [turn, word] of turns) {
      const exit = yield* Effect.exit<unknown, unknown, never>(turn)
      assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause), word)
      assert.include(Exit.isFailure(exit) ? Cause.pretty(exit.cause) : "", word)
    }
    assert.deepStrictEqual(yield* sandbox.faults, [])
    assert.notProperty((yield* sandbox.state).behaviour, "saleEndz")
  }).pipe(fresh()),
)

describe("a full sandbox", () => {
  const full = (limits: Limits) => Effect.provide(SandboxTransport.layerWith({ limits }))
  const status = Effect.map(
    send(paths.hold, JSON.stringify({ client: anna.id, point: cafe, amount: 1 })),
    (reply) => reply.status,
  )

  it.effect("refuses calls, codes and credits when its ledger is long, until it is reset", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      assert.strictEqual(yield* status, 200)
      assert.strictEqual(yield* status, 503)
      assert.strictEqual((yield* Effect.flip(sandbox.issueCode(anna.id)))._tag, "SandboxFull")
      const credit = yield* Effect.flip(sandbox.credit(anna.id, Points.make(1)))
      assert.strictEqual(credit._tag, "SandboxFull")
      assert.strictEqual((yield* sandbox.state).entries, 6)
      assert.strictEqual((yield* sandbox.calls).length, 2)
      yield* sandbox.reset()
      assert.strictEqual(yield* status, 200)
    }).pipe(full({ entries: 6 })),
  )

  it.effect("refuses calls when much waits, until its time has come, and counts no fault", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox
      assert.strictEqual(yield* status, 200)
      yield* sandbox.addFault({ fault: { kind: "refuse" } })
      assert.strictEqual(yield* status, 503)
      assert.strictEqual((yield* sandbox.faults)[0]?.seen, 0)
      yield* sandbox.removeFaults()
      yield* sandbox.advance("10 minutes")
      assert.strictEqual(yield* status, 200)
    }).pipe(full({ pending: 1 })),
  )
})
