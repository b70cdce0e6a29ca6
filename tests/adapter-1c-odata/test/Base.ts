/**
 * A shop whose 1C is read back: documents as УНФ writes them, the real reader, the real engine over SQLite, and the sandbox as LoyalClient.
 *
 * The sandbox, the disk and 1C outlive the process; a life of the process is one `living`.
 */
import { CardBook } from "@loyalkit/adapter-1c-http/CardBook"
import { Joining } from "@loyalkit/adapter-1c-http/odata/Joining"
import { textOf } from "@loyalkit/adapter-1c-http/odata/LocalTime"
import { Reader } from "@loyalkit/adapter-1c-http/odata/Reader"
import { complete, OdataSettings } from "@loyalkit/adapter-1c-http/odata/Settings"
import { Cases } from "@loyalkit/core/Cases"
import { Checkout } from "@loyalkit/core/Checkout"
import { ReceiptId, type CheckoutKey, type PointId } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Policy from "@loyalkit/core/Policy"
import type { Transport } from "@loyalkit/core/Transport"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import * as Sandbox from "@loyalkit/sandbox/Sandbox"
import { BASE_URL, layerWith } from "@loyalkit/sandbox/SandboxTransport"
import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Option from "effect/Option"
import * as References from "effect/References"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { FakeOdata, type Document } from "./FakeOdata.ts"

const world = sampleWorld("1")
const [first, second] = world.points.map(({ id }): PointId => id)
if (first === undefined || second === undefined) throw new Error("the sample world has two points")
export const cafe: PointId = first
export const bakery: PointId = second

/** Gold: 7.5 % cashback, the whole receipt may be paid by points, 1 500 points. */
export const anna = "79000000001"
/** Her plastic card. */
export const annasNumber = "2200000000001"

export const till = "08000000-0000-4000-8000-000000000001"
/** What the native protocol called Anna's card. */
export const annasCard = "0a000000-0000-4000-8000-000000000001"
export const saleEntity = "Document_ЧекККМ"
export const returnEntity = "Document_ЧекККМВозврат"

const ZERO = "00000000-0000-0000-0000-000000000000"
const moscow = DateTime.zoneMakeOffset(3 * 3_600_000)

/** The real time and as much more as a test says. */
export class AheadClock implements Clock.Clock {
  readonly #real: Clock.Clock
  ahead = 0
  constructor(real: Clock.Clock) {
    this.#real = real
  }
  currentTimeMillisUnsafe(): number {
    return this.#real.currentTimeMillisUnsafe() + this.ahead
  }
  readonly currentTimeMillis = Effect.sync(() => this.currentTimeMillisUnsafe())
  currentTimeNanosUnsafe(): bigint {
    return BigInt(this.currentTimeMillisUnsafe()) * 1_000_000n
  }
  readonly currentTimeNanos = Effect.sync(() => this.currentTimeNanosUnsafe())
  monotonicTimeNanosUnsafe(): bigint {
    return this.#real.monotonicTimeNanosUnsafe() + BigInt(this.ahead) * 1_000_000n
  }
  readonly monotonicTimeNanos = Effect.sync(() => this.monotonicTimeNanosUnsafe())
  sleep(duration: Duration.Duration): Effect.Effect<void> {
    return this.#real.sleep(duration)
  }
}

/** The reference of the `n`th document of a kind. */
export const refOf = (kind: "sale" | "return", n: number): string =>
  `${kind === "sale" ? "5a" : "5b"}000000-0000-4000-8000-${String(n).padStart(12, "0")}`

export const keyOf = (n: number, point: PointId = cafe): CheckoutKey => ({
  point,
  receipt: ReceiptId.make(refOf("sale", n)),
})

interface Bought {
  /** In roubles, before points. */
  readonly amount?: number
  readonly points?: number
  readonly card?: string
  readonly version?: string
  /** Milliseconds before now. */
  readonly ago?: number
  readonly rest?: Readonly<Record<string, unknown>>
}

const documentOf = Effect.fnUntraced(function* (
  ref: string,
  { ago = 60_000, amount = 400, card = annasCard, points = 0, rest = {}, version = "AAAAAQAAAAA=" }: Bought,
): Effect.fn.Return<Document> {
  const now = yield* Clock.currentTimeMillis
  const net = amount - points
  return {
    Ref_Key: ref,
    DataVersion: version,
    DeletionMark: false,
    Date: textOf(now - ago, moscow),
    Posted: true,
    КассаККМ_Key: till,
    СтруктурнаяЕдиница_Key: "05000000-0000-4000-8000-000000000001",
    ДисконтнаяКарта_Key: card,
    НомерЧекаККМ: "57",
    СуммаДокумента: net,
    Запасы: [
      {
        LineNumber: "1",
        Количество: 2,
        Цена: amount / 2,
        Сумма: net,
        Всего: net,
        СуммаАвтоматическойСкидки: 0,
        СуммаСкидкиОплатыБонусом: points,
      },
    ],
    БезналичнаяОплата:
      points === 0 ? [] : [{ ВидОплаты: "Бонусы", Сумма: 0, СуммаБонусов: points, БонуснаяКарта_Key: card }],
    ...rest,
  }
})

/** The `n`th sale, printed unless `rest` says otherwise. */
export const sale = (n: number, bought: Bought = {}) =>
  documentOf(refOf("sale", n), { ...bought, rest: { Статус: "Пробит", ...bought.rest } })

