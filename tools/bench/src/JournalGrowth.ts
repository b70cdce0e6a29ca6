/**
 * `journal-growth`: does a sale become slower as a shop's journal fills?
 *
 * Compared: identify, quote, hold and commit through `Checkout` in this process, with 1,000,000 settled checkouts in the journal's
 * file, against the same with an empty file. Fair because both sides are the engine, and differ in nothing but the file. It is
 * filled through the journal's own `append`, with the events of whole sales; only a sale's five appends are one, and many go in one transaction.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import { ClientId, HoldId, PointId, ReceiptId } from "@loyalkit/core/Domain"
import { Journal, type Append } from "@loyalkit/core/Journal"
import { Kopecks, Percent, Points } from "@loyalkit/core/Money"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { statSync } from "node:fs"
import { join } from "node:path"
import { withFolder } from "./Disk.ts"
import type { Benchmark } from "./Figure.ts"
import { compare, spread } from "./Rounds.ts"
import { sales } from "./Sales.ts"
import { withService } from "./Service.ts"
import { clientIdOf, searchOf } from "./StubClients.ts"

/** Settled checkouts behind the full side. */
const BEHIND = 1_000_000
/** Of them in one transaction. */
const TOGETHER = 1_000
/** Checkouts in a block. */
const CHECKOUTS = 60

/** Between two of them, in milliseconds: a million in some seven weeks, of which none is old enough to be forgotten. */
const APART = 4_000

const point = PointId.make("point-1")
const amount = Kopecks.make(100_000)
const points = Points.make(10_000)
const level = {
  id: "7",
  title: "Серебряный",
  type: "cashback",
  percent: Percent.make(5),
  maxSpendPercent: Percent.make(50),
} as const

/** A whole sale as the journal has it when it is settled. */
const settled = (index: number, at: number): Append => {
  const client = ClientId.make(clientIdOf(searchOf(index)))
  const account = { id: client, level, balance: Points.make(51_250) }
  const hold = { id: HoldId.make(`old-${index}`), points, minutes: 10, askedMinutes: 12 }
  const quote = {
    type: "cashback",
    percent: Percent.make(5),
    amount,
    maxSpend: Points.make(50_000),
    earn: Points.make(5_000),
  } as const
  const sale = {
    amount,
    total: Kopecks.make(90_000),
    percent: Percent.make(5),
    type: "cashback",
    spend: points,
  } as const
  return {
    key: { point, receipt: ReceiptId.make(`old-${index}`) },
    expectedVersion: 0,
    events: [
      { _tag: "Identified", at, account, since: index },
      { _tag: "Quoted", at, purchase: { amount }, quote },
      { _tag: "Held", at, hold },
      {
        _tag: "CommitIntended",
        at,
        attempt: 1,
        request: { amount, points },
        account,
        witness: { balance: account.balance, since: index, hold, earn: quote.earn },
      },
      { _tag: "Committed", at, sale },
    ],
    status: "settled",
    cases: false,
    client,
    moves: true,
    at,
    durability: "written",
  }
}

const fill = Effect.fnUntraced(function* (behind: number) {
  const journal = yield* Journal
  const from = Date.now() - behind * APART
  for (let first = 0; first < behind; first += TOGETHER) {
    const group = Array.from({ length: Math.min(TOGETHER, behind - first) }, (_, index) =>
      journal.append(settled(first + index, from + (first + index) * APART)),
    )
    yield* Effect.all(group, { concurrency: "unbounded", discard: true })
  }
  yield* journal.sync
})

/** Fills a new file; gives how long it took, in seconds. */
const filled = async (path: string, behind: number): Promise<number> => {
  const from = performance.now()
  await Effect.runPromise(Effect.provide(fill(behind), SqliteJournal.layer({ path })))
  return (performance.now() - from) / 1_000
}

export const journalGrowth: Benchmark = {
  name: "journal-growth",
  run: (effort) =>
    withService(({ layer }) =>
      withFolder(async (folder) => {
        const paths = { full: join(folder, "full.sqlite"), empty: join(folder, "empty.sqlite") }
        const behind = Math.ceil(BEHIND * effort.scale)
        const seconds = await filled(paths.full, behind)
        const size = statSync(paths.full).size / 1_000_000
        const runtimeOf = (path: string) =>
          ManagedRuntime.make(
            Checkout.layer.pipe(Layer.provide(layer), Layer.provide(SqliteJournal.layer({ path }))),
          )
        const full = { runtime: runtimeOf(paths.full), sell: sales("receipt") }
        const empty = { runtime: runtimeOf(paths.empty), sell: sales("receipt") }
        const times = Math.ceil(CHECKOUTS * effort.scale)
        const comparison = await compare(effort, {
          ours: () => full.runtime.runPromise(full.sell(times)),
          theirs: () => empty.runtime.runPromise(empty.sell(times)),
        })
        await full.runtime.dispose()
        await empty.runtime.dispose()
        const millis = (value: number) => `${value.toFixed(2)} ms`
        return {
          name: "journal-growth",
          value: comparison.ratio,
          detail: `times a checkout's p50 with an empty journal, with ${behind.toLocaleString("en")} settled ones behind it (${millis(comparison.ours)} to ${millis(comparison.theirs)}; filled in ${seconds.toFixed(0)} s, ${size.toFixed(0)} MB; ${spread(comparison)})`,
          target: { at: "most", value: 1.2 },
        }
      }),
    ),
}
