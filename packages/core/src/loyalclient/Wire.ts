/**
 * The service's answers, as they come over the wire, and what we make of them.
 *
 * Tolerant: only what a checkout needs is demanded (docs/loyalclient.md, "Open — which fields may be missing or null");
 * numbers may be texts, IDs may be numbers, anything else may be missing, null, of the wrong type, or unknown.
 */
import * as Schema from "effect/Schema"
import {
  ClientId,
  HoldId,
  ProgrammeType,
  type Client,
  type Person,
  type PointId,
  type Sale,
} from "../Domain.ts"
import { KopecksFromWire, Percent, PointsFromWire } from "../Money.ts"

const IdFromWire = <S extends typeof ClientId | typeof HoldId | typeof PointId>(id: S) =>
  Schema.Union([id, Schema.Finite])

const PercentFromWire = Schema.Union([Percent, Schema.FiniteFromString.pipe(Schema.decodeTo(Percent))])

/** Present and usable, or as good as absent. */
const lenient = Schema.optionalKey(Schema.Unknown)

/** A 200's envelope, before anything else is looked at. */
export const Envelope = Schema.Struct({ success: Schema.Boolean })

const WireLevel = Schema.Struct({
  id: lenient,
  title: lenient,
  type: ProgrammeType,
  percent: PercentFromWire,
  maxSpendPercent: lenient,
})

export const ClientAnswer = Schema.Struct({
  client: Schema.Struct({
    id: IdFromWire(ClientId),
    level: WireLevel,
    balance: PointsFromWire,
    name: lenient,
    photo: lenient,
    birthday: lenient,
    email: lenient,
    phone: lenient,
  }),
})

export const RecalcAnswer = Schema.Struct({
  recalc: Schema.Struct({
    amount: KopecksFromWire,
    percent: PercentFromWire,
    type: ProgrammeType,
    spend: Schema.optional(Schema.NullOr(PointsFromWire)),
    earn: Schema.optional(Schema.NullOr(PointsFromWire)),
  }),
})

export const HoldAnswer = Schema.Struct({
  held: Schema.Struct({
    id: IdFromWire(HoldId),
    amount: PointsFromWire,
    /** Unix time in seconds. Whatever else stands there is no reason to refuse a hold. */
    until: Schema.optional(Schema.Unknown),
  }),
})

export const RetailAnswer = Schema.Struct({
  retail: Schema.Struct({
    amount: KopecksFromWire,
    total: KopecksFromWire,
    percent: PercentFromWire,
    type: ProgrammeType,
    spend: Schema.optional(Schema.NullOr(PointsFromWire)),
    earn: Schema.optional(Schema.NullOr(PointsFromWire)),
  }),
})

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== ""
    ? value
    : typeof value === "number" && Number.isFinite(value)
      ? String(value)
      : undefined

const isPercent = Schema.is(Percent)

/** Leaves out what is undefined, so that an optional key is either there with a value or not there. */
const present = <A extends Record<string, unknown>>(
  fields: A,
): { [K in keyof A]?: Exclude<A[K], undefined> } => {
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) kept[key] = value
  return kept as { [K in keyof A]?: Exclude<A[K], undefined> } // the loop kept just the defined ones
}

export const toClient = ({ client }: typeof ClientAnswer.Type): Client => {
  const maxSpend =
    typeof client.level.maxSpendPercent === "string"
      ? Number(client.level.maxSpendPercent)
      : client.level.maxSpendPercent
  const person: Person = present({
    name: text(client.name),
    phone: text(client.phone)?.replace(/\D/g, ""),
    email: text(client.email),
    birthday: text(client.birthday),
    photo: text(client.photo),
  })
  return {
    id: ClientId.make(String(client.id)),
    level: {
      type: client.level.type,
      percent: client.level.percent,
      ...present({
        id: text(client.level.id),
        title: text(client.level.title),
        maxSpendPercent: isPercent(maxSpend) ? maxSpend : undefined,
      }),
    },
    balance: client.balance,
    ...person,
  }
}

export const toHold = ({ held }: typeof HoldAnswer.Type) => ({
  id: HoldId.make(String(held.id)),
  points: held.amount,
  ...present({
    until:
      typeof held.until === "number" && Number.isSafeInteger(held.until) ? held.until * 1_000 : undefined,
  }),
})

export const toSale = ({ retail }: typeof RetailAnswer.Type): Sale => ({
  amount: retail.amount,
  total: retail.total,
  percent: retail.percent,
  type: retail.type,
  ...present({ spend: retail.spend ?? undefined, earn: retail.earn ?? undefined }),
})
