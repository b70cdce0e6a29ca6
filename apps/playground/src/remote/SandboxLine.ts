/**
 * The line to a sandbox on a port: real requests over real sockets, in the shop's time as it goes by outside.
 *
 * What the engine sees is what a page sees of a network: no failure is ever "not sent" but where the line is down in the shop itself. What is true
 * the sandbox says by its admin API; and a fault that was armed on the page is set there just before the call that it strikes.
 */
import { Transport, TransportFailure, type TransportRequest } from "@loyalkit/core/Transport"
import { toNumber } from "@loyalkit/core/Money"
import * as FetchTransport from "@loyalkit/core/transport/FetchTransport"
import type { Call } from "@loyalkit/sandbox/Call"
import type { Snapshot } from "@loyalkit/sandbox/Snapshot"
import { WAYS } from "@loyalkit/scenario/format/Ways"
import * as CallLogs from "@loyalkit/scenario/shop/CallLog"
import type { RemoteLineOptions } from "@loyalkit/scenario/shop/Shop"
import type { ServiceLine } from "@loyalkit/scenario/shop/ServiceLine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as Arrival from "./Arrivals.ts"
import type { Flights } from "./Flights.ts"
import * as Mirrors from "./Mirror.ts"
import type { Admin } from "./Wire.ts"

export interface SandboxLineOptions {
  readonly url: string
  readonly admin: Admin
  readonly first: Snapshot
  readonly flights: Flights
  readonly isAway: (isAway: boolean) => void
}

const transport = Context.get(
  Effect.runSync(Layer.buildWithScope(FetchTransport.layer(), Scope.makeUnsafe())),
  Transport,
)

const executions = ({ executed }: Call, start: number) =>
  executed.map(({ at, reply }) => ({ at: at - start, status: reply.status, body: reply.body }))

export const make = (
  { admin, first, flights, isAway, url }: SandboxLineOptions,
  { enter, faults, start, tell, timeline }: RemoteLineOptions,
): ServiceLine => {
  const now = () => timeline.now() - start
  const log = CallLogs.make(now, tell)
  const arrivals = Arrival.make()
  let isUp = true
  /** Counts how often the line went down: what set out before the last time is heard of no more. */
  let falls = 0

  /** Somebody else's call, as it is shown. */
  const fromElsewhere = (call: Call): number => {
    const number = log.begin("elsewhere", call.request.path, call.request.body, 0)
    log.update(number, { at: call.at - start, method: call.method })
    arrivals.keep(call, number)
    return number
  }
  const seeCall = (call: Call): void => {
    const number = arrivals.find(call) ?? fromElsewhere(call)
    const known = log.at(number)
    if (known === undefined) return
    const executed = executions(call, start)
    if (executed.length !== known.executed.length || known.isUntold === true)
      log.update(number, { executed, isUntold: false })
    const reply = call.delivered?.delivery
    if (known.by !== "elsewhere" || known.answer !== undefined || reply?._tag !== "Replied") return
    log.heard(number, Exit.succeed({ body: reply.reply.body, status: reply.reply.status }))
  }
  const mirror = Mirrors.make({
    admin,
    first,
    now: () => timeline.now(),
    land: (what) => flights.land(() => enter(what)),
    isAway,
    seen: ({ calls, entries, isAnew, look }) => {
      if (isAnew) arrivals.forget()
      for (const call of calls) if (isAnew || call.call > first.calls) seeCall(call)
      for (const number of arrivals.looked(look)) log.update(number, { isUntold: false })
      for (const entry of entries) tell({ _tag: "Entry", at: now(), entry })
    },
  })

  /** Sends it, with the fault that is to strike it, if there is one. What is heard of it is told inside the shop. */
  const send = async (
    number: number,
    request: TransportRequest,
    signal: AbortSignal,
    heard: (reply: CallLogs.Reply) => void,
  ): Promise<void> => {
    const method = log.at(number)?.method
    const way = faults.strike(method)
    if (way !== undefined) log.update(number, { way })
    const match = method === undefined ? {} : { match: { method } }
    const rule =
      way === undefined
        ? undefined
        : // Where it cannot be set the call fails by itself: nobody is there.
          await admin.addFault({ ...match, times: 1, fault: WAYS[way].fault }).catch(() => undefined)
    const reply = await Effect.runPromiseExit(transport.send(request), { signal })
    arrivals.over(number, mirror.look())
    flights.land(() => enter(() => heard(reply)))
    if (rule !== undefined) await admin.removeFault(rule).catch(() => undefined)
  }

  return {
    state: mirror.state,
    ledger: mirror.ledger,
    credit: (client, points) =>
      void flights.take(
        admin
          .credit(client, toNumber(points))
          .catch(() => undefined)
          .then(mirror.look),
      ),
    isUp: () => isUp,
    calls: log.all,
    abandon: log.abandon,
    callAt: (arrival) => log.at(arrival === undefined ? undefined : arrivals.at(arrival)),
    goes: (up) => {
      if (isUp && !up) falls++
      isUp = up
    },
    callFromElsewhere: (path, value) => {
      const body = JSON.stringify(value)
      const number = log.begin("elsewhere", path, body, 0)
      arrivals.sent(number, { method: log.at(number)?.method, body })
      const headers = { apikey: first.apikey, "content-type": "application/json" }
      const sent = Effect.runPromiseExit(
        transport.send({ url: `${url}${path}`, headers, body, connection: "any" }),
      )
      flights.take(
        sent.then((reply) => {
          arrivals.over(number, mirror.look())
          return flights.land(() => enter(() => log.heard(number, reply)))
        }),
      )
    },
    transportOf: (life, isAlive) => ({
      send: (request) =>
        Effect.callback((resume) => {
          if (!isAlive()) return
          const number = log.begin("gateway", new URL(request.url).pathname, request.body, life)
          let isOver = false
          const before = falls
          const reply = (exit: CallLogs.Reply): void => {
            // Whoever has stopped waiting hears nothing of it any more.
            if (isOver || !isAlive() || falls !== before) return
            isOver = true
            log.heard(number, exit)
            resume(exit)
          }
          if (!isUp) {
            const failure = new TransportFailure({ fate: "not-sent", detail: "ENETUNREACH" })
            timeline.soon(() => reply(Exit.fail(failure)))
            return
          }
          arrivals.sent(number, { method: log.at(number)?.method, body: request.body })
          log.update(number, { isUntold: true })
          const ended = new AbortController()
          flights.take(send(number, request, ended.signal, reply))
          return Effect.sync(() => {
            if (isOver) return
            isOver = true
            ended.abort()
            log.giveUp(number)
          })
        }),
    }),
  }
}
