import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as TestClock from "effect/testing/TestClock"
import { ClientId, HoldId, PointId } from "../../src/Domain.ts"
import { LoyalClient } from "../../src/LoyalClient.ts"
import { Kopecks, Points } from "../../src/Money.ts"
import { clientOver, failing, reply, scripted, silence, type Scripted } from "./ScriptedTransport.ts"

const point = PointId.make("62a0f4")
const client = ClientId.make("62a486")
const hold = HoldId.make("63a4f4")

/** The answers of the spec, to the letter. */
const found = {
  success: true,
  client: {
    id: "62a486",
    name: "ИВАН",
    photo: "https://img.test/1.jpeg",
    birthday: "2021-03-29",
    level: { id: "621f23", title: "Бонусы", percent: 10, type: "cashback", maxSpendPercent: 100 },
    phone: 79201234567,
    email: "mail@mail.mail",
    balance: 878,
  },
}
const recalculated = {
  success: true,
  recalc: { amount: 100, percent: 10, type: "cashback", spend: 100, earn: 10 },
}
const held = { success: true, held: { id: "6744684d8d193", until: 1704045600, amount: 100 } }
const spent = { success: true, retail: { amount: 100, total: 0, percent: 10, type: "cashback", spend: 100 } }

const find = Effect.flatMap(LoyalClient, (api) => api.findClient({ search: "79201234567", point }))
const sell = Effect.flatMap(LoyalClient, (api) =>
  api.retail({ client, point, amount: Kopecks.make(10_000), spend: Points.make(10_000), holds: [hold] }),
)
const reserve = Effect.flatMap(LoyalClient, (api) =>
  api.hold({ client, point, points: Points.make(10_050), minutes: 12 }),
)

const findOver = (answer: Scripted, policy = {}) =>
  Effect.provide(find, clientOver([answer], { maxAttempts: 1, ...policy }).layer)
const sellOver = (answer: Scripted) => Effect.provide(sell, clientOver([answer]).layer)

describe("what is sent", () => {
  it.effect("the five methods of the spec, with the key, and money as numbers with two decimals", () => {
    const service = clientOver([
      reply(200, found),
      reply(200, recalculated),
      reply(200, held),
      reply(200, spent),
      reply(200, { success: true }),
    ])
    return Effect.gen(function* () {
      const api = yield* LoyalClient
      yield* api.findClient({ search: "79201234567", point, holds: [hold] })
      yield* api.recalc({ client, point, amount: Kopecks.make(19_31) })
      yield* api.hold({ client, point, points: Points.make(100_50), minutes: 12 })
      yield* api.retail({ client, point, amount: Kopecks.make(19_31), spend: Points.make(0), holds: [hold] })
      yield* api.release(hold)
      assert.deepStrictEqual(
        service.requests.map(({ url }) => url.replace("https://loyal.test/integration/general/", "")),
        ["client", "recalc", "bonuses/hold", "retail", "bonuses/release"],
      )
      assert.deepStrictEqual(service.bodies(), [
        { search: "79201234567", point: "62a0f4", hold: ["63a4f4"] },
        { client: "62a486", point: "62a0f4", amount: 19.31 },
        { client: "62a486", point: "62a0f4", amount: 100.5, duration: 12 },
        { client: "62a486", point: "62a0f4", amount: 19.31, spend: 0, hold: ["63a4f4"] },
        { id: "63a4f4" },
      ])
      assert.deepStrictEqual(
        service.requests.map(({ connection, headers }) => [headers["apikey"], connection]),
        [
          ["secret-key", "any"],
          ["secret-key", "any"],
          ["secret-key", "any"],
          ["secret-key", "fresh"],
          ["secret-key", "any"],
        ],
      )
    }).pipe(Effect.provide(service.layer))
  })
})

