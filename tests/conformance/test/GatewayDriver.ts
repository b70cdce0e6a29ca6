/**
 * The driver of the gateway's `/v1`, as any program with HTTP would be one: the gateway in a process of its own, started by its
 * environment, and nothing of it imported.
 */
import type { Answer, Case, Driver, Receipt, Setting, State, Subject } from "@loyalkit/sandbox/conformance"
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { request } from "undici"
import { kill, listen } from "./TillProcess.ts"

/** The gateway's executable. */
export const GATEWAY = fileURLToPath(new URL("../../../packages/gateway/dist/node/main.js", import.meta.url))

const READY = /gateway ready (http:\/\/\S+)/

const tokens = {
  first: "token-of-the-first-till",
  second: "token-of-the-second-till",
  elsewhere: "token-of-the-till-elsewhere",
}
/** Who may list cases. */
const OPERATOR = "token-of-the-operator"

const rubles = (kopecks: number): number => kopecks / 100
const kopecks = (rubles: number): number => Math.round(rubles * 100)
const maybe = (rubles: number | undefined) => (rubles === undefined ? undefined : kopecks(rubles))

/** What `/v1` answers, as far as the suite asks. Whatever the gateway got wrong shows as a value that is not there. */
interface WireSale {
  readonly total: number
  readonly spend?: number
  readonly earn?: number
}
interface Wire {
  readonly client: { readonly balance: number }
  readonly quote: { readonly maxSpend: number; readonly earn: number; readonly total?: number }
  readonly hold: { readonly points: number }
  readonly payable: number
  readonly lines?: ReadonlyArray<{ readonly id: string; readonly points: number }>
  readonly status: string
  readonly state: State
  readonly sale?: WireSale
  readonly cases: ReadonlyArray<{ readonly kind: string; readonly receiptId: string }>
}
type WireAnswer =
  | (Wire & { readonly ok: true })
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } }

const call = async (
  url: string,
  token: string,
  verb: "GET" | "POST",
  path: string,
  body?: object,
): Promise<WireAnswer> => {
  const answer = await request(`${url}/v1/${path}`, {
    method: verb,
    headers: { "x-loyalkit-token": token, "content-type": "application/json", "accept-language": "en" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  // The test's own border: a wrong shape makes the scenario fail where it is used.
  return (await answer.body.json()) as WireAnswer
}

const mapped = <A>(answer: WireAnswer, read: (wire: Wire) => A): Answer<A> =>
  answer.ok ? { ok: true, value: read(answer) } : answer

const saleOf = ({ earn, spend, total }: WireSale) => {
  const spentHundredths = maybe(spend)
  const earnedHundredths = maybe(earn)
  return {
    totalKopecks: kopecks(total),
    ...(spentHundredths === undefined ? {} : { spentHundredths }),
    ...(earnedHundredths === undefined ? {} : { earnedHundredths }),
  }
}

type Post = (step: string, body?: object) => Promise<WireAnswer>

const receiptOf = (post: Post, get: () => Promise<WireAnswer>): Receipt => ({
  identify: async (search) =>
    mapped(await post("identify", { search }), ({ client }) => ({
      balanceHundredths: kopecks(client.balance),
    })),
  quote: async ({ amountKopecks, lines }) => {
    const sent = lines?.map((line) => ({
      id: line.id,
      quantity: line.quantityThousandths / 1_000,
      price: rubles(line.priceKopecks),
      amount: rubles(line.amountKopecks),
      ...(line.excluded === undefined ? {} : { excluded: line.excluded }),
    }))
    const body = { amount: rubles(amountKopecks), ...(sent === undefined ? {} : { lines: sent }) }
    return mapped(await post("quote", body), ({ quote }) => ({
      maxSpendHundredths: kopecks(quote.maxSpend),
      earnHundredths: kopecks(quote.earn),
      ...(quote.total === undefined ? {} : { totalKopecks: kopecks(quote.total) }),
    }))
  },
  hold: async (pointsHundredths) =>
    mapped(await post("hold", { points: rubles(pointsHundredths) }), ({ hold, lines, payable }) => ({
      pointsHundredths: kopecks(hold.points),
      payableKopecks: kopecks(payable),
      ...(lines === undefined
        ? {}
        : { lines: lines.map(({ id, points }) => ({ id, pointsHundredths: kopecks(points) })) }),
    })),
  commit: async ({ amountKopecks, pointsHundredths }) => {
    const answer = await post("commit", { amount: rubles(amountKopecks), points: rubles(pointsHundredths) })
    if (!answer.ok) return answer
    const { sale, status } = answer
    return status === "committed" && sale !== undefined
      ? { ok: true, value: { sale: saleOf(sale) } }
      : { ok: false, error: { code: "COMMIT_PENDING", message: status } }
  },
  cancel: async () => mapped(await post("cancel"), () => undefined),
  noteReturn: async ({ amountKopecks, returnId }) =>
    mapped(await post("return", { returnId, amount: rubles(amountKopecks) }), () => undefined),
  outcome: async () =>
    mapped(await get(), ({ sale, state }) => ({
      state,
      ...(sale === undefined ? {} : { sale: saleOf(sale) }),
    })),
})

const environment = ({ apiKey, points, times, url }: Setting, folder: string) => ({
  LOYALCLIENT_URL: url,
  LOYALCLIENT_APIKEY: apiKey,
  LOYALCLIENT_POINT: points.here,
  LOYALKIT_HOST: "127.0.0.1",
  LOYALKIT_PORT: "0",
  LOYALKIT_DATA: folder,
  LOYALKIT_POLICY: JSON.stringify(times),
  LOYALKIT_TILLS: JSON.stringify([
    { name: "first", token: tokens.first, point: points.here, role: "till" },
    { name: "second", token: tokens.second, point: points.here, role: "till" },
    { name: "elsewhere", token: tokens.elsewhere, point: points.elsewhere, role: "till" },
    { name: "operator", token: OPERATOR, point: points.here, role: "operator" },
  ]),
})

const start = async (setting: Setting): Promise<Subject> => {
  const folder = await mkdtemp(join(tmpdir(), "loyalkit-conformance-"))
  const env = { PATH: process.env["PATH"], ...environment(setting, folder) }
  let logs = ""
  const begin = () =>
    new Promise<{ readonly child: ChildProcess; readonly url: string }>((done, gone) => {
      const child = spawn(process.execPath, [GATEWAY], { env, stdio: ["ignore", "pipe", "pipe"] })
      const before = logs.length
      listen(child, (text) => {
        logs += text
        const url = READY.exec(logs.slice(before))?.[1]
        if (url !== undefined) done({ child, url })
      })
      child.once("close", () => gone(new Error(`the gateway ended before it was ready:\n${logs}`)))
    })
  let running = await begin()
  return {
    open: async (receipt, at) => {
      const path = `receipts/${receipt}`
      return receiptOf(
        (step, body) => call(running.url, tokens[at], "POST", `${path}/${step}`, body),
        () => call(running.url, tokens[at], "GET", path),
      )
    },
    crash: async () => {
      await kill(running.child)
      running = await begin()
    },
    logs: async () => logs,
    cases: async (): Promise<Answer<ReadonlyArray<Case>>> =>
      mapped(await call(running.url, OPERATOR, "GET", "cases"), ({ cases }) =>
        cases.map(({ kind, receiptId }) => ({ kind, receipt: receiptId })),
      ),
    stop: async () => {
      await kill(running.child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const gatewayDriver: Driver = { name: "@loyalkit/gateway /v1", start }
