/**
 * Requests over undici, for Node 22.19 and up: the fastest transport, and the one that knows most.
 *
 * It speaks to undici's dispatcher directly, without promises and streams, and so sees the moment when a
 * request is given to a socket. Before that moment a named failure proves it *not sent*; after it nothing does.
 * It also sees which connection a request is given to, and takes a sale off one that has idled too long.
 */
import type { ConnectionOptions } from "node:tls"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Agent, buildConnector, Client, Pool, type Dispatcher } from "undici"
import {
  MAX_REPLY_BYTES,
  STALE_CONNECTION_MILLIS,
  Transport,
  TransportFailure,
  type TransportReply,
  type TransportRequest,
} from "../Transport.ts"
import { failure } from "../transport/NotSent.ts"

/**
 * How long connecting may take, the TLS handshake included, in milliseconds; our judgment. It is below the
 * shortest step's budget (1.5 s, docs/design.md, 8), so that a host that does not answer is "not sent" where a
 * time-out of the whole call would be "unknown". undici's timer may fire half a second late.
 */
export const CONNECT_TIMEOUT_MILLIS = 1_000

/** The most connections to one service; further requests wait for a free one. Our judgment: a till has few, a gateway dozens. */
export const MAX_CONNECTIONS = 128

/** What a caller may choose. */
export interface UndiciOptions {
  /** In milliseconds; {@link CONNECT_TIMEOUT_MILLIS} if left out. */
  readonly connectTimeout?: number
  /** A private certificate authority, or a certificate of ours. That peers are verified is not an option. */
  readonly tls?: Pick<ConnectionOptions, "ca" | "cert" | "key" | "servername">
}

const STALE_NANOS = BigInt(STALE_CONNECTION_MILLIS) * 1_000_000n

/** One connection at a time (HTTP/1.1 without pipelining) that knows when it was last of use. */
class Connection extends Client {
  readonly #clock: Clock.Clock
  #lastUsed: bigint

  constructor(origin: string | URL, options: Client.Options, clock: Clock.Clock) {
    super(origin, options)
    this.#clock = clock
    this.#lastUsed = clock.monotonicTimeNanosUnsafe()
    this.on("connect", () => this.used())
  }

  used(): void {
    this.#lastUsed = this.#clock.monotonicTimeNanosUnsafe()
  }

  get isStale(): boolean {
    return this.#clock.monotonicTimeNanosUnsafe() - this.#lastUsed > STALE_NANOS
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (handler instanceof Exchange) handler.connection = this
    return super.dispatch(options, handler)
  }
}

type Resume = (reply: Effect.Effect<TransportReply, TransportFailure>) => void

/** What an aborted request is told; nobody sees it. */
const ABORTED = new Error("aborted")

/** One request and its reply, as undici's callbacks tell of them. */
class Exchange implements Dispatcher.DispatchHandler {
  connection: Connection | undefined
  readonly #agent: Agent
  readonly #request: TransportRequest
  readonly #resume: Resume
  #controller: Dispatcher.DispatchController | undefined
  #interrupted = false
  /** Given to a socket. From here on the service may execute it, whatever happens. */
  #written = false
  /** Taken off a stale connection before anything was written. */
  #stale = false
  #status = 0
  #retryAfter: string | undefined
  #date: string | undefined
  #first: Buffer | undefined
  #rest: Array<Buffer> | undefined
  #bytes = 0

  constructor(agent: Agent, request: TransportRequest, resume: Resume) {
    this.#agent = agent
    this.#request = request
    this.#resume = resume
  }

  start(): void {
    const { body, headers, url } = this.#request
    // The URL is absolute and in normal form (`ServiceUrl`), so that its path begins at the third slash.
    const slash = url.indexOf("/", url.indexOf("//") + 2)
    const origin = slash === -1 ? url : url.slice(0, slash)
    const path = slash === -1 ? "/" : url.slice(slash)
    this.#agent.dispatch({ origin, path, method: "POST", headers, body }, this)
  }

