/**
 * A difference between two outcomes in words: `Client 1, balance: 1,500 expected, 1,200 came.` What is missing as a whole, or too many, is said as a
 * whole. The values are as a file has them, and are read as a file is.
 */
import { reasonText } from "@loyalkit/core/CaseText"
import { KopecksFromWire, PointsFromWire, zeroPoints, type Language } from "@loyalkit/core/Money"
import { Outcome } from "@loyalkit/scenario/format/Outcome"
import { Place } from "@loyalkit/scenario/format/Step"
import type { Difference } from "@loyalkit/scenario/play/Compare"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { en, type Words } from "./differences/en.ts"
import { ru } from "./differences/ru.ts"
import type { Speech } from "./Language.ts"
import { en as statesEn } from "./states/en.ts"
import { ru as statesRu } from "./states/ru.ts"
import { unheard } from "./Unheard.ts"

const words: Readonly<Record<Language, Words>> = { en, ru }
const states = { en: statesEn.states, ru: statesRu.states } satisfies Readonly<Record<Language, unknown>>

/** Who says it: the words, and what writes numbers. */
interface Teller {
  readonly speech: Speech
  readonly t: Words
}

type Receipt = Outcome["receipts"][number]
type State = Receipt["state"]

/** A value in words; nothing where it is none of these. */
type Say = (value: unknown, by: Teller) => string | undefined

const saying = <A>(schema: Schema.Decoder<A>, say: (is: A, by: Teller) => string): Say => {
  const read = Schema.decodeUnknownOption(schema)
  return (value, by) => Option.getOrUndefined(Option.map(read(value), (is) => say(is, by)))
}

const STATES = {
  open: "Open",
  identified: "Identified",
  quoted: "Quoted",
  held: "Held",
  queued: "Queued",
  committing: "Committing",
  doubt: "InDoubt",
  committed: "Committed",
  rejected: "Rejected",
  cancelled: "Cancelled",
} as const satisfies Readonly<Record<State, string>>

const stateText = (state: State, { speech }: Teller): string => states[speech.language()][STATES[state]]

const judgeText = (judge: NonNullable<Receipt["judge"]>, { speech }: Teller): string =>
  speech.t().conclusion.by[judge]

const kindText = (kind: Outcome["cases"][number]["kind"], { speech }: Teller): string =>
  speech.t().cases[kind]

const whyText = (why: string, { speech }: Teller): string => reasonText(why, speech.language())

/** What a table has under a name that came from outside. */
const own = <A>(table: Readonly<Record<string, A>>, name: string): A | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** What a till heard is a word of the answer's, unless it heard nothing. */
const heardText = (heard: string, { speech, t }: Teller): string =>
  t.quoted(heard === "waiting" ? t.waiting : (own<string>(unheard[speech.language()], heard) ?? heard))

const saleText = (sale: Outcome["sales"][number], { speech, t }: Teller): string => {
  const { amount, client, earn, elsewhere, point, receipt, spend, total } = sale
  const ours = receipt === undefined ? t.whose.nobody : t.whose.receipt(receipt)
  return t.sale(
    elsewhere === true ? t.whose.elsewhere : ours,
    { client, place: point },
    { amount: speech.money(amount), total: speech.money(total) },
    { spend: speech.bare(spend), earn: speech.bare(earn) },
  )
}

const { cases, clients, receipts, sales } = Outcome.fields

/** A whole part of an outcome. */
const wholes: Readonly<Record<string, Say>> = {
  receipts: saying(receipts.value, ({ judge, point, receipt, state }, by) =>
    by.t.receipt(receipt, point, stateText(state, by), judge === undefined ? judge : judgeText(judge, by)),
  ),
  sales: saying(sales.value, saleText),
  clients: saying(clients.value, ({ balance, client, held }, { speech, t }) =>
    t.client(client, speech.bare(balance), held === undefined ? held : speech.bare(held)),
  ),
  cases: saying(cases.value, ({ kind, receipt, why }, by) =>
    by.t.case(receipt, kindText(kind, by).toLowerCase(), why === undefined ? why : whyText(why, by)),
  ),
}

const heard = saying(Schema.String, heardText)
const plain = saying(Schema.String, (is) => is)
const money = saying(KopecksFromWire, (is, { speech }) => speech.money(is))
const points = saying(PointsFromWire, (is, { speech }) => speech.bare(is))
const quoted =
  <A>(say: (is: A, by: Teller) => string) =>
  (is: A, by: Teller): string =>
    by.t.quoted(say(is, by))

/** A field of a part. */
const fields: Readonly<Record<string, Say>> = {
  receipt: plain,
  point: saying(
    Place,
    quoted((is, { t }) => t.places[is]),
  ),
  state: saying(receipts.value.fields.state, quoted(stateText)),
  judge: saying(receipts.value.fields.judge.schema, quoted(judgeText)),
  elsewhere: saying(
    Schema.Literal(true),
    quoted((_, { t }) => t.yes),
  ),
  client: plain,
  amount: money,
  total: money,
  spend: points,
  earn: points,
  balance: points,
  held: points,
  kind: saying(cases.value.fields.kind, quoted(kindText)),
  why: saying(Schema.String, quoted(whyText)),
}

/** What it means that a field is left out. */
const leftOut = (field: string, { speech, t }: Teller): string => {
  switch (field) {
    case "held":
      return speech.bare(zeroPoints)
    case "judge":
      return t.quoted(t.noJudge)
    case "elsewhere":
      return t.quoted(t.no)
    default:
      return t.quoted(t.none)
  }
}

/** `outcome.clients[0].balance`, and the same without its last part. */
const PATH = /^outcome\.(\w+)\[(\d+)\](?:\.(\w+))?$/

const heardDiffers = (number: number, expected: unknown, actual: unknown, by: Teller): string => {
  const { t } = by
  const which = t.heard(number)
  const say = (value: unknown): string => heard(value, by) ?? t.unknown
  if (actual === undefined) return t.missing(`${which}, ${say(expected)}`)
  if (expected === undefined) return t.tooMany(`${which}, ${say(actual)}`)
  return t.says(`${which.charAt(0).toUpperCase()}${which.slice(1)}`, say(expected), say(actual))
}

const fieldText = (what: string, field: string, { actual, expected }: Difference, by: Teller): string => {
  const { t } = by
  const say = (value: unknown): string =>
    value === undefined ? leftOut(field, by) : (own(fields, field)?.(value, by) ?? t.unknown)
  return t.says(`${what}, ${own<string>(t.fields, field) ?? field}`, say(expected), say(actual))
}

/** Missing, or too many. What a till heard is neither where both are there. */
const wholeText = (part: string, number: number, { actual, expected }: Difference, by: Teller): string => {
  const { t } = by
  if (part === "heard") return heardDiffers(number, expected, actual, by)
  const say = (value: unknown): string => own(wholes, part)?.(value, by) ?? t.unknown
  return actual === undefined ? t.missing(say(expected)) : t.tooMany(say(actual))
}

export const differenceText = (difference: Difference, speech: Speech): string => {
  const by: Teller = { speech, t: words[speech.language()] }
  const [, part = "", index = "", field] = PATH.exec(difference.field) ?? []
  const number = Number(index) + 1
  if (field === undefined) return wholeText(part, number, difference, by)
  return fieldText(`${own<string>(by.t.parts, part) ?? part} ${number}`, field, difference, by)
}
