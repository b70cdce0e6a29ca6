/** The service's address is refused on the day of installation, in words that say what was expected. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import {
  BAD_PORTS,
  isExposed,
  parseServiceUrl,
  serviceUrl,
  ServiceUrl,
} from "../../src/transport/ServiceUrl.ts"

describe("a base URL", () => {
  it.each([
    ["https://loyal.example", "https://loyal.example"],
    ["https://Loyal.Example:443/", "https://loyal.example"],
    ["https://loyal.example/api//", "https://loyal.example/api"],
    ["http://127.0.0.1:8078", "http://127.0.0.1:8078"],
    ["http://[::1]:8078/x", "http://[::1]:8078/x"],
    ["https://лояльность.рф", "https://xn--k1aagccsh0fex.xn--p1ai"],
  ])("%s is taken as %s", (text, url) => {
    assert.deepStrictEqual(parseServiceUrl(text), Result.succeed(ServiceUrl.make(url)))
  })

  it.effect.each([
    ["loyal.example", "an absolute URL"],
    ["", "an absolute URL"],
    ["ftp://loyal.example", "https://"],
    ["https://user:secret@loyal.example", "no user name or password"],
    ["https://loyal.example?key=secret", "no query"],
    ["https://loyal.example/#", "no query and no fragment"],
    ["http://127.0.0.1:6000", "a port other than 6000"],
  ] as const)("%s is refused", ([text, expected]) =>
    Effect.gen(function* () {
      const { message } = yield* Effect.flip(serviceUrl(text))
      assert.include(message, `expected ${expected}`)
      assert.notInclude(message, "secret")
    }),
  )

  it("is refused for each port that this runtime's fetch refuses without a code", async () => {
    for (const port of BAD_PORTS) {
      assert.isTrue(Result.isFailure(parseServiceUrl(`http://127.0.0.1:${port}`)))
      // Newer in the specification than in Node 24, and of no use to anybody.
      if (port === 0) continue
      const refusal: unknown = await fetch(`http://127.0.0.1:${port}`).catch((error: Error) => error.cause)
      assert.deepInclude(refusal, { message: "bad port" }, `port ${port}`)
    }
  })

  it("exposes the key where plain http leaves this machine", () => {
    const exposed = (url: string) => isExposed(Result.getOrThrow(parseServiceUrl(url)))
    assert.isTrue(exposed("http://loyal.example"))
    assert.isTrue(exposed("http://192.168.0.7:8078"))
    assert.isTrue(exposed("http://localhost.example"))
    assert.isFalse(exposed("https://loyal.example"))
    for (const host of ["localhost", "sandbox.localhost", "127.0.0.1", "127.8.8.8", "[::1]"]) {
      assert.isFalse(exposed(`http://${host}:8078`))
    }
  })
})
