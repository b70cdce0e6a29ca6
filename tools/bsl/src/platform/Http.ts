/**
 * `HTTPСоединение`, `HTTPЗапрос`, `HTTPОтвет`, and what they take: over real sockets.
 *
 * A connection without a timeout is refused: 1C would wait for ever, and so would the queue at the till.
 */
import { Exception, NotModelled } from "../Failure.ts"
import type { Constructor } from "../run/Platform.ts"
import { Mapping } from "../values/Collections.ts"
import { toNumber, toText } from "../values/Conversions.ts"
import { Decimal } from "../values/Decimal.ts"
import { type Bilingual, fold } from "../values/Names.ts"
import { type Arguments, callMethod, methods, native, PlatformObject, type Value } from "../values/Value.ts"
import { EnumerationValue } from "./Enumerations.ts"
import type { Oddities } from "./Oddities.ts"
import { exchange, type WireAnswer } from "./Wire.ts"
import { orderOf, regionalOf, type World } from "./World.ts"

const MARK = "\ufeff"

/** `ИнтернетПрокси`; made with `Ложь` it is: none, whatever the machine's settings say. */
class Proxy extends PlatformObject {
  override readonly typeName = "ИнтернетПрокси"
  readonly fromSettings: boolean

  constructor(fromSettings: boolean) {
    super()
    this.fromSettings = fromSettings
  }
}

class Secure extends PlatformObject {
  override readonly typeName = "ЗащищенноеСоединениеOpenSSL"
}

class SystemCertificates extends PlatformObject {
  override readonly typeName = "СертификатыУдостоверяющихЦентровОС"
}

class Request extends PlatformObject {
  override readonly typeName = "HTTPЗапрос"
  readonly target: string
  readonly headers: Mapping
  readonly oddities: Oddities
  body: Buffer | undefined

  constructor(target: string, headers: Mapping, oddities: Oddities) {
    super()
    this.target = target
    this.headers = headers
    this.oddities = oddities
  }

  override get(name: string): Value {
    const folded = fold(name)
    if (folded === "заголовки" || folded === "headers") return this.headers
    return folded === "адресресурса" || folded === "resourceaddress" ? this.target : super.get(name)
  }

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(requestMethods, this, name, args)
  }
}

const nameOf = (value: Value): string => {
  const name = value instanceof EnumerationValue ? value.name : value
  return typeof name === "string" ? fold(name) : ""
}

const requestMethods = methods<Request>(
  native(["УстановитьТелоИзСтроки", "SetBodyFromString"], [1, 3], (self, args) => {
    const marked = self.oddities.requestMark === "always" || nameOf(args.value(2)) !== "неиспользовать"
    if (args.isGiven(1) && !["utf8", "utf-8"].includes(nameOf(args.value(1))))
      throw new NotModelled("a body in an encoding other than UTF-8")
    self.body = Buffer.from(`${marked ? MARK : ""}${args.text(0)}`, "utf8")
  }),
)

class Answer extends PlatformObject {
  override readonly typeName = "HTTPОтвет"
  private readonly answer: WireAnswer
  private readonly oddities: Oddities

  constructor(answer: WireAnswer, oddities: Oddities) {
    super()
    this.answer = answer
    this.oddities = oddities
  }

  private headers(): Mapping {
    const headers = new Mapping(orderOf(this.oddities))
    for (const [name, value] of this.answer.headers) headers.insert(cased(name, this.oddities), value)
    return headers
  }

  override get(name: string): Value {
    const folded = fold(name)
    if (folded === "кодсостояния" || folded === "statuscode") return Decimal.whole(this.answer.status)
    return folded === "заголовки" || folded === "headers" ? this.headers() : super.get(name)
  }

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(answerMethods, this, name, args)
  }

  text(encoding: Value): string {
    const named = nameOf(encoding)
    const type = this.answer.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? ""
    const utf8 =
      named === ""
        ? this.oddities.charset === "heeded" && /charset=utf-?8/i.test(type)
        : ["utf8", "utf-8"].includes(named)
    const mark = this.oddities.answerMark === "present" ? MARK : ""
    return `${mark}${this.answer.body.toString(utf8 ? "utf8" : "latin1")}`
  }
}

