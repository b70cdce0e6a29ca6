/** Servers that misbehave in one way each, on real sockets of 127.0.0.1, closed with the test's scope. */
import * as Http from "node:http"
import * as Net from "node:net"
import * as Tls from "node:tls"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Certificates from "./Certificates.ts"

/** A server, and what it saw. */
export interface Peer {
  readonly url: string
  readonly port: number
  readonly seen: {
    connections: number
    /** Heads or bodies that were read: of what was sent at all, and not how many packets it took. */
    requests: number
  }
  /** Done when bytes of a request were read, and when a connection was closed. */
  readonly requested: Deferred.Deferred<void>
  readonly closed: Deferred.Deferred<void>
  /** From now on connecting is refused; the open connections stay. */
  readonly stopListening: Effect.Effect<void>
}

type Scheme = "http" | "https"

const listen = (server: Net.Server, scheme: Scheme, peer: Omit<Peer, "url" | "port" | "stopListening">) =>
  Effect.acquireRelease(
    Effect.callback<Peer>((resume) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = address !== null && typeof address === "object" ? address.port : 0
        resume(
          Effect.succeed({
            ...peer,
            port,
            url: `${scheme}://127.0.0.1:${port}/integration/general/client`,
            stopListening: Effect.sync(() => void server.close()),
          }),
        )
      })
    }),
    () => Effect.sync(() => server.close()),
  )

/** A peer on bare TCP, or TLS, that deals with a connection as it is accepted and as bytes are read. */
export const socket = (
  behaviour: {
    readonly onAccept?: (socket: Net.Socket) => void
    readonly onRequest?: (socket: Net.Socket, bytes: Buffer) => void
  },
  tls?: Tls.TlsOptions,
): Effect.Effect<Peer, never, Scope.Scope> =>
  Effect.suspend(() => {
    const seen = { connections: 0, requests: 0 }
    const requested = Deferred.makeUnsafe<void>()
    const closed = Deferred.makeUnsafe<void>()
    const open = new Set<Net.Socket>()
    const accept = (socket: Net.Socket) => {
      seen.connections++
      open.add(socket)
      socket.on("error", () => undefined)
      socket.on("close", () => Deferred.doneUnsafe(closed, Effect.void))
      socket.on("data", (bytes: Buffer) => {
        seen.requests++
        Deferred.doneUnsafe(requested, Effect.void)
        behaviour.onRequest?.(socket, bytes)
      })
      behaviour.onAccept?.(socket)
    }
    const server =
      tls === undefined
        ? Net.createServer(accept)
        : Tls.createServer({ key: Certificates.key, ...tls }, accept)
    server.on("tlsClientError", () => undefined)
    return Effect.addFinalizer(() => Effect.sync(() => open.forEach((socket) => socket.destroy()))).pipe(
      Effect.andThen(
        listen(server, tls === undefined ? "http" : "https", {
          seen,
          requested,
          closed,
        }),
      ),
    )
  })

/** A peer that answers over HTTP as it should, with whatever `answer` writes. */
export const http = (
  answer: (request: Http.IncomingMessage, response: Http.ServerResponse, body: string) => void,
): Effect.Effect<Peer, never, Scope.Scope> =>
  Effect.suspend(() => {
    const seen = { connections: 0, requests: 0 }
    const requested = Deferred.makeUnsafe<void>()
    const closed = Deferred.makeUnsafe<void>()
    const server = Http.createServer((request, response) => {
      response.sendDate = false
      const chunks: Array<Buffer> = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        seen.requests++
        Deferred.doneUnsafe(requested, Effect.void)
        answer(request, response, Buffer.concat(chunks).toString())
      })
    })
    server.on("connection", (socket) => {
      seen.connections++
      socket.on("close", () => Deferred.doneUnsafe(closed, Effect.void))
    })
    return Effect.addFinalizer(() => Effect.sync(() => server.closeAllConnections())).pipe(
      Effect.andThen(listen(server, "http", { seen, requested, closed })),
    )
  })

/** An address where nobody listens: it was listened on a moment ago. */
export const nobody: Effect.Effect<string> = Effect.scoped(Effect.map(socket({}), ({ url }) => url))

/** A relay in front of a TLS peer that, once `peer` has read the request, writes plain text into the encrypted stream. */
export const damagedAfterRequest = (maxVersion: Tls.SecureVersion): Effect.Effect<Peer, never, Scope.Scope> =>
  Effect.gen(function* () {
    const fronts: Array<Net.Socket> = []
    const behind = yield* socket(
      // Longer than a TLS record, so that the client has all it needs to judge it.
      {
        onRequest: () =>
          fronts.forEach((front) => front.end(`HTTP/1.1 502 Bad Gateway\r\n\r\n${"x".repeat(32_768)}`)),
      },
      { cert: Certificates.valid, maxVersion },
    )
    const relay = yield* socket({
      onAccept: (front) => {
        fronts.push(front)
        const back = Net.connect(behind.port, "127.0.0.1")
        back.on("error", () => undefined)
        back.on("close", () => front.destroy())
        front.on("close", () => back.destroy())
        back.pipe(front)
        front.pipe(back)
      },
    })
    return { ...behind, url: relay.url.replace("http:", "https:") }
  })
