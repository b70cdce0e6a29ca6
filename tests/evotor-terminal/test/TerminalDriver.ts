/**
 * The conformance suite's driver for the terminal: a cashier at a till with the vendor's library and our bundle, and the real gateway behind it.
 *
 * The screen of the suite's `identify` and `quote` is the discount's screen, cancelled again; a hold is the discount set; a commit is the receipt
 * printed. A terminal has one receipt open at a time: a scenario with two at one till has two terminals there. What became of a sale is never told to a terminal: it is read from the gateway, as whoever looks after the shop would.
 */
import type {
  Answer,
  Case,
  Driver,
  Receipt,
  Refused,
  Setting,
  State,
  Subject,
  TillName,
} from "@loyalkit/sandbox/conformance"
import type { Choice, Quote } from "@loyalkit/adapter-evotor/terminal"
import { App } from "./App.ts"
import { type Home, startGateway } from "@loyalkit/gateway-process"
import { openLine } from "./Line.ts"
import { discountOf, receiptOf } from "./NativeSide.ts"

const tokens: Readonly<Record<TillName | "operator", string>> = {
  first: "token-of-the-first-till",
  second: "token-of-the-second-till",
  elsewhere: "token-of-the-till-elsewhere",
  operator: "token-of-the-operator",
}

/** A receipt must have something in it before its customer is asked for. */
const FIRST_GOODS = 100

const kopecks = (rubles: number): number => Math.round(rubles * 100)

interface WireReceipt {
  readonly state: State
  readonly sale?: { readonly total: number; readonly spend?: number; readonly earn?: number }
}

type Get = <A>(path: string, token: string) => Promise<A>

const refused = (code: string, message = ""): Refused => ({ ok: false, error: { code, message } })

/** The reason that the terminal wrote down last for a receipt: `warn receipt r-1: CODE request`. */
const reasonIn = (logs: ReadonlyArray<string>, uuid: string): string =>
  logs
    .toReversed()
    .flatMap((line) => new RegExp(`warn receipt ${uuid}: ([A-Z_]+)`).exec(line)?.[1] ?? [])
    .at(0) ?? "REFUSED"

/** What the discount's screen shows of a customer. */
type Seen = Answer<{ readonly balanceHundredths: number; readonly quote: Quote }>
const nothingSeen = refused("REFUSED") as Seen

/** A cashier with a receipt in hand. */
class Counter {
  readonly #app: App
  readonly #uuid: string
  #search = ""
  #quote: Quote | undefined
  /** What is set on the receipt now, in hundredths; nothing before the first discount. */
  #points: number | undefined
  isCleared = false

  constructor(app: App, uuid: string) {
    this.#app = app
    this.#uuid = uuid
  }

