/**
 * Reads what a till's program passes, and says which field is wrong.
 *
 * The program may be plain JavaScript: whatever comes is decoded, and the engine meets branded values only.
 * `undefined` counts as left out. A refusal never repeats the value, which may be a customer's phone.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import type { Resolution } from "../Cases.ts"
import type { CommitCommand, ReturnCommand } from "../Checkout.ts"
import {
  CheckoutKey,
  MAX_LINES,
  PointId,
  Quantity,
  ReceiptId,
  type Purchase,
  type ReceiptLine,
} from "../Domain.ts"
import { Kopecks, Points, type Language } from "../Money.ts"
import { MAX_HOLD_MINUTES } from "../Policy.ts"

/** The fields that are wrong, by their paths. */
export type Wrong = ReadonlyArray<{ readonly field: string; readonly message: string }>

/** Reads one kind of request. */
export type Read<Request> = (input: unknown) => Result.Result<Request, Wrong>

const issues = SchemaIssue.makeFormatterStandardSchemaV1()

const pathOf = (path: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> = []): string =>
  path.map((part) => String(typeof part === "object" ? part.key : part)).join(".")

/** The wrong fields of something that did not decode, each with the first thing that is wrong with it. */
export const wrongFields = (error: Schema.SchemaError): Wrong => {
  const first = new Map<string, string>()
  for (const { message, path } of issues(error.issue).issues) {
    const field = pathOf(path)
    if (!first.has(field)) first.set(field, message)
  }
  return Array.from(first, ([field, message]) => ({ field, message }))
}

const reader = <S extends Schema.ConstraintDecoder<unknown>, Request>(
  schema: S,
  toRequest: (decoded: S["Type"]) => Request,
): Read<Request> => {
  const decode = Schema.decodeUnknownResult(schema, { errors: "all" })
  return (input) => Result.mapBoth(decode(input), { onFailure: wrongFields, onSuccess: toRequest })
}

const Owed = Kopecks.check(Schema.isGreaterThanOrEqualTo(0))
const Spent = Points.check(Schema.isGreaterThanOrEqualTo(0))
const key = { point: PointId, receipt: ReceiptId }
const Search = Schema.NonEmptyString

interface Keyed {
  readonly key: CheckoutKey
}
const keyOf = ({ point, receipt }: CheckoutKey): CheckoutKey => ({ point, receipt })

export const readKey: Read<Keyed> = reader(CheckoutKey, (decoded) => ({ key: keyOf(decoded) }))

export const readIdentify: Read<Keyed & { readonly search: string }> = reader(
  Schema.Struct({ ...key, search: Search }),
  ({ search, ...rest }) => ({ key: keyOf(rest), search }),
)

const Line = Schema.Struct({
  id: Schema.NonEmptyString,
  name: Schema.optional(Schema.String),
  quantityThousandths: Quantity,
  priceKopecks: Owed,
  amountKopecks: Owed,
  excluded: Schema.optional(Schema.Boolean),
})

const Lines = Schema.optional(Schema.Array(Line).check(Schema.isMaxLength(MAX_LINES)))

const lineOf = (line: typeof Line.Type): ReceiptLine => ({
  id: line.id,
  quantity: line.quantityThousandths,
  price: line.priceKopecks,
  amount: line.amountKopecks,
  ...(line.name === undefined ? {} : { name: line.name }),
  ...(line.excluded === undefined ? {} : { excluded: line.excluded }),
})

/** Lines where there are any: `undefined` counts as left out. */
const withLines = (lines: typeof Lines.Type): Pick<Purchase, "lines"> =>
  lines === undefined ? {} : { lines: lines.map(lineOf) }

export const readQuote: Read<Keyed & { readonly purchase: Purchase }> = reader(
  Schema.Struct({
    ...key,
    amountKopecks: Owed,
    lines: Lines,
  }),
  ({ amountKopecks, lines, ...rest }) => ({
    key: keyOf(rest),
    purchase: { amount: amountKopecks, ...withLines(lines) },
  }),
)

