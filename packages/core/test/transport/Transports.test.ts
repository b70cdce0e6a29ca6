/** What each transport says of each way in which a request can fail, over real sockets (docs/design.md, 4). */
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { assert, describe, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { MAX_REPLY_BYTES, type TransportReply } from "../../src/Transport.ts"
import * as NotSent from "../../src/transport/NotSent.ts"
import * as Certificates from "./Certificates.ts"
import * as HttpClientTransport from "../../src/HttpClientTransport.ts"
import { faces, post } from "./Faces.ts"
import * as Peers from "./Peers.ts"

const json = { "content-type": "application/json" }

describe.each(faces)("over $name", ({ knowsWritten, layer }) => {
  const send = (url: string) => post(url).pipe(Effect.provide(layer()))
  const failing = (url: string) => Effect.flip(send(url))
  /** A handshake code is a proof only to a transport that knows that nothing was written. */
  const handshake = knowsWritten ? "not-sent" : "unknown"

  describe("a reply", () => {
    it.effect("comes back whole, for a request that arrived whole", () =>
      Effect.gen(function* () {
        let arrived: unknown
        const peer = yield* Peers.http((request, response, body) => {
          const { headers, method, url } = request
          arrived = { method, url, body, apikey: headers["apikey"], type: headers["content-type"] }
          response.writeHead(200, json).end('{"name":"Анна"}')
        })
        assert.deepStrictEqual(yield* send(peer.url), { status: 200, body: '{"name":"Анна"}' })
        assert.deepStrictEqual(arrived, {
          method: "POST",
          url: "/integration/general/client",
          body: '{"search":"79001234567"}',
          apikey: "key",
          type: "application/json",
        })
      }),
    )

    it.effect.each([200, 204, 401, 422, 500, 503])("with status %i and no body is a reply", (status) =>
      Effect.gen(function* () {
        const peer = yield* Peers.http((_, response) => response.writeHead(status).end())
        assert.deepStrictEqual(yield* send(peer.url), { status, body: "" })
        assert.strictEqual(peer.seen.requests, 1)
      }),
    )

    it.effect("keeps its Date as it came", () =>
      Effect.gen(function* () {
        const date = "Tue, 24 Nov 2026 05:00:00 GMT"
        const peer = yield* Peers.http((_, response) => response.writeHead(200, { date }).end("{}"))
        assert.deepStrictEqual(yield* send(peer.url), { status: 200, body: "{}", date })
      }),
    )

    it.effect("keeps its Retry-After as it came", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.http((_, response) =>
          response.writeHead(429, { "retry-after": "7" }).end("{}"),
        )
        assert.deepStrictEqual(yield* send(peer.url), { status: 429, body: "{}", retryAfter: "7" })
      }),
    )

    it.effect("may come in pieces that split a letter, with a byte order mark, after an interim answer", () =>
      Effect.gen(function* () {
        const bytes = Buffer.from('\ufeff{"name":"Анна"}')
        const peer = yield* Peers.socket({
          onRequest: (socket) => {
            socket.setNoDelay(true)
            socket.write(
              "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
            )
            for (const byte of bytes)
              socket.write(Buffer.concat([Buffer.from("1\r\n"), Buffer.of(byte), Buffer.from("\r\n")]))
            socket.write("0\r\n\r\n")
          },
        })
        assert.deepStrictEqual(yield* send(peer.url), { status: 200, body: '{"name":"Анна"}' })
      }),
    )

    it.effect.each([302, 303, 307, 308])("that redirects (%i) is not followed", (status) =>
      Effect.gen(function* () {
        const elsewhere = yield* Peers.http((_, response) =>
          response.writeHead(200, json).end('{"success":true}'),
        )
        const peer = yield* Peers.http((_, response) =>
          response.writeHead(status, { location: elsewhere.url }).end(),
        )
        assert.strictEqual((yield* send(peer.url)).status, status)
        assert.deepStrictEqual(elsewhere.seen, { connections: 0, requests: 0 })
      }),
    )

    it.effect("of the largest size is read", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.http((_, response) => response.end("x".repeat(MAX_REPLY_BYTES)))
        assert.strictEqual((yield* send(peer.url)).body.length, MAX_REPLY_BYTES)
      }),
    )

    it.effect("larger than that is given up: its fate is unknown", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.http((_, response) => response.end("x".repeat(MAX_REPLY_BYTES + 1)))
        const { detail, fate } = yield* failing(peer.url)
        assert.deepStrictEqual({ detail, fate }, { detail: "reply too large", fate: "unknown" })
      }),
    )
  })

  describe("is not sent", () => {
    it.effect("where nobody listens", () =>
      Effect.gen(function* () {
        const { detail, fate } = yield* failing(yield* Peers.nobody)
        assert.deepStrictEqual({ detail, fate }, { detail: "ECONNREFUSED", fate: "not-sent" })
      }),
    )

    it.effect("where the host has no address", () =>
      Effect.gen(function* () {
        // RFC 6761: `.invalid` never resolves. A machine without DNS says EAI_AGAIN.
        const { detail, fate } = yield* failing("http://nobody.invalid/integration/general/client")
        assert.oneOf(detail, ["ENOTFOUND", "EAI_AGAIN"])
        assert.strictEqual(fate, "not-sent")
      }),
    )

    it.effect("where a TLS handshake gets no answer before the connect timeout", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.socket({})
        const { detail, fate } = yield* post(peer.url.replace("http:", "https:")).pipe(
          Effect.provide(layer({ connectTimeout: 50 })),
          Effect.flip,
        )
        assert.deepStrictEqual({ detail, fate }, { detail: "UND_ERR_CONNECT_TIMEOUT", fate: "not-sent" })
      }),
    )

    it.effect("to a certificate that nobody vouches for", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.socket({}, { cert: Certificates.valid })
        const { detail, fate } = yield* failing(peer.url)
        assert.deepStrictEqual({ detail, fate }, { detail: "DEPTH_ZERO_SELF_SIGNED_CERT", fate: "not-sent" })
        assert.strictEqual(peer.seen.requests, 0)
      }),
    )

    it.effect.each([
      { name: "that has expired", certificate: Certificates.expired, code: "CERT_HAS_EXPIRED" },
      { name: "of another host", certificate: Certificates.elsewhere, code: "ERR_TLS_CERT_ALTNAME_INVALID" },
    ])("to a certificate $name", ({ certificate, code }) =>
      Effect.gen(function* () {
        const peer = yield* Peers.socket({}, { cert: certificate })
        const { detail, fate } = yield* post(peer.url).pipe(
          Effect.provide(layer({ ca: certificate })),
          Effect.flip,
        )
        assert.deepStrictEqual({ detail, fate }, { detail: code, fate: "not-sent" })
        assert.strictEqual(peer.seen.requests, 0)
      }),
    )
  })

  describe(`is ${handshake}, as far as this transport can know,`, () => {
    it.effect("where a plain HTTP server stands behind an https URL", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.socket({
          onRequest: (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
        })
        const { detail, fate } = yield* failing(peer.url.replace("http:", "https:"))
        assert.deepStrictEqual({ detail, fate }, { detail: "ERR_SSL_WRONG_VERSION_NUMBER", fate: handshake })
      }),
    )

    it.effect("where the peer speaks only a version of TLS that we refuse", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.socket(
          {},
          { cert: Certificates.valid, minVersion: "TLSv1", maxVersion: "TLSv1.1" },
        )
        const { detail, fate } = yield* failing(peer.url)
        assert.deepStrictEqual(
          { detail, fate },
          { detail: "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", fate: handshake },
        )
        assert.strictEqual(peer.seen.requests, 0)
      }),
    )
  })

  describe("has an unknown fate", () => {
    it.effect("where the connection is closed on accept", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.socket({ onAccept: (socket) => socket.destroy() })
        assert.strictEqual((yield* failing(peer.url)).fate, "unknown")
      }),
    )

    it.effect.each([
      { name: "closed", end: "end" },
      { name: "reset", end: "resetAndDestroy" },
    ] as const)("where the connection is $name after reading, and is sent once", ({ end }) =>
      Effect.gen(function* () {
        const peer = yield* Peers.socket({ onRequest: (socket) => socket[end]() })
        assert.strictEqual((yield* failing(peer.url)).fate, "unknown")
        assert.strictEqual(peer.seen.connections, 1)
      }),
    )

    it.effect.each([
      { name: "shorter than announced", reply: 'content-length: 100\r\n\r\n{"success":true' },
      { name: "without its last chunk", reply: 'transfer-encoding: chunked\r\n\r\n5\r\n{"suc\r\n' },
    ])("where the body is $name", ({ reply }) =>
      Effect.gen(function* () {
        const peer = yield* Peers.socket({ onRequest: (socket) => socket.end(`HTTP/1.1 200 OK\r\n${reply}`) })
        assert.strictEqual((yield* failing(peer.url)).fate, "unknown")
      }),
    )

    it.effect("where the answer is not HTTP", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.socket({ onRequest: (socket) => socket.end("SSH-2.0-OpenSSH_9.9\r\n") })
        assert.strictEqual((yield* failing(peer.url)).fate, "unknown")
      }),
    )

    it.effect("where TLS breaks, and closes, after the request was read", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.damagedAfterRequest("TLSv1.3")
        const { fate } = yield* post(peer.url).pipe(
          Effect.provide(layer({ ca: Certificates.valid })),
          Effect.flip,
        )
        assert.strictEqual(fate, "unknown")
        assert.strictEqual(peer.seen.requests, 1)
      }),
    )

    it.effect("in silence: the caller interrupts, the peer had the bytes, and its connection is closed", () =>
      Effect.gen(function* () {
        const peer = yield* Peers.socket({})
        const fiber = yield* Effect.forkChild(post(peer.url))
        yield* Deferred.await(peer.requested)
        yield* Fiber.interrupt(fiber)
        const exit: Exit.Exit<TransportReply, unknown> = yield* Fiber.await(fiber)
        assert.isTrue(Exit.hasInterrupts(exit))
        yield* Deferred.await(peer.closed)
        assert.strictEqual(peer.seen.connections, 1)
      }).pipe(Effect.provide(layer())),
    )
  })
})

const overNodeHttp = (ca: string) =>
  HttpClientTransport.layer.pipe(Layer.provide(NodeHttpClient.layerNodeHttpOptions({ ca })))

describe("why a handshake code alone proves nothing", () => {
  it.effect("TLS that breaks after the request was read has the code of a failed handshake", () =>
    Effect.gen(function* () {
      const peer = yield* Peers.damagedAfterRequest("TLSv1.2")
      const { cause, detail, fate } = yield* post(peer.url).pipe(
        Effect.provide(overNodeHttp(Certificates.valid)),
        Effect.flip,
      )
      assert.strictEqual(peer.seen.requests, 1)
      assert.deepStrictEqual({ detail, fate }, { detail: "ERR_SSL_WRONG_VERSION_NUMBER", fate: "unknown" })
      assert.strictEqual(NotSent.fate(cause, "no"), "not-sent")
    }),
  )
})
