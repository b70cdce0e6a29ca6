/**
 * The conformance suite's driver for the native protocol: a till that finds, calculates and writes off, as РМК does.
 *
 * The protocol tells no receipt's outcome, so that is read from the gateway's journal; everything else goes over it. Each receipt of the
 * suite has an amount of its own, and is known by it.
 */
import type {
  Answer,
  Driver,
  PurchaseToQuote,
  Receipt,
  Refused,
  Setting,
  State,
  TillName,
} from "@loyalkit/sandbox/conformance"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Outcome, Start } from "./NativeProcess.ts"
import { message, send, type RawAnswer } from "./RawHttp.ts"

const PROGRAM = fileURLToPath(new URL("NativeProcess.ts", import.meta.url))
const WRITTEN_OFF = "Бонусы успешно списаны"

const tokens: Readonly<Record<TillName, string>> = {
  first: "t-first",
  second: "t-second",
  elsewhere: "t-elsewhere",
}

const refused = (code: string, text?: string): Refused => ({
  ok: false,
  error: { code, ...(text === undefined ? {} : { message: text }) },
})

const rubles = (hundredths: number): number => hundredths / 100
const hundredths = (rubles: number): number => Math.round(rubles * 100)

/** What a calculation answers, as far as a till reads it. */
interface Calculation {
  readonly Goods: ReadonlyArray<{ readonly Amount: number }>
  readonly MaxBonusPay: number
  readonly BonusesToAccrue: ReadonlyArray<{ readonly BonusCount: number }>
  readonly Messages: ReadonlyArray<{ readonly MessageText: string }>
}

const line = (amount: number, points: number) => ({
  LineUID: "11000000-0000-4000-8000-000000000001",
  Count: 1,
  PackagesCount: 1,
  Item: { Ref: "01000000-0000-4000-8000-000000000001", Name: "Товар" },
  Price: amount,
  Amount: amount,
  TotalAmount: amount,
  AmountOfAutomaticDiscount: 0,
  PercentOfAutomaticDiscount: 0,
  AmountOfManualDiscount: 0,
  PercentOfManualDiscount: 0,
  VATRate: "20%",
  VATAmount: 0,
  AmountOfBonusPay: points,
})

const AWAY = /недоступна|не отвечает/

/** A till: one card and one purchase at a time. */
const tillOf = (port: () => number, password: string) => {
  let card = { number: "", guid: "" }
  const call = (
    verb: string,
    method: string,
    query: Readonly<Record<string, string>> = {},
    body?: string,
  ) => {
    const text = new URLSearchParams(query).toString()
    const target = `/hs/loyaltyservice/${method}${text === "" ? "" : `/?${text}`}`
    return send(port(), message({ verb, target, password, ...(body === undefined ? {} : { body }) }))
  }
  return {
    take: async (search: string): Promise<RawAnswer> => {
      const answer = await call("GET", "findclientcard", {
        ClientCardID: search,
        Phone: search,
        BlockBonuses: "1",
      })
      const found =
        answer.status === 200 ? /"Barcode":"([^"]*)".*"CardGUID":"([^"]*)"/.exec(answer.body) : null
      if (found !== null) card = { number: found[1] ?? "", guid: found[2] ?? "" }
      return answer
    },
    calculate: ({ amountKopecks }: PurchaseToQuote, points = 0): Promise<RawAnswer> =>
      call(
        "GET",
        "calculatediscounts",
        {},
        JSON.stringify({
          ObjectTime: "2026-09-23T12:00:00",
          LoyaltyCardsList: [card.number],
          Goods: [line(rubles(amountKopecks), rubles(points))],
        }),
      ),
    writeOff: (points: number): Promise<RawAnswer> =>
      call("POST", "writeoffclientbonuses", {
        ClientCardID: card.number,
        CardGUID: card.guid,
        BonusesCount: String(rubles(points)).replace(".", ","),
      }),
  }
}

type Till = ReturnType<typeof tillOf>

const quoteOf = ({
  body,
}: RawAnswer): Answer<{ readonly maxSpendHundredths: number; readonly earnHundredths: number }> => {
  // The answer's own border.
  const { BonusesToAccrue, MaxBonusPay, Messages } = JSON.parse(body) as Calculation
  const [trouble] = Messages.filter(({ MessageText }) => AWAY.test(MessageText))
  if (trouble !== undefined) return refused("LOYALTY_UNAVAILABLE", trouble.MessageText)
  const earn = BonusesToAccrue.reduce((sum, { BonusCount }) => sum + hundredths(BonusCount), 0)
  return { ok: true, value: { maxSpendHundredths: hundredths(MaxBonusPay), earnHundredths: earn } }
}

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
const stateOf = (text: string): State => STATES.find((state) => state === text) ?? "open"

/** What the till's screen has of a receipt. */
interface Known {
  quoted: number
  isPrinted: boolean
}

