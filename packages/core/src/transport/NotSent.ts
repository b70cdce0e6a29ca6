/**
 * The allow-list of failures that prove a request *not sent*. It stands here and nowhere else.
 *
 * A code is on the list only if it arises before a connection is ready for a request. Whatever is not on it is
 * *unknown*: a missing entry costs a question to the service, a wrong one costs a second sale. Browsers tell
 * pages no codes, so there nothing is ever "not sent".
 */
import * as Predicate from "effect/Predicate"
import { TransportFailure, type Fate } from "../Transport.ts"

/**
 * When a code is a proof.
 *
 * - `always`: it exists only before a request.
 * - `connecting`: only from the system call `connect`; from an open connection the same code means a broken one.
 * - `before-sending`: only to a transport that knows by itself that nothing was written. OpenSSL uses the same
 *   code for a record that is damaged after the request was read (seen on Node 20 and 24; a test shows it).
 */
export type Proof = "always" | "connecting" | "before-sending"

/**
 * Sources: Node's `errors` and `tls` docs (error codes; X509 certificate error codes), undici's `lib/core/errors.js`
 * and `lib/core/connect.js`, OpenSSL's `include/openssl/sslerr.h`. Certificates are judged between handshake and
 * request (`onConnectSecure` in Node's `lib/internal/tls/wrap.js`).
 */
const PROOFS = {
  /** Nobody listens there. */
  ECONNREFUSED: "always",
  /** DNS: no such host. */
  ENOTFOUND: "always",
  /** DNS: no answer for now; what a till without network sees. */
  EAI_AGAIN: "always",
  /** undici, also within Node's `fetch`: no connection (for https: no finished handshake) in time. */
  UND_ERR_CONNECT_TIMEOUT: "always",

  /** No way to the host, or no answer from it: what a till with its cable out sees. */
  ETIMEDOUT: "connecting",
  EHOSTUNREACH: "connecting",
  ENETUNREACH: "connecting",

  /** The certificate is for another host. */
  ERR_TLS_CERT_ALTNAME_INVALID: "always",
  HOSTNAME_MISMATCH: "always",
  /** The certificate's time. A till whose clock is wrong sees these too. */
  CERT_HAS_EXPIRED: "always",
  CERT_NOT_YET_VALID: "always",
  /** The certificate was not signed by anyone we trust. */
  DEPTH_ZERO_SELF_SIGNED_CERT: "always",
  SELF_SIGNED_CERT_IN_CHAIN: "always",
  UNABLE_TO_GET_ISSUER_CERT: "always",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "always",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "always",
  CERT_UNTRUSTED: "always",
  /** The certificate was withdrawn, damaged, or made for something else. */
  CERT_REVOKED: "always",
  CERT_REJECTED: "always",
  CERT_SIGNATURE_FAILURE: "always",
  CERT_CHAIN_TOO_LONG: "always",
  INVALID_CA: "always",
  INVALID_PURPOSE: "always",
  PATH_LENGTH_EXCEEDED: "always",

  /** The peer does not speak TLS (a plain HTTP server behind an https URL). */
  ERR_SSL_WRONG_VERSION_NUMBER: "before-sending",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "before-sending",
  /** No version or cipher in common: found by us, or told by the peer as an alert. */
  ERR_SSL_UNSUPPORTED_PROTOCOL: "before-sending",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "before-sending",
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: "before-sending",
  // OpenSSL 3.5 (Node 24) calls the same alert so.
  "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE": "before-sending",
  /** The peer does not serve this host name. */
  ERR_SSL_TLSV1_UNRECOGNIZED_NAME: "before-sending",
} satisfies Readonly<Record<string, Proof>>

/** What the transport knows by itself: was any of the request given to a socket? */
export type Written = "no" | "yes" | "perhaps"

/** Every code of the list, for tests and docs. */
export const NOT_SENT: ReadonlyMap<string, Proof> = new Map(Object.entries(PROOFS))

/** `fetch` wraps an error once, an `HttpClientError` twice more; beyond this depth an error is not one that we know. */
const MAX_DEPTH = 8

/** One attempt for each address of a host: more failures than this in one `AggregateError` are not looked at. */
const MAX_ATTEMPTS = 32

interface Coded {
  readonly code: unknown
  readonly syscall?: unknown
  readonly errors?: unknown
}

const isCoded = (value: unknown): value is Coded =>
  Predicate.hasProperty(value, "code") && value.code !== undefined

const proves = ({ code, syscall }: Coded, written: Written): boolean => {
  const proof = Predicate.isString(code) ? NOT_SENT.get(code) : undefined
  switch (proof) {
    case "always":
      return true
    case "connecting":
      return written === "no" || syscall === "connect"
    case "before-sending":
      return written === "no"
    case undefined:
      return false
  }
}

/** The first error of the chain that says what it is. Only wrappers without a code are looked through. */
const firstCoded = (error: unknown): Coded | undefined => {
  let current = error
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    if (isCoded(current)) return current
    if (!Predicate.hasProperty(current, "cause")) return undefined
    current = current.cause
  }
  return undefined
}

/**
 * What an error says about its request. The first code on the chain of causes decides; where several
 * addresses of a host were tried, each of them must prove it. After the first byte nothing proves anything.
 *
 * @example
 * ```ts
 * import { fate } from "@loyalkit/core/transport/NotSent"
 *
 * const refused = Object.assign(new Error("connect"), { code: "ECONNREFUSED" })
 * fate(new TypeError("fetch failed", { cause: refused })) // => "not-sent"
 * fate(new TypeError("Failed to fetch")) // => "unknown"
 * ```
 */
export const fate = (error: unknown, written: Written = "perhaps"): Fate => {
  const found = firstCoded(error)
  if (found === undefined || written === "yes") return "unknown"
  const attempts: ReadonlyArray<unknown> = Array.isArray(found.errors) ? found.errors : [found]
  const proven =
    attempts.length > 0 &&
    attempts.length <= MAX_ATTEMPTS &&
    attempts.every((attempt) => isCoded(attempt) && proves(attempt, written))
  return proven ? "not-sent" : "unknown"
}

/** An error code or, without one, the error's name: no message, since those contain addresses and bodies. */
export const describe = (error: unknown): string => {
  const found = firstCoded(error)
  if (found !== undefined && Predicate.isString(found.code)) return found.code
  return Predicate.isError(error) ? error.name : "no reply"
}

/** A transport's failure, from whatever was thrown. */
export const failure = (cause: unknown, written: Written = "perhaps"): TransportFailure =>
  new TransportFailure({ fate: fate(cause, written), detail: describe(cause), cause })
