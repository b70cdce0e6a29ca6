/**
 * The conformance suite's driver for sales that Evotor's cloud tells of: a terminal that does everything but close its receipts, and dies each time before it could.
 *
 * Finding the client, a quote and a hold go over `/v1`, as a terminal's do. `commit` is a closed receipt: a document that is pushed to the gateway, and nobody tells the till what
 * became of it, which is read from the gateway as whoever looks after the shop would. A return is a document, too.
 */
import type {
  Answer,
  Driver,
  Receipt,
  Refused,
  Setting,
  State,
  Subject,
  TillName,
} from "@loyalkit/sandbox/conformance"
import { createHash } from "node:crypto"
import { type Home, startGateway } from "@loyalkit/gateway-process"
import { second, type Json } from "./Papers.ts"

const tokens: Readonly<Record<TillName | "operator", string>> = {
  first: "token-of-the-first-till",
  second: "token-of-the-second-till",
  elsewhere: "token-of-the-till-elsewhere",
  operator: "token-of-the-operator",
}
const USER_TOKEN = "usertoken-0000000000000000000000001"
const APPLICATION_TOKEN = "application-token-0000000000000001"

/** The till waits for no longer than the suite lets it. */
const PATIENCE_MILLIS = 6_000
const LOOK_MILLIS = 25

const kopecks = (rubles: number): number => Math.round(rubles * 100)
const rubles = (kopecks: number): number => kopecks / 100

/** The same UUID for the same name. */
const uuidOf = (name: string): string =>
  createHash("sha256")
    .update(name)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5")

const STORES: Readonly<Record<TillName, string>> = {
  first: uuidOf("store here"),
  second: uuidOf("store here"),
  elsewhere: uuidOf("store elsewhere"),
}

interface WireSale {
  readonly total: number
  readonly spend?: number
  readonly earn?: number
}
/** What `/v1` answers, as far as a till asks. */
interface Wire {
  readonly client: { readonly balance: number }
  readonly quote: {
    readonly type: "cashback" | "discount"
    readonly maxSpend: number
    readonly earn: number
    readonly discount?: number
    readonly total?: number
  }
  readonly hold: { readonly points: number }
  readonly payable: number
  readonly lines?: ReadonlyArray<{ readonly id: string; readonly points: number }>
  readonly state: State
  readonly sale?: WireSale
  readonly returns?: ReadonlyArray<{ readonly returnId: string }>
  readonly cases: ReadonlyArray<{ readonly kind: string; readonly receiptId: string }>
}
type WireAnswer =
  | (Wire & { readonly ok: true })
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } }

const refused = (code: string): Refused => ({ ok: false, error: { code } })
const mapped = <A>(answer: WireAnswer, read: (wire: Wire) => A): Answer<A> =>
  answer.ok ? { ok: true, value: read(answer) } : answer

const saleOf = ({ earn, spend, total }: WireSale) => ({
  totalKopecks: kopecks(total),
  ...(spend === undefined ? {} : { spentHundredths: kopecks(spend) }),
  ...(earn === undefined ? {} : { earnedHundredths: kopecks(earn) }),
})

const UNDER_WAY: ReadonlyArray<State> = ["open", "identified", "quoted", "held", "committing"]

/** The words of `/v1` for the engine's. */
const CODES: Readonly<Record<string, string>> = {
  Unavailable: "LOYALTY_UNAVAILABLE",
  HoldExpired: "HOLD_EXPIRED",
  SpendTooLarge: "NOT_ENOUGH_POINTS",
  FieldsRejected: "FIELDS_REJECTED",
}