export const readHold: Read<Keyed & { readonly points: Points; readonly minutes?: number }> = reader(
  Schema.Struct({
    ...key,
    pointsHundredths: Spent,
    minutes: Schema.optional(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: MAX_HOLD_MINUTES }))),
  }),
  ({ minutes, pointsHundredths, ...rest }) => ({
    key: keyOf(rest),
    points: pointsHundredths,
    ...(minutes === undefined ? {} : { minutes }),
  }),
)

export const readCommit: Read<Keyed & { readonly command: CommitCommand }> = reader(
  Schema.Struct({
    ...key,
    amountKopecks: Owed,
    pointsHundredths: Spent,
    search: Schema.optional(Search),
    soldAt: Schema.optional(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))),
  }),
  ({ amountKopecks, pointsHundredths, search, soldAt, ...rest }) => ({
    key: keyOf(rest),
    command: {
      amount: amountKopecks,
      points: pointsHundredths,
      ...(search === undefined ? {} : { search }),
      ...(soldAt === undefined ? {} : { soldAt }),
    },
  }),
)

export const readReturn: Read<Keyed & ReturnCommand> = reader(
  Schema.Struct({ ...key, returnId: Schema.NonEmptyString, amountKopecks: Owed, lines: Lines }),
  ({ amountKopecks, lines, returnId, ...rest }) => ({
    key: keyOf(rest),
    returnId,
    amount: amountKopecks,
    ...withLines(lines),
  }),
)

const CaseKind = Schema.Literals([
  "doubt",
  "rejected",
  "difference",
  "printedNotWrittenOff",
  "return",
  "damaged",
])

export const readCases: Read<{
  readonly kind: typeof CaseKind.Type | undefined
  readonly language: Language
}> = reader(
  Schema.UndefinedOr(
    Schema.Struct({
      kind: Schema.optional(CaseKind),
      language: Schema.optional(Schema.Literals(["ru", "en"])),
    }),
  ),
  (decoded) => ({ kind: decoded?.kind, language: decoded?.language ?? "ru" }),
)

const ByPerson = Schema.Struct({
  ...key,
  kind: Schema.Literals(["doubt", "difference", "printedNotWrittenOff", "return", "rejected"]),
  by: Schema.String,
  note: Schema.optional(Schema.String),
})

interface Resolved extends Keyed {
  readonly resolution: Resolution
}

// What else a kind needs is read after it: a union of all would not say which field is wrong.
const readByPerson: Read<typeof ByPerson.Type> = reader(ByPerson, (decoded) => decoded)
const readVerdict = reader(
  Schema.Struct({ verdict: Schema.Literals(["committed", "notCommitted"]) }),
  ({ verdict }) => verdict,
)
const readThen = reader(Schema.Struct({ then: Schema.Literals(["send", "close"]) }), ({ then }) => then)
const readReturnId = reader(Schema.Struct({ returnId: Schema.NonEmptyString }), ({ returnId }) => returnId)

const readResolution = (
  kind: Resolution["kind"],
  by: Pick<Resolution, "by" | "note">,
  input: unknown,
): Result.Result<Resolution, Wrong> => {
  if (kind === "return") return Result.map(readReturnId(input), (returnId) => ({ ...by, kind, returnId }))
  if (kind !== "doubt") return Result.succeed({ ...by, kind })
  return Result.flatMap(readVerdict(input), (verdict): Result.Result<Resolution, Wrong> =>
    verdict === "committed"
      ? Result.succeed({ ...by, kind, verdict })
      : Result.map(readThen(input), (then) => ({ ...by, kind, verdict, then })),
  )
}

export const readResolve: Read<Resolved> = (input) =>
  Result.flatMap(readByPerson(input), ({ by, kind, note, ...rest }) =>
    Result.map(
      readResolution(kind, { by, ...(note === undefined ? {} : { note }) }, input),
      (resolution) => ({ key: keyOf(rest), resolution }),
    ),
  )
