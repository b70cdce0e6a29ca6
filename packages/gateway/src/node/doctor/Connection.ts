/**
 * The way to the service, step by step: its name, its port, its certificate. The first step that fails says what to mend.
 */
import * as Effect from "effect/Effect"
import * as Dns from "node:dns/promises"
import * as Net from "node:net"
import * as Tls from "node:tls"
import type { Words } from "../../settings/Setting.ts"
import { type Finding, good, wrong } from "./Finding.ts"

const WAY = { en: "Way to the service", ru: "Путь к сервису" }

/** A step that takes longer never ends well. */
const PATIENCE = "5 seconds"

const SLOW = "ETIMEDOUT"

const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : cause instanceof Error ? cause.message : ""

const inTime = <A>(step: Effect.Effect<A, string>): Effect.Effect<A, string> =>
  step.pipe(
    Effect.timeout(PATIENCE),
    Effect.mapError((error) => (typeof error === "string" ? error : SLOW)),
  )

const resolve = (name: string) => inTime(Effect.tryPromise({ try: () => Dns.lookup(name), catch: codeOf }))

/** A socket that gets so far, and is closed again at once. */
const connected = (open: () => Net.Socket, event: "connect" | "secureConnect") =>
  inTime(
    Effect.acquireUseRelease(
      Effect.sync(open),
      (socket) =>
        Effect.callback<void, string>((resume) => {
          socket.once(event, () => resume(Effect.void))
          // Also after the first error: one that nobody hears would end the process.
          socket.on("error", (error) => resume(Effect.fail(codeOf(error))))
        }),
      (socket) => Effect.sync(() => void socket.destroy()),
    ),
  )

const nameProblem = (host: string, code: string): Words => ({
  en: `the name ${host} is not found (${code}). Check LOYALCLIENT_URL, the DNS server and whether this machine is online`,
  ru: `имя ${host} не находится (${code}). Проверьте LOYALCLIENT_URL, сервер DNS и есть ли на машине интернет`,
})

const portProblem = (address: string, code: string): Words =>
  code === "ECONNREFUSED"
    ? {
        en: `nobody listens at ${address}. Is the service running, and is the port in LOYALCLIENT_URL right?`,
        ru: `по адресу ${address} никто не слушает. Работает ли сервис и тот ли порт в LOYALCLIENT_URL?`,
      }
    : {
        en: `${address} does not answer (${code}). Check the network and the firewall; loyalkit does not go through HTTP proxies`,
        ru: `${address} не отвечает (${code}). Проверьте сеть и межсетевой экран; loyalkit не ходит через HTTP-прокси`,
      }

const certificates: Readonly<Record<string, Words>> = {
  CERT_HAS_EXPIRED: {
    en: "its certificate has expired, or this machine's clock is wrong",
    ru: "его сертификат просрочен, или на этой машине неверные часы",
  },
  CERT_NOT_YET_VALID: {
    en: "its certificate is not valid yet, or this machine's clock is wrong",
    ru: "его сертификат ещё не действует, или на этой машине неверные часы",
  },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    en: "its certificate is for another name. Check LOYALCLIENT_URL",
    ru: "его сертификат выдан на другое имя. Проверьте LOYALCLIENT_URL",
  },
  ERR_SSL_WRONG_VERSION_NUMBER: {
    en: "it speaks no TLS. Should LOYALCLIENT_URL begin with http://, or have another port?",
    ru: "он не говорит по TLS. Может быть, LOYALCLIENT_URL должен начинаться с http:// или порт другой?",
  },
}

/** Whoever signed it, this machine does not know them. */
const UNTRUSTED: Words = {
  en: "its certificate is signed by nobody whom this machine trusts. If it is your own, name it in NODE_EXTRA_CA_CERTS; if a proxy or an antivirus reads the traffic, make an exception",
  ru: "его сертификат подписан тем, кому эта машина не доверяет. Если он ваш собственный, укажите его в NODE_EXTRA_CA_CERTS; если трафик вскрывает прокси или антивирус, сделайте исключение",
}

const UNTRUSTED_CODES: ReadonlySet<string> = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_UNTRUSTED",
])

const tlsProblem = (address: string, code: string): Words => {
  const known = certificates[code] ?? (UNTRUSTED_CODES.has(code) ? UNTRUSTED : undefined)
  return {
    en: `no secure connection to ${address} (${code})${known === undefined ? "" : `: ${known.en}`}`,
    ru: `нет защищённого соединения с ${address} (${code})${known === undefined ? "" : `: ${known.ru}`}`,
  }
}

/** Whether the way is free, step by step. */
export const connection = (url: string): Effect.Effect<Finding> => {
  const { hostname, port: given, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, "")
  const isSecure = protocol === "https:"
  const port = given === "" ? (isSecure ? 443 : 80) : Number(given)
  const address = `${hostname}:${port}`
  const name = Net.isIP(host) === 0 ? { servername: host } : {}
  return Effect.gen(function* () {
    yield* Effect.mapError(resolve(host), (code) => nameProblem(host, code))
    yield* Effect.mapError(
      connected(() => Net.connect({ host, port }), "connect"),
      (code) => portProblem(address, code),
    )
    if (isSecure)
      yield* Effect.mapError(
        connected(() => Tls.connect({ host, port, ...name }), "secureConnect"),
        (code) => tlsProblem(address, code),
      )
    return good(
      WAY,
      isSecure
        ? { en: `${address} answers, over TLS`, ru: `${address} отвечает, по TLS` }
        : { en: `${address} answers`, ru: `${address} отвечает` },
    )
  }).pipe(Effect.catch((text) => Effect.succeed(wrong(WAY, text))))
}
