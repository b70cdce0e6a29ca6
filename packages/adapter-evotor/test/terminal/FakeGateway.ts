/** `/v1` in memory, as its document says, with a network that may be slow, silent, or in somebody else's hands. */
import { kopecksOf, type Http, type HttpRequest } from "../../src/terminal/index.ts"
import type { VirtualTime } from "./VirtualTime.ts"

interface Body {
  readonly search?: string
  readonly amount?: string
  readonly points?: string
  readonly soldAt?: number
}

interface Checkout {
  search?: string
  quoted?: number
  held?: number
  isCancelled?: boolean
  commit?: {
    readonly amount: number
    readonly points: number
    readonly search: string
    readonly soldAt: number
  }
}

/** What becomes of a request. */
export interface Weather {
  /** Milliseconds until the gateway has it; as many again for the answer. */
  readonly delay: number
  /** `html`: a proxy answers with a page. `unheard`: it is executed, and the answer is lost. `gone`: it never arrives. */
  readonly fate: "fine" | "html" | "unheard" | "gone"
}

export const FINE: Weather = { delay: 0, fate: "fine" }

const PAGE = { status: 200, body: "<html><body>Войдите в сеть</body></html>" }

/** Everybody's balance, in hundredths. */
export const BALANCE = 100_000

const refused = (code: string, retryable = false) => ({
  ok: false,
  requestId: "r-1",
  error: { code, message: `Отказ ${code}`, retryable },
})

const stateOf = ({ commit, held, isCancelled, quoted }: Checkout): string => {
  if (commit !== undefined) return "committed"
  if (isCancelled === true) return "cancelled"
  if (held !== undefined) return "held"
  return quoted === undefined ? "open" : "quoted"
}

export class FakeGateway {
  readonly calls: Array<{ readonly receiptId: string; readonly step: string; readonly body: Body }> = []
  /** Commits of a receipt that has another one, or was cancelled. */
  readonly conflicts: Array<string> = []
  readonly checkouts = new Map<string, Checkout>()
  /** The next refusals of a step, whatever it asks. */
  readonly refusals = new Map<string, ReadonlyArray<string>>()
  weather: () => Weather = () => FINE
  /** Searches that find a client of a discount programme, and nobody. */
  readonly discountClients = new Set<string>()
  readonly strangers = new Set<string>()
  readonly #time: VirtualTime

  constructor(time: VirtualTime) {
    this.#time = time
  }

  readonly of = (receiptId: string): Checkout => {
    const checkout = this.checkouts.get(receiptId) ?? {}
    this.checkouts.set(receiptId, checkout)
    return checkout
  }

  readonly steps = (receiptId: string): ReadonlyArray<string> =>
    this.calls.filter((call) => call.receiptId === receiptId).map(({ step }) => step)

  readonly http: Http = async (request) => {
    const { delay, fate } = this.weather()
    const until = this.#time.sleep(request.timeoutMillis).then(() => "late" as const)
    const answered = this.#send(request, delay, fate)
    const first = await Promise.race([until, answered])
    if (first === "late") throw new Error(`no answer within ${request.timeoutMillis} ms`)
    return first
  }

