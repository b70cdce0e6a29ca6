/**
 * A day of a café by one seed: some tables at once, a line that fails, a service that fails, a gateway that dies; and what must hold of it.
 */
import { isUndecided } from "@loyalkit/core/journal/CheckoutState"
import { make as makeChance } from "@loyalkit/scenario/time/Chance"
import type { Fault } from "@loyalkit/sandbox/Fault"
import { open, type Shop } from "../Shop.ts"
import * as Network from "./Network.ts"
import * as Table from "./Table.ts"

/** Short times, so that a doubt is soon settled. */
const policy = {
  doubtWindow: 60,
  probing: 200,
  settleBase: 20,
  settleCap: 50,
  commitBudget: 400,
  identifyBudget: 200,
  quoteBudget: 200,
  holdBudget: 300,
  releaseBudget: 200,
  retryBase: 5,
  retryCap: 20,
  breakerFailures: 1_000,
}

const faults: readonly [Fault, ...ReadonlyArray<Fault>] = [
  { kind: "refuse" },
  { kind: "reset", executed: true },
  { kind: "reset", executed: false },
  { kind: "status", status: 503, executed: false },
  { kind: "cut" },
]

/** Longer than anything takes to be settled by itself. */
const PATIENCE = 400
const pause = () => new Promise((done) => setTimeout(done, 10))

/** Sales by the place of their order, which is in their amount. */
const salesBy = async (shop: Shop) => {
  const sales = await shop.sales()
  return (place: number) => sales.filter(({ amount }) => Math.floor(amount / 100_000) === place + 1)
}

/** What is wrong at any moment. */
const harmNow = async (shop: Shop, tables: ReadonlyArray<Table.Table>): Promise<string | undefined> => {
  const sales = await salesBy(shop)
  for (const [place, table] of tables.entries()) {
    const sold = sales(place)
    const closedWith = table.paidAtClosing()
    if (sold.length > 1) return `order ${place} is settled ${sold.length} times`
    if (sold.length === 1 && closedWith === undefined) return `order ${place} is settled and was never closed`
    if (sold.length === 1 && sold[0]?.spend !== (closedWith ?? 0) * 100)
      return `order ${place} was paid with ${closedWith} points and is settled with ${sold[0]?.spend}`
  }
  return undefined
}

/** Each order whose calls the plugin still keeps. */
const unfinished = async (shop: Shop, tables: ReadonlyArray<Table.Table>) => {
  const sales = await salesBy(shop)
  return tables.flatMap((table, place) => (table.isOver(sales(place).length > 0) ? [] : [place]))
}

/** Points that were paid and neither written off nor anybody's case. */
const lost = async (shop: Shop, tables: ReadonlyArray<Table.Table>): Promise<string | undefined> => {
  const sales = await salesBy(shop)
  const cases = await shop.cases()
  for (const [place, table] of tables.entries()) {
    const points = table.paidAtClosing() ?? 0
    const isCase = cases.some(({ key, kind }) => key.receipt.startsWith(table.order.id) && kind !== "return")
    if (points > 0 && sales(place).length === 0 && !isCase)
      return `order ${place} was paid with ${points} points that were not written off, and nobody knows`
    const isNoted = cases.some(({ key, kind }) => key.receipt.startsWith(table.order.id) && kind === "return")
    if (table.wasStorned() && sales(place).length === 1 && !isNoted)
      return `order ${place} was storned, and nobody knows`
  }
  return undefined
}

/** Is every receipt of these orders settled, or a person's? */
const isSettled = async (shop: Shop, tables: ReadonlyArray<Table.Table>): Promise<boolean> => {
  const cases = await shop.cases()
  for (const { order } of tables)
    for (const nth of ["", ".2", ".3", ".4", ".5", ".6", ".7", ".8", ".9"]) {
      const state = await shop.state(`${order.id}${nth}`)
      const isPersons = cases.some(({ key }) => key.receipt === state.key.receipt)
      const isOpen = ["Queued", "Committing", "InDoubt", "NotCreated"].includes(state._tag)
      if (isOpen && !isPersons) return false
      if (state._tag === "Held" && isUndecided(state) && state.refused === undefined) return false
    }
  return true
}

/** Lives one day; gives what went wrong, with what had been done. */
export const live = async (seed: string): Promise<string | undefined> => {
  const chance = makeChance(seed, "iikoFront")
  const weather = makeChance(seed, "service")
  const shop = await open({ page: true, policy, seed, balance: chance.between(0, 600_00) })
  const network = Network.make(makeChance(seed, "line"))
  const tables = Array.from({ length: chance.between(1, 3) }, (_, place) =>
    Table.make(shop, chance, network, place),
  )
  const told = (harm: string) =>
    [`seed ${seed}: ${harm}`, ...tables.map(({ done }, place) => `${place}: ${done.join("; ")}`)].join("\n")
  try {
    for (let step = chance.between(8, 40); step > 0; step--) {
      const table = tables[chance.between(0, tables.length - 1)]
      if (weather.happens(0.15))
        await shop.breakNext(
          weather.oneOf(["client", "recalc", "hold", "release", "retail", "retail"]),
          weather.oneOf(faults),
        )
      if (weather.happens(0.05)) await shop.restart()
      if (weather.happens(0.05)) await shop.advance(weather.between(1, 20))
      await table?.act()
      await table?.sendKept(false)
      await network.deliverLate(false)
      const harm = await harmNow(shop, tables)
      if (harm !== undefined) return told(harm)
    }
    // The evening: everything ends, in whatever weather; then what is late arrives, and line and service hold.
    if (weather.happens(0.5)) await shop.breakNext("retail", weather.oneOf(faults), 2)
    for (const table of tables) {
      await table.end()
      await table.sendKept(false)
    }
    network.mend()
    await network.deliverLate(true)
    await shop.repair()
    for (let times = 0; times < PATIENCE; times++) {
      for (const table of tables) await table.sendKept(true)
      if ((await unfinished(shop, tables)).length === 0 && (await isSettled(shop, tables))) break
      await pause()
    }
    const [stuck] = await unfinished(shop, tables)
    if (stuck !== undefined) return told(`order ${stuck} is never done with`)
    if (!(await isSettled(shop, tables))) return told("something is never settled")
    const harm = (await harmNow(shop, tables)) ?? (await lost(shop, tables))
    if (harm !== undefined) return told(harm)
    await shop.advance(60)
    return (await shop.held()).length > 0 ? told("a hold never ends") : undefined
  } finally {
    await shop.close()
  }
}