describe("what is read", () => {
  it.effect("the client of the spec", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* findOver(reply(200, found)), {
        id: ClientId.make("62a486"),
        name: "ИВАН",
        photo: "https://img.test/1.jpeg",
        birthday: "2021-03-29",
        level: { id: "621f23", title: "Бонусы", percent: 10, type: "cashback", maxSpendPercent: 100 },
        phone: "79201234567",
        email: "mail@mail.mail",
        balance: 87_800,
      } as never)
    }),
  )

  it.effect(
    "a client of whom only the needed is told, with nulls, texts for numbers and unknown fields",
    () =>
      Effect.gen(function* () {
        const meagre = {
          success: true,
          extra: 1,
          client: {
            id: 42,
            name: null,
            photo: false,
            email: "",
            phone: "+7 (920) 123-45-67",
            level: { type: "discount", percent: "3.5", title: null, tier: "gold" },
            balance: "1 234,50",
            tags: [],
          },
        }
        assert.deepStrictEqual(yield* findOver(reply(200, meagre)), {
          id: ClientId.make("42"),
          level: { type: "discount", percent: 3.5 },
          phone: "79201234567",
          balance: 123_450,
        } as never)
      }),
  )

  it.effect("a sale without `spend` or `earn`, as a discount programme has it", () =>
    Effect.gen(function* () {
      const discounted = {
        success: true,
        retail: { amount: 100, total: "95.00", percent: 5, type: "discount", earn: null },
      }
      assert.deepStrictEqual(yield* sellOver(reply(200, discounted)), {
        amount: 10_000,
        total: 9_500,
        percent: 5,
        type: "discount",
      } as never)
    }),
  )

  it.effect("`success: false` is an answer to a release, and none to anything else", () => {
    const service = clientOver([reply(200, { success: false })])
    return Effect.gen(function* () {
      const api = yield* LoyalClient
      assert.isFalse(yield* api.release(hold))
      const error = yield* Effect.flip(sell)
      assert.strictEqual(error._tag, "Unavailable")
      assert.strictEqual(error.commitState, "unknown")
    }).pipe(Effect.provide(service.layer))
  })
})

describe("a 422, in every envelope that the spec leaves open", () => {
  const texts = ["Spend can't be more 100", ["Spend can't be more 100"]]
  const envelopes = (fields: unknown): ReadonlyArray<unknown> => [
    fields,
    { errors: fields },
    { error: fields },
    { message: fields },
    { success: false, errors: fields },
    { success: false, error: fields },
    { success: false, message: fields },
    { message: "The given data was invalid.", errors: fields },
    { success: false, ...(fields as object) },
  ]
  const bodies = texts.flatMap((text) => envelopes({ spend: text }))

  it.effect.each(bodies.map((body) => ({ body, json: JSON.stringify(body) })))("$json", ({ body }) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(sellOver(reply(422, body)))
      assert.strictEqual(error._tag, "SpendTooLarge")
      assert.strictEqual(error.commitState, "rejected")
      if (error._tag === "SpendTooLarge") {
        assert.strictEqual(error.limit, 10_000)
        assert.deepInclude(error.fields, { field: "spend", message: "Spend can't be more 100" })
      }
    }),
  )

  it.effect.each([
    { fields: { client: "Client not found." }, tag: "ClientNotFound" },
    { fields: { point: ["Point not found."] }, tag: "PointNotFound" },
    { fields: { point: "Point not found.", client: "Client not found." }, tag: "PointNotFound" },
    { fields: { amount: "Amount must be positive", spend: "?" }, tag: "FieldsRejected" },
    { fields: { client: "Client is blocked" }, tag: "FieldsRejected" },
    { fields: { nested: { deep: [{ code: 7 }] } }, tag: "FieldsRejected" },
  ])("$tag from $fields", ({ fields, tag }) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(sellOver(reply(422, fields)))
      assert.strictEqual(error._tag, tag)
      assert.strictEqual(error.commitState, "rejected")
    }),
  )

  it.effect("keeps every field and text that has no name here, as it came", () =>
    Effect.gen(function* () {
      const body = { errors: { amount: ["too small", "odd"], "lines.0": "?" }, trace: 17 }
      const error = yield* Effect.flip(sellOver(reply(422, body)))
      assert.deepStrictEqual(error._tag === "FieldsRejected" && error.fields, [
        { field: "amount", message: "too small" },
        { field: "amount", message: "odd" },
        { field: "lines.0", message: "?" },
        { field: "trace", message: "17" },
      ])
    }),
  )

  it.effect("a limit with kopecks and spaces", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(sellOver(reply(422, { spend: "Spend can't be more 1 234,5" })))
      assert.strictEqual(error._tag === "SpendTooLarge" ? error.limit : undefined, 123_450)
    }),
  )

  it.effect.each(["", "<html>", "{}", '{"success":false}', "null", "[]"])(
    "%j names no field, so it proves nothing",
    (body) =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(sellOver(reply(422, body)))
        assert.strictEqual(error._tag, "Malformed")
        assert.strictEqual(error.commitState, "unknown")
      }),
  )
})

