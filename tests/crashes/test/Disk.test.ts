/** Disks that take no more: a limit of the operating system on the size of files, and rights that are missing. */
import { assert, describe, it } from "@effect/vitest"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import { SandboxServer } from "@loyalkit/sandbox/node"
import { Sandbox } from "@loyalkit/sandbox/Sandbox"
import * as Effect from "effect/Effect"
import * as HttpServer from "effect/http/HttpServer"
import { chmod, chown, readFile } from "node:fs/promises"
import { join } from "node:path"
import { reckon } from "./Reckoning.ts"
import { town } from "./Town.ts"
import { bundled, folder, start, type StartOptions, type TillProcess } from "./TillProcess.ts"

/** No test here waits for anything but processes that start; this is for the slowest machine. */
const TIMEOUT = 60_000

const service = SandboxServer.layer({ port: 0 }, { seed: "1", world: town })

/** The till's answers, one for each step. */
const told = (till: TillProcess, ...steps: ReadonlyArray<string>) =>
  Effect.promise(async () => {
    const answers: Array<string> = []
    for (const step of steps) {
      till.say(step)
      const answer = await till.lines.next()
      if (answer.done === true) throw new Error(`the till ended at "${step}"`)
      answers.push(answer.value)
    }
    return answers
  })

/** Stops a till, or kills it. */
const ended = (till: TillProcess, how: "stopped" | "killed") =>
  Effect.promise(async () => {
    if (how === "stopped") till.hangUp()
    else till.kill()
    await till.lines.return?.()
    const end = how === "stopped" ? { code: 0, signal: null } : { code: null, signal: "SIGKILL" as const }
    assert.deepStrictEqual(await till.ended, end)
  })

/** Starts tills over one service and one new journal. */
const tills = Effect.gen(function* () {
  const url = yield* HttpServer.addressFormattedWith(Effect.succeed)
  const home = yield* folder
  const path = join(home, "journal.db")
  const program = yield* bundled("ObedientTill")
  const begin = (user: ReadonlyArray<string> = [], options: StartOptions = {}) =>
    start([program, url, path, ...user], options)
  return { home, path, begin }
})

/** What the service has seen and done. */
const seen = Effect.gen(function* () {
  const sandbox = yield* Sandbox
  const { clients } = yield* sandbox.state
  return {
    calls: (yield* sandbox.calls).map(({ method }) => method),
    holds: clients.flatMap(({ holds }) => holds.map(({ id }) => id)),
    sales: (yield* sandbox.ledger()).filter(({ kind }) => kind === "sold").length,
  }
})

