/**
 * The conformance suite's driver for the front bridge: a plugin in front of the gateway as it ships.
 *
 * The bridge tells a plugin what to do and print, not what a receipt came to; that is read from `/v1`, where an order has the same ID.
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
import { createHash } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Home } from "./GatewayHome.ts"

const tokens: Readonly<Record<TillName, string>> = {
  first: "token-of-the-first-till",
  second: "token-of-the-second-till",
  elsewhere: "token-of-the-till-elsewhere",
}
const OPERATOR = "token-of-the-operator"

const rubles = (hundredths: number): number => hundredths / 100
const hundredths = (rubles: number): number => Math.round(rubles * 100)

/** iiko's orders have one ID everywhere: the same receipt at another point is another order. */
const orderOf = (receipt: string, till: TillName): string => {
  const place = till === "elsewhere" ? "elsewhere" : "here"
  const hex = createHash("sha1").update(`${place} ${receipt}`).digest("hex")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5")
}

/** What the bridge and `/v1` say, as far as is asked. Whatever they got wrong shows as a value that is not there. */
interface Said {
  readonly action: string
  readonly message?: string
  readonly retry?: boolean
  readonly rollbackData?: string
  readonly data?: {
    readonly client?: { readonly balance: number }
    readonly quote?: { readonly maxPoints: number; readonly earn: number; readonly total?: number }
    readonly points?: number
    readonly status?: string
  }
}
interface Told {
  readonly ok: boolean
  readonly error?: { readonly code: string; readonly message: string }
  readonly state?: State
  readonly sale?: { readonly total: number; readonly spend?: number; readonly earn?: number }
  readonly cases?: ReadonlyArray<{ readonly kind: string; readonly receiptId: string }>
}

