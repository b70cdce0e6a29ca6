/**
 * The ways in which a call to the service fails, each by a name: a scenario and a button say the name, the sandbox gets the fault.
 *
 * What matters about each is what a client may conclude from it (`concludes`), and what really happened (`executed`), which the client
 * cannot see. They are the failures that a transport can show; a request that is refused for what it says is the service's own business.
 */
import type { Fault } from "@loyalkit/sandbox/Fault"

/** What a failure says about its request: it cannot have been executed, it was refused, or nobody can tell. */
export type Concludes = "not-sent" | "rejected" | "unknown"

export interface Way {
  readonly fault: Fault
  readonly concludes: Concludes
  /** Does the service execute the request all the same? */
  readonly executed: boolean
  readonly ru: string
  readonly en: string
}

/** How long after it was sent a late request is executed: after the till gave up, within the doubt window. */
export const LATE_MILLIS = 20_000
/** How long a slow service takes: longer than any step's budget but the sale's. */
export const SLOW_MILLIS = 3_000

const way = (
  fault: Fault,
  concludes: Concludes,
  executed: boolean,
  { en, ru }: { readonly ru: string; readonly en: string },
): Way => ({ fault, concludes, executed, ru, en })

const json = (value: object): string => JSON.stringify(value)

export const WAYS = {
  refused: way({ kind: "refuse" }, "not-sent", false, {
    ru: "никто не слушает порт",
    en: "nobody listens on the port",
  }),
  "no-name": way({ kind: "refuse", why: "name" }, "not-sent", false, {
    ru: "DNS не знает такого имени",
    en: "DNS knows no such name",
  }),
  "no-tls": way({ kind: "refuse", why: "tls" }, "not-sent", false, {
    ru: "на том конце нет TLS",
    en: "the peer does not speak TLS",
  }),
  closed: way({ kind: "close", executed: false }, "unknown", false, {
    ru: "соединение закрыто, запрос не исполнен",
    en: "the connection is closed, the request was not executed",
  }),
  "closed-after": way({ kind: "close", executed: true }, "unknown", true, {
    ru: "запрос исполнен, соединение закрыто без ответа",
    en: "executed, then the connection is closed without an answer",
  }),
  reset: way({ kind: "reset", executed: false }, "unknown", false, {
    ru: "соединение сброшено, запрос не исполнен",
    en: "the connection is reset, the request was not executed",
  }),
  "reset-after": way({ kind: "reset", executed: true }, "unknown", true, {
    ru: "запрос исполнен, соединение сброшено",
    en: "executed, then the connection is reset",
  }),
  silent: way({ kind: "silence", executed: false }, "unknown", false, {
    ru: "ответа нет, запрос не исполнен",
    en: "no answer ever, the request was not executed",
  }),
  "silent-after": way({ kind: "silence", executed: true }, "unknown", true, {
    ru: "запрос исполнен, ответа нет",
    en: "executed, and no answer ever",
  }),
  late: way({ kind: "late", after: LATE_MILLIS }, "unknown", true, {
    ru: "ответа нет, а запрос исполнен 20 секунд спустя",
    en: "no answer, and executed 20 seconds later",
  }),
  slow: way({ kind: "delay", before: SLOW_MILLIS }, "unknown", true, {
    ru: "сервис думает три секунды",
    en: "the service thinks for three seconds",
  }),
  cut: way({ kind: "cut" }, "unknown", true, {
    ru: "запрос исполнен, дошла половина ответа",
    en: "executed, and half of the answer arrives",
  }),
  "not-http": way({ kind: "not-http", executed: false }, "unknown", false, {
    ru: "отвечает не HTTP-сервер, запрос не исполнен",
    en: "something answers that does not speak HTTP, not executed",
  }),
  "not-http-after": way({ kind: "not-http", executed: true }, "unknown", true, {
    ru: "запрос исполнен, ответ — не HTTP",
    en: "executed, and the answer is no HTTP",
  }),
  html: way({ kind: "html", executed: false }, "unknown", false, {
    ru: "200 со страницей вместо ответа, запрос не исполнен",
    en: "200 with a page instead of an answer, not executed",
  }),
  "html-after": way({ kind: "html", executed: true }, "unknown", true, {
    ru: "запрос исполнен, вместо ответа страница",
    en: "executed, and a page instead of the answer",
  }),
  empty: way({ kind: "empty", executed: false }, "unknown", false, {
    ru: "200 без содержимого, запрос не исполнен",
    en: "200 with nothing in it, not executed",
  }),
  "empty-after": way({ kind: "empty", executed: true }, "unknown", true, {
    ru: "запрос исполнен, ответ пуст",
    en: "executed, and the answer is empty",
  }),
  "wrong-shape": way({ kind: "wrong-shape", executed: false }, "unknown", false, {
    ru: "200 с чужим JSON, запрос не исполнен",
    en: "200 with other JSON, not executed",
  }),
  "wrong-shape-after": way({ kind: "wrong-shape", executed: true }, "unknown", true, {
    ru: "запрос исполнен, ответ — чужой JSON",
    en: "executed, and the answer is other JSON",
  }),
  "says-false": way({ kind: "failure", executed: false }, "unknown", false, {
    ru: "200 и success: false, запрос не исполнен",
    en: "200 and success: false, not executed",
  }),
  "says-false-after": way({ kind: "failure", executed: true }, "unknown", true, {
    ru: "запрос исполнен, а ответ — success: false",
    en: "executed, and the answer is success: false",
  }),
  redirect: way({ kind: "redirect", executed: false }, "unknown", false, {
    ru: "302 на чужую страницу",
    en: "302 to another page",
  }),
  "redirect-post": way({ kind: "redirect", executed: false, status: 307 }, "unknown", false, {
    ru: "307 на другой адрес",
    en: "307 to another address",
  }),
  "not-found": way({ kind: "status", status: 404, executed: false }, "unknown", false, {
    ru: "404 от посредника",
    en: "404 from a proxy",
  }),
  "timed-out": way({ kind: "status", status: 408, executed: false }, "unknown", false, {
    ru: "408: запрос не дождались",
    en: "408: the request was not waited for",
  }),
  "too-many": way({ kind: "status", status: 429, executed: false, retryAfter: 2 }, "unknown", false, {
    ru: "429: слишком много запросов, повторить через 2 секунды",
    en: "429: too many requests, again in 2 seconds",
  }),
  error: way({ kind: "status", status: 500, executed: false }, "unknown", false, {
    ru: "500, запрос не исполнен",
    en: "500, not executed",
  }),
  "error-after": way({ kind: "status", status: 500, executed: true }, "unknown", true, {
    ru: "запрос исполнен, ответ — 500",
    en: "executed, and the answer is 500",
  }),
  unavailable: way({ kind: "status", status: 503, executed: false }, "unknown", false, {
    ru: "503: сервис недоступен",
    en: "503: the service is away",
  }),
  "gateway-timeout": way({ kind: "status", status: 504, executed: true }, "unknown", true, {
    ru: "запрос исполнен, посредник ответил 504",
    en: "executed, and a proxy answers 504",
  }),
  "key-refused": way(
    { kind: "status", status: 401, executed: false, body: json({ success: false, error: "Unauthorized." }) },
    "rejected",
    false,
    { ru: "401: сервис не принял ключ", en: "401: the service refuses the key" },
  ),
  forbidden: way({ kind: "status", status: 403, executed: false, body: "{}" }, "rejected", false, {
    ru: "403: не разрешено",
    en: "403: not allowed",
  }),
  "field-refused": way(
    { kind: "status", status: 422, executed: false, body: json({ amount: "Amount is too small." }) },
    "rejected",
    false,
    { ru: "422: сервис не принял сумму", en: "422: the service refuses the amount" },
  ),
} as const satisfies Readonly<Record<string, Way>>

export type WayName = keyof typeof WAYS

const isName = (name: string): name is WayName => Object.hasOwn(WAYS, name)

/** Every name, in the order in which they are shown. */
export const wayNames: ReadonlyArray<WayName> = Object.keys(WAYS).filter(isName)
