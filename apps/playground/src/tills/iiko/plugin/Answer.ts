/**
 * Reads the bridge's answer as the C# plugin does (`plugin/Bridge.cs`): an answer that cannot be read is none.
 */
import { KopecksFromWire, PointsFromWire } from "@loyalkit/core/Money"
import * as Data from "effect/Data"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Heard } from "../../../shop/Requests.ts"

/** iiko shows the message. */
export class PaymentActionFailed extends Data.TaggedError("PaymentActionFailed")<{
  readonly message: string
}> {}

/** iiko says nothing. */
export class PaymentActionCancelled extends Data.TaggedError("PaymentActionCancelled") {}

export type PaymentError = PaymentActionFailed | PaymentActionCancelled

const Quote = Schema.Struct({
  type: Schema.Literals(["cashback", "discount"]),
  balance: Schema.optionalKey(PointsFromWire),
  maxPoints: PointsFromWire,
  earn: PointsFromWire,
  discount: Schema.optionalKey(KopecksFromWire),
})
export type Quote = typeof Quote.Type

const Client = Schema.Struct({ name: Schema.optionalKey(Schema.String), balance: PointsFromWire })
export type Client = typeof Client.Type

const Body = Schema.fromJsonString(
  Schema.Struct({
    action: Schema.Literals(["proceed", "fail", "cancel"]),
    message: Schema.optionalKey(Schema.String),
    retry: Schema.optionalKey(Schema.Boolean),
    rollbackData: Schema.optionalKey(Schema.String),
    data: Schema.optionalKey(
      Schema.Struct({
        client: Schema.optionalKey(Client),
        quote: Schema.optionalKey(Quote),
        sum: Schema.optionalKey(KopecksFromWire),
        lines: Schema.optionalKey(Schema.Array(Schema.String)),
        status: Schema.optionalKey(Schema.Literals(["committed", "queued", "pending", "nothing"])),
        takenOff: Schema.optionalKey(Schema.Boolean),
        kept: Schema.optionalKey(Schema.Boolean),
        onReturn: Schema.optionalKey(Schema.Literals(["note", "forbid"])),
      }),
    ),
  }),
)
const decode = Schema.decodeUnknownOption(Body)

type Fields = typeof Body.Type

export interface Answer extends Partial<Omit<Fields, "action">> {
  /** The HTTP status; 0 where nothing came, and the request may have arrived or not. */
  readonly status: number
  readonly outcome: Fields["action"]
  /** The bridge did what it had to, or refused to. */
  readonly isDecided: boolean
  /** Refused before it did anything: the token, the path, the body. */
  readonly isNotDone: boolean
}

const OK = 200
const OURS = 500
const THEIRS = 400

export const NONE: Answer = { status: 0, outcome: "fail", isDecided: false, isNotDone: false }

/** Of an answer that came. */
export const readReply = ({ body, status }: { readonly body: string; readonly status: number }): Answer => {
  const fields = Option.getOrUndefined(decode(body))
  if (status === OK && fields === undefined) return NONE
  return {
    ...fields,
    status,
    outcome: status === OK && fields !== undefined ? fields.action : "fail",
    isDecided: status === OK,
    isNotDone: status >= THEIRS && status < OURS,
  }
}

export const readAnswer = (heard: Heard): Answer => (heard._tag === "Answer" ? readReply(heard.answer) : NONE)

/** It has come to its end: another call says nothing new. */
export const isFinal = ({ isDecided, retry }: Answer): boolean => isDecided && retry !== true
