/**
 * What the service does with a request that it understood: the five methods, each deciding from the state and
 * the switches, and writing to the ledger what it did.
 */
import type { Kopecks, Percent, Points } from "@loyalkit/core/Money"
import { HoldId, type PointId } from "@loyalkit/core/Domain"
import * as Money from "@loyalkit/core/Money"
import * as Result from "effect/Result"
import type { Behaviour } from "../Behaviour.ts"
import type { Agenda } from "./Agenda.ts"
import { searchKey } from "./SearchKey.ts"
import type { Source } from "./Seed.ts"
import type { Account, LiveHold, State } from "./State.ts"
import * as Accounts from "./State.ts"
import { DEFAULT_HOLD_MINUTES, type Fields, type Requests } from "./Wire.ts"

/** Where a request is executed: the state it meets, at which time, and as which call. */
export interface Execution {
  readonly state: State
  readonly behaviour: Behaviour
  readonly agenda: Agenda
  readonly source: Source
  readonly at: number
  readonly call: number
}

type Outcome = Result.Result<object, Fields>

const MINUTE = 60_000

const who = (
  { state }: Execution,
  account: Account | undefined,
  point: PointId,
): Result.Result<{ readonly account: Account; readonly percent: Percent }, Fields> => {
  const place = state.points.get(point)
  if (account !== undefined && place !== undefined)
    return Result.succeed({ account, percent: place.percent ?? account.level.percent })
  return Result.fail({
    ...(account === undefined ? { client: "Client not found." } : {}),
    ...(place === undefined ? { point: "Point not found." } : {}),
  })
}

/** What holds that outlive their sale keep beyond the balance is nothing to show, and nothing to spend. */
const notBelowZero = (points: Points): Points => (points < 0 ? Money.zeroPoints : points)

/** The balance that is shown to who names these holds; see the switches `holdField` and `holdLowers`. */
const shown = (
  { behaviour }: Execution,
  account: Account,
  point: PointId,
  holds: ReadonlyArray<string>,
): Points => {
  const own = behaviour.holds ? Accounts.named(account, point, holds) : Money.zeroPoints
  if (behaviour.holdField === "takes-off") return notBelowZero(Money.subtract(account.balance, own))
  if (!behaviour.holdLowers) return account.balance
  const free = Accounts.free(account)
  return notBelowZero(behaviour.holdField === "adds" ? Money.add(free, own) : free)
}

const whole = ({ behaviour }: Execution, points: Points): Points =>
  behaviour.points === "whole" ? Money.wholePoints(points) : points

const earned = (execution: Execution, amount: Kopecks, percent: Percent): Points =>
  whole(execution, Money.moneyAsPoints(Money.percentOf(amount, percent)))

/** The most of a receipt that so many points may pay. */
const limit = (execution: Execution, account: Account, amount: Kopecks, points: Points): Points => {
  if (account.level.type === "discount") return Money.zeroPoints
  const most = Money.moneyAsPoints(Money.percentOf(amount, account.level.maxSpendPercent))
  return whole(execution, Money.min(most, points))
}

const tooMuch = (field: string, most: Points): Outcome =>
  Result.fail({ [field]: `Spend can't be more ${Money.toNumber(most)}` })

/** Assumed: an optional field that the client has no value for is `null`. */
export const client = (execution: Execution, request: Requests["client"]): Outcome => {
  const account = Accounts.find(execution.state, request.search)
  return Result.map(
    who(execution, account, request.point),
    ({ account: { client, level, codes }, account }) => {
      const code = searchKey(request.search)
      if (codes.has(code))
        execution.state.record({
          kind: "code-used",
          at: execution.at,
          call: execution.call,
          client: client.id,
          code,
        })
      return {
        success: true,
        client: {
          id: client.id,
          name: client.name,
          photo: client.photo ?? null,
          birthday: client.birthday ?? null,
          level: {
            id: level.id,
            title: level.title,
            percent: level.percent,
            type: level.type,
            ...(level.type === "cashback" ? { maxSpendPercent: level.maxSpendPercent } : {}),
          },
          phone: client.phone,
          email: client.email ?? null,
          balance: Money.toNumber(shown(execution, account, request.point, request.hold ?? [])),
        },
      }
    },
  )
}

export const recalc = (execution: Execution, request: Requests["recalc"]): Outcome => {
  const { amount, point } = request
  return Result.map(
    who(execution, execution.state.accounts.get(request.client), point),
    ({ account, percent }) => {
      const { type } = account.level
      const balance = shown(execution, account, point, request.hold ?? [])
      return {
        success: true,
        recalc: {
          amount: Money.toNumber(amount),
          percent,
          type,
          spend: Money.toNumber(limit(execution, account, amount, balance)),
          earn: type === "discount" ? 0 : Money.toNumber(earned(execution, amount, percent)),
        },
      }
    },
  )
}

