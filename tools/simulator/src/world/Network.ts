/**
 * The network between the tills and the service, and everything that goes wrong in it.
 *
 * A request travels, is executed by the sandbox, and its reply travels back; time passes both ways. Faults are the
 * sandbox's own, set just before the call that they strike. What is under way when a process dies arrives all
 * the same.
 */
import {
  Transport,
  type TransportFailure,
  type TransportReply,
  type TransportRequest,
} from "@loyalkit/core/Transport"
import type { Fault } from "@loyalkit/sandbox/Fault"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as SandboxTransport from "@loyalkit/sandbox/SandboxTransport"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import type { Chance } from "@loyalkit/scenario/time/Chance"
import * as Faults from "../script/Faults.ts"
import type { Method, Trouble } from "../script/Script.ts"
import type { Timeline } from "@loyalkit/scenario/time/Timeline"

/** The last part of each method's path. */
const METHODS: Readonly<Record<string, Method>> = {
  client: "client",
  recalc: "recalc",
  hold: "hold",
  release: "release",
  retail: "retail",
}

export type Weather = Extract<Trouble, { kind: "weather" }>["what"]
type FaultTrouble = Extract<Trouble, { kind: "fault" }>

/** How long a fault waits for a call that it fits. */
const FAULT_WAITS_MILLIS = 30_000

/** A fault that struck a call. */
export interface Struck {
  readonly method: Method
  readonly fault: string
  /** The receipt for which the call was made; empty where the engine made it by itself. */
  readonly subject: string
}

export type Reply = (exit: Exit.Exit<TransportReply, TransportFailure>) => void

export interface Network {
  /** Sends; `reply` is called at most once. */
  readonly send: (request: TransportRequest, subject: string, reply: Reply) => void
  /** The next call that fits meets this fault. */
  readonly arm: (trouble: FaultTrouble) => void
  /** Does it just after the engine has looked at this client so often by itself. */
  readonly afterLooks: (client: number, looks: number, run: () => void) => void
  readonly weather: (weather: Weather | undefined) => void
  readonly sandbox: Sandbox["Service"]
}

export interface NetworkOptions {
  readonly timeline: Timeline
  readonly context: Context.Context<never>
  readonly chance: Chance
  readonly sandbox: Parameters<typeof SandboxTransport.layerWith>[0]
  /** The most milliseconds that one way takes. */
  readonly latency: number
  /** So old may an answer to a look-up be; 0: the service answers afresh each time, as is assumed. */
  readonly stale: number
  /** A client's ID by their place in the script. */
  readonly clientId: (index: number) => string
  readonly phone: (index: number) => string
  readonly struck: (struck: Struck) => void
  /** Told after each call was executed, or not. */
  readonly passed: () => void
}

const WEATHER: Readonly<Record<Weather, Fault>> = {
  refused: { kind: "refuse" },
  silent: { kind: "silence", executed: false },
  key: { kind: "status", status: 401, executed: false, body: '{"success":false,"error":"Unauthorized."}' },
  point: { kind: "status", status: 422, executed: false, body: '{"point":"Point not found."}' },
  errors: { kind: "status", status: 503, executed: false },
}

export const make = (options: NetworkOptions): Network => {
  const { chance, latency, timeline } = options
  const services = Effect.runSync(
    Effect.provideContext(
      Layer.buildWithScope(SandboxTransport.layerWith(options.sandbox), Scope.makeUnsafe()),
      options.context,
    ),
  )
  const sandbox = Context.get(services, Sandbox)
  const transport = Context.get(services, Transport)
  const run = Effect.runForkWith(options.context)
  let weather: Weather | undefined
  let watching: Array<{ readonly client: number; looks: number; readonly run: () => void }> = []
  let armed: Array<{ readonly until: number; readonly trouble: FaultTrouble }> = []

  const isAbout = (client: number, body: string): boolean =>
    body.includes(options.clientId(client)) || body.includes(options.phone(client))

  /** What a till asks has a receipt for its subject; what nobody asked is the settler's look. */
  const looked = (method: Method, subject: string, body: string): void => {
    if (watching.length === 0 || subject !== "" || (method !== "client" && method !== "recalc")) return
    const due = watching.filter((one) => isAbout(one.client, body) && --one.looks === 0)
    watching = watching.filter(({ looks }) => looks > 0)
    for (const { run } of due) run()
  }

  const fits = ({ client, method }: FaultTrouble, called: Method, body: string): boolean =>
    (method === undefined || method === called) && (client === undefined || isAbout(client, body))

  const strike = (
    method: Method,
    body: string,
  ): { readonly fault: Fault; readonly name: string } | undefined => {
    if (weather !== undefined) return { fault: WEATHER[weather], name: `outage: ${weather}` }
    if (armed.length === 0) return undefined
    const now = timeline.now()
    armed = armed.filter(({ until }) => until >= now)
    const index = armed.findIndex(({ trouble }) => fits(trouble, method, body))
    const found = armed[index]
    if (found === undefined) return undefined
    armed.splice(index, 1)
    return { fault: found.trouble.fault, name: Faults.nameOf(found.trouble.fault) }
  }

  const oneWay = (): number => 1 + chance.between(0, latency - 1)

  /** The last answer to each look-up. */
  const answered = new Map<string, { readonly at: number; readonly exit: Parameters<Reply>[0] }>()

  /** A service behind a cache: answers a look-up as it did before. */
  const remembered = (question: string): Parameters<Reply>[0] | undefined => {
    const last = answered.get(question)
    return last !== undefined && timeline.now() - last.at < options.stale ? last.exit : undefined
  }

  const arrive = (request: TransportRequest, subject: string, reply: Reply): void => {
    const method = METHODS[request.url.slice(request.url.lastIndexOf("/") + 1)] ?? "client"
    const question = options.stale > 0 && (method === "client" || method === "recalc") ? request.body : ""
    const known = question === "" ? undefined : remembered(question)
    if (known !== undefined) return void timeline.after(oneWay(), () => reply(known))
    const struck = strike(method, request.body)
    if (struck !== undefined) {
      options.struck({ method, fault: struck.name, subject })
      Effect.runSync(sandbox.addFault({ times: 1, fault: struck.fault }))
    }
    const fiber = run(transport.send(request))
    if (struck !== undefined) Effect.runSync(sandbox.removeFaults())
    options.passed()
    looked(method, subject, request.body)
    fiber.addObserver((exit) => {
      options.passed()
      if (question !== "" && struck === undefined) answered.set(question, { at: timeline.now(), exit })
      timeline.after(oneWay(), () => reply(exit))
    })
  }

  return {
    sandbox,
    send: (request, subject, reply) => void timeline.after(oneWay(), () => arrive(request, subject, reply)),
    arm: (trouble) => void armed.push({ until: timeline.now() + FAULT_WAITS_MILLIS, trouble }),
    afterLooks: (client, looks, run) => void watching.push({ client, looks, run }),
    weather: (next) => {
      weather = next
    },
  }
}
