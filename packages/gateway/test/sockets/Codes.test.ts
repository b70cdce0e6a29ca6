/** Every code that a call may end with: what brings it about, its status, and what the cashier reads in Russian and in English. */
import { PointId } from "@loyalkit/core/Domain"
import { isRetryable, type ErrorCode } from "@loyalkit/core/ErrorCode"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { statuses, type FailureCode } from "../../src/api/Failures.ts"
import { MAX_BODY } from "../../src/edge/Body.ts"
import type { Headers } from "./Caller.ts"
import type { Reply } from "./Form.ts"
import { anna, openShop, phoneOf, till, tokenOf, type Shop } from "./Shop.ts"
import { PHONE_IN_ERROR, sick, type Illness } from "./SickJournal.ts"

const TILL: Headers = { "x-loyalkit-token": tokenOf("till-1") }
const OPERATOR: Headers = { "x-loyalkit-token": tokenOf("boss") }

const goOn = /сообщите администратору$/
const goOnEnglish = /tell the administrator$/

/** The service as it stands in most of these: the answer to be seen, and then everything is well again. */
describe("every code", () => {
  const illness: Illness = { is: "well" }
  let shop: Shop
  /** One whose key the service does not know. */
  let stranger: Shop
  let receipts = 0

  beforeAll(async () => {
    shop = await openShop({
      journal: sick(illness),
      settings: {
        tills: [
          till("till-1"),
          till("boss", "operator"),
          till("lost", "till", PointId.make("no-such-point")),
        ],
        policy: { queueLimit: 0 },
      },
    })
    stranger = await openShop({ sandbox: { apikey: "another-key" } })
  })
  afterAll(() => Promise.all([shop.close(), stranger.close()]))

  const fresh = () => `/v1/receipts/code-${++receipts}`
  const identified = async () => {
    const at = fresh()
    await shop.post(`${at}/identify`, { search: phoneOf(anna) }, TILL)
    return at
  }
  const quoted = async (amount = 1000) => {
    const at = await identified()
    await shop.post(`${at}/quote`, { amount }, TILL)
    return at
  }

  /** Makes the answer come about, in the language that the headers ask for. */
  type Provoke = (speaking: Headers) => Promise<Reply>

  interface Expected {
    readonly provoke: Provoke
    readonly ru: RegExp
    readonly en: RegExp
    readonly fields?: ReadonlyArray<{ readonly field: string; readonly message: unknown }>
  }

  const table: Readonly<Record<FailureCode, Expected>> = {
    BAD_REQUEST: {
      provoke: async (speaking) =>
        shop.post(`${fresh()}/quote`, { amount: "1,500" }, { ...TILL, ...speaking }),
      ru: goOn,
      en: goOnEnglish,
      fields: [{ field: "amount", message: expect.stringMatching(/thousands or decimals/) }],
    },
    UNAUTHORIZED: {
      provoke: (speaking) => shop.get("/v1/ping", { "x-loyalkit-token": "who-knows-me", ...speaking }),
      ru: goOn,
      en: goOnEnglish,
      fields: [{ field: "token", message: "Expected a known token" }],
    },
    FORBIDDEN: {
      provoke: (speaking) => shop.get("/v1/cases", { ...TILL, ...speaking }),
      ru: goOn,
      en: goOnEnglish,
      fields: [{ field: "token", message: "Expected an operator's token" }],
    },
    NOT_FOUND: {
      provoke: (speaking) => shop.get("/v1/nowhere", { ...TILL, ...speaking }),
      ru: goOn,
      en: goOnEnglish,
    },
    METHOD_NOT_ALLOWED: {
      provoke: async (speaking) => {
        const reply = await shop.call("PUT", "/v1/clients/find", {}, { ...TILL, ...speaking })
        expect(reply.headers["allow"]).toBe("POST")
        return reply
      },
      ru: goOn,
      en: goOnEnglish,
    },
    TOO_LARGE: {
      provoke: (speaking) =>
        shop.post("/v1/clients/find", Buffer.alloc(MAX_BODY + 1, "a"), { ...TILL, ...speaking }),
      ru: goOn,
      en: goOnEnglish,
      fields: [{ field: "body", message: `Expected at most ${MAX_BODY} bytes` }],
    },
    CLIENT_NOT_FOUND: {
      provoke: (speaking) =>
        shop.post(`${fresh()}/identify`, { search: "79990000000" }, { ...TILL, ...speaking }),
      ru: /^Клиент не найден/,
      en: /^No such client/,
      fields: [{ field: "client", message: "Client not found." }],
    },
    POINT_NOT_FOUND: {
      provoke: (speaking) =>
        shop.post(
          `${fresh()}/identify`,
          { search: phoneOf(anna) },
          { "x-loyalkit-token": tokenOf("lost"), ...speaking },
        ),
      ru: /настроена неверно/,
      en: /set up wrongly/,
      fields: [{ field: "point", message: "Point not found." }],
    },
    NOT_ENOUGH_POINTS: {
      provoke: async (speaking) =>
        shop.post(`${await quoted(100)}/hold`, { points: 100.01 }, { ...TILL, ...speaking }),
      ru: /^Недостаточно баллов: можно списать не больше 100$/,
      en: /^Not enough points: at most 100 can be spent$/,
    },
    FIELDS_REJECTED: {
      provoke: async (speaking) => {
        const body = JSON.stringify({ search: "Search is too odd." })
        await shop.strike("client", { kind: "status", status: 422, executed: false, body })
        return shop.post(`${fresh()}/identify`, { search: phoneOf(anna) }, { ...TILL, ...speaking })
      },
      ru: /не принял данные/,
      en: /refused the data/,
      fields: [{ field: "search", message: "Search is too odd." }],
    },
    HOLD_EXPIRED: {
      provoke: async (speaking) => {
        const at = await quoted()
        await shop.post(`${at}/hold`, { points: 100 }, TILL)
        const body = JSON.stringify({ spend: "Spend can't be more 100" })
        await shop.strike("hold", { kind: "status", status: 422, executed: false, body })
        return shop.post(`${at}/hold`, { points: 200 }, { ...TILL, ...speaking })
      },
      ru: /^Резерв баллов закончился/,
      en: /^The hold on the points is over/,
    },
    STALE_QUOTE: {
      provoke: async (speaking) =>
        shop.post(`${await quoted()}/commit`, { amount: 999, points: 10 }, { ...TILL, ...speaking }),
      ru: /рассчитано на 1\u00A0000,00 ₽/,
      en: /quoted for 1,000\.00 ₽/,
    },
    OUT_OF_ORDER: {
      provoke: (speaking) => shop.post(`${fresh()}/quote`, { amount: 10 }, { ...TILL, ...speaking }),
      ru: /^Сначала найдите клиента$/,
      en: /^First find the client$/,
    },
    RECEIPT_CONFLICT: {
      provoke: async (speaking) => {
        const at = await identified()
        await shop.post(`${at}/cancel`, undefined, TILL)
        return shop.post(`${at}/quote`, { amount: 10 }, { ...TILL, ...speaking })
      },
      ru: /уже проведена другая операция/,
      en: /settled otherwise already/,
    },
    ALREADY_COMMITTED: {
      provoke: async (speaking) => {
        const at = await identified()
        await shop.post(`${at}/commit`, { amount: 10, points: 0 }, TILL)
        return shop.post(`${at}/cancel`, undefined, { ...TILL, ...speaking })
      },
      ru: /^Баллы по чеку уже проведены/,
      en: /^This receipt is settled already/,
    },
    COMMIT_PENDING: {
      provoke: async (speaking) => {
        const at = await identified()
        await shop.strike("retail", { kind: "reset", executed: true })
        const committed = await shop.post(`${at}/commit`, { amount: 11, points: 0 }, TILL)
        expect(committed.body.status).toBe("pending")
        return shop.post(`${at}/quote`, { amount: 11 }, { ...TILL, ...speaking })
      },
      ru: /Печатайте чек и продолжайте/,
      en: /Print the receipt and go on/,
    },
    QUEUE_FULL: {
      provoke: async (speaking) => {
        await shop.strike("client", { kind: "refuse" })
        const command = { amount: 10, points: 0, search: phoneOf(anna) }
        return shop.post(`${fresh()}/commit`, command, { ...TILL, ...speaking })
      },
      ru: /^Очередь начислений заполнена/,
      en: /^The queue of earnings is full/,
    },
    LOYALTY_UNAVAILABLE: {
      provoke: async (speaking) => {
        await shop.strike("client", { kind: "html", executed: false })
        return shop.post("/v1/clients/find", { search: phoneOf(anna) }, { ...TILL, ...speaking })
      },
      ru: /не отвечает/,
      en: /does not answer/,
    },
    RATE_LIMITED: {
      provoke: async (speaking) => {
        await shop.strike("client", { kind: "status", status: 429, executed: false, retryAfter: 30 })
        return shop.post("/v1/clients/find", { search: phoneOf(anna) }, { ...TILL, ...speaking })
      },
      ru: /занят\. Повторите через 30 с$/,
      en: /busy\. Try again in 30 s$/,
    },
    SERVICE_KEY_REFUSED: {
      provoke: (speaking) => stranger.post("/v1/clients/find", { search: phoneOf(anna) }, speaking),
      ru: /настроена неверно/,
      en: /set up wrongly/,
    },
    JOURNAL_UNAVAILABLE: {
      provoke: (speaking) => {
        illness.is = "full"
        return shop.post(`${fresh()}/identify`, { search: phoneOf(anna) }, { ...TILL, ...speaking })
      },
      ru: /^Журнал программы лояльности недоступен/,
      en: /^The loyalty journal cannot be used/,
    },
    INTERNAL: {
      provoke: async (speaking) => {
        illness.is = "broken"
        const reply = await shop.get("/v1/ping", { ...OPERATOR, ...speaking })
        expect(reply.text).not.toContain(PHONE_IN_ERROR)
        return reply
      },
      ru: goOn,
      en: goOnEnglish,
    },
  }

  const heal = async () => {
    illness.is = "well"
    await shop.mend()
  }

  for (const code of Object.keys(statuses) as ReadonlyArray<FailureCode>)
    // the keys of the table of statuses
    it(`${code} comes with HTTP ${statuses[code]}, and a text for the cashier in each language`, async () => {
      const { en, fields, provoke, ru } = table[code]
      for (const [language, said] of [
        ["ru", ru],
        ["en", en],
      ] as const) {
        const { body, status } = await provoke({ "accept-language": language })
        await heal()
        expect(body.error).toEqual({
          code,
          message: expect.stringMatching(said),
          retryable: isRetryable(code as ErrorCode), // it looks for two words among all
          ...(fields === undefined ? {} : { fields }),
        })
        expect(status).toBe(statuses[code])
      }
    })

  it("only two codes invite to try again, and Russian is spoken where no language is asked for", async () => {
    const reply = await shop.get("/v1/nowhere", TILL)
    expect(reply.body.error).toMatchObject({ code: "NOT_FOUND", message: expect.stringMatching(/^Касса/) })
    const codes = Object.keys(statuses) as ReadonlyArray<ErrorCode> // they are looked for among all
    expect(codes.filter(isRetryable)).toEqual(["LOYALTY_UNAVAILABLE", "RATE_LIMITED"])
  })

  it("no code but those of the specification is known", () => {
    const specified =
      "BAD_REQUEST UNAUTHORIZED FORBIDDEN NOT_FOUND METHOD_NOT_ALLOWED TOO_LARGE CLIENT_NOT_FOUND POINT_NOT_FOUND NOT_ENOUGH_POINTS FIELDS_REJECTED HOLD_EXPIRED STALE_QUOTE OUT_OF_ORDER RECEIPT_CONFLICT ALREADY_COMMITTED COMMIT_PENDING QUEUE_FULL LOYALTY_UNAVAILABLE RATE_LIMITED SERVICE_KEY_REFUSED JOURNAL_UNAVAILABLE INTERNAL"
    expect(Object.keys(statuses).toSorted()).toEqual(specified.split(" ").toSorted())
  })

  it("after all of that the same shop sells as ever", async () => {
    const at = await quoted()
    expect((await shop.post(`${at}/commit`, { amount: 1000, points: 100 }, TILL)).body.status).toBe(
      "committed",
    )
  })
})
