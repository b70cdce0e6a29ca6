/**
 * `journal`: how many synced appends a second a busy gateway gets from its disk.
 *
 * Compared: 64 checkouts at a time that append to the SQLite journal, each append synced before the next one
 * of its checkout, against one-row transactions in bare `node:sqlite` in WAL with `synchronous = FULL`. Fair
 * because both write the same event, as JSON, just as durably; ours also keeps the checkout's row, version and client, and counts
 * what moves points, as a sale does.
 * Bare transactions cannot share a sync, since each blocks the process: that is the point of grouping them.
 */
import { ClientId, PointId, ReceiptId } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import type { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import { Kopecks, Percent, Points } from "@loyalkit/core/Money"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { join } from "node:path"
import { bareTable, withFolder } from "./Disk.ts"
import type { Benchmark } from "./Figure.ts"
import { compare, perSecond, rate, spread } from "./Rounds.ts"

/** Checkouts at a time. */
const CHECKOUTS = 64
/** Appends of one checkout: as many as a sale with a hold has. */
const APPENDS = 5
/** Of them the first, which move no points. */
const IDENTIFY_AND_QUOTE = 2
/** Checkouts that each worker goes through in a block. */
const REPEATS = 3
/** Bare transactions in a block; fewer, since they are slower. */
const BARE = 200

const AT = 1_795_000_000_000
const point = PointId.make("point-1")
const amount = Kopecks.make(100_000)

const event: JournalEvent = {
  _tag: "Quoted",
  at: AT,
  purchase: { amount },
  quote: {
    type: "cashback",
    percent: Percent.make(5),
    amount,
    maxSpend: Points.make(50_000),
    earn: Points.make(5_000),
  },
}

const checkout = Effect.fnUntraced(function* (receipt: ReceiptId) {
  const journal = yield* Journal
  for (let version = 0; version < APPENDS; version++) {
    yield* journal.append({
      key: { point, receipt },
      expectedVersion: version,
      events: [event],
      status: "open",
      cases: false,
      client: ClientId.make(`client-${receipt}`),
      moves: version >= IDENTIFY_AND_QUOTE,
      at: AT,
      durability: "synced",
    })
  }
})

const ours = (repeats: number) => {
  let receipts = 0
  const worker = Effect.gen(function* () {
    for (let index = 0; index < repeats; index++) yield* checkout(ReceiptId.make(`receipt-${receipts++}`))
  })
  return Effect.all(
    Array.from({ length: CHECKOUTS }, () => worker),
    { concurrency: "unbounded", discard: true },
  )
}

export const journalAppends: Benchmark = {
  name: "journal",
  run: (effort) =>
    withFolder(async (folder) => {
      const runtime = ManagedRuntime.make(SqliteJournal.layer({ path: join(folder, "journal.sqlite") }))
      const table = bareTable(join(folder, "bare.sqlite"))
      const repeats = Math.ceil(REPEATS * effort.scale)
      const bare = Math.ceil(BARE * effort.scale)
      const work = ours(repeats)
      const comparison = await compare(effort, {
        ours: rate(CHECKOUTS * APPENDS * repeats, () => runtime.runPromise(work)),
        theirs: rate(bare, async () => {
          for (let index = 0; index < bare; index++) table.insert(event)
        }),
      })
      await runtime.dispose()
      table.close()
      return {
        name: "journal",
        value: comparison.ratio,
        detail: `times one-row transactions, synced appends of ${CHECKOUTS} checkouts at once (${perSecond(comparison.ours)} to ${perSecond(comparison.theirs)}; ${spread(comparison)})`,
        target: { at: "least", value: 3 },
      }
    }),
}
