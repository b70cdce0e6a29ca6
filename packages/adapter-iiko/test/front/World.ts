/**
 * A small world around one order: a till with its queue, a network that is late and repeats, a bridge that forgets, and a service.
 *
 * The bridge's steps are the adapter's own rule (`TransactionRule`); its commands to the engine are a few lines here that do what core does.
 */
import { Points } from "@loyalkit/core/Money"
import * as Rule from "../../src/front/TransactionRule.ts"

/** Whole points, to keep the world small. */
export const PAID = 50

export type Call =
  | { readonly call: "checkin" | "undo" | "deleted" }
  | { readonly call: "pay" | "cancel"; readonly transaction: string; readonly pointsPaid: number }
  | { readonly call: "closed"; readonly pointsPaid: number; readonly terminal: string }

/** A receipt of the order, as the journal has it. */
export interface Receipt {
  readonly state: "open" | "cancelled" | "committed"
  readonly held: number
  readonly spent?: number
  /** Points that were shown, and not written off. */
  readonly isCase?: true
}

export interface World {
  readonly order: "open" | "closed" | "deleted"
  /** Processed payments of our type, as iiko has them. */
  readonly processed: ReadonlyArray<string>
  /** The transaction whose answer the till waits for. */
  readonly waits?: string
  readonly tried: ReadonlyArray<string>
  /** On their way, in no order. */
  readonly flying: ReadonlyArray<Call>
  readonly memory: Rule.Remembered<"proceed" | "fail">
  /** The journal and the service: they forget nothing. */
  readonly receipts: ReadonlyArray<Receipt>
  readonly balance: number
  readonly left: Left
  /** What the claims go by. */
  readonly seen: { readonly wasClosed: boolean; readonly lateCheckIn: boolean; readonly stoneHeld: boolean }
}

/** How often what may happen. */
export interface Left {
  readonly restarts: number
  readonly expiries: number
  readonly copies: number
  readonly losses: number
  readonly undos: number
  readonly checkIns: number
  /** The guest spends the points elsewhere. */
  readonly elsewhere: number
}

/** The bridge's safeguards: a test takes one away. */
export interface Rules {
  readonly stones: boolean
  /** What is written off. */
  readonly points: "of the closed order" | "of the hold"
  /** Is every point looked at? */
  readonly onePlace: boolean
}

export const shipped: Rules = {
  stones: true,
  points: "of the closed order",
  onePlace: true,
}

export const start = (left: Left): World => ({
  order: "open",
  processed: [],
  tried: [],
  flying: [],
  memory: Rule.NOTHING,
  receipts: [],
  balance: PAID,
  left,
  seen: { wasClosed: false, lateCheckIn: false, stoneHeld: false },
})

export const heldNow = ({ receipts }: World): number => receipts.reduce((sum, { held }) => sum + held, 0)

const current = ({ receipts }: World): Receipt | undefined => {
  const last = receipts.at(-1)
  return last?.state === "cancelled" ? undefined : last
}

const withLast = (world: World, change: Partial<Receipt>): World => ({
  ...world,
  receipts: world.receipts.map((one, at, all) => (at === all.length - 1 ? { ...one, ...change } : one)),
})

/** Core's hold: of just so many, where there are so many. An order with a case was closed already. */
const hold = (world: World, points: number): World | undefined => {
  const receipt = current(world)
  if (receipt?.state !== "open" || receipt.isCase === true) return undefined
  return points > world.balance ? undefined : withLast(world, { held: points })
}

const begin = (world: World): World => ({
  ...world,
  receipts: [...world.receipts, { state: "open", held: 0 }],
})

/** A cancelled receipt stays cancelled: the next one takes over. */
const checkIn = (world: World): World => {
  const seen = { ...world.seen, lateCheckIn: world.seen.lateCheckIn || world.order !== "open" }
  return current(world) === undefined ? begin({ ...world, seen }) : { ...world, seen }
}

const cancelReceipt = (world: World): World =>
  current(world)?.state === "open" ? withLast(world, { state: "cancelled", held: 0 }) : world

const pay = (rules: Rules, world: World, transaction: string, pointsPaid: number): World => {
  const stone = world.memory.cancelled.includes(transaction)
  const step = Rule.paying(world.memory, transaction)
  const answered = (next: World, answer: "proceed" | "fail"): World =>
    next.waits !== transaction
      ? next
      : {
          ...without(next),
          processed: answer === "proceed" ? [...next.processed, transaction] : next.processed,
        }
  if (step._tag === "Cancelled" && rules.stones) return answered(world, "fail")
  if (step._tag === "Answered") return answered(world, step.answer)
  const held = hold(world, pointsPaid + PAID)
  const answer = held === undefined ? "fail" : "proceed"
  const memory = Rule.paid<"proceed" | "fail">(world.memory, transaction, {
    answer,
    before: Points.make(pointsPaid),
    held: held !== undefined,
  })
  const seen = { ...world.seen, stoneHeld: world.seen.stoneHeld || (stone && held !== undefined) }
  return answered({ ...(held ?? world), memory, seen }, answer)
}

/** The till waits no longer. */
const without = ({ waits: _, ...rest }: World): World => rest

const cancel = (world: World, transaction: string, pointsPaid: number): World => {
  const points = Rule.afterCancel(world.memory, transaction, { pointsPaid: Points.make(pointsPaid) })
  const memory = Rule.cancelled(world.memory, transaction)
  const next = points === undefined ? world : (hold(world, points) ?? world)
  return { ...next, memory }
}

/** Core's commit, and the case where it is refused. Told again, it is what it was. */
const close = (rules: Rules, world: World, pointsPaid: number): World => {
  const receipt = current(world)
  const points = rules.points === "of the hold" ? (receipt?.held ?? 0) : pointsPaid
  if (receipt === undefined) return points === 0 ? world : withLast(begin(world), { isCase: true })
  if (receipt.state === "committed" && rules.onePlace) return world
  const sold = receipt.state === "committed" ? begin(world) : world
  // Nobody was checked in on it, or the points are gone.
  if (receipt.isCase === true || points > world.balance) return withLast(sold, { isCase: true, held: 0 })
  return {
    ...withLast(sold, { state: "committed", spent: points, held: 0 }),
    balance: world.balance - points,
  }
}

export const deliver = (rules: Rules, world: World, call: Call): World => {
  switch (call.call) {
    case "checkin":
      return checkIn(world)
    case "undo":
      // While points are held somebody has paid with them.
      return heldNow(world) === 0 ? cancelReceipt(world) : world
    case "deleted":
      return cancelReceipt(world)
    case "pay":
      return pay(rules, world, call.transaction, call.pointsPaid)
    case "cancel":
      return cancel(world, call.transaction, call.pointsPaid)
    case "closed":
      return close(rules, world, call.pointsPaid)
  }
}
