/**
 * One step of a scenario: a time, and one thing that is done then.
 *
 * What a till sends is an HTTP request to the gateway, so that the tills of all adapters are the same kind of step. Money and points are rubles
 * and points with two decimals at most, clients are named by their phones, points of sale by what they are in the sample world.
 */
import { MAX_RECEIPT_ID } from "@loyalkit/core/Domain"
import { KopecksFromWire, PointsFromWire } from "@loyalkit/core/Money"
import { Method } from "@loyalkit/sandbox/Call"
import * as Schema from "effect/Schema"
import { wayNames } from "./Ways.ts"

/** The longest scenario, in virtual milliseconds: a day and a half, longer than anything but an abandoned receipt takes. */
export const MAX_MILLIS = 129_600_000
/** The longest text of a step; a path with a query, a note, a label. Our judgment. */
const MAX_TEXT = 1_000
/** The longest raw body of a request. */
const MAX_BODY = 65_536
/** The most headers of a request. */
const MAX_HEADERS = 20

const Text = Schema.String.check(Schema.isMaxLength(MAX_TEXT))
const Millis = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: MAX_MILLIS }))

/** The two points of sale of the sample world. */
export const Place = Schema.Literals(["cafe", "bakery"])
export type Place = typeof Place.Type

/** A till's name. */
export const TillName = Schema.String.check(
  Schema.isPattern(/^[a-z][a-z0-9-]{0,15}$/, { expected: "a name of 1 to 16 of a-z, 0-9 and -" }),
)

/** A client of the sample world, by phone. */
export const Phone = Schema.String.check(
  Schema.isPattern(/^\d{1,15}$/, { expected: "a client's phone, digits only" }),
)

const HeaderName = Schema.String.check(
  Schema.isPattern(/^[a-z0-9-]{1,64}$/, { expected: "a header's name in lower case" }),
)

/** A till sends a request to the gateway. Its token is added where the request has none of its own. */
export const Send = Schema.Struct({
  till: TillName,
  method: Schema.Literals(["GET", "POST", "PUT", "DELETE"]),
  path: Text.check(Schema.isPattern(/^\/[\x21-\x7e]*$/, { expected: "a path of ASCII that begins with /" })),
  /** Sent as JSON; a text is sent as it is. Also with a `GET`, as 1C does. */
  body: Schema.optionalKey(Schema.Json),
  headers: Schema.optionalKey(
    Schema.Record(HeaderName, Text).check(
      Schema.makeFilter((headers) => Object.keys(headers).length <= MAX_HEADERS || "too many headers"),
    ),
  ),
})
export interface Send extends Schema.Schema.Type<typeof Send> {}

/** The next call to the service that fits fails in this way. `none`: nothing fails any more. */
export const Fail = Schema.Struct({
  way: Schema.Literals(["none", ...wayNames]),
  method: Schema.optionalKey(Method),
  /** So many calls; 1 where it is left out. */
  times: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 1_000 }))),
})
export interface Fail extends Schema.Schema.Type<typeof Fail> {}

/** A line goes down or up; the tills' line may also lose its next answer. */
export const Line = Schema.Struct({
  between: Schema.Literals(["till", "service"]),
  is: Schema.Literals(["down", "up", "loses-answer"]),
}).check(
  Schema.makeFilter(({ between, is }) =>
    between === "service" && is === "loses-answer"
      ? { path: ["is"], issue: 'only the line "till" loses an answer; for the service there are faults' }
      : undefined,
  ),
)
export interface Line extends Schema.Schema.Type<typeof Line> {}

/** Another system acts at the service: it sells, holds, or somebody credits points by hand. */
export const Outside = Schema.Struct({
  does: Schema.Literals(["sale", "hold", "credit"]),
  client: Phone,
  /** `cafe` where it is left out; a credit has none. */
  point: Schema.optionalKey(Place),
  /** Of a sale. */
  amount: Schema.optionalKey(KopecksFromWire),
  points: PointsFromWire,
  /** Of a hold; 10 where it is left out. */
  minutes: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 30 }))),
}).check(
  Schema.makeFilter(({ amount, does }) =>
    does === "sale" && amount === undefined ? { path: ["amount"], issue: "a sale has an amount" } : undefined,
  ),
)
export interface Outside extends Schema.Schema.Type<typeof Outside> {}

/** A person says what became of a receipt's case, through `/v1/cases/{id}/resolve`. */
export const Person = Schema.Struct({
  receipt: Schema.NonEmptyString.check(Schema.isMaxLength(MAX_RECEIPT_ID)),
  /** Which of the receipt's cases; the first where it is left out. */
  kind: Schema.optionalKey(
    Schema.Literals(["doubt", "return", "rejected", "difference", "printedNotWrittenOff"]),
  ),
  verdict: Schema.Literals(["committed", "notCommitted", "done"]),
  then: Schema.optionalKey(Schema.Literals(["send", "close"])),
  by: Schema.NonEmptyString.check(Schema.isMaxLength(64)),
  note: Schema.optionalKey(Text),
})
export interface Person extends Schema.Schema.Type<typeof Person> {}

/** 1C's documents that are read back, by the names of its OData: receipts, and their returns. */
export const Entity = Schema.Literals(["Document_ЧекККМ", "Document_ЧекККМВозврат"])

/** 1C's reference of a document. */
const Ref = Schema.String.check(
  Schema.isPattern(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { expected: "a GUID in lower case" }),
)