const assertRefused = (answers: ReadonlyArray<string>) => {
  for (const answer of answers) assert.match(answer, /^JournalUnavailable: .*see to the till's disk\.$/)
}

describe("a till whose disk is full", () => {
  /** Half a megabyte for each file: a dozen long receipts. */
  const fileBlocks = 1_024

  /** Quotes long receipts until not even a short line fits; gives those that were written down. */
  const fill = Effect.fnUntraced(function* (till: TillProcess) {
    const written: Array<number> = []
    let refusals = 0
    // The first refusal makes the journal move its log, which may gain some room: the second one counts.
    for (let number = 100; refusals < 2; number++) {
      assert.isBelow(number, 200, "a disk that takes a hundred long receipts has no limit")
      const [short = ""] = yield* told(till, `identify ${number}`)
      refusals = short.startsWith("JournalUnavailable: ") ? refusals + 1 : 0
      if (short === "Identified") written.push(number)
      yield* told(till, `quoteLong ${number}`)
    }
    return written
  })

  for (const how of ["stopped", "killed"] as const) {
    it.live(
      `sends no sale that it cannot write down, and has lost nothing when it was ${how} and has room again`,
      () =>
        Effect.gen(function* () {
          const { begin, path } = yield* tills
          const till = yield* begin([], { fileBlocks })
          const day = ["identify 1", "quote 1", "hold 1", "identify 2", "quote 2", "identify 3", "quote 3"]
          assert.deepStrictEqual(
            [yield* told(till, ...day, "hold 3")],
            [["Identified", "Quoted", "Held", "Identified", "Quoted", "Identified", "Quoted", "Held"]],
          )
          const written = yield* fill(till)
          const before = yield* seen
          assertRefused(yield* told(till, "spend 1", "earn 2", "hold 2", "cancel 3", "identify 4", "spend 1"))
          const looks = ["look 1", "look 2", "look 3"]
          assert.deepStrictEqual(yield* told(till, ...looks), ["Held", "Quoted", "Held"])
          const after = yield* seen
          assert.notInclude(after.calls, "retail")
          // A hold that could not be written down was given back.
          assert.deepStrictEqual([after.holds, after.sales], [before.holds, 0])
          yield* ended(till, how)

          const next = yield* begin()
          assert.deepStrictEqual(yield* told(next, ...looks), ["Held", "Quoted", "Held"])
          assert.deepStrictEqual(yield* told(next, "spend 1", "earn 2", "cancel 3"), [
            "Committed",
            "Committed",
            "Cancelled",
          ])
          const cancelled = yield* told(next, ...written.map((number) => `cancel ${number}`))
          assert.deepStrictEqual([...new Set(cancelled)], ["Cancelled"])
          yield* ended(next, "stopped")
          const reckoning = yield* Effect.provide(reckon(new Set()), SqliteJournal.layer({ path }))
          assert.deepStrictEqual(reckoning, {
            broken: [],
            states: { Committed: 2, Cancelled: 1 + written.length },
            sales: 2,
            doubts: 0,
            settledDoubts: 0,
          })
        }).pipe(Effect.provide(service)),
      TIMEOUT,
    )
  }
})

describe("a till whose journal may not be written", () => {
  /** Root may write everything; whoever runs these tests as root runs the till as nobody. */
  const NOBODY = 65_534
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? [String(NOBODY)] : []

  const rights = (home: string, path: string, { file, folder }: { file: number; folder: number }) =>
    Effect.promise(async () => {
      await chmod(path, file)
      await chmod(home, folder)
    })
  const writable = { file: 0o600, folder: 0o700 }

  for (const { name, readOnly } of [
    { name: "the file", readOnly: { file: 0o400, folder: 0o700 } },
    { name: "the folder", readOnly: { file: 0o600, folder: 0o500 } },
    { name: "either", readOnly: { file: 0o400, folder: 0o500 } },
  ]) {
    it.live(
      `sends nothing while it may not write ${name}, and goes on by itself when it may`,
      () =>
        Effect.gen(function* () {
          const { begin, home, path } = yield* tills
          if (isRoot) yield* Effect.promise(() => chown(home, NOBODY, NOBODY))
          const first = yield* begin(user)
          const day = ["identify 1", "quote 1", "hold 1", "identify 2", "quote 2"]
          assert.deepStrictEqual((yield* told(first, ...day)).slice(2), ["Held", "Identified", "Quoted"])
          yield* ended(first, "stopped")

          const before = { ...(yield* seen), bytes: yield* Effect.promise(() => readFile(path)) }
          yield* Effect.acquireRelease(rights(home, path, readOnly), () => rights(home, path, writable))
          const till = yield* begin(user)
          assertRefused(yield* told(till, "spend 1", "earn 2", "look 1", "identify 3", "spend 1"))
          const after = { ...(yield* seen), bytes: yield* Effect.promise(() => readFile(path)) }
          assert.deepStrictEqual(after, before)

          yield* rights(home, path, writable)
          assert.deepStrictEqual(yield* told(till, "look 1", "spend 1", "earn 2"), [
            "Held",
            "Committed",
            "Committed",
          ])
          yield* ended(till, "stopped")
          const reckoning = yield* Effect.provide(reckon(new Set()), SqliteJournal.layer({ path }))
          assert.deepStrictEqual(reckoning, {
            broken: [],
            states: { Committed: 2 },
            sales: 2,
            doubts: 0,
            settledDoubts: 0,
          })
        }).pipe(Effect.provide(service)),
      TIMEOUT,
    )
  }
})
