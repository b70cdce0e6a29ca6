/** Requests as they arrive: to the byte, and with every oddity that a machine may have. */
import { createServer, type Socket } from "node:net"
import { describe, expect, it } from "vitest"
import { Exception, NotModelled } from "../src/Failure.ts"
import * as Oddities from "../src/platform/Oddities.ts"
import type { World } from "../src/platform/World.ts"
import { evaluate } from "./Running.ts"

const ANSWER = Buffer.from(
  'HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nX-Own: 1\r\nContent-Length: 6\r\nConnection: close\r\n\r\n"да"',
)

/** Serves one connection, and gives what came in. */
const withServer = async (
  play: (port: number) => Promise<unknown>,
  serve: (socket: Socket) => void = (socket) => socket.end(ANSWER),
): Promise<{ readonly received: string; readonly result: unknown }> => {
  let received = ""
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on("error", () => undefined)
    socket.on("data", (chunk) => {
      received += chunk.toString("utf8")
      if (/^expect:/im.test(received) && received.endsWith("\r\n\r\n"))
        socket.write("HTTP/1.1 100 Continue\r\n\r\n")
      else serve(socket)
    })
  })
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done))
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  try {
    return { result: await play(port), received }
  } catch (error) {
    return { result: error, received }
  } finally {
    for (const socket of open) socket.destroy()
    server.close()
  }
}

const connect = (port: number, rest = "Новый ИнтернетПрокси(Ложь), 5"): string =>
  `С = Новый HTTPСоединение("127.0.0.1", ${port}, , , ${rest});`
const POST = `З = Новый HTTPЗапрос("/v1/x");
З.Заголовки.Вставить("Content-Type", "application/json");
З.УстановитьТелоИзСтроки("""да""", "UTF-8", ИспользованиеByteOrderMark.НеИспользовать);
О = С.ОтправитьДляОбработки(З);`

const posted = (
  oddities: Partial<Oddities.Oddities> = {},
  ask = "О.ПолучитьТелоКакСтроку()",
  request = POST,
) =>
  withServer((port) =>
    evaluate(`${connect(port)}\n${request}\nВозврат ${ask};`, {
      oddities: { ...Oddities.ordinary, ...oddities },
    }),
  )

describe("an ordinary request", () => {
  it("has what 1C sends", async () => {
    const { received, result } = await posted()
    const [head = "", body] = received.split("\r\n\r\n")
    expect(head.split("\r\n")[0]).toBe("POST /v1/x HTTP/1.1")
    for (const line of [
      /^Host: 127\.0\.0\.1:\d+$/m,
      /^User-Agent: 1C\+Enterprise\/8\.3$/m,
      /^Accept: \*\/\*$/m,
      /^Content-Length: 6$/m,
    ])
      expect(head).toMatch(line)
    expect(body).toBe('"да"')
    expect(result).toBe('"да"')
  })

  it("of GET has no body and no length", async () => {
    const { received } = await posted({}, "О.КодСостояния", 'О = С.Получить(Новый HTTPЗапрос("/v1/x"));')
    expect(received).toMatch(/^GET \/v1\/x HTTP\/1\.1\r\n/)
    expect(received).not.toMatch(/content-length|transfer-encoding/i)
  })
})

describe("oddities", () => {
  const EMPTY_POST = 'О = С.ВызватьHTTPМетод("POST", Новый HTTPЗапрос("/v1/x"));'

  it("a byte order mark in every body", async () => {
    expect((await posted({ requestMark: "always" })).received).toMatch(/\r\n\r\n\ufeff"да"$/)
  })

  it("an empty POST with a length of zero, or without one", async () => {
    expect((await posted({}, "О.КодСостояния", EMPTY_POST)).received).toMatch(/^Content-Length: 0$/m)
    expect((await posted({ emptyPost: "no length" }, "О.КодСостояния", EMPTY_POST)).received).not.toMatch(
      /content-length|transfer-encoding/i,
    )
  })

  it("no content type, names in lower case, an absolute address", async () => {
    expect((await posted({ contentType: "lost" })).received).not.toMatch(/content-type/i)
    expect((await posted({ requestHeaders: "lower case" })).received).toMatch(/^content-type: /m)
    expect((await posted({ target: "absolute" })).received).toMatch(
      /^POST http:\/\/127\.0\.0\.1:\d+\/v1\/x HTTP/,
    )
  })

  it("a go-ahead before the body", async () => {
    const { received, result } = await posted({ expect: "100-continue" })
    expect(received).toMatch(/^Expect: 100-continue$/m)
    expect(result).toBe('"да"')
  })

  it("an answer with a mark, or read in another encoding unless told", async () => {
    expect((await posted({ answerMark: "present" })).result).toBe('\ufeff"да"')
    expect((await posted({ charset: "guessed" })).result).toBe('"Ð´Ð°"')
    expect(
      (await posted({ charset: "guessed" }, "О.ПолучитьТелоКакСтроку(КодировкаТекста.UTF8)")).result,
    ).toBe('"да"')
  })

  it("headers' names in another case, which a Соответствие tells apart", async () => {
    const ask = 'О.Заголовки.Получить("X-Own")'
    expect((await posted({}, ask)).result).toBe("1")
    expect((await posted({ answerHeaders: "lower case" }, ask)).result).toBeUndefined()
  })

  it("a proxy of the machine's that catches what does not refuse it", async () => {
    const oddities = { ...Oddities.ordinary, systemProxy: "catches loopback" as const }
    const through = (rest: string) =>
      withServer((port) => evaluate(`${connect(port, rest)}\n${POST}\nВозврат О.КодСостояния;`, { oddities }))
    expect(String((await through(", 5")).result)).toContain("proxy")
    expect(String((await through("Новый ИнтернетПрокси(Истина), 5")).result)).toContain("proxy")
    expect(String((await through("Новый ИнтернетПрокси(Ложь), 5")).result)).toBe("200")
  })
})

describe("what goes wrong is an exception of the language", () => {
  const failing = async (serve: (socket: Socket) => void, world: Partial<World> = {}) =>
    (await withServer((port) => evaluate(`${connect(port, ", 1")}\n${POST}\nВозврат 0;`, world), serve))
      .result

  it("nobody listens", async () => {
    const { result: port } = await withServer(async (port) => port)
    const error = await evaluate(`${connect(Number(port))}\n${POST}\nВозврат 0;`).catch(
      (error: unknown) => error,
    )
    expect(error).toBeInstanceOf(Exception)
    expect(String(error)).toContain("Ошибка работы с Интернет:  Couldn't connect to server")
  })

  it("silence, a hang-up, half of an answer, an answer that is not HTTP", async () => {
    const half = ANSWER.subarray(0, ANSWER.length - 2)
    for (const serve of [
      () => undefined,
      (socket: Socket) => void socket.destroy(),
      (socket: Socket) => void socket.end(half),
      (socket: Socket) => void socket.end("привет"),
    ])
      expect(await failing(serve, { secondMillis: 100 })).toBeInstanceOf(Exception)
  })

  it("in the language of the platform", async () => {
    const oddities = { ...Oddities.ordinary, errorTexts: "english" as const }
    expect(String(await failing((socket) => void socket.destroy(), { oddities }))).toContain("Internet error")
  })

  it("a connection without a timeout is no exception, but a mistake", async () => {
    await expect(evaluate('С = Новый HTTPСоединение("127.0.0.1", 80);\nВозврат 0;')).rejects.toThrow(
      NotModelled,
    )
  })
})
