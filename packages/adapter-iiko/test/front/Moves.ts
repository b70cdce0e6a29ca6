/**
 * What may happen next in the small world: the till's own steps, and the network's, the power's and the service's doings.
 */
import * as Rule from "../../src/front/TransactionRule.ts"
import { deliver, heldNow, PAID, type Call, type Left, type Rules, type World } from "./World.ts"

export type Move = readonly [by: string, after: World]

const use = (world: World, what: keyof Left): World => ({
  ...world,
  left: { ...world.left, [what]: world.left[what] - 1 },
})
const send = (world: World, ...calls: ReadonlyArray<Call>): World => ({
  ...world,
  flying: [...world.flying, ...calls].toSorted((one, other) =>
    JSON.stringify(one).localeCompare(JSON.stringify(other)),
  ),
})
const pointsOf = (transactions: ReadonlyArray<string>): number => transactions.length * PAID
const TRANSACTIONS = ["t1", "t2"]

/** A payment is taken off the order: by hand, or since the printer failed. Its cancel is sent until it is answered. */
const undone = (world: World, transaction: string): World => {
  const processed = world.processed.filter((one) => one !== transaction)
  return send({ ...world, processed }, { call: "cancel", transaction, pointsPaid: pointsOf(processed) })
}

const tills = (world: World): ReadonlyArray<Move> => {
  if (world.order !== "open") return []
  const moves: Array<Move> = []
  const { left, processed, tried, waits } = world
  if (left.checkIns > 0) moves.push(["checkin", send(use(world, "checkIns"), { call: "checkin" })])
  if (left.undos > 0) moves.push(["undo", send(use(world, "undos"), { call: "undo" })])
  if (waits !== undefined) {
    const { waits: _, ...over } = world
    const late: Call = { call: "cancel", transaction: waits, pointsPaid: pointsOf(processed) }
    return [...moves, [`${waits} takes too long`, send(over, late)]]
  }
  const next = TRANSACTIONS.find((one) => !tried.includes(one))
  if (next !== undefined && processed.length === 0) {
    const call: Call = { call: "pay", transaction: next, pointsPaid: pointsOf(processed) }
    moves.push([`pay ${next}`, send({ ...world, waits: next, tried: [...tried, next] }, call)])
  }
  for (const transaction of processed) moves.push([`undo ${transaction}`, undone(world, transaction)])
  const closed = (terminal: string): Call => ({ call: "closed", pointsPaid: pointsOf(processed), terminal })
  const seen = { ...world.seen, wasClosed: true }
  moves.push(["close", send({ ...world, order: "closed", seen }, closed("A"), closed("B"))])
  moves.push(["delete", send({ ...world, order: "deleted" }, { call: "deleted" })])
  return moves
}

const network = (rules: Rules, world: World): ReadonlyArray<Move> =>
  world.flying.flatMap((call, at): ReadonlyArray<Move> => {
    const name = JSON.stringify(call)
    const rest = { ...world, flying: world.flying.filter((_, place) => place !== at) }
    const moves: Array<Move> = [[`arrives: ${name}`, deliver(rules, rest, call)]]
    if (world.left.copies > 0)
      moves.push([`arrives, and once more: ${name}`, deliver(rules, use(world, "copies"), call)])
    // What the plugin keeps in a queue of its own is late, and never lost.
    const isKept = call.call === "closed" || call.call === "deleted" || call.call === "cancel"
    if (!isKept && world.left.losses > 0) moves.push([`lost: ${name}`, use(rest, "losses")])
    return moves
  })

const others = (world: World): ReadonlyArray<Move> => {
  const moves: Array<Move> = []
  const { left } = world
  if (left.restarts > 0) moves.push(["restart", { ...use(world, "restarts"), memory: Rule.NOTHING }])
  if (left.expiries > 0 && heldNow(world) > 0)
    moves.push([
      "the hold is over",
      { ...use(world, "expiries"), receipts: world.receipts.map((one) => ({ ...one, held: 0 })) },
    ])
  if (left.elsewhere > 0 && heldNow(world) === 0)
    moves.push(["the points are spent elsewhere", { ...use(world, "elsewhere"), balance: 0 }])
  return moves
}

export const moves = (rules: Rules, world: World): ReadonlyArray<Move> => [
  ...tills(world),
  ...network(rules, world),
  ...others(world),
]
