/**
 * `checkout`: what the engine adds to a whole sale.
 *
 * Compared: identify, quote, hold and commit through `Checkout`, with the SQLite journal on disk, against the
 * same four calls over `undici.request` with one synced insert into bare `node:sqlite` before the sale. Fair
 * because the insert is the least that a careful till would do by itself: write down what it is about to send.
 * Ours writes five events, of which that one is synced, and keeps one command at a time on each receipt.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { join } from "node:path"
import { bareTable, withFolder, type BareTable } from "./Disk.ts"
import type { Benchmark } from "./Figure.ts"
import { compare, spread, timed } from "./Rounds.ts"
import { sales } from "./Sales.ts"
import { withService, type BareCall } from "./Service.ts"

/** Checkouts in a block. */
const CHECKOUTS = 60

const search = "79201234567"
const point = "point-1"
/** The answers of the stub are known: 100 points of 1 000 rubles. It looks at no ID. */
const bareSale = (bare: BareCall, table: BareTable) => async () => {
  const client = "5f3e2b9c1d"
  await bare("client", { search, point })
  await bare("recalc", { client, point, amount: 1_000 })
  await bare("bonuses/hold", { client, point, amount: 100, duration: 12 })
  const sale = { client, point, amount: 1_000, spend: 100, hold: ["h-48151623"] }
  table.insert(sale)
  await bare("retail", sale)
}

export const checkoutSale: Benchmark = {
  name: "checkout",
  run: (effort) =>
    withService(({ bare, layer }) =>
      withFolder(async (folder) => {
        const journal = SqliteJournal.layer({ path: join(folder, "journal.sqlite") })
        const runtime = ManagedRuntime.make(Checkout.layer.pipe(Layer.provide(layer), Layer.provide(journal)))
        const table = bareTable(join(folder, "bare.sqlite"))
        const ours = sales("receipt")
        const times = Math.ceil(CHECKOUTS * effort.scale)
        const comparison = await compare(effort, {
          ours: () => runtime.runPromise(ours(times)),
          theirs: () => timed(times, bareSale(bare, table)),
        })
        await runtime.dispose()
        table.close()
        const millis = (value: number) => `${value.toFixed(2)} ms`
        return {
          name: "checkout",
          value: comparison.ratio,
          detail: `times four bare calls and one synced insert (${millis(comparison.ours)} to ${millis(comparison.theirs)}; ${spread(comparison)})`,
          target: { at: "most", value: 1.5 },
        }
      }),
    ),
}
