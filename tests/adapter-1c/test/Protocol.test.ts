/** What 1C and its surroundings do to HTTP, and what must come of it: addresses, logins, bodies, keys, outages. */
import { assert, describe, it } from "@effect/vitest"
import { face, type FaceServices, type Settings1C } from "@loyalkit/adapter-1c-http"
import type * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { readFileSync } from "node:fs"
import { message, send, type RawAnswer } from "./RawHttp.ts"
import * as Shop from "./Shop.ts"
import { inShop, spends, WRITTEN_OFF } from "./Story.ts"
import * as Till from "./Till.ts"

const raw = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url))

const cardsOf = ({ body }: RawAnswer) =>
  // The answer's own border.
  (JSON.parse(body) as { readonly LoyaltyCardsList: ReadonlyArray<Readonly<Record<string, unknown>>> })
    .LoyaltyCardsList

/** What a gateway serves, as it is declared there: the adapter does not know it, and fits. */
interface ServedFace<A> {
  readonly name: string
  readonly settings: Schema.Codec<A, unknown>
  readonly routes: (settings: A) => Layer.Layer<never, never, FaceServices>
}

describe("the face", () => {
  it("fits what a gateway serves, and needs no settings", () => {
    const served: ServedFace<Settings1C> = face
    assert.strictEqual(served.name, "1c")
    assert.deepStrictEqual(Schema.decodeUnknownSync(served.settings)({}), {
      native: { enabled: true, version: "3.0.8.73" },
    })
  })
})

describe("an address", () => {
  const ways = [
    "/hs/loyaltyservice/ping",
    "/loyal/hs/loyaltyservice/ping",
    "/loyal/hs/loyaltyserviceping",
    "/a/b/c/d/hs/loyaltyservice/ping",
    "/loyal/hs/loyaltyservice/ping/",
    "/loyal/hs/loyaltyservice/Ping",
    "/loyal/hs/loyaltyservice/ping/?A=1",
    "http://127.0.0.1:8090/loyal/hs/loyaltyservice/ping",
  ]
  it(
    "is known behind any prefix, with a slash and without, as a proxy sends it",
    inShop(async (shop) => {
      for (const target of ways) {
        const answer = await send(shop.port(), message({ verb: "GET", target }))
        assert.deepStrictEqual([answer.status, answer.body], [200, "ok"], target)
      }
    }),
  )
  it(
    "of no method that is known is answered all the same, and none redirects",
    inShop(async (_shop, till) => {
      const answer = await till.call("GET", "somethingnew")
      assert.strictEqual(answer.status, 200)
      assert.isUndefined(answer.headers["location"])
      assert.deepInclude(JSON.parse(answer.body), { Error: false, ErrorMessage: "", Version: "3.0.8.73" })
    }),
  )
})

describe("a login", () => {
  it(
    "may be Cyrillic; the password is the till's token",
    inShop(async (shop) => {
      const ping = { verb: "GET", target: "/hs/loyaltyservice/ping", login: "Касса 1" }
      assert.strictEqual((await send(shop.port(), message(ping))).status, 200)
      const stranger = await send(shop.port(), message({ ...ping, password: "nobody" }))
      assert.strictEqual(stranger.status, 401)
      assert.match(stranger.body, /^Программа лояльности не узнала кассу/)
      const nowhere = await send(shop.port(), message({ ...ping, password: "token-without-point" }))
      assert.strictEqual(nowhere.status, 403)
      assert.match(nowhere.body, /^У кассы не задана точка продаж/)
    }),
  )
})

