/**
 * Reads the rows of a journal file as what they were written as, or says where one is not.
 *
 * A row that fails is reported by its place and by what was expected there, never by its contents: they may be a person's.
 */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CheckoutKey } from "../../Domain.ts"
import { JournalCorrupt, type ListEntry } from "../../Journal.ts"
import { JournalEvent, Personal } from "../../journal/JournalEvent.ts"

const Unsettled = Schema.Literals(["open", "queued", "committing", "doubt", "overdue"])
const standing = {
  id: Schema.Int,
  version: Schema.Int,
  status: Schema.Literals([...Unsettled.literals, "settled"]),
  cases: Schema.Literals([0, 1]),
}
const CheckoutRow = Schema.Struct({ ...standing, personal: Schema.NullOr(Schema.String) })
const ListRow = Schema.Struct({ ...CheckoutKey.fields, ...standing })
const EventRow = Schema.Struct({ n: Schema.Int, body: Schema.String, crc: Schema.Int })
const CountRow = Schema.Struct({ status: Unsettled, count: Schema.Int })
const MovementsRow = Schema.Struct({ last: Schema.Int, purged: Schema.Int })
export type Movements = typeof MovementsRow.Type

/** Thrown by these readers and by `JournalRows` only, and turned into the error channel by whoever calls that. */
export const damaged = (place: string, what: string): JournalCorrupt =>
  new JournalCorrupt({ detail: `${place}: ${what}` })

/** A schema's complaint names the field and what was expected there, not what was found. */
const complaint = (error: Schema.SchemaError): string => error.message.replace(/\s+/g, " ")

const reader = <S extends Schema.ConstraintDecoder<unknown>>(schema: S) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (value: unknown, place: string): S["Type"] =>
    Result.getOrThrowWith(decode(value), (error) => damaged(place, complaint(error)))
}

export const checkout = reader(CheckoutRow)
export const event = reader(EventRow)
export const movements = reader(MovementsRow)
export const body = reader(JournalEvent)
export const personal = reader(Personal)

/** A column that holds JSON. */
export const parse = (text: string, place: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw damaged(place, "not JSON")
  }
}

const decodeListed = Schema.decodeUnknownOption(ListRow)
const decodeCount = Schema.decodeUnknownOption(CountRow)

/** An entry of a list; nothing where the row is none. */
export const entry = (row: unknown): ListEntry | undefined => {
  const found = Option.getOrUndefined(decodeListed(row))
  if (found === undefined) return undefined
  const { cases, id, point, receipt, status, version } = found
  return { key: { point, receipt }, version, status, cases: cases === 1, cursor: id }
}

/** How many stand in a status; nothing where there is no such status. */
export const count = (row: unknown): typeof CountRow.Type | undefined =>
  Option.getOrUndefined(decodeCount(row))
