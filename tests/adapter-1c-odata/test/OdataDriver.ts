/**
 * The conformance suite's driver for receipts that are read back: a till whose only action is a printed receipt.
 *
 * Nothing is asked of LoyalClient before the receipt is printed: finding the customer puts their card into it, and a calculation is 1C's own. `commit`
 * prints, and lets the reader read at once instead of at its next poll; what then became of the receipt is the engine's word, since the way in tells a till nothing.
 */
import type {
  Answer,
  Driver,
  Receipt,
  Refused,
  Setting,
  State,
  TillName,
} from "@loyalkit/sandbox/conformance"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { FakeOdata } from "./FakeOdata.ts"
import { guidOf, openBase, printReturn, printSale, takeCard, TIME_ZONE } from "./PrintingTill.ts"
import type { Known, KnownReceipt, Start } from "./ReaderProcess.ts"

const PROGRAM = fileURLToPath(new URL("ReaderProcess.ts", import.meta.url))

const refused = (code: string): Refused => ({ ok: false, error: { code } })
const yes = <Value>(value: Value): Answer<Value> => ({ ok: true, value })

const STATES: ReadonlyArray<State> = [
  "open",
  "identified",
  "quoted",
  "held",
  "queued",
  "committing",
  "doubt",
  "committed",
  "rejected",
  "cancelled",
]
const stateOf = (text: string | undefined): State => STATES.find((state) => state === text) ?? "open"

/** The reader's process, over the network only. */
const begin = async (start: Start, onText: (text: string) => void) => {
  const env = { ...process.env, READER_START: JSON.stringify(start), NODE_NO_WARNINGS: "1" }
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ["ignore", "pipe", "pipe"] })
  let written = ""
  const port = await new Promise<number>((done, gone) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        onText(text)
        written += text
        const ready = /ready (\d+)/.exec(written)?.[1]
        if (ready !== undefined) done(Number(ready))
      })
    child.once("close", () => gone(new Error(`it ended before it was ready:\n${written}`)))
  })
  const ask = async (path: "known" | "read"): Promise<Known> => {
    const answer = await fetch(`http://127.0.0.1:${port}/${path}`)
    if (!answer.ok) throw new Error(await answer.text())
    // Of our own process.
    return (await answer.json()) as Known
  }
  const kill = async () => {
    const gone = once(child, "close")
    child.kill("SIGKILL")
    await gone
  }
  return { ask, kill }
}

const settingsOf = (url: string, { points }: Setting) => ({
  url,
  user: "Администратор",
  password: "тайна",
  dialect: "unf",
  timeZone: TIME_ZONE,
  points: {
    [guidOf("till first")]: points.here,
    [guidOf("till second")]: points.here,
    [guidOf("till elsewhere")]: points.elsewhere,
  },
  firstReadHours: 24,
  pollSeconds: 10,
  pauseMillis: 0,
  requestSeconds: 5,
})

const start = async (setting: Setting) => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-1c-odata-conformance-"))
  const odata = new FakeOdata()
  openBase(odata)
  const scope = await Effect.runPromise(Scope.make())
  const base = await Effect.runPromise(Scope.provide(odata.listen, scope))
  let logs = ""
  const says = (text: string) => {
    logs += text
  }
  const { apiKey, times, url } = setting
  const process: Start = {
    url,
    apiKey,
    times,
    journal: join(folder, "journal.sqlite"),
    odata: settingsOf(base, setting),
  }
  let running = await begin(process, says)
  /** What the suite calls the receipts. */
  const names = new Map<string, string>()
  /** The card in each receipt that is not printed. */
  const cards = new Map<string, string>()

  const receiptAt = (name: string, till: TillName): Receipt => {
    const ref = guidOf(`receipt ${till === "elsewhere" ? "elsewhere" : "here"} ${name}`)
    names.set(ref, name)
    const mine = ({ receipts }: Known): KnownReceipt | undefined =>
      receipts.find(({ receipt }) => receipt === ref)
    return {
      identify: async (search) => {
        cards.set(ref, takeCard(odata, search))
        return yes({ balanceHundredths: 0 })
      },
      quote: async () => yes({ maxSpendHundredths: 0, earnHundredths: 0 }),
      commit: async (sale) => {
        printSale(odata, ref, till, cards.get(ref), sale)
        const known = await running.ask("read").catch(() => undefined)
        const sold = known === undefined ? undefined : mine(known)?.sale
        return sold === undefined ? refused("COMMIT_PENDING") : yes({ sale: sold })
      },
      noteReturn: async ({ amountKopecks, returnId }) => {
        const own = guidOf(`return ${ref} ${returnId}`)
        printReturn(odata, own, ref, till, cards.get(ref), amountKopecks)
        const noted = mine(await running.ask("read"))?.returns.includes(own) === true
        return noted ? yes(undefined) : refused("REFUSED")
      },
      outcome: async () => {
        const now = mine(await running.ask("known"))
        return yes({
          state: stateOf(now?.state),
          ...(now?.sale === undefined ? {} : { sale: now.sale }),
        })
      },
    }
  }

  return {
    open: async (receipt: string, till: TillName) => receiptAt(receipt, till),
    cases: async () => {
      const { cases } = await running.ask("known")
      return yes(cases.map(({ kind, receipt }) => ({ kind, receipt: names.get(receipt) ?? receipt })))
    },
    crash: async () => {
      await running.kill()
      running = await begin(process, says)
    },
    logs: async () => logs,
    stop: async () => {
      await running.kill()
      await Effect.runPromise(Scope.close(scope, Exit.void))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const NOTHING_BEFORE =
  "nothing is asked before the receipt is printed: 1C finds the customer and computes by itself, or the native protocol does"

/** Receipts read back by OData, from a УНФ. */
export const odataDriver: Driver = {
  name: "1C receipts read back by OData (УНФ)",
  start,
  cannot: {
    hold: "the receipt is printed when it is first heard of: there is no time for which points could be held",
    cancel: "a receipt that is not printed was never heard of, so there is nothing to cancel",
    lines: "which lines take points was decided at the till",
  },
  notCarried: {
    identify: NOTHING_BEFORE,
    quote: NOTHING_BEFORE,
    "discount-programme": `${NOTHING_BEFORE}; a discount that the document shows is its own`,
    "stale-quote": "what is printed is what is sold: there was no quote to be stale",
    "service-away-earn":
      "finding the customer asks nobody, so it is not refused; that the earning waits is played by `crash-with-queue`",
    "service-away-spend":
      "the points are printed before they are heard of: they wait for the service for a day, and are then a person's",
  },
}