describe("what each reply says about a sale", () => {
  it.effect.each([
    { status: 400, body: '{"amount":"?"}', tag: "FieldsRejected", state: "rejected" },
    { status: 400, body: "<html>", tag: "FieldsRejected", state: "rejected" },
    { status: 401, body: "", tag: "Unauthorized", state: "rejected" },
    { status: 403, body: "", tag: "Unauthorized", state: "rejected" },
    { status: 302, body: "", tag: "Unavailable", state: "unknown" },
    { status: 307, body: "", tag: "Unavailable", state: "unknown" },
    { status: 404, body: "{}", tag: "Unavailable", state: "unknown" },
    { status: 408, body: "", tag: "Unavailable", state: "unknown" },
    { status: 429, body: "", tag: "RateLimited", state: "unknown" },
    { status: 500, body: "oops", tag: "Unavailable", state: "unknown" },
    { status: 503, body: JSON.stringify(spent), tag: "Unavailable", state: "unknown" },
    { status: 200, body: "", tag: "Malformed", state: "unknown" },
    { status: 204, body: "", tag: "Malformed", state: "unknown" },
    { status: 200, body: "<html>down</html>", tag: "Malformed", state: "unknown" },
    { status: 200, body: '{"success":tr', tag: "Malformed", state: "unknown" },
    { status: 200, body: '{"success":true}', tag: "Malformed", state: "unknown" },
    { status: 200, body: '{"retail":{"amount":1}}', tag: "Malformed", state: "unknown" },
    {
      status: 200,
      body: JSON.stringify({ ...spent, retail: { ...spent.retail, total: 0.001 } }),
      tag: "Malformed",
      state: "unknown",
    },
  ])("$status $body: $tag, $state", ({ body, state, status, tag }) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(sellOver(reply(status, body)))
      assert.strictEqual(error._tag, tag)
      assert.strictEqual(error.commitState, state)
      assert.isAbove(error.message.length, 20)
    }),
  )

  it.effect.each(["not-sent", "unknown"] as const)("a transport's failure that is %s", (fate) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(sellOver(failing(fate, "ECODE")))
      assert.strictEqual(error.commitState, fate)
      assert.include(error.message, "ECODE")
    }),
  )

  it.effect("silence ends with the budget, and its fate is unknown", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Effect.flip(sellOver(silence)))
      yield* TestClock.adjust(4_999)
      assert.isUndefined(fiber.pollUnsafe())
      yield* TestClock.adjust(1)
      const error = yield* Fiber.join(fiber)
      assert.strictEqual(error.commitState, "unknown")
      assert.include(error.message, "5000 ms")
    }),
  )

  it.effect(
    "a refusal that quotes the customer is left out of the message, masked in the evidence, and kept as it came in the fields",
    () =>
      Effect.gen(function* () {
        const error = yield* Effect.flip(
          findOver(reply(422, { search: "+7 920 123-45-67 of ivan@mail.ru is odd" })),
        )
        assert.notInclude(error.message, "920")
        assert.notInclude(error.message, "ivan")
        assert.include(error.message, "search")
        const said = error._tag === "FieldsRejected" ? error.said : ""
        assert.include(said, "4567")
        assert.notInclude(said, "920")
        assert.notInclude(said, "ivan")
      }),
  )
})

