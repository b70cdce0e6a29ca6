/** The allow-list is the only way to "not sent". */
import { assert, describe, it } from "@effect/vitest"
import * as fc from "fast-check"
import {
  describe as detailOf,
  fate,
  NOT_SENT,
  type Proof,
  type Written,
} from "../../src/transport/NotSent.ts"

const coded = (code: unknown, more: object = {}) => Object.assign(new Error("text"), { code }, more)

/** `error` within so many errors without a code, as `fetch` and `HttpClientError` wrap it. */
const wrapped = (error: unknown, depth: number): unknown =>
  depth === 0 ? error : new TypeError("fetch failed", { cause: wrapped(error, depth - 1) })

const listed = (proof: Proof) => [...NOT_SENT].filter(([, its]) => its === proof).map(([code]) => code)
const always = fc.constantFrom(...listed("always"))
const unlisted = fc
  .oneof(
    fc.string(),
    fc.constantFrom(
      "ECONNRESET",
      "UND_ERR_SOCKET",
      "UND_ERR_HEADERS_TIMEOUT",
      "EPIPE",
      "UND_ERR_ABORTED",
      "ERR_SSL_BAD_RECORD_TYPE",
    ),
  )
  .filter((code) => !NOT_SENT.has(code))
const written = fc.constantFrom<Array<Written>>("no", "yes", "perhaps")
const depth = fc.nat({ max: 5 })

describe("a failure", () => {
  it("with a code of the list is not sent, however wrapped", () => {
    fc.assert(fc.property(always, depth, (code, depth) => fate(wrapped(coded(code), depth)) === "not-sent"))
  })

  it("of a request that was given to a socket is unknown, whatever its code", () => {
    fc.assert(
      fc.property(fc.constantFrom(...NOT_SENT.keys()), depth, (code, depth) => {
        const error = coded(code, { syscall: "connect" })
        return (
          fate(wrapped(error, depth), "yes") === "unknown" && fate(wrapped(error, depth), "no") === "not-sent"
        )
      }),
    )
  })

  it("with any other code is unknown, whatever its cause and whatever the transport knows", () => {
    fc.assert(
      fc.property(unlisted, always, depth, written, (other, code, depth, written) => {
        const error = wrapped(coded(other, { cause: coded(code) }), depth)
        return fate(error, written) === "unknown"
      }),
    )
  })

  it("that is no error with a code at all is unknown", () => {
    fc.assert(fc.property(fc.anything(), written, (thrown, written) => fate(thrown, written) === "unknown"))
  })

  it.each(listed("before-sending"))("with %s proves something only where nothing was written", (code) => {
    assert.strictEqual(fate(coded(code)), "unknown")
    assert.strictEqual(fate(coded(code), "no"), "not-sent")
  })

  it.each(listed("connecting"))("with %s proves something only from the call that connects", (code) => {
    assert.strictEqual(fate(coded(code, { syscall: "connect" })), "not-sent")
    assert.strictEqual(fate(coded(code, { syscall: "read" })), "unknown")
    assert.strictEqual(fate(coded(code, { syscall: "read" }), "no"), "not-sent")
  })

  it("of several attempts is not sent only if each of them proves it", () => {
    const attempts = (codes: ReadonlyArray<string>) =>
      coded(codes[0], { errors: codes.map((code) => coded(code)) })
    fc.assert(
      fc.property(
        fc.array(always, { minLength: 1, maxLength: 8 }),
        unlisted,
        fc.nat(),
        (codes, other, at) => {
          const spoilt = codes.toSpliced(at % (codes.length + 1), 0, other)
          return fate(attempts(codes)) === "not-sent" && fate(attempts(spoilt)) === "unknown"
        },
      ),
    )
  })

  it("whose causes go round in a circle, or too deep, is unknown", () => {
    const circle = new Error("a")
    circle.cause = new Error("b", { cause: circle })
    assert.strictEqual(fate(circle), "unknown")
    assert.strictEqual(fate(wrapped(coded("ECONNREFUSED"), 100)), "unknown")
  })

  it("is described by its code or name, never by its text", () => {
    assert.strictEqual(detailOf(wrapped(coded("ENOTFOUND"), 2)), "ENOTFOUND")
    assert.strictEqual(detailOf(new TypeError("Failed to fetch https://key@loyal.example")), "TypeError")
    assert.strictEqual(detailOf("http://loyal.example"), "no reply")
  })
})

it("the list grows only by a decision: these codes, and no other", () => {
  assert.deepStrictEqual(
    [...NOT_SENT.keys()]
      .filter((code) => !/CERT|SSL|TLS|ISSUER|LEAF|CA$|PURPOSE|PATH|HOSTNAME/.test(code))
      .toSorted(),
    [
      "EAI_AGAIN",
      "ECONNREFUSED",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "ENOTFOUND",
      "ETIMEDOUT",
      "UND_ERR_CONNECT_TIMEOUT",
    ],
  )
})
