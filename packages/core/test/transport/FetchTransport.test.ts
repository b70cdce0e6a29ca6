/** What only a browser's `fetch` does, shown with one that does the same. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FetchTransport from "../../src/transport/FetchTransport.ts"
import { post } from "./Faces.ts"

const url = "https://loyal.example/integration/general/client"

const over = (fetch: FetchTransport.Fetch) => post(url).pipe(Effect.provide(FetchTransport.layer({ fetch })))

/** A `Response` as a browser gives it; its constructor does not let these be set. */
const browserReply = (properties: Partial<Response>) =>
  Object.defineProperties(new Response(null), Object.getOwnPropertyDescriptors(properties))

describe("in a browser", () => {
  it.effect("a request that fails has an unknown fate: the page is told no reason", () =>
    Effect.gen(function* () {
      const { detail, fate } = yield* Effect.flip(
        over(() => Promise.reject(new TypeError("Failed to fetch"))),
      )
      assert.deepStrictEqual({ detail, fate }, { detail: "TypeError", fate: "unknown" })
    }),
  )

  it.effect.each([
    { name: "that is hidden from the page", reply: { type: "opaqueredirect", status: 0 } },
    { name: "that was followed by a fetch which does as it likes", reply: { redirected: true, status: 200 } },
  ] as const)("a redirect $name has an unknown fate", ({ reply }) =>
    Effect.gen(function* () {
      const { detail, fate } = yield* Effect.flip(over(() => Promise.resolve(browserReply(reply))))
      assert.deepStrictEqual({ detail, fate }, { detail: "redirect", fate: "unknown" })
    }),
  )

  it.effect("redirects are not to be followed, and an interrupted request is aborted", () =>
    Effect.gen(function* () {
      const asked: Array<RequestInit> = []
      const fiber = yield* Effect.forkChild(
        over((_, init) => {
          asked.push(init)
          return new Promise(() => undefined)
        }),
      )
      yield* Effect.yieldNow
      yield* Fiber.interrupt(fiber)
      assert.deepStrictEqual(
        asked.map(({ method, redirect, signal }) => ({ method, redirect, aborted: signal?.aborted })),
        [{ method: "POST", redirect: "manual", aborted: true }],
      )
    }),
  )
})
