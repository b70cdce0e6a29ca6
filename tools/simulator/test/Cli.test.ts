/** The command as people run it: what it prints, how it ends, and that what it writes can be played again. */
import { assert, describe, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url))
/** Its sale's answer is lost, and the witness says what became of it. */
const SCENARIO = fileURLToPath(new URL("../../../scenarios/answer-lost.json", import.meta.url))
const MOST_MILLIS = 120_000

const simulate = (...argv: ReadonlyArray<string>) =>
  new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
    execFile(process.execPath, [MAIN, ...argv], { maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1
      resolve({ code, output: stdout + stderr })
    })
  })

const inFolder = async (body: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-simulate-"))
  await body(folder).finally(() => rm(folder, { recursive: true, force: true }))
}

describe("npm run simulate", () => {
  it(
    "prints what came of a run, ours beside the usual clients', and ends well",
    async () => {
      const { code, output } = await simulate("--checkouts", "240", "--profile", "calm", "--seed", "7")
      assert.strictEqual(code, 0, output)
      for (const words of [
        "240 checkouts in 2 worlds",
        "profile calm, seed 7",
        "retry three times",
        "0  violations",
      ])
        assert.include(output, words)
    },
    MOST_MILLIS,
  )

  it(
    "fails where something went wrong, and writes the shortest script, which goes wrong again to the byte",
    () =>
      inFolder(async (folder) => {
        const sabotaged = ["--profile", "hostile", "--checkouts", "240", "--sabotage", "sale-retried"]
        const { code, output } = await simulate(...sabotaged, "--out", folder)
        assert.strictEqual(code, 1)
        assert.include(output, "violations in")
        const [file] = await readdir(folder)
        if (file === undefined) return assert.fail(output)
        const path = join(folder, file)
        const replays = await Promise.all([simulate("--replay", path), simulate("--replay", path)])
        assert.strictEqual(replays[0].output, replays[1].output)
        assert.strictEqual(replays[0].code, 1)
        assert.include(replays[0].output, 'VIOLATION {"code":"twice"')
        assert.include(replays[0].output, "The same as then, to the byte.")

        const text = await readFile(path, "utf8")
        await writeFile(path, text.replace(/"digest": "./, '"digest": "-'))
        assert.include((await simulate("--replay", path)).output, "Not the same as then")
        await writeFile(path, text.replace('"format": 1', '"format": 2'))
        const refused = await simulate("--replay", path)
        assert.strictEqual(refused.code, 1)
        assert.match(refused.output, /is not a failure's file[^]*format/)
      }),
    MOST_MILLIS,
  )

  it(
    "replays a scenario's file: as it says, not as it says, and what is wrong with it by the field",
    () =>
      inFolder(async (folder) => {
        const gallery = await readFile(SCENARIO, "utf8")
        const path = join(folder, "scenario.json")
        const replayed = async (text: string, ...argv: ReadonlyArray<string>) => {
          await writeFile(path, text)
          return simulate("--replay", path, ...argv)
        }
        const same = await replayed(gallery)
        assert.strictEqual(same.code, 0, same.output)
        assert.match(
          same.output,
          /till a: POST \/v1\/receipts\/r-1\/commit[^]*→ pending[^]*as the witness shows/,
        )
        const other = gallery.replace('"balance": 1200', '"balance": 1500')
        const different = await replayed(other)
        assert.strictEqual(different.code, 1)
        assert.include(different.output, "outcome.clients[0].balance: expected 1500, got 1200")
        const recorded = await replayed(other, "--record")
        assert.strictEqual(recorded.code, 0, recorded.output)
        assert.strictEqual(await readFile(path, "utf8"), gallery)
        const wrong = await replayed(gallery.replace('"closed-after"', '"gremlins"'))
        assert.strictEqual(wrong.code, 1)
        assert.match(wrong.output, /is not a scenario: steps\[\d+\]\.fault\.way: /)
      }),
    MOST_MILLIS,
  )

  it.each([
    { argv: ["--record"], words: /--record: say the scenario's file/ },
    { argv: ["--sabotage", "nothing"], words: /there is no "nothing"[^]*no-sync/ },
    { argv: ["--profile", "mild"], words: /calm[^]*rough[^]*hostile[^]*broken-assumption/ },
    { argv: ["--checkouts", "none"], words: /checkouts/ },
    { argv: ["--replay", "/nowhere/failure.json"], words: /failure\.json/ },
  ])(
    "refuses $argv and says why",
    async ({ argv, words }) => {
      const { code, output } = await simulate(...argv)
      assert.strictEqual(code, 1)
      assert.match(output, words)
    },
    MOST_MILLIS,
  )
})
