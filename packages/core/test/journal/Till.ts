/**
 * A till as a process of its own, for tests that kill it: `node Till.ts <file> <durability>`. Opens the journal, prints
 * `open` or why not, and then appends receipt after receipt of one client, each a movement of points, printing each once it
 * was acknowledged.
 */
import * as Effect from "effect/Effect"
import * as Fs from "node:fs"
import { ClientId } from "../../src/Domain.ts"
import { type Durability, Journal } from "../../src/Journal.ts"
import * as SqliteJournal from "../../src/node/SqliteJournal.ts"
import { appendOf } from "../../src/testing/JournalSamples.ts"

const [path = "", given] = process.argv.slice(2)
const client = ClientId.make("anna")
const durability: Durability = given === "synced" ? "synced" : "written"

// Straight to the descriptor: what is printed must not wait in a buffer when the process dies.
const print = (line: string): void => void Fs.writeSync(1, `${line}\n`)

const sell = Effect.gen(function* () {
  const journal = yield* Journal
  print("open")
  for (let n = 0; ; n++) {
    yield* journal.append(appendOf(`r-${n}`, 0, { client, durability, moves: true }))
    print(`r-${n}`)
  }
})

await Effect.runPromise(
  sell.pipe(
    Effect.provide(SqliteJournal.layer({ path })),
    Effect.catch((error) => Effect.sync(() => print(`${error._tag}: ${error.message}`))),
  ),
)
