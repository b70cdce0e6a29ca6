/** Tills that are killed in the middle of everything, two hundred times in a row, over one journal. */
import { assert, describe, it } from "@effect/vitest"
import { ReceiptId } from "@loyalkit/core/Domain"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import { SandboxServer } from "@loyalkit/sandbox/node"
import * as Effect from "effect/Effect"
import * as HttpServer from "effect/http/HttpServer"
import * as Random from "effect/Random"
import { join } from "node:path"
import { type Acknowledged, encode, type Order, RECEIPTS_PER_LIFE } from "./Order.ts"
import { reckon } from "./Reckoning.ts"
import { planOf, town } from "./Town.ts"
import { bundled, folder, start, type TillProcess } from "./TillProcess.ts"

const KILLS = 200
const SEED = "two hundred lives"

/** The longest that the slowest machine may take; a quiet one needs a sixth of it. */
const TIMEOUT = 240_000

/**
 * Requests are often under way when their sender dies, and executed after its death. And one sale of the first life is
 * made without an answer: from its doubt the engine learns how this service shows a hold.
 */
const service = SandboxServer.layer(
  { port: 0 },
  {
    seed: SEED,
    world: town,
    faults: [
      { match: { method: "retail", client: planOf(1).client }, times: 1, fault: { kind: "cut" } },
      { match: { method: "retail", probability: 0.5 }, fault: { kind: "delay", before: 5, after: 5 } },
      { match: { method: "hold", probability: 0.2 }, fault: { kind: "delay", before: 2, after: 2 } },
    ],
  },
)

/** When a till dies: after so many lines, and so many milliseconds more. */
interface Moment {
  readonly lines: number
  readonly millis: number
}

/** The first lines come while it opens its journal, and a life of the longest sees a dozen receipts to their end. */
const moment = Effect.all({ lines: Random.nextIntBetween(0, 30), millis: Random.nextIntBetween(0, 6) })

/** One life, to its violent end; gives what it printed. */
const killed = (till: TillProcess, order: Order, { lines, millis }: Moment) =>
  Effect.promise(async () => {
    const printed: Array<string> = []
    const kill = () => void setTimeout(till.kill, millis)
    till.say(encode(order))
    if (lines === 0) kill()
    for await (const line of till.lines) if (printed.push(line) === lines) kill()
    assert.deepStrictEqual(await till.ended, { code: null, signal: "SIGKILL" }, printed.at(-1))
    return printed
  })

/** A life to its peaceful end; gives what it printed. */
const finished = (till: TillProcess, order: Order) =>
  Effect.promise(async () => {
    till.say(encode(order))
    const printed: Array<string> = []
    for await (const line of till.lines) printed.push(line)
    assert.deepStrictEqual([printed.at(-1), await till.ended], ["finished", { code: 0, signal: null }])
    return printed
  })

/** What the lines promise. */
const acknowledgedIn = (lines: ReadonlyArray<string>): ReadonlyArray<Acknowledged> =>
  lines.flatMap((line) => {
    const [, word, receipt] = PROMISE.exec(line) ?? []
    if (receipt === undefined) return []
    return [{ receipt: ReceiptId.make(receipt), event: word === "committed" ? "Committed" : "Cancelled" }]
  })
const PROMISE = /^(committed|cancelled) (\S+)/

/**
 * A quiet life, two hundred violent ones, and another quiet one, over one journal; gives what each printed. The next
 * process is loaded while one sells, and opens the journal once that one is dead.
 */
const lives = Effect.fnUntraced(function* (path: string) {
  const url = yield* HttpServer.addressFormattedWith(Effect.succeed)
  const program = yield* bundled("SellingTill")
  const printed: Array<ReadonlyArray<string>> = []
  let acknowledged: ReadonlyArray<Acknowledged> = []
  let next = yield* start([program])
  for (let life = 0; life <= KILLS + 1; life++) {
    const till = next
    if (life <= KILLS) next = yield* start([program])
    const order = { url, path, from: life * RECEIPTS_PER_LIFE, acknowledged } as const
    const isQuiet = life === 0 || life > KILLS
    const lines = yield* isQuiet
      ? finished(till, { ...order, task: "finish" })
      : Effect.flatMap(moment, (when) => killed(till, { ...order, task: "sell" }, when))
    // One that died before it had looked leaves the question to the next.
    acknowledged = [...(lines.includes("checked") ? [] : acknowledged), ...acknowledgedIn(lines)]
    printed.push(lines)
  }
  return printed
})

/** The receipts that a person is told of. */
const casesIn = (lines: ReadonlyArray<string>): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => /^case (\S+)/.exec(line)?.[1] ?? []))

/** Promises about a receipt that are not the first one again. */
const contradictions = (lines: ReadonlyArray<string>): ReadonlyArray<string> => {
  const first = new Map<string, string>()
  return lines.filter((line) => {
    const [, , receipt] = PROMISE.exec(line) ?? []
    if (receipt === undefined) return false
    const before = first.get(receipt) ?? line
    first.set(receipt, before)
    return before !== line
  })
}

describe("a till's process", () => {
  it.live(
    `killed ${KILLS} times in a row, sells each receipt once at most, and loses none`,
    () =>
      Effect.gen(function* () {
        const path = join(yield* folder, "journal.db")
        const printed = yield* lives(path)
        const lines = printed.flat()
        const journal = SqliteJournal.layer({ path })
        const { broken, doubts, sales, settledDoubts } = yield* Effect.provide(
          reckon(casesIn(printed.at(-1) ?? [])),
          journal,
        )
        const lost = lines.filter((line) => line.startsWith("lost "))
        assert.deepStrictEqual([...broken, ...lost, ...contradictions(lines)], [])

        // It must have been a hard life, or else all of this proves nothing. So much is a third of what a busy machine shows.
        const opened = printed.filter((life) => life.includes("open")).length
        assert.isAtLeast(opened, KILLS / 2, "lives that came to sell")
        assert.isBelow(opened, KILLS, "lives, of which some should have ended while they began")
        assert.isAtLeast(sales, KILLS, "sales")
        assert.isAtLeast(
          doubts,
          KILLS / 4,
          "sales whose till died before it could write down what became of them",
        )
        assert.isAtLeast(settledDoubts, 1, "doubts that a witness has settled after the kill")
      }).pipe(Random.withSeed(SEED), Effect.provide(service)),
    TIMEOUT,
  )
})
