/**
 * A LoyalClient of your own: stateful, with faults, and with a clock that can be moved.
 *
 * The real service has no test server. This one runs in a test, in a page or on a port, always the same code:
 * calls come in through one of three doors, and this service is where they are watched, broken and repaired.
 */
import type { ClientId } from "@loyalkit/core/Domain"
import { Points } from "@loyalkit/core/Money"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberHandle from "effect/FiberHandle"
import * as Layer from "effect/Layer"
import * as PubSub from "effect/PubSub"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { Behaviour, Switches } from "./Behaviour.ts"
import type { Call, Delivery, Request } from "./Call.ts"
import { type FaultRule, type FaultStatus, MAX_FAULT_RULES } from "./Fault.ts"
import * as Machine from "./internal/Machine.ts"
import * as Setup from "./internal/Setup.ts"
import { free } from "./internal/State.ts"
import * as Time from "./internal/Time.ts"
import type { Entry } from "./Ledger.ts"
import type { Options } from "./Options.ts"
import {
  CannotAdvance,
  CannotCredit,
  MAX_ADVANCE,
  NoSuchClient,
  SandboxFull,
  TooManyFaults,
} from "./SandboxError.ts"
import type { ClockView, Snapshot } from "./Snapshot.ts"

export { DEFAULT_SEED, type Options } from "./Options.ts"
export { CannotAdvance, CannotCredit, NoSuchClient, SandboxFull, TooManyFaults } from "./SandboxError.ts"

/** So many changes are kept for a subscriber that is slow; later ones are lost to it. Our judgment. */
export const MAX_UNSEEN_CHANGES = 16_384

/** Something changed: a call got on, the ledger grew, or somebody turned a knob. */
export type Change =
  /** A new call, or news of one: replace what was known by its number. */
  | { readonly _tag: "Call"; readonly call: Call }
  | { readonly _tag: "Entry"; readonly entry: Entry }
  | { readonly _tag: "Clock"; readonly clock: ClockView }
  | { readonly _tag: "Faults" }
  | { readonly _tag: "Behaviour"; readonly behaviour: Behaviour }
  /** Everything starts anew; numbers count from 1 again. */
  | { readonly _tag: "Reset" }

/** The sandbox: its face to callers (`handle`), and to those who watch and drive it. */
export class Sandbox extends Context.Service<
  Sandbox,
  {
    /**
     * Takes a call. The caller may go away: what was to be executed is executed all the same, at its time.
     */
    readonly handle: (request: Request) => Effect.Effect<Delivery>

    readonly state: Effect.Effect<Snapshot>
    /** The entries after that number; all of them without one. */
    readonly ledger: (after?: number) => Effect.Effect<ReadonlyArray<Entry>>
    /** The latest calls, oldest first. */
    readonly calls: Effect.Effect<ReadonlyArray<Call>>
    /** Everything that changes from the moment of subscribing. */
    readonly changes: Stream.Stream<Change>

    readonly faults: Effect.Effect<ReadonlyArray<FaultStatus>>
    readonly addFault: (rule: FaultRule) => Effect.Effect<FaultStatus, TooManyFaults>
    /** Removes a rule by its ID; without one, all rules. Gives how many were removed. */
    readonly removeFaults: (id?: string) => Effect.Effect<number>

    readonly clock: Effect.Effect<ClockView>
    /** Moves the sandbox's clock forward, by ten years at most: holds end, credits arrive, late requests are executed. */
    readonly advance: (by: Duration.Input) => Effect.Effect<ClockView, CannotAdvance>
    /** Stops the sandbox's clock; slow replies wait too. */
    readonly pause: Effect.Effect<ClockView>
    /** Lets the sandbox's clock run on from where it stopped. */
    readonly resume: Effect.Effect<ClockView>

    /** Turns switches; those left out stay. */
    readonly setBehaviour: (switches: Switches) => Effect.Effect<Behaviour>
    /** A new code in the client's app; it finds the client once. */
    readonly issueCode: (client: ClientId) => Effect.Effect<string, NoSuchClient | SandboxFull>
    /**
     * Credits points by hand, as somebody in the service's back office may: the balance moves without a sale.
     * Points that are not more than none are a defect.
     */
    readonly credit: (
      client: ClientId,
      points: Points,
    ) => Effect.Effect<Entry, NoSuchClient | SandboxFull | CannotCredit>
    /** Starts anew as it was told to start, except for what is told now. Callers that wait see their connection closed. */
    readonly reset: (options?: Options) => Effect.Effect<void>
  }
>()("@loyalkit/sandbox/Sandbox") {}

const isPoints = Schema.is(Points)

const clockOf = ({ time }: Machine.Machine): ClockView => ({ now: time.now(), running: time.running() })

const snapshotOf = (machine: Machine.Machine): Snapshot => ({
  seed: machine.setup.seed,
  apikey: machine.state.world.apikey,
  clock: clockOf(machine),
  behaviour: machine.behaviour,
  points: machine.state.world.points,
  levels: machine.state.world.levels,
  clients: Array.from(machine.state.accounts.values(), (account) => ({
    id: account.client.id,
    name: account.client.name,
    phone: account.client.phone,
    ...(account.client.card === undefined ? {} : { card: account.client.card }),
    codes: [...account.codes],
    level: account.level.id,
    balance: account.balance,
    free: free(account),
    holds: Array.from(account.holds.values(), ({ id, point, points, until }) => ({
      id,
      point,
      points,
      until,
    })),
  })),
  pending: machine.agenda.size(),
  entries: machine.state.ledger.length,
  calls: machine.received(),
})