/** Assumed: who asks for more than is free is told so like a spend, in the field that is too large: `amount`. */
export const hold = (execution: Execution, request: Requests["hold"]): Outcome => {
  const { agenda, at, call, source, state } = execution
  return Result.flatMap(who(execution, state.accounts.get(request.client), request.point), ({ account }) => {
    const free = whole(execution, notBelowZero(Accounts.free(account)))
    const points = request.amount
    if (points > free || points !== whole(execution, points)) return tooMuch("amount", free)
    // The service states the end in whole seconds, and means it.
    const until = Math.floor((at + (request.duration ?? DEFAULT_HOLD_MINUTES) * MINUTE) / 1_000) * 1_000
    const id = HoldId.make(source.id())
    state.record({
      kind: "held",
      at,
      call,
      client: account.client.id,
      hold: id,
      point: request.point,
      points,
      until,
    })
    const expire = () => {
      const living = state.holds.get(id)
      if (living !== undefined) end(execution, living, "expired", until)
    }
    agenda.add(until, expire, id)
    return Result.succeed({
      success: true,
      held: { id, until: until / 1_000, amount: Money.toNumber(points) },
    })
  })
}

/** What time ends was nobody's call. */
const end = (
  { agenda, call, state }: Execution,
  hold: LiveHold,
  how: "expired" | "released" | "sale",
  at: number,
): void => {
  agenda.drop(hold.id)
  state.record({
    kind: "hold-ended",
    at,
    ...(how === "expired" ? {} : { call }),
    client: hold.client,
    hold: hold.id,
    point: hold.point,
    points: hold.points,
    how,
  })
}

/**
 * Stated: a sale ends its holds. Each has one appointment to end, the earliest: a second sale does not put the end
 * off, and a hold whose own time is over before ends by itself.
 */
const endBySale = (execution: Execution, hold: LiveHold): void => {
  const { agenda, at, behaviour } = execution
  if (behaviour.holdsEndAfter === 0) return end(execution, hold, "sale", at)
  const when = at + behaviour.holdsEndAfter
  if (when >= (agenda.due(hold.id) ?? hold.until)) return
  agenda.drop(hold.id)
  agenda.add(when, () => end(execution, hold, "sale", when), hold.id)
}

/** Stated: it answers success even where no such hold was made. */
export const release = (execution: Execution, request: Requests["release"]): Outcome => {
  const living = execution.state.holds.get(request.id)
  if (living !== undefined) end(execution, living, "released", execution.at)
  return Result.succeed({ success: true })
}

/**
 * Creates the operation. Whatever the balance that was shown, it may spend what is free and what its own named
 * holds keep; held points of others are never spent, so nobody's free points fall below zero, but for holds that
 * outlive their sale (`holdsEndAfter`).
 */
export const retail = (execution: Execution, request: Requests["retail"]): Outcome => {
  const { behaviour, state } = execution
  const holds = behaviour.holds ? (request.hold ?? []) : []
  return Result.flatMap(
    who(execution, state.accounts.get(request.client), request.point),
    ({ account, percent }) => {
      if (behaviour.deadHold === "refused" && holds.some((id) => !isOwn(account, request.point, id)))
        return Result.fail({ hold: "Hold not found." })
      const own = Accounts.named(account, request.point, holds)
      const spendable = notBelowZero(Money.add(Accounts.free(account), own))
      const most = limit(execution, account, request.amount, spendable)
      const { spend } = request
      if (spend > most || spend !== whole(execution, spend)) return tooMuch("spend", most)
      return Result.succeed({ success: true, retail: sell(execution, request, account, percent, holds) })
    },
  )
}

const isOwn = (account: Account, point: PointId, id: string): boolean =>
  [...account.holds.values()].some((living) => living.id === id && living.point === point)

const sell = (
  execution: Execution,
  { amount, point, spend }: Requests["retail"],
  account: Account,
  percent: Percent,
  named: ReadonlyArray<string>,
): object => {
  const { agenda, at, behaviour, call, source, state } = execution
  const { type } = account.level
  const client = account.client.id
  const rest = Money.subtract(amount, Money.pointsAsMoney(spend))
  const total = type === "discount" ? Money.subtract(amount, Money.percentOf(amount, percent)) : rest
  const earns = type === "cashback" && (spend === 0 || behaviour.earnOnSpend)
  const earn = earns ? earned(execution, rest, percent) : Money.zeroPoints
  const sale = source.id()

  // The holds go first: their points are then free to be spent, in one step as far as anybody sees.
  for (const living of (behaviour.saleEnds === "point" ? state.holds : account.holds).values())
    if (living.point === point) endBySale(execution, living)
  state.record({
    kind: "sold",
    at,
    call,
    sale,
    client,
    point,
    type,
    percent,
    amount,
    total,
    spend,
    earn,
    named,
  })
  if (earn > 0) {
    const credit = (at: number) => state.record({ kind: "credited", at, call, client, sale, points: earn })
    if (behaviour.creditDelay === 0) credit(at)
    else agenda.add(at + behaviour.creditDelay, credit)
  }
  return {
    amount: Money.toNumber(amount),
    total: Money.toNumber(total),
    percent,
    type,
    ...(spend > 0 ? { spend: Money.toNumber(spend) } : {}),
    ...(spend === 0 || earns ? { earn: Money.toNumber(earn) } : {}),
  }
}