  interrupt(): void {
    this.#interrupted = true
    this.#controller?.abort(ABORTED)
  }

  /** The last moment before the request is written. An abort here writes nothing and closes the connection. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#stale = this.#request.connection === "fresh" && this.connection?.isStale === true
    if (this.#interrupted || this.#stale) return controller.abort(ABORTED)
    this.#controller = controller
    this.#written = true
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // An interim answer (1xx) precedes the real one.
    if (status < 200) return
    this.#status = status
    this.#retryAfter = first(headers["retry-after"])
    this.#date = first(headers["date"])
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.byteLength
    if (this.#bytes > MAX_REPLY_BYTES) {
      this.#fail(new TransportFailure({ fate: "unknown", detail: "reply too large" }))
      return controller.abort(ABORTED)
    }
    if (this.#first === undefined) this.#first = chunk
    else (this.#rest ??= [this.#first]).push(chunk)
  }

  onResponseEnd(): void {
    this.connection?.used()
    const status = this.#status
    const body = this.#text()
    const retryAfter = this.#retryAfter === undefined ? {} : { retryAfter: this.#retryAfter }
    const date = this.#date === undefined ? {} : { date: this.#date }
    this.#resume(Effect.succeed({ status, body, ...retryAfter, ...date }))
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    // Each stale connection is closed by its refusal and a new one is not stale, so this ends.
    // Not at once: undici is in the middle of taking the request off the connection.
    if (this.#stale && !this.#interrupted) {
      this.#stale = false
      return queueMicrotask(() => this.start())
    }
    this.#fail(failure(error, this.#written ? "yes" : "no"))
  }

  #fail(reason: TransportFailure): void {
    this.#resume(Effect.fail(reason))
  }

  /** As `TextDecoder` would, a byte order mark is left out. */
  #text(): string {
    const bytes = this.#rest === undefined ? this.#first : Buffer.concat(this.#rest, this.#bytes)
    const text = bytes?.toString() ?? ""
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  }
}

const makeAgent = (options: UndiciOptions, clock: Clock.Clock): Agent => {
  const connection: Client.Options = {
    connect: buildConnector({
      ...options.tls,
      allowH2: false,
      timeout: options.connectTimeout ?? CONNECT_TIMEOUT_MILLIS,
    }),
    // HTTP/2 sends a request again by itself where the service lets a connection go.
    allowH2: false,
    // Time is kept by the caller, who knows what the request means.
    headersTimeout: 0,
    bodyTimeout: 0,
  }
  return new Agent({
    factory: (origin) =>
      new Pool(origin, {
        connections: MAX_CONNECTIONS,
        factory: (url) => new Connection(url, connection, clock),
      }),
  })
}

/**
 * A {@link Transport} over undici, with connections of its own that are closed with the layer's scope.
 *
 * @example
 * ```ts
 * import * as UndiciTransport from "@loyalkit/core/node/UndiciTransport"
 *
 * const transport = UndiciTransport.layer({ connectTimeout: 800 })
 * ```
 */
export const layer = (options: UndiciOptions = {}): Layer.Layer<Transport> =>
  Layer.effect(
    Transport,
    Effect.gen(function* () {
      const clock = yield* Clock.Clock
      const agent = yield* Effect.acquireRelease(
        Effect.sync(() => makeAgent(options, clock)),
        (agent) => Effect.promise(() => agent.destroy()),
      )
      return Transport.of({
        send: (request) =>
          Effect.callback<TransportReply, TransportFailure>((resume) => {
            const exchange = new Exchange(agent, request, resume)
            exchange.start()
            return Effect.sync(() => exchange.interrupt())
          }),
      })
    }),
  )

/** A header that may come more than once. */
const first = (header: string | string[] | undefined): string | undefined =>
  typeof header === "string" ? header : header?.[0]