const receiptOf = (till: Till, outcomes: () => Promise<ReadonlyArray<Outcome>>, amounts: Known): Receipt => ({
  identify: async (search) => {
    const answer = await till.take(search)
    if (answer.status !== 200) return refused("LOYALTY_UNAVAILABLE", answer.body)
    const balance = /"BonusCount":([\d.]+)/.exec(answer.body)?.[1]
    return balance === undefined
      ? refused("CLIENT_NOT_FOUND")
      : { ok: true, value: { balanceHundredths: hundredths(Number(balance)) } }
  },
  quote: async (purchase) => {
    amounts.quoted = purchase.amountKopecks
    return quoteOf(await till.calculate(purchase))
  },
  commit: async ({ amountKopecks, pointsHundredths }) => {
    // As РМК does: the points are spread over the lines, and the receipt is calculated once more before it is printed. Only the write-off may come again.
    if (!amounts.isPrinted) await till.calculate({ amountKopecks }, pointsHundredths)
    amounts.isPrinted = true
    const { body } = await till.writeOff(pointsHundredths)
    if (body !== WRITTEN_OFF) return refused(AWAY.test(body) ? "LOYALTY_UNAVAILABLE" : "REFUSED", body)
    return {
      ok: true,
      value: { sale: { totalKopecks: amountKopecks - pointsHundredths, spentHundredths: pointsHundredths } },
    }
  },
  outcome: async () => {
    const found = (await outcomes()).filter(({ amount }) => amount === amounts.quoted)
    const one = found.find(({ sale }) => sale !== undefined) ?? found.at(-1)
    if (one === undefined) return { ok: true, value: { state: "open" } }
    const sale =
      one.sale === undefined
        ? {}
        : { sale: { totalKopecks: one.sale.total, spentHundredths: one.sale.spend } }
    return { ok: true, value: { state: stateOf(one.state), ...sale } }
  },
})

const begin = async (start: Start, onText: (text: string) => void) => {
  const env = { ...process.env, NATIVE_START: JSON.stringify(start), NODE_NO_WARNINGS: "1" }
  const child: ChildProcess = spawn(process.execPath, [PROGRAM], { env, stdio: ["ignore", "pipe", "pipe"] })
  let written = ""
  const port = await new Promise<number>((done, gone) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        onText(text)
        written += text
        const ready = /ready (\d+)/.exec(written)?.[1]
        if (ready !== undefined) done(Number(ready))
      })
    child.once("close", () => gone(new Error(`it ended before it was ready:\n${written}`)))
  })
  const kill = async () => {
    const gone = once(child, "close")
    child.kill("SIGKILL")
    await gone
  }
  return { port, kill }
}

const start = async ({ apiKey, points, times, url }: Setting) => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-1c-conformance-"))
  let logs = ""
  const says = (text: string) => {
    logs += text
  }
  const process: Start = {
    url,
    apiKey,
    journal: join(folder, "journal.sqlite"),
    times,
    tills: {
      [tokens.first]: points.here,
      [tokens.second]: points.here,
      [tokens.elsewhere]: points.elsewhere,
    },
  }
  let running = await begin(process, says)
  const tills = new Map<TillName, Till>()
  const amounts = new Map<string, Known>()
  const outcomes = async () =>
    // Of our own process.
    JSON.parse(
      (await send(running.port, message({ verb: "GET", target: "/outcomes" }))).body,
    ) as ReadonlyArray<Outcome>
  return {
    open: async (receipt: string, at: TillName) => {
      const till = tills.get(at) ?? tillOf(() => running.port, tokens[at])
      tills.set(at, till)
      const known = amounts.get(`${at} ${receipt}`) ?? { quoted: 0, isPrinted: false }
      amounts.set(`${at} ${receipt}`, known)
      return receiptOf(till, outcomes, known)
    },
    crash: async () => {
      await running.kill()
      running = await begin(process, says)
    },
    logs: async () => logs,
    stop: async () => {
      await running.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const NO_RECEIPT = "the protocol has no receipt: one is made up for each purchase at a till"

const NO_EARNING =
  "the protocol never says that a sale took place which spends nothing: receipts read back by OData tell of it"

/** The native protocol of the cashier's workplace. */
export const nativeDriver: Driver = {
  name: "1C native protocol («Сервер лояльности»)",
  start,
  cannot: {
    hold: "points are held by the calculation that shows them, and never asked for by themselves",
    cancel: "`unlock` gives points back, and is the same call after a sale as after a deleted receipt",
    noteReturn: "nothing is called after a return is printed: receipts read back by OData tell of it",
    lines: "no line can be told to take no points",
    cases: "the cashier is shown none; `/v1` has them",
  },
  notCarried: {
    "earn-only": NO_EARNING,
    "discount-programme": NO_EARNING,
    "service-away-earn": NO_EARNING,
    "crash-with-queue": NO_EARNING,
    "personal-data-in-logs": NO_EARNING,
    "stale-quote": "a write-off names no amount that could differ from the calculation's",
    "repeated-commands": "a write-off names no amount that could differ from the one before",
    "receipt-taken-over": NO_RECEIPT,
  },
}
