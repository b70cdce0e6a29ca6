/** How often 1C is asked: at its interval, less where it fails, seldom where it refuses the login, and never for more than half of its time. */
import { assert, describe, it } from "@effect/vitest"
import { Checkout } from "@loyalkit/core/Checkout"
import { layerMemory } from "@loyalkit/core/journal/MemoryJournal"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as TestClock from "effect/testing/TestClock"
import { CardBook } from "../../src/CardBook.ts"
import { Joining } from "../../src/odata/Joining.ts"
import { Reader } from "../../src/odata/Reader.ts"
import { OdataSettings } from "../../src/odata/Settings.ts"

const settings = {
  ...Schema.decodeUnknownSync(OdataSettings)({
    url: "http://127.0.0.1/base",
    user: "odata",
    password: "x",
    dialect: "retail2",
    timeZone: "+03:00",
    defaultPoint: "shop-1",
    pauseMillis: 0,
  }),
  password: Redacted.make("x"),
}

/** A 1C with nothing in it, which answers so; `times` are those of its requests. */
const answering = (answer: { status: number; body: string; took?: string }) => {
  const asked = { count: 0 }
  const http = HttpClient.make((request) =>
    Effect.gen(function* () {
      asked.count++
      if (answer.took !== undefined) yield* Effect.sleep("20 seconds")
      return HttpClientResponse.fromWeb(request, new Response(answer.body, { status: answer.status }))
    }),
  )
  const layer = Reader.layer(settings).pipe(
    Layer.provide([
      Layer.succeed(HttpClient.HttpClient, http),
      Layer.mock(Checkout)({}),
      layerMemory,
      CardBook.none,
      Joining.fromDocument,
      Logger.layer([]),
    ]),
  )
  return { asked, layer }
}

const empty = '{"value":[]}'

describe("1C is asked", () => {
  const counts = (answer: Parameters<typeof answering>[0], after: ReadonlyArray<number>) => {
    const { asked, layer } = answering(answer)
    return Effect.gen(function* () {
      yield* Reader
      const seen: Array<number> = []
      for (const minutes of after) {
        yield* TestClock.adjust(minutes * 60_000)
        seen.push(asked.count)
      }
      return seen
    }).pipe(Effect.provide(layer))
  }

  it.effect("once a minute", () =>
    Effect.gen(function* () {
      assert.deepEqual(yield* counts({ status: 200, body: empty }, [0, 1, 1, 8]), [1, 2, 3, 11])
    }),
  )

  it.effect("after a refused login in ten minutes", () =>
    Effect.gen(function* () {
      assert.deepEqual(yield* counts({ status: 401, body: "" }, [0, 9, 1, 10]), [1, 1, 2, 3])
    }),
  )

  it.effect("after failures less and less, down to every ten minutes", () =>
    Effect.gen(function* () {
      const seen = yield* counts({ status: 200, body: "<html>" }, [0, 2, 4, 8, 10, 10])
      assert.deepEqual(seen, [1, 2, 3, 4, 5, 6])
    }),
  )

  it.effect("tells of a failure once, and that it is over", () =>
    Effect.gen(function* () {
      const answer = { status: 200, body: "<html>" }
      const { layer } = answering(answer)
      yield* Effect.gen(function* () {
        const reader = yield* Reader
        yield* TestClock.adjust(120_000)
        const { failing } = yield* reader.status
        assert.deepInclude(failing, { error: "OdataUnreadable", tries: 2 })
        answer.body = empty
        yield* TestClock.adjust(600_000)
        const after = yield* reader.status
        assert.isUndefined(after.failing)
        assert.deepInclude(after.lastRead, { documents: 0, isWhole: true })
      }).pipe(Effect.provide(layer))
    }),
  )
})