describe("a request as bytes", () => {
  const files = [
    "native/calculatediscounts.request.http",
    "native/calculatediscounts.request.bom.http",
    "native/calculatediscounts.request.web-client-empty.http",
    "native/findclientcard.by-phone.request.http",
    "native/findclientcard.by-phone-suffix.request.http",
    "native/issueclientcard.request.http",
    "native/ping.request.glued.http",
    "wire/absolute-form.http",
    "wire/basic-cyrillic-login.http",
    "wire/plus-in-query.http",
    "native/salesturnover.request.http",
    "native/unlockclientbonuses.request.http",
    "native/writeoffclientbonuses.plain-space.request.http",
    "native/writeoffclientbonuses.nbsp.request.http",
  ]
  it(
    "is read however it is put: a body on GET, a byte order mark, no length, no type",
    inShop(async (shop) => {
      for (const file of files) {
        const answer = await send(shop.port(), raw(file))
        assert.strictEqual(answer.status, 200, file)
        assert.notInclude(answer.body, "Не удалось прочитать", file)
      }
      // The last two are the same 1,234.50, with a plain space and with a no-break one, and more than there is.
      assert.deepStrictEqual(await spends(shop), [])
      const [first] = await shop.cases()
      assert.isTrue(first?.kind === "printedNotWrittenOff" && first.request.points === 1_234_50)
    }),
  )
  it(
    "with something nested without end in a line is answered without it",
    inShop(async (_shop, till) => {
      const { number } = await till.take()
      const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`
      const body = `{"LoyaltyCardsList":["${number}"],"Goods":[{"Amount":100,"Item":${deep},"LineUID":"1"}]}`
      const answer = await till.call("GET", "calculatediscounts", {}, body)
      assert.strictEqual(answer.status, 200)
      assert.include(answer.body, '"LineUID":"1"')
    }),
  )
  it(
    "that changes something is never a GET",
    inShop(async (shop, till) => {
      const card = await till.take()
      const answer = await till.call("GET", "writeoffclientbonuses", {
        CardGUID: card.guid,
        BonusesCount: "100",
      })
      assert.strictEqual(answer.status, 405)
      assert.deepStrictEqual(await spends(shop), [])
    }),
  )
})

/** What 1C takes for a name in a structure. */
const NAME = /^[\p{L}][\p{L}\p{N}_]*$/u

const walk = (value: unknown, path: string): void => {
  if (Array.isArray(value)) return value.forEach((item, index) => walk(item, `${path}[${index}]`))
  if (typeof value !== "object" || value === null) return
  const keys = Object.keys(value)
  for (const key of keys) assert.match(key, NAME, path)
  assert.strictEqual(new Set(keys.map((key) => key.toLowerCase())).size, keys.length, path)
  for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`)
}

describe("an answer", () => {
  it(
    "has keys that 1C can read into a structure, says its charset, and is a 200",
    inShop(async (_shop, till) => {
      const empty = Object.keys(JSON.parse(raw("native/empty-answers.json").toString("utf8")) as object)
      const card = await till.take()
      const answers = [
        await till.calculate(card, Till.WITHOUT),
        await till.calculate(card, Till.WITH_POINTS),
        await till.calculate({ number: "79990000009" }, "calculatediscounts.request.card-number.json"),
        await till.calculate(card, "calculatediscounts.request.return.json"),
        await till.call("GET", "findclientcard", { Phone: "79990000001" }),
        await till.call("GET", "getclientbonuses", { ClientCardID: card.number }),
        await till.call("GET", "getclientbonuses", { ClientCardID: "79990000009" }),
        await till.call("POST", "issueclientcard", { Phone: card.number }),
        await till.call("POST", "issueclientcard", { Phone: "79990000009" }),
        ...(await Promise.all(
          ["useautomaticdiscounts", "salesturnover", "getcardtypes", ...empty.slice(1)].map((method) =>
            till.call("GET", method),
          ),
        )),
      ]
      for (const [index, { body, headers, status }] of answers.entries()) {
        assert.strictEqual(status, 200, body)
        assert.match(headers["content-type"] ?? "", /charset=utf-8$/)
        if (/^[[{]/.test(body)) walk(JSON.parse(body), `answer ${index}`)
      }
    }),
  )
})

describe("a customer", () => {
  it(
    "is found by a phone however it is written, by a card, and by a code that works once",
    inShop(async (_shop, till) => {
      for (const Phone of [
        "79990000001",
        "89990000001",
        "+7 (999) 000-00-01",
        " 79990000001",
        "9990000001",
        "*9990000001",
      ])
        assert.strictEqual(cardsOf(await till.call("GET", "findclientcard", { Phone })).length, 1, Phone)
      for (const ClientCardID of [Shop.CARD, Shop.PHONE, "123456"])
        assert.strictEqual(
          cardsOf(await till.call("GET", "findclientcard", { ClientCardID })).length,
          1,
          ClientCardID,
        )
      assert.deepStrictEqual(cardsOf(await till.call("GET", "findclientcard", { Phone: "*0001" })), [])
    }),
  )
  it(
    "is known by the bare GUID of the card after a restart, as long as a receipt of theirs is open",
    inShop(async (shop, till) => {
      const { guid } = await till.take("654321")
      await shop.restart()
      assert.deepInclude(cardsOf(await till.call("GET", "findclientcard", { CardGUID: guid }))[0], {
        CardGUID: guid,
        Phone: Shop.PHONE,
      })
      await till.calculate({ number: Shop.PHONE }, Till.WITH_POINTS)
      assert.strictEqual(await till.writeOff({ number: "", guid }), WRITTEN_OFF)
      await shop.restart()
      // Their only receipt is settled, and the phone forgotten: that is said, and not that there is no such card.
      const forgotten = await till.call("GET", "findclientcard", { CardGUID: guid })
      assert.match(forgotten.body, /^Эту карту нужно найти заново/)
    }),
  )
  it(
    "stands in no fact that is remembered, neither by phone nor by name nor by card",
    inShop(async (shop, till) => {
      const card = await till.take()
      await till.calculate(card, Till.WITH_POINTS)
      await till.writeOff(card)
      await shop.stop()
      const facts = shop.facts()
      assert.include(facts, "1c.till.")
      for (const personal of ["9990000001", Shop.CARD, "Тестов", "example.test"])
        assert.notInclude(facts, personal)
      await shop.restart()
    }),
  )
  it(
    "who may spend nothing is shown as one",
    inShop(
      async (_shop, till) => {
        const [card] = cardsOf(await till.call("GET", "findclientcard", { ClientCardID: Shop.CARD }))
        assert.deepInclude(card?.["BonusData"], { PaymentPercent: 0, BonusCount: 0 })
      },
      { balance: 0 },
    ),
  )
  it(
    "cannot be looked up while the service is away: no empty list, and no long wait",
    inShop(
      async (shop, till) => {
        await shop.breakNext("client", { kind: "silence", executed: false }, 9)
        const begun = performance.now()
        const answer = await till.call("GET", "findclientcard", { ClientCardID: Shop.CARD })
        assert.strictEqual(answer.status, 503)
        assert.match(answer.body, /^Система лояльности недоступна/)
        assert.match(
          (await till.call("GET", "getclientbonuses", { ClientCardID: Shop.CARD })).body,
          /^Система/,
        )
        assert.isBelow(performance.now() - begun, 5_000)
      },
      { policy: { breakerFailures: 100 } },
    ),
    15_000,
  )
})