const answerMethods = methods<Answer>(
  native(["ПолучитьТелоКакСтроку", "GetBodyAsString"], [0, 1], (self, args) => self.text(args.value(0))),
)

const cased = (name: string, { answerHeaders }: Oddities): string => {
  if (answerHeaders === "lower case") return name.toLowerCase()
  return answerHeaders === "upper case" ? name.toUpperCase() : name
}

/** What a connection was made with. */
interface Link {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly seconds: Decimal
  readonly proxy: Value
}

class Connection extends PlatformObject {
  override readonly typeName = "HTTPСоединение"
  private readonly link: Link
  private readonly world: World

  constructor(link: Link, world: World) {
    super()
    this.link = link
    this.world = world
  }

  override call(name: string, args: Arguments): Value | Promise<Value> {
    return callMethod(connectionMethods, this, name, args)
  }

  async send(method: string, request: Value): Promise<Value> {
    if (!(request instanceof Request)) throw new Exception("Несоответствие типов (параметр номер '1')")
    const { oddities, onRequest, secondMillis } = this.world
    const { host, port, proxy, seconds, secure } = this.link
    const isOff = proxy instanceof Proxy && !proxy.fromSettings
    if (oddities.systemProxy === "catches loopback" && !isOff)
      throw new Exception("Ошибка работы с Интернет:  Couldn't resolve proxy name")
    onRequest({ method, target: request.target, body: request.body?.toString("utf8") })
    const headers = request.headers
      .entries()
      .map(([name, value]) => [text(name, oddities), text(value, oddities)] as const)
    const timeoutMillis = seconds.toWhole() * secondMillis
    const answer = await exchange(
      { host, port, secure, method, target: request.target, headers, body: request.body, timeoutMillis },
      oddities,
    )
    return new Answer(answer, oddities)
  }
}

const text = (value: Value, oddities: Oddities): string => toText(value, regionalOf(oddities))

const connectionMethods = methods<Connection>(
  native(["Получить", "Get"], [1, 2], (self, args) => self.send("GET", args.value(0))),
  native(["ОтправитьДляОбработки", "Post"], [1, 2], (self, args) => self.send("POST", args.value(0))),
  native(["ВызватьHTTPМетод", "CallHTTPMethod"], [2, 3], (self, args) =>
    self.send(args.text(0), args.value(1)),
  ),
)

const connection = (args: Arguments, world: World): Connection => {
  const secure = args.value(6) instanceof Secure
  if (!args.isGiven(5) || toNumber(args.value(5)).isZero)
    throw new NotModelled("HTTPСоединение without a timeout: 1C would wait for ever")
  return new Connection(
    {
      host: args.text(0),
      port: args.isGiven(1) ? toNumber(args.value(1)).toWhole() : secure ? 443 : 80,
      secure,
      seconds: toNumber(args.value(5)),
      proxy: args.value(4),
    },
    world,
  )
}

const request = (args: Arguments, { oddities }: World): Request => {
  const headers = args.value(1)
  return new Request(
    args.isGiven(0) ? args.text(0) : "",
    headers instanceof Mapping ? headers : new Mapping(orderOf(oddities)),
    oddities,
  )
}

/** The types that this part of the platform brings. */
export const httpTypes = (world: World): ReadonlyArray<readonly [Bilingual, Constructor]> => [
  [["HTTPСоединение", "HTTPConnection"], { arity: [1, 8], make: (args) => connection(args, world) }],
  [["HTTPЗапрос", "HTTPRequest"], { arity: [0, 2], make: (args) => request(args, world) }],
  [
    ["ИнтернетПрокси", "InternetProxy"],
    { arity: [0, 1], make: (args) => new Proxy(args.value(0) !== false) },
  ],
  [["ЗащищенноеСоединениеOpenSSL", "OpenSSLSecureConnection"], { arity: [0, 2], make: () => new Secure() }],
  [
    ["СертификатыУдостоверяющихЦентровОС", "OSCertificationAuthorityCertificates"],
    { arity: [0, 0], make: () => new SystemCertificates() },
  ],
]
