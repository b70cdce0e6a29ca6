/**
 * When the gateway is not there, or something else is: every function gives a result, in time, and the cashier reads what to do.
 */
import { Oddities, type World } from "@loyalkit/bsl"
import { describe, expect, it } from "vitest"
import { noGateway } from "./Day.ts"
import { type Door, hangsUpFirst, nobody, other, silent } from "./Doors.ts"
import { openTill } from "./Till.ts"

/** A second of 1C's timeouts here, in milliseconds. */
const SECOND = 20

const within = async (door: Door, play: (url: string) => Promise<void>): Promise<void> => {
  try {
    await play(door.url)
  } finally {
    await door.close()
  }
}

describe.each([Oddities.oneByOne[0], Oddities.allAtOnce])("$name", (platform) => {
  const world: Partial<World> = platform === undefined ? {} : { oddities: platform.oddities }

  it.each(noGateway)("%s: nobody listens", async (name, args, text) => {
    const till = await openTill(await nobody(), "", world)
    expect(await till.call(name, ...args)).toMatchObject({
      Успешно: false,
      Код: "GATEWAY_UNREACHABLE",
      Текст: `Нет связи с сервером лояльности. ${text}`,
      МожноПовторить: true,
      КодСостояния: 0,
      Данные: {},
    })
    expect(till.requests).toHaveLength(2)
  })

  it.each(noGateway)(
    "%s: the gateway is silent, and the till goes on when its time is over",
    async (name, args, text) => {
      await within(await silent(), async (url) => {
        // The module measures by the same clock that the timeouts go by.
        const start = Date.now()
        const now = () => start + ((Date.now() - start) * 1_000) / SECOND
        const till = await openTill(url, "", { ...world, secondMillis: SECOND, now })
        expect(await till.call(name, ...args)).toMatchObject({
          Код: "GATEWAY_TIMEOUT",
          Текст: `Нет связи с сервером лояльности. ${text}`,
          МожноПовторить: true,
        })
        // A customer who has waited once does not wait again.
        expect(till.requests).toHaveLength(1)
      })
    },
  )
})

describe("somebody else answers", () => {
  const answers: ReadonlyArray<{
    readonly what: string
    readonly status: number
    readonly body: string
    readonly headers?: Readonly<Record<string, string>>
  }> = [
    { what: "a page of a proxy", status: 200, body: "<html><body>Доступ запрещён</body></html>" },
    { what: "an error page", status: 502, body: "<html>Bad Gateway</html>" },
    { what: "nothing at all", status: 200, body: "" },
    { what: "JSON of another shape", status: 200, body: '{"result":[1,2]}' },
    { what: "JSON that is no object", status: 200, body: "[true]" },
    { what: "keys that no Структура can have", status: 200, body: '{"ok":true,"max-spend":1}' },
    { what: "half of an answer", status: 200, body: '{"ok":true,"requestId":"1","cli' },
    { what: "a redirect", status: 302, body: "", headers: { location: "http://127.0.0.1:1/v1/ping" } },
    { what: "a created resource without a body", status: 201, body: "" },
  ]
  it.each(answers)("$what", async ({ body, headers, status }) => {
    await within(await other(status, body, headers), async (url) => {
      const till = await openTill(url, "")
      expect(await till.call("НайтиКлиента", "79000100000")).toMatchObject({
        Успешно: false,
        Код: "GATEWAY_BAD_ANSWER",
        Текст: "Нет связи с сервером лояльности. Продолжайте без баллов или повторите",
        МожноПовторить: true,
        КодСостояния: status,
      })
    })
  })

  it("an answer that says yes and lacks what it should have is an error of the module, not of the till", async () => {
    await within(await other(200, '{"ok":true,"requestId":"1"}'), async (url) => {
      const till = await openTill(url, "")
      expect(await till.call("НайтиКлиента", "79000100000")).toMatchObject({
        Успешно: false,
        Код: "MODULE_ERROR",
      })
    })
  })
})

describe("a connection that is cut at once", () => {
  const pong = {
    ok: true,
    requestId: "1",
    service: "loyalkit",
    version: "1",
    online: true,
    open: 0,
    doubts: 0,
    queued: 0,
  }

  it("is tried again, once", async () => {
    const door = await hangsUpFirst(1, pong)
    await within(door, async (url) => {
      const till = await openTill(url, "")
      expect(await till.call("Пинг")).toMatchObject({
        Успешно: true,
        Код: "",
        МожноПовторить: false,
        Подробности: "",
      })
      expect(door.calls()).toBe(2)
    })
  })

  it("and not a third time", async () => {
    const door = await hangsUpFirst(2, pong)
    await within(door, async (url) => {
      const till = await openTill(url, "")
      expect(await till.call("Пинг")).toMatchObject({ Успешно: false, Код: "GATEWAY_UNREACHABLE" })
      expect(door.calls()).toBe(2)
    })
  })
})

describe("what an integrator gets wrong", () => {
  it.each(["", "http://", "http://127.0.0.1:порт", "https://:8077"])("the address «%s»", async (address) => {
    const till = await openTill(address, "")
    expect(await till.call("Пинг")).toMatchObject({
      Успешно: false,
      Код: "BAD_SETTINGS",
      МожноПовторить: false,
    })
    expect(till.requests).toHaveLength(0)
  })

  it.each(["Пинг", "Состояние", "Провести"])("%s without settings", async (name) => {
    const till = await openTill("http://127.0.0.1:1", "")
    const args = { Пинг: [], Состояние: ["1"], Провести: ["1", 1, 0] }[name] ?? []
    expect(await till.plain(name, undefined, ...args)).toMatchObject({ Успешно: false, Код: "MODULE_ERROR" })
  })

  it.each([
    ["no receipt", ["Состояние", undefined]],
    ["lines that are no list", ["Рассчитать", "check-1", 100, 5]],
    ["a date that is none", ["Провести", "check-1", 100, 0, "", "вчера"]],
  ] as const)("%s", async (_, [name, ...args]) => {
    const till = await openTill("http://127.0.0.1:1", "")
    expect(await till.call(name, ...args)).toMatchObject({
      Успешно: false,
      Код: "MODULE_ERROR",
      МожноПовторить: false,
    })
  })

  it("TLS where the other side has none", async () => {
    await within(await other(200, "{}"), async (url) => {
      const till = await openTill(url.replace("http:", "https:"), "")
      expect(await till.call("Пинг")).toMatchObject({ Успешно: false, Код: "GATEWAY_UNREACHABLE" })
    })
  })
})

describe("addresses", () => {
  it.each([
    ["http://127.0.0.1:8077", { Сервер: "127.0.0.1", Порт: 8077, ЭтоHTTPS: false, БазовыйПуть: "" }],
    ["127.0.0.1:8077/", { Сервер: "127.0.0.1", Порт: 8077, ЭтоHTTPS: false, БазовыйПуть: "" }],
    [
      "HTTPS://loyal.example/shop/1/",
      { Сервер: "loyal.example", Порт: 443, ЭтоHTTPS: true, БазовыйПуть: "/shop/1" },
    ],
    ["  http://loyal.example  ", { Сервер: "loyal.example", Порт: 80, ЭтоHTTPS: false, БазовыйПуть: "" }],
  ])("%s", async (address, expected) => {
    const till = await openTill("", "")
    expect(await till.plain("НовыеНастройки", address, "token")).toMatchObject({
      ...expected,
      Токен: "token",
    })
  })
})
