/**
 * The sandbox without Effect around it: it receives calls, lets faults strike them, and keeps its time.
 *
 * Everything happens in one thread and in one order: what is due runs first, then the call. So the same seed,
 * the same clock and the same calls give the same ledger.
 */
import { type ClientId, HoldId } from "@loyalkit/core/Domain"
import type { Points } from "@loyalkit/core/Money"
import * as Predicate from "effect/Predicate"
import type { Behaviour } from "../Behaviour.ts"
import type { Call, Delivery, RecordedRequest, Reply, Request } from "../Call.ts"
import type { Fault, FaultRule } from "../Fault.ts"
import type { Entry } from "../Ledger.ts"
import type { World } from "../World.ts"
import * as Agenda from "./Agenda.ts"
import * as Answers from "./Answers.ts"
import * as FaultPlan from "./FaultPlan.ts"
import * as Seed from "./Seed.ts"
import * as Service from "./Service.ts"
import * as States from "./State.ts"
import type { Time } from "./Time.ts"
import { methodAt } from "./Wire.ts"

/** So many calls are kept to look at; the ledger is kept whole, as far as the limits go. */
export const MAX_CALLS = 1_000

export interface Setup {
  readonly seed: string
  readonly world: World
  readonly behaviour: Behaviour
  readonly faults: ReadonlyArray<FaultRule>
  readonly limits: { readonly entries: number; readonly pending: number }
}

export interface Machine {
  readonly setup: Setup
  readonly state: States.State
  readonly plan: FaultPlan.FaultPlan
  readonly agenda: Agenda.Agenda
  readonly time: Time
  behaviour: Behaviour
  readonly calls: () => ReadonlyArray<Call>
  readonly received: () => number
  /** Is as much kept as may be? Then nothing more is executed, but for what waits already. */
  readonly full: () => boolean
  /** Takes a call; `deliver` is called once, at once or later. */
  readonly receive: (request: Request, deliver: (delivery: Delivery) => void) => void
  /** Does everything that is due. */
  readonly settle: () => void
  /** Makes a code for the client's app. */
  readonly issueCode: (client: ClientId) => string
  /** Credits points by hand. */
  readonly credit: (client: ClientId, points: Points) => Entry
  /** Ends the machine: callers that still wait see their connection closed. */
  readonly stop: () => void
}

/** Does a request concern this client? By ID, by what finds them, or by their hold. */
const isAbout = (state: States.State, body: unknown, client: string): boolean => {
  if (!Predicate.isObject(body)) return false
  if ("client" in body && body.client === client) return true
  if ("search" in body && typeof body.search === "string")
    return States.find(state, body.search)?.client.id === client
  if ("id" in body && typeof body.id === "string" && body.id !== "")
    return state.holds.get(HoldId.make(body.id))?.client === client
  return false
}

/** `changed` is told of every call whenever it gets on. */
export const make = (setup: Setup, time: Time, changed: (call: Call) => void): Machine => {
  const source = Seed.make(setup.seed, "service")
  const state = States.fromWorld(setup.world, time.now())
  const agenda = Agenda.make()
  const plan = FaultPlan.make(Seed.make(setup.seed, "faults"))
  const calls = new Map<number, Call>()
  const waiting = new Set<() => void>()
  let received = 0
  for (const rule of setup.faults) plan.add(rule)

  const keep = (call: Call): void => {
    calls.set(call.call, call)
    const oldest = call.call - MAX_CALLS
    if (oldest > 0) calls.delete(oldest)
    changed(call)
  }

  const later = (millis: number | undefined, run: (at: number) => void): void => {
    if (millis === undefined || millis === 0) run(time.now())
    else agenda.add(time.now() + millis, run)
  }

  const full = (): boolean =>
    state.ledger.length >= setup.limits.entries || agenda.size() >= setup.limits.pending

  const record = ({ apikey, path, verb, ...request }: Request, body: Service.Body): RecordedRequest => ({
    verb,
    path,
    key: apikey === undefined ? "none" : apikey === state.world.apikey ? "right" : "wrong",
    body: body._tag === "TooLarge" ? "" : (request.body ?? ""),
  })

  const receive = (request: Request, deliver: (delivery: Delivery) => void): void => {
    settle()
    const body = Service.read(request.body)
    const method = methodAt(request.path)
    const refused = full()
    const fault = refused
      ? undefined
      : plan.strike(method, (client) => body._tag === "Json" && isAbout(state, body.value, client))
    const recorded = record(request, body)
    let call: Call = {
      call: ++received,
      at: time.now(),
      request: recorded,
      ...(method === undefined ? {} : { method }),
      ...(fault === undefined ? {} : { fault }),
      executed: [],
    }
    const execute = (at: number): Reply => {
      const execution = { state, behaviour: machine.behaviour, agenda, source, at, call: call.call }
      const reply = Service.execute(execution, recorded, body)
      call = { ...call, executed: [...call.executed, { at, reply }] }
      if (call.delivered !== undefined) keep(call)
      return reply
    }
    const finish = (delivery: Delivery): void => {
      if (!waiting.delete(abandon)) return
      call = { ...call, delivered: { at: time.now(), delivery } }
      keep(call)
      deliver(delivery)
    }
    const abandon = () => finish({ _tag: "Closed" })
    waiting.add(abandon)
    if (refused) finish({ _tag: "Replied", reply: Service.full })
    else handle(fault, execute, finish)
    if (waiting.has(abandon)) keep(call)
  }

  const handle = (
    fault: Fault | undefined,
    execute: (at: number) => Reply,
    finish: (delivery: Delivery) => void,
  ): void => {
    switch (fault?.kind) {
      case "delay":
        return later(fault.before, (at) => {
          const reply = execute(at)
          later(fault.after, () => finish({ _tag: "Replied", reply }))
        })
      case "late":
        later(fault.after, execute)
        return finish({ _tag: fault.connection === "closed" ? "Closed" : "Silent" })
      case "duplicate": {
        const reply = execute(time.now())
        later(fault.gap, execute)
        return finish({ _tag: "Replied", reply })
      }
      default:
        return finish(Answers.deliver(fault, () => execute(time.now())))
    }
  }

  const settle = () => agenda.runUntil(time.now())

  const machine: Machine = {
    setup,
    state,
    plan,
    agenda,
    time,
    behaviour: setup.behaviour,
    calls: () => [...calls.values()],
    received: () => received,
    full,
    receive,
    settle,
    issueCode: (client) => {
      let code = source.digits(6)
      while (state.found.has(code)) code = source.digits(6)
      state.record({ kind: "code-issued", at: time.now(), client, code })
      return code
    },
    credit: (client, points) => state.record({ kind: "granted", at: time.now(), client, points }),
    stop: () => {
      for (const abandon of waiting) abandon()
    },
  }
  return machine
}
