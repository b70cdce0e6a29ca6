/**
 * The gateway's `/v1`, as far as a terminal calls it.
 *
 * Every answer of `/v1` is JSON with `ok`. Whatever else comes, a proxy's page or half an answer, says nothing of what became of the
 * request: it counts as no answer, and may be asked again, since `/v1` does nothing twice.
 */
import type { ProgrammeType } from "./Extra.ts"
import type { Http, HttpAnswer } from "./Http.ts"
import { fieldsOf, parsed, type Fields } from "./Json.ts"
import { kopecksOf, textOf } from "./Money.ts"

/** A call did not do what was asked. */
export interface Refusal {
  readonly ok: false
  /** The gateway's word, or ours: `UNREACHABLE` where nothing came back that `/v1` would say. */
  readonly code: string
  /** For the cashier, where the gateway wrote it. */
  readonly message: string
  /** May the same succeed later? */
  readonly isRetryable: boolean
  /** As the gateway's log has it. */
  readonly requestId: string
}

export type Answer<Value> = { readonly ok: true; readonly value: Value } | Refusal

export interface FoundClient {
  readonly name: string | undefined
  /** Masked but for the last four digits. */
  readonly phone: string | undefined
  readonly balanceHundredths: number
}

export interface Quote {
  readonly type: ProgrammeType
  readonly maxSpendHundredths: number
  /** Would be earned if none are spent. */
  readonly earnHundredths: number
  /** What a discount programme takes off; 0 with a points programme. */
  readonly discountKopecks: number
}

export interface Sale {
  readonly amountKopecks: number
  /** 0 earns. */
  readonly pointsHundredths: number
  readonly search: string
  /** Milliseconds since 1970. */
  readonly soldAt: number
}

/** Calls of a receipt; `timeout` in milliseconds. None rejects. */
export interface Gateway {
  readonly identify: (receipt: string, search: string, timeout: number) => Promise<Answer<FoundClient>>
  readonly quote: (receipt: string, amountKopecks: number, timeout: number) => Promise<Answer<Quote>>
  /** What is left to pay by other means, in kopecks. */
  readonly hold: (receipt: string, pointsHundredths: number, timeout: number) => Promise<Answer<number>>
  readonly release: (receipt: string, timeout: number) => Promise<Answer<unknown>>
  readonly cancel: (receipt: string, timeout: number) => Promise<Answer<unknown>>
  /** `committed`, `queued` or `pending`. */
  readonly commit: (receipt: string, sale: Sale, timeout: number) => Promise<Answer<string>>
  /** Where the receipt stands: `committed`, `held`, `cancelled`, … */
  readonly state: (receipt: string, timeout: number) => Promise<Answer<string>>
}

export interface GatewaySettings {
  /** `https://loyalty.example.ru`: on the application's allow-list, without `/v1`. */
  readonly url: string
  /** The till's token, as the gateway knows it: it names the till and its point. */
  readonly token: string
  readonly language: "ru" | "en"
  readonly http: Http
}

const unreachable = (message: string): Refusal => ({
  ok: false,
  code: "UNREACHABLE",
  message,
  isRetryable: true,
  requestId: "",
})

const answerOf = ({ body, status }: HttpAnswer): Answer<Fields> => {
  const fields = fieldsOf(parsed(body))
  if (fields["ok"] === true && status === 200) return { ok: true, value: fields }
  const { code, message, retryable } = fieldsOf(fields["error"])
  if (fields["ok"] !== false || typeof code !== "string") return unreachable(`HTTP ${status}`)
  return {
    ok: false,
    code,
    message: textIn(message) || "",
    isRetryable: retryable === true,
    requestId: textIn(fields["requestId"]) || "",
  }
}

const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

/** Reads an answer; one without what must be there is none of `/v1`'s. */
const mapped =
  <A>(read: (fields: Fields) => A | undefined) =>
  (answer: Answer<Fields>): Answer<A> => {
    if (!answer.ok) return answer
    const value = read(answer.value)
    return value === undefined ? unreachable("unreadable") : { ok: true, value }
  }

const clientOf = (body: Fields): FoundClient | undefined => {
  const { balance, name, phone } = fieldsOf(body["client"])
  const balanceHundredths = kopecksOf(balance)
  return balanceHundredths === undefined
    ? undefined
    : { balanceHundredths, name: textIn(name), phone: textIn(phone) }
}

const quoteOf = (body: Fields): Quote | undefined => {
  const { discount, earn, maxSpend, type } = fieldsOf(body["quote"])
  const maxSpendHundredths = kopecksOf(maxSpend)
  const earnHundredths = kopecksOf(earn)
  const discountKopecks = kopecksOf(discount === undefined ? 0 : discount)
  return maxSpendHundredths === undefined || earnHundredths === undefined || discountKopecks === undefined
    ? undefined
    : {
        type: type === "discount" ? "discount" : "cashback",
        maxSpendHundredths,
        earnHundredths,
        discountKopecks,
      }
}

export const gatewayOf = ({ http, language, token, url }: GatewaySettings): Gateway => {
  const base = `${url.replace(/\/+$/, "")}/v1/receipts/`
  const headers = {
    "X-Loyalkit-Token": token,
    "Content-Type": "application/json",
    "Accept-Language": language,
  }
  const call = <A>(
    path: string,
    body: object | undefined,
    timeoutMillis: number,
    read: (fields: Fields) => A | undefined,
  ): Promise<Answer<A>> =>
    http({
      method: body === undefined ? "GET" : "POST",
      url: base + path,
      headers,
      body: JSON.stringify(body),
      timeoutMillis,
    })
      .then(answerOf, (cause: unknown) => unreachable(String(cause)))
      .then(mapped(read))
  const post =
    <A>(step: string, read: (fields: Fields) => A | undefined) =>
    (receipt: string, body: object, timeout: number): Promise<Answer<A>> =>
      call(`${encodeURIComponent(receipt)}/${step}`, body, timeout, read)

  const identify = post("identify", clientOf)
  const quote = post("quote", quoteOf)
  const hold = post("hold", ({ payable }) => kopecksOf(payable))
  const release = post("release", fieldsOf)
  const cancel = post("cancel", fieldsOf)
  const commit = post("commit", ({ status }) => textIn(status))
  return {
    identify: (receipt, search, timeout) => identify(receipt, { search }, timeout),
    quote: (receipt, amount, timeout) => quote(receipt, { amount: textOf(amount) }, timeout),
    hold: (receipt, points, timeout) => hold(receipt, { points: textOf(points) }, timeout),
    release: (receipt, timeout) => release(receipt, {}, timeout),
    cancel: (receipt, timeout) => cancel(receipt, {}, timeout),
    commit: (receipt, { amountKopecks, pointsHundredths, search, soldAt }, timeout) =>
      commit(
        receipt,
        { amount: textOf(amountKopecks), points: textOf(pointsHundredths), search, soldAt },
        timeout,
      ),
    state: (receipt, timeout) =>
      call(encodeURIComponent(receipt), undefined, timeout, ({ state }) => textIn(state)),
  }
}