/** A sandbox that lives as long as its scope. */
export const make = Effect.fnUntraced(function* (options: Options = {}) {
  const clock = yield* Clock.Clock
  const changes = yield* Effect.acquireRelease(PubSub.dropping<Change>(MAX_UNSEEN_CHANGES), PubSub.shutdown)
  const alarm = yield* FiberHandle.make()
  const ring = yield* FiberHandle.runtime(alarm)<never>()

  const publish = (change: Change): void => void PubSub.publishUnsafe(changes, change)
  const start = (setup: Machine.Setup) =>
    Machine.make(setup, Time.make(clock), (call) => publish({ _tag: "Call", call }))

  let told = options
  let machine = start(Setup.from(told))
  let published = machine.state.ledger.length
  let armed: number | undefined

  // After every touch: tell what the ledger got, and wake up for what comes next.
  const follow = (): void => {
    const { ledger } = machine.state
    for (; published < ledger.length; published++) {
      const entry = ledger[published]
      if (entry !== undefined) publish({ _tag: "Entry", entry })
    }
    arm()
  }
  const arm = (): void => {
    const next = machine.time.running() ? machine.agenda.next() : undefined
    if (next === undefined || (armed !== undefined && armed <= next)) return
    armed = next
    ring(Effect.andThen(Effect.sleep(Math.max(0, next - machine.time.now())), Effect.sync(wake)))
  }
  const wake = (): void => {
    armed = undefined
    machine.settle()
    follow()
  }
  /** Does what is due, then `f`, then tells. */
  const touch = <A>(f: (machine: Machine.Machine) => A): Effect.Effect<A> =>
    Effect.sync(() => {
      machine.settle()
      const result = f(machine)
      follow()
      return result
    })
  const turnClock = (turn: (time: Time.Time) => void): Effect.Effect<ClockView> =>
    touch(({ time }) => {
      turn(time)
      armed = undefined
      machine.settle()
      const view = clockOf(machine)
      publish({ _tag: "Clock", clock: view })
      return view
    })

  return Sandbox.of({
    handle: (request) =>
      Effect.callback<Delivery>((resume) => {
        machine.receive(request, (delivery) => resume(Effect.succeed(delivery)))
        follow()
      }),
    state: touch(snapshotOf),
    ledger: (after = 0) => touch(({ state }) => state.ledger.slice(after)),
    calls: touch((machine) => machine.calls()),
    changes: Stream.fromPubSub(changes),
    faults: touch(({ plan }) => plan.list()),
    addFault: (rule) =>
      Effect.suspend(() => {
        Setup.rule(rule)
        if (machine.plan.list().length >= MAX_FAULT_RULES) return Effect.fail(new TooManyFaults())
        const status = machine.plan.add(rule)
        publish({ _tag: "Faults" })
        return Effect.succeed(status)
      }),
    removeFaults: (id) =>
      touch(({ plan }) => {
        const removed = plan.remove(id)
        publish({ _tag: "Faults" })
        return removed
      }),
    clock: touch(clockOf),
    advance: (input) =>
      Effect.suspend(() => {
        const by = Math.round(Duration.toMillis(input))
        return by >= 0 && by <= MAX_ADVANCE
          ? turnClock((time) => time.advance(by))
          : Effect.fail(new CannotAdvance({ by }))
      }),
    pause: turnClock((time) => time.pause()),
    resume: turnClock((time) => time.resume()),
    setBehaviour: (switches) =>
      touch((machine) => {
        machine.behaviour = { ...machine.behaviour, ...Setup.switches(switches) }
        publish({ _tag: "Behaviour", behaviour: machine.behaviour })
        return machine.behaviour
      }),
    issueCode: (client) =>
      Effect.flatten(
        touch((machine): Effect.Effect<string, NoSuchClient | SandboxFull> => {
          if (!machine.state.accounts.has(client)) return Effect.fail(new NoSuchClient({ client }))
          if (machine.full()) return Effect.fail(new SandboxFull())
          return Effect.succeed(machine.issueCode(client))
        }),
      ),
    credit: (client, points) =>
      Effect.flatten(
        touch((machine): Effect.Effect<Entry, NoSuchClient | SandboxFull | CannotCredit> => {
          Setup.credit({ client, points })
          const account = machine.state.accounts.get(client)
          if (account === undefined) return Effect.fail(new NoSuchClient({ client }))
          if (machine.full()) return Effect.fail(new SandboxFull())
          if (account.level.type === "discount")
            return Effect.fail(new CannotCredit({ client, reason: "discount" }))
          if (!isPoints(account.balance + points))
            return Effect.fail(new CannotCredit({ client, reason: "too-many" }))
          return Effect.succeed(machine.credit(client, points))
        }),
      ),
    reset: (options = {}) =>
      touch((before) => {
        const next = Setup.over(told, options)
        const setup = Setup.from(next)
        before.stop()
        told = next
        machine = start(setup)
        published = machine.state.ledger.length
        armed = undefined
        publish({ _tag: "Reset" })
      }),
  })
})

/** The sandbox as a layer. Each build is a world of its own. */
export const layer = (options: Options = {}): Layer.Layer<Sandbox> => Layer.effect(Sandbox, make(options))