/** 1C's clock: local, without a zone. */
const LocalTime = Schema.String.check(
  Schema.isPattern(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/, {
    expected: "1C's local time, such as 2026-01-12T12:00:00",
  }),
)

/** 1C posts a document. Posted again under the same `Ref_Key` it is the same document in a new version. */
export const Posted = Schema.Struct({
  /** A receipt where it is left out. */
  entity: Schema.optionalKey(Entity),
  /** In the fields of «Управление нашей фирмой», as OData shows it; its `DataVersion` is 1C's own. */
  document: Schema.StructWithRest(Schema.Struct({ Ref_Key: Ref, Date: LocalTime }), [
    Schema.Record(Schema.String, Schema.Json),
  ]),
})
export interface Posted extends Schema.Schema.Type<typeof Posted> {}

/** Is it a return? */
export const isReturn = ({ entity }: Posted): boolean => entity === "Document_ЧекККМВозврат"

/** What people call a document: by its number, where it has one. */
export const numberOf = ({ document: { Number: number, Ref_Key } }: Posted): string =>
  typeof number === "string" ? number : Ref_Key

/** Time goes by: so many milliseconds, or until the next hold at the service ends by itself. */
export const Pass = Schema.Union([Millis, Schema.Literal("hold-ends")])
export type Pass = typeof Pass.Type

/** What may be done; a step has exactly one of them. */
export const things = {
  send: Send,
  fault: Fail,
  line: Line,
  /** The gateway's process dies, at once and without a farewell. */
  kill: Schema.Literal(true),
  /** It begins its next life, from the journal. */
  start: Schema.Literal(true),
  pass: Pass,
  outside: Outside,
  person: Person,
  posted: Posted,
} as const
export type ThingName = keyof typeof things

const isThingName = (name: string): name is ThingName => Object.hasOwn(things, name)
export const thingNames: ReadonlyArray<ThingName> = Object.keys(things).filter(isThingName)

const exactlyOne = (step: object): Schema.FilterOutput => {
  const found = Object.keys(step).filter(isThingName)
  return found.length === 1
    ? undefined
    : `expected exactly one of ${thingNames.join(", ")}, got ${found.length === 0 ? "none" : found.join(" and ")}`
}

/** A step of a scenario. */
export const Step = Schema.Struct({
  /** Virtual milliseconds since the start, or as soon after as the steps before are through. */
  at: Millis,
  /** What it is, in words. */
  label: Schema.optionalKey(Text),
  send: Schema.optionalKey(things.send),
  fault: Schema.optionalKey(things.fault),
  line: Schema.optionalKey(things.line),
  kill: Schema.optionalKey(things.kill),
  start: Schema.optionalKey(things.start),
  pass: Schema.optionalKey(things.pass),
  outside: Schema.optionalKey(things.outside),
  person: Schema.optionalKey(things.person),
  posted: Schema.optionalKey(things.posted),
}).check(Schema.makeFilter(exactlyOne))
export interface Step extends Schema.Schema.Type<typeof Step> {}

/** The longest raw body, as {@link Send} takes it. */
export const isBodyShort = (body: unknown): boolean =>
  (typeof body === "string" ? body : JSON.stringify(body)).length <= MAX_BODY

/** What a step does, told apart. */
export type Thing =
  | { readonly _tag: "Send"; readonly send: Send }
  | { readonly _tag: "Fault"; readonly fault: Fail }
  | { readonly _tag: "Line"; readonly line: Line }
  | { readonly _tag: "Kill" }
  | { readonly _tag: "Start" }
  | { readonly _tag: "Pass"; readonly pass: Pass }
  | { readonly _tag: "Outside"; readonly outside: Outside }
  | { readonly _tag: "Person"; readonly person: Person }
  | { readonly _tag: "Posted"; readonly posted: Posted }

/** The thing of a step. */
export const thingOf = (step: Step): Thing => {
  if (step.send !== undefined) return { _tag: "Send", send: step.send }
  if (step.fault !== undefined) return { _tag: "Fault", fault: step.fault }
  if (step.line !== undefined) return { _tag: "Line", line: step.line }
  if (step.kill !== undefined) return { _tag: "Kill" }
  if (step.start !== undefined) return { _tag: "Start" }
  if (step.outside !== undefined) return { _tag: "Outside", outside: step.outside }
  if (step.person !== undefined) return { _tag: "Person", person: step.person }
  if (step.posted !== undefined) return { _tag: "Posted", posted: step.posted }
  return { _tag: "Pass", pass: step.pass ?? 0 }
}

/** A thing as a step has it. */
export const stepOf = (at: number, thing: Thing, label?: string): Step => ({
  at,
  ...(label === undefined ? {} : { label }),
  ...fieldOf(thing),
})

const fieldOf = (thing: Thing): Omit<Step, "at" | "label"> => {
  switch (thing._tag) {
    case "Send":
      return { send: thing.send }
    case "Fault":
      return { fault: thing.fault }
    case "Line":
      return { line: thing.line }
    case "Kill":
      return { kill: true }
    case "Start":
      return { start: true }
    case "Pass":
      return { pass: thing.pass }
    case "Outside":
      return { outside: thing.outside }
    case "Person":
      return { person: thing.person }
    case "Posted":
      return { posted: thing.posted }
  }
}