  readonly #send = async ({ body, url }: HttpRequest, delay: number, fate: Weather["fate"]) => {
    if (delay > 0) await this.#time.sleep(delay)
    if (fate === "gone") throw new Error("no connection")
    if (fate === "html") return PAGE
    const [, receiptId = "", step = "get"] = /receipts\/([^/]+)(?:\/(\w+))?$/.exec(url) ?? []
    const given = JSON.parse(body ?? "{}") as Body // the terminal's own
    this.calls.push({ receiptId, step, body: given })
    const answer = this.#answer(receiptId, step, given)
    if (step === "commit" && JSON.stringify(answer).includes("RECEIPT_CONFLICT"))
      this.conflicts.push(receiptId)
    if (delay > 0) await this.#time.sleep(delay)
    if (fate === "unheard") throw new Error("reset")
    return { status: 200, body: JSON.stringify(answer) }
  }

  readonly #answer = (receiptId: string, step: string, body: Body): object => {
    const [code, ...rest] = this.refusals.get(step) ?? []
    if (code !== undefined) {
      this.refusals.set(step, rest)
      return refused(code, code === "LOYALTY_UNAVAILABLE")
    }
    const checkout = this.of(receiptId)
    if (step === "get") return { ok: true, requestId: "r", state: stateOf(checkout) }
    if (step === "commit") return this.#commit(checkout, body)
    if (checkout.commit !== undefined) return refused("ALREADY_COMMITTED")
    if (checkout.isCancelled === true && step !== "cancel") return refused("RECEIPT_CONFLICT")
    switch (step) {
      case "identify":
        return this.#identify(checkout, body.search ?? "")
      case "quote":
        return this.#quote(checkout, kopecksOf(body.amount) ?? 0)
      case "hold":
        return this.#hold(checkout, kopecksOf(body.points) ?? 0)
      case "cancel":
        checkout.isCancelled = true
        delete checkout.held
        return { ok: true, requestId: "r", status: "cancelled" }
      default:
        delete checkout.held
        return { ok: true, requestId: "r", released: true }
    }
  }

  readonly #identify = (checkout: Checkout, search: string): object => {
    if (this.strangers.has(search)) return refused("CLIENT_NOT_FOUND")
    if (checkout.search !== search) {
      delete checkout.quoted
      delete checkout.held
    }
    checkout.search = search
    return {
      ok: true,
      requestId: "r",
      client: { id: "c", name: "Анна", phone: "*******0001", balance: BALANCE / 100 },
    }
  }

  readonly #quote = (checkout: Checkout, amount: number): object => {
    if (checkout.search === undefined) return refused("OUT_OF_ORDER")
    checkout.quoted = amount
    const quote = this.discountClients.has(checkout.search)
      ? { type: "discount", percent: 10, maxSpend: 0, earn: 0, discount: Math.round(amount / 10) / 100 }
      : {
          type: "cashback",
          percent: 5,
          maxSpend: Math.min(BALANCE, amount) / 100,
          earn: Math.round(amount / 20) / 100,
        }
    return { ok: true, requestId: "r", quote: { ...quote, amount: amount / 100 } }
  }

  readonly #hold = (checkout: Checkout, points: number): object => {
    const { quoted } = checkout
    if (quoted === undefined) return refused("OUT_OF_ORDER")
    if (points > Math.min(BALANCE, quoted)) return refused("NOT_ENOUGH_POINTS")
    checkout.held = points
    const hold = { points: points / 100, secondsLeft: 600 }
    return { ok: true, requestId: "r", hold, payable: (quoted - points) / 100 }
  }

  readonly #commit = (checkout: Checkout, body: Body): object => {
    const { search = "", soldAt = 0 } = body
    const commit = {
      amount: kopecksOf(body.amount) ?? 0,
      points: kopecksOf(body.points) ?? 0,
      search,
      soldAt,
    }
    const done = { ok: true, requestId: "r", status: "committed" }
    if (checkout.commit !== undefined) {
      const { amount, points } = checkout.commit
      return amount === commit.amount && points === commit.points ? done : refused("RECEIPT_CONFLICT")
    }
    if (checkout.isCancelled === true) return refused("RECEIPT_CONFLICT")
    if (checkout.search !== search) {
      if (this.strangers.has(search)) return refused("CLIENT_NOT_FOUND")
      delete checkout.quoted
      delete checkout.held
      checkout.search = search
    }
    if (checkout.quoted === undefined) return refused("OUT_OF_ORDER")
    if (checkout.quoted !== commit.amount) return refused("STALE_QUOTE")
    delete checkout.held
    checkout.commit = commit
    return done
  }
}
