/**
 * The line between the gateway and the service, the service at its end, and whoever else calls it.
 *
 * A request travels, is executed by the sandbox, and its answer travels back; time passes both ways. Where the line is down nothing is sent, and what
 * is under way when it goes down is lost in silence. What a dead process had sent arrives all the same.
 */
import {
  Transport,
  TransportFailure,
  type TransportReply,
  type TransportRequest,
} from "@loyalkit/core/Transport"
import { Method, type Call } from "@loyalkit/sandbox/Call"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as SandboxTransport from "@loyalkit/sandbox/SandboxTransport"
import { DEFAULT_KEY } from "@loyalkit/sandbox/World"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Cause from "effect/Cause"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { WAYS } from "../format/Ways.ts"
import type { Timeline } from "../time/Timeline.ts"
import * as Concluding from "../watch/Concluding.ts"
import type { News, ServiceCall } from "../watch/News.ts"
import type { Faults } from "./Faults.ts"

/** How long one way takes, in milliseconds: a service in the same country. Our judgment. */
export const ONE_WAY_MILLIS = 40

export interface ServiceLine {
  readonly sandbox: Sandbox["Service"]
  /** The network as one life of the gateway sees it. */
  readonly transportOf: (life: number, isAlive: () => boolean) => Transport["Service"]
  readonly goes: (up: boolean) => void
  readonly isUp: () => boolean
  /** Another system calls the service by a line of its own. */
  readonly callFromElsewhere: (path: string, body: object) => void
  readonly calls: () => ReadonlyArray<ServiceCall>
  /** A life of the gateway is over: nobody waits any more for what it had sent. */
  readonly abandon: (life: number) => void
  /** The call that the sandbox has under this number, as its ledger names it. */
  readonly callAt: (arrival: number | undefined) => ServiceCall | undefined
}

export interface ServiceLineOptions {
  readonly timeline: Timeline
  readonly start: number
  /** What runs at the service. */
  readonly context: Context.Context<never>
  readonly sandbox: Parameters<typeof SandboxTransport.layerWith>[0]
  readonly faults: Faults
  readonly tell: (news: News) => void
}

const isMethod = Schema.is(Method)

const methodAt = (path: string): Method | undefined => {
  const last = path.slice(path.lastIndexOf("/") + 1)
  return isMethod(last) ? last : undefined
}

const executions = ({ executed }: Call, start: number) =>
  executed.map(({ at, reply }) => ({ at: at - start, status: reply.status, body: reply.body }))

export const make = ({
  context,
  faults,
  sandbox: options,
  start,
  tell,
  timeline,
}: ServiceLineOptions): ServiceLine => {
  const services = Effect.runSync(
    Effect.provideContext(
      Layer.buildWithScope(SandboxTransport.layerWith(options), Scope.makeUnsafe()),
      context,
    ),
  )
  const sandbox = Context.get(services, Sandbox)
  const transport = Context.get(services, Transport)
  const run = Effect.runForkWith(context)
  const now = () => timeline.now() - start

  let isUp = true
  /** Counts how often the line went down: what set out before the last time does not arrive. */
  let falls = 0
  const calls: Array<ServiceCall> = []
  /** The sandbox counts its calls too; this is ours by its number. */
  const arrivals: Array<number> = []

  const keep = (call: ServiceCall): void => {
    calls[call.number - 1] = call
    tell({ _tag: "ServiceCall", call })
  }
  const update = (number: number, change: Partial<ServiceCall>): void => {
    const call = calls[number - 1]
    if (call !== undefined) keep({ ...call, ...change })
  }
  const begin = (by: ServiceCall["by"], path: string, body: string, life: number): number => {
    const number = calls.length + 1
    keep({ number, at: now(), by, method: methodAt(path), path, body, life, executed: [] })
    return number
  }

  run(
    Stream.runForEach(sandbox.changes, (change) =>
      Effect.sync(() => {
        if (change._tag === "Entry") return tell({ _tag: "Entry", at: now(), entry: change.entry })
        if (change._tag !== "Call") return
        const number = arrivals[change.call.call - 1]
        if (number !== undefined) update(number, { executed: executions(change.call, start) })
      }),
    ),
  )

  const giveUp = (number: number): void => update(number, { givenUp: now(), concludes: "unknown" })

  type Reply = (exit: Exit.Exit<TransportReply, TransportFailure>) => void

  const arrive = (number: number, request: TransportRequest, reply: Reply): void => {
    const way = faults.strike(calls[number - 1]?.method)
    if (way !== undefined) {
      Effect.runSync(sandbox.addFault({ times: 1, fault: WAYS[way].fault }))
      update(number, { way })
    }
    arrivals.push(number)
    const handled = run(transport.send(request))
    if (way !== undefined) Effect.runSync(sandbox.removeFaults())
    const before = falls
    handled.addObserver((exit) => {
      timeline.after(ONE_WAY_MILLIS, () => {
        if (falls === before) reply(exit)
      })
    })
  }

  const failureOf = (exit: Exit.Exit<TransportReply, TransportFailure>): TransportFailure | undefined =>
    Exit.isFailure(exit) ? Option.getOrUndefined(Cause.findErrorOption(exit.cause)) : undefined

  const heard = (number: number, exit: Exit.Exit<TransportReply, TransportFailure>): void => {
    if (Exit.isSuccess(exit)) {
      const { body, status } = exit.value
      return update(number, {
        answer: { at: now(), status, body },
        concludes: Concluding.ofAnswer(calls[number - 1]?.method, status, body),
      })
    }
    const failure = failureOf(exit)
    if (failure === undefined) return
    const { detail, fate } = failure
    update(number, { failure: { at: now(), fate, detail }, concludes: fate })
  }

  return {
    sandbox,
    isUp: () => isUp,
    calls: () => calls,
    abandon: (life) => {
      for (const { concludes, number, ...call } of calls)
        if (call.life === life && concludes === undefined) giveUp(number)
    },
    callAt: (arrival) => {
      const number = arrival === undefined ? undefined : arrivals[arrival - 1]
      return number === undefined ? undefined : calls[number - 1]
    },
    goes: (up) => {
      if (isUp && !up) falls++
      isUp = up
    },
    callFromElsewhere: (path, value) => {
      const body = JSON.stringify(value)
      const number = begin("elsewhere", path, body, 0)
      arrivals.push(number)
      run(sandbox.handle({ verb: "POST", path, apikey: DEFAULT_KEY, body })).addObserver((exit) => {
        if (Exit.isFailure(exit) || exit.value._tag !== "Replied") return
        const { body: text, status } = exit.value.reply
        update(number, {
          answer: { at: now(), status, body: text },
          concludes: Concluding.ofAnswer(methodAt(path), status, text),
        })
      })
    },
    transportOf: (life, isAlive) => ({
      send: (request) =>
        Effect.callback((resume) => {
          if (!isAlive()) return
          const number = begin("gateway", new URL(request.url).pathname, request.body, life)
          let isOver = false
          const reply: Reply = (exit) => {
            // Whoever has stopped waiting hears nothing of it any more.
            if (isOver || !isAlive()) return
            isOver = true
            heard(number, exit)
            resume(exit)
          }
          if (!isUp) {
            const failure = new TransportFailure({ fate: "not-sent", detail: "ENETUNREACH" })
            timeline.soon(() => reply(Exit.fail(failure)))
            return
          }
          const before = falls
          timeline.after(ONE_WAY_MILLIS, () => {
            if (falls === before) arrive(number, request, reply)
          })
          return Effect.sync(() => {
            if (isOver) return
            isOver = true
            giveUp(number)
          })
        }),
    }),
  }
}
