/**
 * The line between the gateway and the service, the service at its end, and whoever else calls it.
 *
 * A request travels, is executed by the sandbox, and its answer travels back; time passes both ways. Where the line is down nothing is sent, and what
 * is under way when it goes down is lost in silence. What a dead process had sent arrives all the same.
 */
import { Transport, TransportFailure, type TransportRequest } from "@loyalkit/core/Transport"
import type { ClientId } from "@loyalkit/core/Domain"
import type { Points } from "@loyalkit/core/Money"
import type { Call } from "@loyalkit/sandbox/Call"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as SandboxTransport from "@loyalkit/sandbox/SandboxTransport"
import type { Snapshot } from "@loyalkit/sandbox/Snapshot"
import { DEFAULT_KEY } from "@loyalkit/sandbox/World"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { WAYS } from "../format/Ways.ts"
import type { Timeline } from "../time/Timeline.ts"
import type { News, ServiceCall } from "../watch/News.ts"
import * as CallLogs from "./CallLog.ts"
import type { Reply } from "./CallLog.ts"
import type { Faults } from "./Faults.ts"

/** How long one way takes, in milliseconds: a service in the same country. Our judgment. */
export const ONE_WAY_MILLIS = 40

export interface ServiceLine {
  /** What is true at the service now, by the shop's clock. */
  readonly state: () => Snapshot
  /** Everything that moved points there, in order. */
  readonly ledger: () => ReadonlyArray<Entry>
  /** Somebody there credits points by hand; nothing moves where that is refused. */
  readonly credit: (client: ClientId, points: Points) => void
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

/** What the shop has for whatever line it is. */
export interface LineOptions {
  readonly timeline: Timeline
  readonly start: number
  readonly faults: Faults
  readonly tell: (news: News) => void
}

export interface ServiceLineOptions extends LineOptions {
  /** What runs at the service. */
  readonly context: Context.Context<never>
  readonly sandbox: Parameters<typeof SandboxTransport.layerWith>[0]
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
  const log = CallLogs.make(now, tell)
  /** The sandbox counts its calls too; this is ours by its number. */
  const arrivals: Array<number> = []

  run(
    Stream.runForEach(sandbox.changes, (change) =>
      Effect.sync(() => {
        if (change._tag === "Entry") return tell({ _tag: "Entry", at: now(), entry: change.entry })
        if (change._tag !== "Call") return
        const number = arrivals[change.call.call - 1]
        if (number !== undefined) log.update(number, { executed: executions(change.call, start) })
      }),
    ),
  )

  const arrive = (number: number, request: TransportRequest, reply: (reply: Reply) => void): void => {
    const way = faults.strike(log.at(number)?.method)
    if (way !== undefined) {
      Effect.runSync(sandbox.addFault({ times: 1, fault: WAYS[way].fault }))
      log.update(number, { way })
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

  return {
    state: () => Effect.runSync(sandbox.state),
    ledger: () => Effect.runSync(sandbox.ledger()),
    credit: (client, points) => void Effect.runSyncExit(sandbox.credit(client, points)),
    isUp: () => isUp,
    calls: log.all,
    abandon: log.abandon,
    callAt: (arrival) => log.at(arrival === undefined ? undefined : arrivals[arrival - 1]),
    goes: (up) => {
      if (isUp && !up) falls++
      isUp = up
    },
    callFromElsewhere: (path, value) => {
      const body = JSON.stringify(value)
      const number = log.begin("elsewhere", path, body, 0)
      arrivals.push(number)
      run(sandbox.handle({ verb: "POST", path, apikey: DEFAULT_KEY, body })).addObserver((exit) => {
        if (Exit.isFailure(exit) || exit.value._tag !== "Replied") return
        const { body: text, status } = exit.value.reply
        log.heard(number, Exit.succeed({ body: text, status }))
      })
    },
    transportOf: (life, isAlive) => ({
      send: (request) =>
        Effect.callback((resume) => {
          if (!isAlive()) return
          const number = log.begin("gateway", new URL(request.url).pathname, request.body, life)
          let isOver = false
          const reply = (exit: Reply): void => {
            // Whoever has stopped waiting hears nothing of it any more.
            if (isOver || !isAlive()) return
            isOver = true
            log.heard(number, exit)
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
            log.giveUp(number)
          })
        }),
    }),
  }
}
