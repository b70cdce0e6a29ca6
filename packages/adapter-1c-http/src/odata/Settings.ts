/**
 * What the reader of receipts has to be told: where 1C is, which configuration it runs, and whose tills are whose points.
 *
 * A section of a settings file decodes to this. A password may stand in a file of its own; whoever can read files completes the settings
 * with it.
 */
import { PointId } from "@loyalkit/core/Domain"
import { ServiceUrlFromText } from "@loyalkit/core/transport/ServiceUrl"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { Ref } from "./Wire.ts"

const SERVICE_PATH = "/odata/standard.odata"

/** The address of the infobase, with or without `/odata/standard.odata`. Credentials go apart. */
const BaseUrl = ServiceUrlFromText.pipe(
  Schema.decodeTo(
    Schema.String,
    SchemaTransformation.transform<string, string>({
      decode: (url) => (url.endsWith(SERVICE_PATH) ? url : `${url}${SERVICE_PATH}`),
      encode: (url) => url,
    }),
  ),
)

const TimeZone = Schema.String.check(
  Schema.makeFilter(
    (text) =>
      Option.isSome(DateTime.zoneFromString(text)) ||
      'Expected a time zone such as "Europe/Moscow" or "+03:00"',
  ),
)

const whole = (minimum: number, maximum: number, fallback: number) =>
  Schema.Int.check(Schema.isBetween({ minimum, maximum })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(fallback)),
  )

/** A name of 1C's metadata, as it stands in an address. */
const Name = Schema.String.check(
  Schema.isPattern(/^[A-Za-zА-Яа-яЁё_][\wА-Яа-яЁё]*$/, {
    expected: "a name such as Catalog_ДисконтныеКарты",
  }),
)

/** Where cards and their owners stand in a configuration that is not one of the three as they are sold. */
export const CardCatalogue = Schema.Struct({
  /** `Catalog_…` */
  entity: Name,
  /** The fields with the card's number, the better one first. */
  codes: Schema.NonEmptyArray(Name),
  /** The field with the owner, without `_Key`. */
  owner: Schema.optionalKey(Name),
  /** What the owner is, `Catalog_…`, where the field itself does not say. */
  ownerEntity: Schema.optionalKey(Name),
})
export interface CardCatalogue extends Schema.Schema.Type<typeof CardCatalogue> {}

/** The schema of the section. Defaults are our judgment; each says why. */
export const OdataSettings = Schema.Struct({
  /** Under this name it is remembered what was read. Two bases need two names; a base that moves keeps its own. */
  name: Schema.String.check(
    Schema.isPattern(/^[A-Za-z0-9._-]{1,32}$/, { expected: "1 to 32 of A-Z a-z 0-9 . _ -" }),
  ).pipe(Schema.withDecodingDefaultKey(Effect.succeed("1c"))),
  url: BaseUrl,
  user: Schema.NonEmptyString,
  password: Schema.optionalKey(Schema.RedactedFromValue(Schema.String)),
  passwordFile: Schema.optionalKey(Schema.NonEmptyString),
  dialect: Schema.Literals(["unf", "retail2", "ut11"]),
  /** Of 1C's clock: its documents have local times without a zone. */
  timeZone: TimeZone,
  /** By the GUID of a till (`КассаККМ`) or of a shop (`Магазин`, `Склад`, `СтруктурнаяЕдиница`); the till counts before the shop. */
  points: Schema.Record(Ref, PointId).pipe(Schema.withDecodingDefaultKey(Effect.succeed({}))),
  defaultPoint: Schema.optionalKey(PointId),
  /** A receipt may vanish when its shift is closed, and closing takes longer than a minute. */
  pollSeconds: whole(10, 3_600, 60),
  /** Rows of an index with three fields each: some tens of kilobytes. */
  pageSize: whole(10, 5_000, 500),
  /** Between two requests: the server has a shop to run. */
  pauseMillis: whole(0, 60_000, 100),
  requestSeconds: whole(1, 300, 30),
  /** None: what was sold before may have been credited otherwise, and cannot be taken back. */
  firstReadHours: whole(0, 720, 0),
  /** How long a document is looked at for changes: a receipt put aside on Friday is printed on Monday. */
  watchDays: whole(1, 30, 3),
  /** Whose the automatic discounts of the documents are: the shop's own, or the loyalty programme's, given through the native protocol. */
  automaticDiscounts: Schema.Literals(["shop", "loyalty"]).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed("shop" as const)),
  ),
  /** By what a card of 1C's own catalogue is looked for at LoyalClient, in this order. */
  findBy: Schema.NonEmptyArray(Schema.Literals(["phone", "card"])).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(["phone", "card"] as const)),
  ),
  cards: Schema.optionalKey(CardCatalogue),
}).check(
  Schema.makeFilter(({ defaultPoint, password, passwordFile, points }) => [
    ...((password === undefined) === (passwordFile === undefined)
      ? [{ path: ["password"], issue: "Expected either it or passwordFile" }]
      : []),
    ...(defaultPoint === undefined && Object.keys(points).length === 0
      ? [{ path: ["points"], issue: "Expected at least one till or shop, or defaultPoint" }]
      : []),
  ]),
)
export interface OdataSettings extends Schema.Schema.Type<typeof OdataSettings> {}

/** The settings with the password at hand. */
export interface ReaderSettings extends OdataSettings {
  readonly password: Redacted.Redacted
}

/** Editors end a file with a line break, and some begin it with a byte order mark. */
const textOf = (content: string): string => content.replace(/^\uFEFF/, "").replace(/\r?\n$/, "")

/** The settings with the password; `readFile` reads the one of `passwordFile`. */
export const complete = <E, R>(
  settings: OdataSettings,
  readFile: (path: string) => Effect.Effect<string, E, R>,
): Effect.Effect<ReaderSettings, E, R> =>
  settings.password === undefined
    ? Effect.map(readFile(settings.passwordFile ?? ""), (content) => ({
        ...settings,
        password: Redacted.make(textOf(content)),
      }))
    : Effect.succeed({ ...settings, password: settings.password })

/** The point of a till or shop; nothing where the settings name none. */
export const pointOf = (
  { defaultPoint, points }: Pick<OdataSettings, "defaultPoint" | "points">,
  till: string,
): PointId | undefined => (Object.hasOwn(points, till) ? points[till] : undefined) ?? defaultPoint

/** All points of the settings, each once. */
export const allPoints = ({ defaultPoint, points }: OdataSettings): ReadonlyArray<PointId> => [
  ...new Set([...Object.values(points), ...(defaultPoint === undefined ? [] : [defaultPoint])]),
]

/** The zone of the settings, which their schema has checked. */
export const zoneOf = ({ timeZone }: OdataSettings): DateTime.TimeZone =>
  Option.getOrElse(DateTime.zoneFromString(timeZone), () => DateTime.zoneMakeOffset(0))
