/** What may go wrong with a client that somebody else set up, and what is set right for it. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as HttpClientTransport from "../../src/HttpClientTransport.ts"
import { post } from "./Faces.ts"
import * as Peers from "./Peers.ts"

const following = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(HttpClient.HttpClient, HttpClient.followRedirects(1)),
).pipe(Layer.provide(FetchHttpClient.layer))

describe("over somebody's HttpClient", () => {
  it.effect(
    "a redirect that it follows all the same is found out: another page's 200 is no answer of ours",
    () =>
      Effect.gen(function* () {
        const elsewhere = yield* Peers.http((_, response) => response.end('{"success":true}'))
        const peer = yield* Peers.http((_, response) =>
          response.writeHead(302, { location: elsewhere.url }).end(),
        )
        const { detail, fate } = yield* post(peer.url).pipe(
          Effect.provide(HttpClientTransport.layer.pipe(Layer.provide(following))),
          Effect.flip,
        )
        assert.deepStrictEqual({ detail, fate }, { detail: "redirect", fate: "unknown" })
        assert.strictEqual(elsewhere.seen.requests, 1)
      }),
  )

  it.effect("its other settings stay, while redirects are off", () =>
    Effect.gen(function* () {
      const asked: Array<RequestInit | undefined> = []
      const fetch: typeof globalThis.fetch = (_, init) => {
        asked.push(init)
        return Promise.resolve(new Response("{}"))
      }
      yield* post("https://loyal.example/x").pipe(
        Effect.provide(
          HttpClientTransport.layer.pipe(
            Layer.provide(FetchHttpClient.layer),
            Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetch)),
            Layer.provide(
              Layer.succeed(FetchHttpClient.RequestInit, { keepalive: true, redirect: "follow" }),
            ),
          ),
        ),
      )
      assert.deepStrictEqual(
        asked.map((init) => ({ keepalive: init?.keepalive, redirect: init?.redirect })),
        [{ keepalive: true, redirect: "manual" }],
      )
    }),
  )

  it.effect("no trace headers reach the service", () =>
    Effect.gen(function* () {
      let names: ReadonlyArray<string> = []
      const peer = yield* Peers.http(({ headers }, response) => {
        names = Object.keys(headers)
        response.end("{}")
      })
      yield* post(peer.url).pipe(
        Effect.withSpan("LoyalClient.findClient"),
        Effect.provide(HttpClientTransport.layer.pipe(Layer.provide(FetchHttpClient.layer))),
      )
      assert.includeMembers([...names], ["apikey"])
      assert.notIncludeMembers([...names], ["traceparent"])
      assert.notIncludeMembers([...names], ["b3"])
    }),
  )
})
