/**
 * What the service knows before the first call: its key, points of sale, levels and clients.
 *
 * Written as JSON in the service's own units (rubles and points, with decimals), so that a person can write one.
 */
import { ClientId, PointId, ProgrammeType } from "@loyalkit/core/Domain"
import { Percent, PointsFromWire } from "@loyalkit/core/Money"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { searchKey } from "./internal/SearchKey.ts"

/** The most clients, points or levels that a world may have; it bounds what a reset has to build. */
export const MAX_WORLD_ITEMS = 100_000

/** A sandbox's key opens nothing, so it is no secret, and is printed for whoever starts one. */
export const DEFAULT_KEY = "sandbox-key"

const items = <S extends Schema.Constraint>(item: S) =>
  Schema.Array(item).check(Schema.isMaxLength(MAX_WORLD_ITEMS))

/** A point of sale. `percent`, where given, is used there instead of every level's own. */
export const Point = Schema.Struct({
  id: PointId,
  title: Schema.String,
  percent: Schema.optionalKey(Percent),
})
export interface Point extends Schema.Schema.Type<typeof Point> {}

/** A loyalty level. */
export const Level = Schema.Struct({
  id: Schema.NonEmptyString,
  title: Schema.String,
  type: ProgrammeType,
  percent: Percent,
  maxSpendPercent: Percent,
})
export interface Level extends Schema.Schema.Type<typeof Level> {}

/** A phone as the service gives it: a JSON number of up to 15 digits (E.164). */
const Phone = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 999_999_999_999_999 }))

/** A client. `codes` are codes of the client's app; each finds the client once. */
export const Client = Schema.Struct({
  id: ClientId,
  name: Schema.String,
  phone: Phone,
  card: Schema.optionalKey(Schema.NonEmptyString),
  codes: Schema.optionalKey(Schema.Array(Schema.NonEmptyString)),
  email: Schema.optionalKey(Schema.String),
  birthday: Schema.optionalKey(Schema.String),
  photo: Schema.optionalKey(Schema.String),
  /** The ID of a level. */
  level: Schema.NonEmptyString,
  /** Points at the start; nothing for a `discount` level. */
  balance: PointsFromWire.check(Schema.isGreaterThanOrEqualTo(0)),
})
export interface Client extends Schema.Schema.Type<typeof Client> {}

const contradiction = (world: {
  readonly points: ReadonlyArray<Point>
  readonly levels: ReadonlyArray<Level>
  readonly clients: ReadonlyArray<Client>
}): Schema.FilterOutput => {
  const levels = new Map(world.levels.map((level) => [level.id, level]))
  const found = new Set<string>()
  for (const [index, client] of world.clients.entries()) {
    const level = levels.get(client.level)
    const at = (field: string) => ["clients", index, field]
    if (level === undefined) return { path: at("level"), issue: "is not the ID of a level" }
    if (level.type === "discount" && client.balance !== 0)
      return { path: at("balance"), issue: "must be 0: a discount level has no points" }
    for (const [field, key] of [
      ["id", `id ${client.id}`],
      ["phone", `search ${searchKey(String(client.phone))}`],
      ["card", client.card === undefined ? undefined : `search ${searchKey(client.card)}`],
      ...(client.codes ?? []).map((code) => ["codes", `search ${searchKey(code)}`] as const),
    ] as const) {
      if (key === undefined) continue
      if (found.has(key)) return { path: at(field), issue: "belongs to another client too" }
      found.add(key)
    }
  }
  return undefined
}

/** The whole world. A client's level must exist, and no two clients may be found by the same text. */
export const World = Schema.Struct({
  /** What the header `apikey` must carry; {@link DEFAULT_KEY} where none is given. */
  apikey: Schema.NonEmptyString.pipe(Schema.withDecodingDefaultKey(Effect.succeed(DEFAULT_KEY))),
  points: items(Point),
  levels: items(Level),
  clients: items(Client),
}).check(Schema.makeFilter(contradiction))
export interface World extends Schema.Schema.Type<typeof World> {}