  /** Goods for this amount are in the receipt. */
  readonly has = (amountKopecks: number): void => {
    const { native } = this.#app
    const known = native.receipts.get(this.#uuid)
    if (known === undefined) return native.begin(receiptOf(this.#uuid, amountKopecks))
    if (known.header.number !== null) return
    const [document] = known.printDocuments
    const [goods] = receiptOf(this.#uuid, amountKopecks).printDocuments
    if (document !== undefined && goods !== undefined) document.positions = goods.positions
  }

  readonly isClosed = (): boolean =>
    typeof this.#app.native.receipts.get(this.#uuid)?.header.number === "string"

  readonly isOver = (): boolean => this.isCleared || this.isClosed()

  readonly search = (search: string) => {
    this.#search = search
  }

  /** The discount is asked for, looked at, and left as it was. */
  readonly look = async (): Promise<
    Answer<{ readonly balanceHundredths: number; readonly quote: Quote }>
  > => {
    if (this.#app.native.receipts.get(this.#uuid) === undefined) this.has(FIRST_GOODS)
    let seen = nothingSeen
    this.#app.ask = async ({ find }) => {
      const found = await find(this.#search)
      seen = found.ok
        ? {
            ok: true,
            value: { balanceHundredths: found.value.client.balanceHundredths, quote: found.value.quote },
          }
        : refused(found.code, found.message)
      return undefined
    }
    await this.#app.press(this.#uuid)
    if (seen.ok) this.#quote = seen.value.quote
    return seen
  }

  /** The discount is set; says whether it is in the receipt. */
  readonly set = async (points: number): Promise<boolean> => {
    const choice: Choice = { search: this.#search, points }
    this.#app.ask = async () => choice
    const [, , [, result]] = (await this.#app.press(this.#uuid)) as [unknown, unknown, [unknown, object]] // a native call
    const isSet = "data" in result
    if (isSet) this.#points = points
    return isSet
  }

  /** Discounts that were not set yet are, as far as they can be. */
  readonly settle = async (points: number): Promise<boolean> => {
    if (this.isClosed() || this.#search === "") return true
    const isSet = this.#points === points && this.#quote?.type !== "discount"
    return isSet || (await this.set(points)) || points === 0
  }

  get payable(): number {
    const receipt = this.#app.native.receipts.get(this.#uuid)
    if (receipt === undefined) return 0
    const total = receipt.printDocuments.flatMap(({ positions }) => positions)
    return (
      total.reduce((sum, { priceWithDiscountPosition }) => sum + kopecks(priceWithDiscountPosition), 0) -
      discountOf(receipt)
    )
  }
}

const saleOf = ({ earn, spend, total }: NonNullable<WireReceipt["sale"]>) => ({
  totalKopecks: kopecks(total),
  ...(spend === undefined ? {} : { spentHundredths: kopecks(spend) }),
  ...(earn === undefined ? {} : { earnedHundredths: kopecks(earn) }),
})

const PENDING: ReadonlyArray<State> = ["queued", "committing", "doubt"]

const receiptAt = (app: App, counter: Counter, uuid: string, get: () => Promise<WireReceipt>): Receipt => ({
  identify: async (search) => {
    counter.search(search)
    const seen = await counter.look()
    return seen.ok ? { ok: true, value: { balanceHundredths: seen.value.balanceHundredths } } : seen
  },
  quote: async ({ amountKopecks }) => {
    counter.has(amountKopecks)
    const seen = await counter.look()
    if (!seen.ok) return seen
    const { discountKopecks, earnHundredths, maxSpendHundredths, type } = seen.value.quote
    const total = type === "discount" ? { totalKopecks: amountKopecks - discountKopecks } : {}
    return { ok: true, value: { maxSpendHundredths, earnHundredths, ...total } }
  },
  hold: async (points) =>
    (await counter.set(points))
      ? { ok: true, value: { pointsHundredths: points, payableKopecks: counter.payable } }
      : refused(reasonIn(app.logs, uuid)),
  commit: async ({ amountKopecks, pointsHundredths }) => {
    if (counter.isCleared) return refused("REFUSED", "the receipt was deleted")
    counter.has(amountKopecks)
    // Nothing is printed with points that are not there.
    if (!(await counter.settle(pointsHundredths))) return refused(reasonIn(app.logs, uuid))
    app.logs.length = 0
    await app.close(uuid)
    const { sale, state } = await get()
    if (state === "committed" && sale !== undefined) return { ok: true, value: { sale: saleOf(sale) } }
    const reason = reasonIn(app.logs, uuid)
    // An earning waits on the terminal's disk as it does in the gateway's queue.
    return PENDING.includes(state) || (pointsHundredths === 0 && reason !== "REFUSED")
      ? refused("COMMIT_PENDING")
      : refused(reason)
  },
  cancel: async () => {
    if (counter.isClosed()) return refused("REFUSED", "a printed receipt cannot be deleted")
    app.native.clear(uuid)
    counter.isCleared = true
    // Nobody at the till waits for it; the suite looks at once.
    for (let looks = 0; looks < 100 && (await get()).state !== "cancelled"; looks++)
      await new Promise((later) => setTimeout(later, 20))
    return { ok: true, value: undefined }
  },
  outcome: async () => {
    const { sale, state } = await get()
    return { ok: true, value: { state, ...(sale === undefined ? {} : { sale: saleOf(sale) }) } }
  },
})

const settingsOf = ({ apiKey, points, times, url }: Setting) => ({
  loyalclient: { url, apikey: apiKey, point: points.here },
  policy: times,
  tills: [
    { name: "first", token: tokens.first, point: points.here, role: "till" },
    { name: "second", token: tokens.second, point: points.here, role: "till" },
    { name: "elsewhere", token: tokens.elsewhere, point: points.elsewhere, role: "till" },
    { name: "operator", token: tokens.operator, point: points.here, role: "operator" },
  ],
})

const startIn =
  (home: Home) =>
  async (setting: Setting): Promise<Subject> => {
    const gateway = await startGateway(settingsOf(setting), home)
    const line = await openLine(() => gateway.url)
    const apps = new Map<TillName, ReadonlyArray<App>>()
    const counters = new Map<string, { readonly app: App; readonly counter: Counter }>()
    const each = (does: (app: App) => void) => [...apps.values()].flat().forEach(does)
    const written: Array<string> = []
    const get: Get = async (path, token) =>
      (await fetch(`${gateway.url}/v1/${path}`, { headers: { "x-loyalkit-token": token } })).json() as never // as documented
    /** A terminal of this till on which nothing else is being sold. */
    const appOf = (at: TillName): App => {
      const here = apps.get(at) ?? []
      const busy = [...counters.values()].filter(({ counter }) => !counter.isOver())
      const free = here.find((app) => busy.every((other) => other.app !== app))
      if (free !== undefined) return free
      const app = new App({ url: line.url, token: tokens[at], onLog: (text) => void written.push(text) })
      apps.set(at, [...here, app])
      return app
    }
    return {
      open: async (uuid, at) => {
        const name = `${at} ${uuid}`
        const app = counters.get(name)?.app ?? appOf(at)
        const counter = counters.get(name)?.counter ?? new Counter(app, uuid)
        counters.set(name, { app, counter })
        return receiptAt(app, counter, uuid, () => get(`receipts/${uuid}`, tokens[at]))
      },
      // The power goes for all of it.
      crash: async () => {
        each((app) => app.kill())
        await gateway.crash()
        each((app) => app.start())
      },
      logs: async () => `${gateway.logs()}\n${written.join("\n")}`,
      cases: async (): Promise<Answer<ReadonlyArray<Case>>> => {
        const { cases } = await get<{
          readonly cases: ReadonlyArray<{ readonly kind: string; readonly receiptId: string }>
        }>("cases", tokens.operator)
        return { ok: true, value: cases.map(({ kind, receiptId }) => ({ kind, receipt: receiptId })) }
      },
      stop: async () => {
        each((app) => app.kill())
        await line.close()
        await gateway.stop()
      },
    }
  }

/** The terminal part, in the vendor's library, before a gateway in a process of its own, or here. */
export const terminalDriver = (home: Home): Driver => ({
  name: "Evotor terminal (@loyalkit/adapter-evotor/terminal)",
  start: startIn(home),
  cannot: {
    noteReturn:
      "the vendor's React Native library does not say of which sale a return is: Evotor's cloud does",
    lines: "the terminal spreads a receipt's discount over all its lines by itself",
  },
  notCarried: {
    "stale-quote":
      "a printed receipt is a fact: what was printed is quoted anew and committed, since refusing it would lose the sale",
    "reordered-commands":
      "a terminal has no step that could come too early: one press of the icon identifies, quotes and holds",
    "receipt-taken-over": "a receipt lives on the terminal that opened it",
  },
})
