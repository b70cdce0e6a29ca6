/** A sale never goes over a connection that idled too long, which its peer may just be closing. */
import * as diagnostics from "node:diagnostics_channel"
import { Socket } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as TestClock from "effect/testing/TestClock"
import { STALE_CONNECTION_MILLIS } from "../../src/Transport.ts"
import { post, undici } from "./Faces.ts"
import * as Peers from "./Peers.ts"

const lookUp = (url: string) => post(url, { connection: "any" })
const sell = (url: string) => post(url, { connection: "fresh" })

const answering = Peers.http((_, response) => response.end("{}"))

/** Reads one request of each connection and resets it on the next: a server that is just giving up idle connections. */
const forgetful = Effect.suspend(() => {
  const used = new WeakSet<object>()
  return Peers.socket({
    onRequest: (socket) => {
      if (used.has(socket)) socket.resetAndDestroy()
      else socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
      used.add(socket)
    },
  })
})

describe("a sale over undici", () => {
  it.effect("uses the connection that the look-up before it used a moment ago", () =>
    Effect.gen(function* () {
      const peer = yield* answering
      yield* lookUp(peer.url)
      yield* TestClock.adjust(STALE_CONNECTION_MILLIS)
      yield* sell(peer.url)
      assert.deepStrictEqual(peer.seen, { connections: 1, requests: 2 })
    }).pipe(Effect.provide(undici.layer())),
  )

  it.effect("opens a new connection after a millisecond more, and is sent once", () =>
    Effect.gen(function* () {
      const peer = yield* answering
      yield* lookUp(peer.url)
      yield* TestClock.adjust(STALE_CONNECTION_MILLIS + 1)
      yield* sell(peer.url)
      assert.deepStrictEqual(peer.seen, { connections: 2, requests: 2 })
    }).pipe(Effect.provide(undici.layer())),
  )

  it.effect("counts the idling from the last answer, and not from the connecting", () =>
    Effect.gen(function* () {
      const peer = yield* answering
      for (let call = 0; call < 4; call++) {
        yield* sell(peer.url)
        yield* TestClock.adjust(STALE_CONNECTION_MILLIS)
      }
      assert.deepStrictEqual(peer.seen, { connections: 1, requests: 4 })
    }).pipe(Effect.provide(undici.layer())),
  )

  it.effect("settles with a peer that gives up the idle connection", () =>
    Effect.gen(function* () {
      const peer = yield* forgetful
      yield* lookUp(peer.url)
      yield* TestClock.adjust(STALE_CONNECTION_MILLIS + 1)
      assert.strictEqual((yield* sell(peer.url)).status, 200)
    }).pipe(Effect.provide(undici.layer())),
  )

  it.effect("would be in doubt over that connection, as a look-up is", () =>
    Effect.gen(function* () {
      const peer = yield* forgetful
      yield* lookUp(peer.url)
      yield* TestClock.adjust(STALE_CONNECTION_MILLIS + 1)
      assert.strictEqual((yield* Effect.flip(lookUp(peer.url))).fate, "unknown")
    }).pipe(Effect.provide(undici.layer())),
  )

  it.effect("is not sent where the connection was stale and a new one is refused", () =>
    Effect.gen(function* () {
      const peer = yield* forgetful
      yield* lookUp(peer.url)
      yield* peer.stopListening
      yield* TestClock.adjust(STALE_CONNECTION_MILLIS + 1)
      const { detail, fate } = yield* Effect.flip(sell(peer.url))
      assert.deepStrictEqual({ detail, fate }, { detail: "ECONNREFUSED", fate: "not-sent" })
      assert.strictEqual(peer.seen.requests, 1)
    }).pipe(Effect.provide(undici.layer())),
  )

  it.effect("of each of 64 tills at once finds none of the 64 connections that idled", () =>
    Effect.gen(function* () {
      const idle = new Set<unknown>()
      let late = false
      let stale = 0
      const peer = yield* Peers.http(({ socket }, response) => {
        if (!late) idle.add(socket)
        else if (idle.has(socket)) stale++
        response.end("{}")
      })
      const tills = Array.from({ length: 64 }, () => peer.url)
      yield* Effect.forEach(tills, lookUp, { concurrency: "unbounded", discard: true })
      late = true
      yield* TestClock.adjust(STALE_CONNECTION_MILLIS + 1)
      yield* Effect.forEach(tills, sell, { concurrency: "unbounded", discard: true })
      assert.deepStrictEqual({ stale, requests: peer.seen.requests }, { stale: 0, requests: 128 })
    }).pipe(Effect.provide(undici.layer())),
  )
})

/** The client's end of each connection that undici makes while the test runs. */
const clientSockets = Effect.gen(function* () {
  const sockets: Array<Socket> = []
  const collect = (message: unknown) => {
    if (Predicate.hasProperty(message, "socket") && message.socket instanceof Socket)
      sockets.push(message.socket)
  }
  yield* Effect.acquireRelease(
    Effect.sync(() => diagnostics.subscribe("undici:client:connected", collect)),
    () => Effect.sync(() => diagnostics.unsubscribe("undici:client:connected", collect)),
  )
  return sockets
})

describe("a request over undici that was written", () => {
  it.effect.each(["ERR_SSL_WRONG_VERSION_NUMBER", "ETIMEDOUT", "ECONNREFUSED"])(
    "has an unknown fate even if its socket fails with %s",
    (code) =>
      Effect.gen(function* () {
        const sockets = yield* clientSockets
        const peer = yield* Peers.socket({
          onRequest: () =>
            sockets.forEach((socket) => socket.destroy(Object.assign(new Error("broken"), { code }))),
        })
        const { detail, fate } = yield* Effect.flip(sell(peer.url))
        assert.deepStrictEqual({ detail, fate }, { detail: code, fate: "unknown" })
      }).pipe(Effect.provide(undici.layer())),
  )
})

describe("a request over undici that is interrupted while it connects", () => {
  it.effect("is never written", () =>
    Effect.gen(function* () {
      const peer = yield* answering
      // The connection is made only when this fiber yields to the event loop, which it does after the interrupt.
      yield* Effect.raceFirst(sell(peer.url), Effect.void)
      assert.strictEqual((yield* lookUp(peer.url)).status, 200)
      assert.strictEqual(peer.seen.requests, 1)
    }).pipe(Effect.provide(undici.layer())),
  )
})