const send = async (url: string, token: string, path: string, body?: object): Promise<unknown> => {
  const answer = await fetch(`${url}/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { "x-loyalkit-token": token, "content-type": "application/json", "accept-language": "en" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return answer.json()
}

const AWAY = /does not answer|not settled yet/
/** The bridge has words for people, and one for machines: whether the service is away. */
const refused = ({ message }: Said): Refused => ({
  ok: false,
  error: {
    code: AWAY.test(message ?? "") ? "LOYALTY_UNAVAILABLE" : "REFUSED",
    ...(message === undefined ? {} : { message }),
  },
})

interface Line {
  readonly call: (path: string, body?: object) => Promise<Said>
  readonly receipt: () => Promise<Told>
}

const saleOf = ({ earn, spend, total }: NonNullable<Told["sale"]>) => ({
  totalKopecks: hundredths(total),
  ...(spend === undefined ? {} : { spentHundredths: hundredths(spend) }),
  ...(earn === undefined ? {} : { earnedHundredths: hundredths(earn) }),
})

/** An order on a screen: its sum, and the payment by points that was processed last. */
interface Screen {
  sum: number
  payment?: { readonly transaction: string; readonly points: number; readonly rollbackData: string }
}
let transactions = 0

/** A payment that is there is deleted before another takes its place, as on the payment screen. */
const unpaid = async ({ call }: Line, screen: Screen): Promise<void> => {
  const { payment } = screen
  if (payment === undefined) return
  delete screen.payment
  await call(`payments/${payment.transaction}/cancel`, {
    sum: rubles(payment.points),
    order: { status: "New", sum: rubles(screen.sum) },
    rollbackData: payment.rollbackData,
  })
}

const receiptOf = (line: Line, screen: Screen): Receipt => ({
  identify: async (search) => {
    let said = await line.call("checkin", { search })
    if (said.action !== "proceed" && screen.payment !== undefined) {
      await unpaid(line, screen)
      said = await line.call("checkin", { search })
    }
    const balance = said.data?.client?.balance
    if (balance !== undefined) return { ok: true, value: { balanceHundredths: hundredths(balance) } }
    return /No such client/.test(said.message ?? "")
      ? { ok: false, error: { code: "CLIENT_NOT_FOUND" } }
      : refused(said)
  },
  quote: async ({ amountKopecks }) => {
    const said = await line.call("quote", { order: { status: "New", sum: rubles(amountKopecks) } })
    const quote = said.data?.quote
    if (quote === undefined) return refused(said)
    screen.sum = amountKopecks
    return {
      ok: true,
      value: {
        maxSpendHundredths: hundredths(quote.maxPoints),
        earnHundredths: hundredths(quote.earn),
        ...(quote.total === undefined ? {} : { totalKopecks: hundredths(quote.total) }),
      },
    }
  },
  hold: async (points) => {
    const same = screen.payment?.points === points ? screen.payment.transaction : undefined
    if (same === undefined) await unpaid(line, screen)
    const transaction = same ?? `transaction-${++transactions}`
    const order = { status: "Bill", sum: rubles(screen.sum) }
    const said = await line.call(`payments/${transaction}/pay`, { order, sum: rubles(points) })
    if (said.action !== "proceed") return refused(said)
    screen.payment = { transaction, points, rollbackData: said.rollbackData ?? "" }
    return {
      ok: true,
      value: {
        pointsHundredths: hundredths(said.data?.points ?? Number.NaN),
        payableKopecks: screen.sum - points,
      },
    }
  },
  commit: async ({ amountKopecks, pointsHundredths }) => {
    const order = { status: "Closed", sum: rubles(amountKopecks), pointsPaid: rubles(pointsHundredths) }
    const said = await line.call("closed", { order })
    if (said.action !== "proceed" || said.data?.status === "nothing") return refused(said)
    const { sale } = await line.receipt()
    return said.data?.status === "committed" && sale !== undefined
      ? { ok: true, value: { sale: saleOf(sale) } }
      : { ok: false, error: { code: "COMMIT_PENDING" } }
  },
  cancel: async () => {
    const said = await line.call("deleted", {})
    return said.action === "proceed" ? { ok: true, value: undefined } : refused(said)
  },
  noteReturn: async ({ amountKopecks, returnId }) => {
    const said = await line.call("storned", { returnId, sum: rubles(amountKopecks) })
    return said.action === "proceed" ? { ok: true, value: undefined } : refused(said)
  },
  outcome: async () => {
    const { error, ok, sale, state } = await line.receipt()
    if (!ok || state === undefined)
      return { ok: false, error: error ?? { code: "REFUSED", message: "there is no state" } }
    return { ok: true, value: { state, ...(sale === undefined ? {} : { sale: saleOf(sale) }) } }
  },
})

const environment = ({ apiKey, points, times, url }: Setting, folder: string) => ({
  NODE_NO_WARNINGS: "1",
  LOYALCLIENT_URL: url,
  LOYALCLIENT_APIKEY: apiKey,
  LOYALCLIENT_POINT: points.here,
  LOYALKIT_HOST: "127.0.0.1",
  LOYALKIT_PORT: "0",
  LOYALKIT_DATA: folder,
  LOYALKIT_ADAPTERS: "iiko",
  LOYALKIT_POLICY: JSON.stringify(times),
  LOYALKIT_TILLS: JSON.stringify([
    { name: "first", token: tokens.first, point: points.here, role: "till" },
    { name: "second", token: tokens.second, point: points.here, role: "till" },
    { name: "elsewhere", token: tokens.elsewhere, point: points.elsewhere, role: "till" },
    { name: "operator", token: OPERATOR, point: points.here, role: "operator" },
  ]),
})

const startIn = (home: Home) => async (setting: Setting) => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-iiko-conformance-"))
  const env = environment(setting, folder)
  let logs = ""
  const begin = () => home(env, (text) => (logs += text))
  let running = await begin()
  const screens = new Map<string, Screen>()
  const names = new Map<string, string>()
  return {
    open: async (receipt: string, at: TillName) => {
      const order = orderOf(receipt, at)
      const screen = screens.get(order) ?? { sum: 0 }
      screens.set(order, screen)
      names.set(order, receipt)
      // The driver's own border.
      const call = (path: string, body: object = {}) =>
        send(running.url, tokens[at], `iiko/front/orders/${order}/${path}`, body) as Promise<Said>
      const get = () => send(running.url, tokens[at], `v1/receipts/${order}`) as Promise<Told>
      return receiptOf({ call, receipt: get }, screen)
    },
    crash: async () => {
      await running.end()
      running = await begin()
    },
    logs: async () => logs,
    cases: async (): Promise<Answer<ReadonlyArray<{ readonly kind: string; readonly receipt: string }>>> => {
      const { cases = [] } = (await send(running.url, OPERATOR, "v1/cases")) as Told // as above
      return {
        ok: true,
        value: cases.map(({ kind, receiptId }) => ({ kind, receipt: names.get(receiptId) ?? receiptId })),
      }
    },
    stop: async () => {
      await running.end()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The bridge of a plugin of iikoFront, with its gateway in a process of its own, or here. */
export const bridgeDriver = (home: Home): Driver => ({
  name: "iiko front bridge",
  start: startIn(home),
  cannot: {
    lines: "an order is a sum, and how much of it takes no points: its lines stay in iiko",
  },
  notCarried: {
    "stale-quote": "a closed order is quoted anew, as it is: no older quote can be sent",
    "reordered-commands":
      "a closed order is a fact: told with points before its guest, it is a case for a person, and no guest comes after",
  },
})