/** A return of the `of`th sale; of none where it is 0. */
export const returned = (n: number, of: number, bought: Bought = {}) =>
  documentOf(refOf("return", n), {
    ...bought,
    rest: { ЧекККМ_Key: of === 0 ? ZERO : refOf("sale", of), ...bought.rest },
  })

/** What outlives a process. */
export interface Outside {
  readonly odata: FakeOdata
  readonly url: string
  readonly path: string
  readonly sandbox: Layer.Layer<Sandbox.Sandbox | Transport>
  readonly clock: AheadClock
}

/** 1C, a disk, the service and a clock. */
export const outside = Effect.gen(function* () {
  const odata = new FakeOdata()
  odata.put(saleEntity)
  odata.put(returnEntity)
  odata.put("Catalog_ДисконтныеКарты")
  odata.put("Catalog_Контрагенты")
  const url = yield* odata.listen
  const folder = yield* Effect.acquireRelease(
    Effect.promise(() => mkdtemp(join(tmpdir(), "loyalkit-odata-"))),
    (path) => Effect.promise(() => rm(path, { recursive: true })),
  )
  const context = yield* Layer.build(layerWith({ seed: "1" }))
  const clock = new AheadClock(yield* Clock.Clock)
  return { odata, url, path: join(folder, "journal.db"), sandbox: Layer.succeedContext(context), clock }
})

export interface Life {
  readonly settings?: Readonly<Record<string, unknown>>
  readonly cards?: Readonly<Record<string, string>>
  readonly joining?: Layer.Layer<Joining>
  readonly policy?: Partial<Policy.PolicyConfig>
  /** The journal answers otherwise than it should. */
  readonly journal?: (journal: Journal["Service"]) => Partial<Journal["Service"]>
  /** Hears every line of the log. */
  readonly heard?: (line: string) => void
}

/** Settings for tests: it reads when it is told to, without pauses. */
export const settingsFor = (url: string, rest: Readonly<Record<string, unknown>> = {}) =>
  Effect.flatMap(
    Schema.decodeUnknownEffect(OdataSettings)({
      url,
      user: "Администратор",
      password: "тайна",
      dialect: "unf",
      timeZone: "+03:00",
      points: { [till]: cafe },
      firstReadHours: 24,
      pollSeconds: 3_600,
      pauseMillis: 0,
      requestSeconds: 5,
      ...rest,
    }),
    (settings) => complete(settings, () => Effect.die(new Error("there is a password"))),
  )

/** A reading, now. */
export const read = Effect.flatMap(Reader, (reader) => reader.readNow)
export const status = Effect.flatMap(Reader, (reader) => reader.status)

/** The reader has read once by itself, or failed to. */
const afterFirstReading = Effect.repeat(Effect.sleep("5 millis"), {
  until: () => Effect.map(status, ({ failing, lastRead }) => failing !== undefined || lastRead !== undefined),
})

/** One life of the process, until the body ends; it begins when the background has read once. */
export const living =
  ({ clock, path, sandbox, url }: Outside, life: Life = {}) =>
  <A, E>(body: Effect.Effect<A, E, Reader | Checkout | Cases | Sandbox.Sandbox>) =>
    Effect.flatMap(settingsFor(url, life.settings), (settings) => {
      const cards = life.cards ?? { [annasCard]: anna }
      const book = Layer.succeed(
        CardBook,
        CardBook.of({ clientOf: (card) => Effect.succeed(Option.fromUndefinedOr(cards[card])) }),
      )
      const journal = Layer.effect(
        Journal,
        Effect.map(Journal, (journal) => Journal.of({ ...journal, ...life.journal?.(journal) })),
      ).pipe(Layer.provide(SqliteJournal.layer({ path })))
      const engine = Layer.mergeAll(Checkout.layer, Cases.layer).pipe(
        Layer.provide(LoyalClient.layer({ url: BASE_URL, apiKey: Redacted.make(world.apikey) })),
        Layer.provideMerge(journal),
        Layer.provideMerge(sandbox),
        Layer.provide(Policy.layer(life.policy ?? {})),
      )
      const all = Reader.layer(settings).pipe(
        Layer.provide([book, life.joining ?? Joining.fromDocument, FetchHttpClient.layer]),
        Layer.provideMerge(engine),
      )
      return Effect.provide(Effect.andThen(afterFirstReading, body), Layer.fresh(all))
    }).pipe(
      Effect.provideService(Clock.Clock, clock),
      Effect.provide(
        Logger.layer(life.heard === undefined ? [] : [Logger.map(Logger.formatJson, life.heard)]),
      ),
      Effect.provideService(References.MinimumLogLevel, "All"),
    )

/** The sales that the service has. */
export const sales = Effect.gen(function* () {
  const sandbox = yield* Sandbox.Sandbox
  return (yield* sandbox.ledger()).flatMap((entry) => (entry.kind === "sold" ? [entry] : []))
})

/** Anna's points as the service has them, in hundredths. */
export const annasPoints = Effect.gen(function* () {
  const { clients } = yield* (yield* Sandbox.Sandbox).state
  return clients.find((client) => String(client.phone) === anna)?.balance
})

export const stateOf = (key: CheckoutKey) =>
  Effect.map(
    Effect.flatMap(Checkout, (checkout) => checkout.get(key)),
    ({ state }) => state,
  )