describe("trying again", () => {
  const patiently = (
    answers: readonly [Scripted, ...ReadonlyArray<Scripted>],
    run: typeof find | typeof sell | typeof reserve,
  ) => {
    const service = clientOver(answers)
    return Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Effect.exit(Effect.provide(run as typeof find, service.layer)))
      yield* TestClock.adjust("10 seconds")
      return { exit: yield* Fiber.join(fiber), tries: service.requests.length }
    })
  }

  it.effect("a look-up is asked again until it is answered", () =>
    Effect.gen(function* () {
      const { exit, tries } = yield* patiently([failing("unknown"), reply(503, ""), reply(200, found)], find)
      assert.strictEqual(exit._tag, "Success")
      assert.strictEqual(tries, 3)
    }),
  )

  it.effect("a look-up is tried three times and no more", () =>
    Effect.gen(function* () {
      const { exit, tries } = yield* patiently([reply(503, "")], find)
      assert.strictEqual(exit._tag, "Failure")
      assert.strictEqual(tries, 3)
    }),
  )

  it.effect("a look-up that was refused is not asked again", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* patiently([reply(422, { client: "Client not found." })], find)).tries, 1)
      assert.strictEqual((yield* patiently([reply(401, "")], find)).tries, 1)
    }),
  )

  it.effect("a hold is asked again where nothing was sent, and not where it may have been", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* patiently([failing("not-sent"), reply(200, held)], reserve)).tries, 2)
      assert.strictEqual((yield* patiently([failing("unknown"), reply(200, held)], reserve)).tries, 1)
      assert.strictEqual((yield* patiently([reply(429, "", "0"), reply(200, held)], reserve)).tries, 1)
    }),
  )

  it.effect.each([failing("not-sent"), failing("unknown"), reply(503, ""), reply(429, "", "0"), silence])(
    "a sale is sent once, whatever happens (%#)",
    (answer) =>
      Effect.gen(function* () {
        assert.strictEqual((yield* patiently([answer, reply(200, spent)], sell)).tries, 1)
      }),
  )

  it.effect("a `Retry-After` within the budget is waited for", () => {
    const service = clientOver([reply(429, "", "1"), reply(200, found)])
    return Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Effect.provide(find, service.layer))
      yield* TestClock.adjust(999)
      assert.strictEqual(service.requests.length, 1)
      yield* TestClock.adjust(1)
      assert.strictEqual((yield* Fiber.join(fiber)).balance, 87_800)
    })
  })

  it.effect("a `Retry-After` beyond the budget is told at once, in milliseconds", () => {
    const service = clientOver([reply(429, "", "Thu, 01 Jan 1970 00:00:30 GMT")])
    return Effect.gen(function* () {
      const error = yield* Effect.flip(Effect.provide(find, service.layer))
      assert.strictEqual(error._tag === "RateLimited" ? error.retryAfter : undefined, 30_000)
      assert.strictEqual(service.requests.length, 1)
    })
  })

  it.effect("a look-up never outlasts its budget", () => {
    const service = clientOver([silence])
    return Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Effect.flip(Effect.provide(find, service.layer)))
      yield* TestClock.adjust(1_500)
      assert.strictEqual((yield* Fiber.join(fiber))._tag, "Unavailable")
    })
  })
})

describe("the circuit breaker", () => {
  it.effect("after five failures in a row nothing is sent for five seconds, and then one call tries", () => {
    const service = clientOver(
      [reply(503, ""), reply(503, ""), reply(503, ""), reply(503, ""), reply(503, ""), reply(200, spent)],
      { maxAttempts: 1 },
    )
    return Effect.gen(function* () {
      for (let call = 0; call < 5; call++) yield* Effect.flip(sell)
      const open = yield* Effect.flip(sell)
      assert.strictEqual(open.commitState, "not-sent")
      assert.strictEqual(service.requests.length, 5)
      assert.isFalse(yield* (yield* LoyalClient).online)
      yield* TestClock.adjust("5 seconds")
      yield* sell
      assert.isTrue(yield* (yield* LoyalClient).online)
      assert.strictEqual(service.requests.length, 6)
    }).pipe(Effect.provide(service.layer))
  })

  it.effect("a success in between starts the count anew, and refusals do not count", () => {
    const bad = reply(503, "")
    const service = clientOver(
      [
        bad,
        bad,
        bad,
        bad,
        reply(200, spent),
        bad,
        bad,
        reply(422, { spend: "Spend can't be more 1" }),
        bad,
        bad,
        bad,
        reply(200, spent),
      ],
      { maxAttempts: 1 },
    )
    return Effect.gen(function* () {
      for (let call = 0; call < 12; call++) yield* Effect.exit(sell)
      assert.strictEqual(service.requests.length, 12)
    }).pipe(Effect.provide(service.layer))
  })
})

describe("configuration", () => {
  it.effect.each([
    "loyal.test",
    "ftp://loyal.test",
    "https://user:secret@loyal.test",
    "https://loyal.test:6000",
  ])("%s is refused with what is expected instead", (url) =>
    Effect.gen(function* () {
      const layer = LoyalClient.layer({ url, apiKey: Redacted.make("k") })
      const error = yield* Effect.flip(Effect.provide(find, Layer.provide(layer, scripted([silence]).layer)))
      assert.strictEqual(error._tag, "InvalidServiceUrl")
      assert.include(error.message, "expected")
      assert.notInclude(error.message, "secret")
    }),
  )
})
