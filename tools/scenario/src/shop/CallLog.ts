/**
 * The calls to the service as far as each has come, kept for those who look on, whatever line they go over.
 */
import type { TransportFailure, TransportReply } from "@loyalkit/core/Transport"
import { Method } from "@loyalkit/sandbox/Call"
import * as Cause from "effect/Cause"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Concluding from "../watch/Concluding.ts"
import type { News, ServiceCall } from "../watch/News.ts"

/** What comes of a request. */
export type Reply = Exit.Exit<TransportReply, TransportFailure>

export interface CallLog {
  readonly all: () => ReadonlyArray<ServiceCall>
  readonly at: (number: number | undefined) => ServiceCall | undefined
  /** Somebody calls; gives the call's number. `life` is the gateway's, 0 for another system. */
  readonly begin: (by: ServiceCall["by"], path: string, body: string, life: number) => number
  readonly update: (number: number, change: Partial<ServiceCall>) => void
  /** What came back, and what may be concluded from it. An interruption says nothing. */
  readonly heard: (number: number, reply: Reply) => void
  /** The engine waits no more. */
  readonly giveUp: (number: number) => void
  /** A life of the gateway is over: nobody waits any more for what it had sent. */
  readonly abandon: (life: number) => void
}

const isMethod = Schema.is(Method)

const methodAt = (path: string): Method | undefined => {
  const last = path.slice(path.lastIndexOf("/") + 1)
  return isMethod(last) ? last : undefined
}

const failureOf = (reply: Reply): TransportFailure | undefined =>
  Exit.isFailure(reply) ? Option.getOrUndefined(Cause.findErrorOption(reply.cause)) : undefined

/** `now` in milliseconds since the shop opened. */
export const make = (now: () => number, tell: (news: News) => void): CallLog => {
  const calls: Array<ServiceCall> = []
  const keep = (call: ServiceCall): void => {
    calls[call.number - 1] = call
    tell({ _tag: "ServiceCall", call })
  }
  const at = (number: number | undefined): ServiceCall | undefined =>
    number === undefined ? undefined : calls[number - 1]
  const update = (number: number, change: Partial<ServiceCall>): void => {
    const call = at(number)
    if (call !== undefined) keep({ ...call, ...change })
  }
  const giveUp = (number: number): void => update(number, { givenUp: now(), concludes: "unknown" })
  return {
    all: () => calls,
    at,
    begin: (by, path, body, life) => {
      const number = calls.length + 1
      keep({ number, at: now(), by, method: methodAt(path), path, body, life, executed: [] })
      return number
    },
    update,
    giveUp,
    abandon: (life) => {
      for (const { concludes, number, ...call } of calls)
        if (call.life === life && concludes === undefined) giveUp(number)
    },
    heard: (number, reply) => {
      if (Exit.isSuccess(reply)) {
        const { body, status } = reply.value
        return update(number, {
          answer: { at: now(), status, body },
          concludes: Concluding.ofAnswer(at(number)?.method, status, body),
        })
      }
      const failure = failureOf(reply)
      if (failure === undefined) return
      const { detail, fate } = failure
      update(number, { failure: { at: now(), fate, detail }, concludes: fate })
    },
  }
}