/** Why the engine refused a receipt's points last, by its log: `… receipt=r-1 … error=HoldExpired`. */
const reasonIn = (logs: string, uuid: string): string | undefined => {
  const lines = logs
    .split("\n")
    .filter((line) => line.includes("not written off: a case") && line.includes(uuid))
  const tag = /error["=: ]+(\w+)/.exec(lines.at(-1) ?? "")?.[1]
  return tag === undefined ? undefined : (CODES[tag] ?? "REFUSED")
}

/** Over the network only. */
const network = (url: () => string, logs: () => string) => ({
  logs,
  ask: async (token: string, path: string, body?: object): Promise<WireAnswer> => {
    const answer = await fetch(`${url()}/v1/${path}`, {
      method: body === undefined ? "GET" : "POST",
      headers: { "x-loyalkit-token": token, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    // The test's own border: a wrong shape makes the scenario fail where it is used.
    return (await answer.json()) as WireAnswer
  },
  push: async (document: Json): Promise<number> => {
    const answer = await fetch(`${url()}/evotor/documents`, {
      method: "PUT",
      headers: { authorization: `Bearer ${USER_TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify(document),
    })
    return answer.status
  },
})
type Network = ReturnType<typeof network>

/** The terminal's own part of a receipt's discount, by what it quoted last. */
const quotes = new Map<string, Wire["quote"]>()

const receiptAt = ({ ask, logs, push }: Network, uuid: string, till: TillName, name: string): Receipt => {
  const token = tokens[till]
  const path = `receipts/${uuid}`
  const document = uuidOf(`document ${uuid}`)
  const step = (what: string, body: object = {}) => ask(token, `${path}/${what}`, body)

  /** Looks until it is so, or nobody waits any longer. */
  const until = async (isSo: (wire: Wire) => boolean): Promise<WireAnswer> => {
    const end = Date.now() + PATIENCE_MILLIS
    for (;;) {
      const known = await ask(token, path)
      if (!known.ok || isSo(known) || Date.now() > end) return known
      await new Promise((later) => setTimeout(later, LOOK_MILLIS))
    }
  }

  return {
    identify: async (search) =>
      mapped(await step("identify", { search }), ({ client }) => ({
        balanceHundredths: kopecks(client.balance),
      })),
    quote: async ({ amountKopecks }) =>
      mapped(await step("quote", { amount: rubles(amountKopecks) }), ({ quote }) => {
        quotes.set(name, quote)
        return {
          maxSpendHundredths: kopecks(quote.maxSpend),
          earnHundredths: kopecks(quote.earn),
          ...(quote.total === undefined ? {} : { totalKopecks: kopecks(quote.total) }),
        }
      }),
    hold: async (pointsHundredths) =>
      mapped(await step("hold", { points: rubles(pointsHundredths) }), ({ hold, payable }) => ({
        pointsHundredths: kopecks(hold.points),
        payableKopecks: kopecks(payable),
      })),
    commit: async ({ amountKopecks, pointsHundredths }) => {
      const quote = quotes.get(name)
      const isDiscount = quote?.type === "discount"
      const ours = isDiscount ? kopecks(quote.discount ?? 0) : pointsHundredths
      const extra = {
        receiptId: uuid,
        type: isDiscount ? ("discount" as const) : ("cashback" as const),
        pointsHundredths,
        discountKopecks: ours,
        otherKopecks: 0,
        amountKopecks,
      }
      const printed = {
        kind: "SELL" as const,
        id: document,
        sold: [{ sum: amountKopecks, ofDiscount: ours }],
        closedAt: Date.now(),
        store: STORES[till],
        extra,
      }
      if ((await push(second(printed)).catch(() => 0)) !== 200) return refused("COMMIT_PENDING")
      const before = logs().length
      const why = () => reasonIn(logs().slice(before), uuid)
      const known = await until(({ state }) => !UNDER_WAY.includes(state) || why() !== undefined)
      if (!known.ok) return known
      if (known.state === "cancelled") return refused("RECEIPT_CONFLICT")
      const reason = UNDER_WAY.includes(known.state) ? why() : undefined
      if (reason !== undefined) return refused(reason)
      return known.state === "committed" && known.sale !== undefined
        ? { ok: true, value: { sale: saleOf(known.sale) } }
        : refused("COMMIT_PENDING")
    },
    cancel: async () => mapped(await step("cancel"), () => undefined),
    noteReturn: async ({ amountKopecks, returnId }) => {
      const own = uuidOf(`return ${uuid} ${returnId}`)
      await push(
        second({
          kind: "PAYBACK",
          id: own,
          sold: [{ sum: amountKopecks, ofDiscount: 0 }],
          closedAt: Date.now(),
          store: STORES[till],
          base: document,
        }),
      )
      const known = await until(({ returns }) => returns?.some((one) => one.returnId === own) === true)
      if (!known.ok) return known
      return known.returns?.some((one) => one.returnId === own) === true
        ? { ok: true, value: undefined }
        : refused("REFUSED")
    },
    outcome: async () =>
      mapped(await ask(token, path), ({ sale, state }) => ({
        state,
        ...(sale === undefined ? {} : { sale: saleOf(sale) }),
      })),
  }
}

const settingsOf = ({ apiKey, points, times, url }: Setting) => ({
  loyalclient: { url, apikey: apiKey, point: points.here },
  policy: times,
  tills: [
    { name: "first", token: tokens.first, point: points.here, role: "till" },
    { name: "second", token: tokens.second, point: points.here, role: "till" },
    { name: "elsewhere", token: tokens.elsewhere, point: points.elsewhere, role: "till" },
    { name: "operator", token: tokens.operator, point: points.here, role: "operator" },
  ],
  adapters: {
    evotor: {
      webhooks: {
        applicationToken: APPLICATION_TOKEN,
        userToken: USER_TOKEN,
        points: { [STORES.first]: points.here, [STORES.elsewhere]: points.elsewhere },
        settleAfter: 0,
      },
    },
  },
})

const startIn =
  (home: Home) =>
  async (setting: Setting): Promise<Subject> => {
    const gateway = await startGateway(settingsOf(setting), home)
    const net = network(() => gateway.url, gateway.logs)
    /** What the suite calls the receipts. */
    const names = new Map<string, string>()
    return {
      open: async (receipt, till) => {
        const uuid = uuidOf(`receipt ${STORES[till]} ${receipt}`)
        names.set(uuid, receipt)
        return receiptAt(net, uuid, till, `${gateway.url} ${uuid}`)
      },
      cases: async () =>
        mapped(await net.ask(tokens.operator, "cases"), ({ cases }) =>
          cases.map(({ kind, receiptId }) => ({ kind, receipt: names.get(receiptId) ?? receiptId })),
        ),
      crash: gateway.crash,
      logs: async () => gateway.logs(),
      stop: gateway.stop,
    }
  }

/** Closed receipts that Evotor's cloud tells of, to a gateway in a process of its own, or here. */
export const documentDriver = (home: Home): Driver => ({
  name: "Evotor's cloud (@loyalkit/adapter-evotor): receipts that no terminal closed",
  start: startIn(home),
  cannot: {
    lines: "the terminal spreads a receipt's discount over all its lines by itself",
  },
  notCarried: {
    "stale-quote":
      "a closed receipt is a fact: what was printed is quoted anew and committed, since refusing it would lose the sale",
    "reordered-commands":
      "a closed receipt comes last: whatever step was left out before it is made up for, or it is a person's",
  },
})
