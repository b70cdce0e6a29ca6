/**
 * The bodies of Evotor's calls that are about users and the application. Of a user nothing is read but Evotor's own ID: logins, passwords and shop names stay unread.
 */
import { maskText } from "@loyalkit/core/Masking"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { timeOf } from "../documents/Fields.ts"

const Id = Schema.NonEmptyString.check(Schema.isMaxLength(100))
const User = Schema.Struct({ userId: Id })
const Handed = Schema.Struct({
  userId: Id,
  token: Schema.RedactedFromValue(Schema.NonEmptyString.check(Schema.isMaxLength(1_024))),
})

const Numbered = Schema.Union([Schema.String, Schema.Finite])

/** Of an installation. */
const Installation = Schema.Struct({
  id: Id,
  type: Id,
  data: User,
  timestamp: Schema.optional(Schema.Unknown),
})
/** Of a subscription: it has no ID of its own. */
const Subscription = Schema.Struct({
  subscriptionId: Id,
  userId: Id,
  type: Id,
  sequenceNumber: Schema.optional(Schema.NullOr(Numbered)),
  timestamp: Schema.optional(Schema.NullOr(Numbered)),
})

const installation = Schema.decodeUnknownOption(Installation)
const subscription = Schema.decodeUnknownOption(Subscription)

export const userIn = Schema.decodeUnknownOption(User)
export const handedIn = Schema.decodeUnknownOption(Handed)

/** An event under a name that it has however often it is told. */
export interface NamedEvent {
  readonly id: string
  readonly type: string
  readonly user: string
  /** When it happened, in milliseconds since 1970, where it says so. */
  readonly at?: number
}

export const eventIn = (json: unknown): Option.Option<NamedEvent> =>
  Option.orElse(
    Option.map(installation(json), ({ data, id, timestamp, type }) => {
      const at = timeOf(timestamp)
      return { id, type: maskText(type), user: data.userId, ...(at === undefined ? {} : { at }) }
    }),
    () =>
      Option.map(subscription(json), ({ sequenceNumber, subscriptionId, timestamp, type, userId }) => ({
        id: `${subscriptionId}|${type}|${sequenceNumber ?? timestamp ?? ""}`.slice(0, 200),
        type: maskText(type),
        user: userId,
      })),
  )

/** A body as JSON, whatever it says of itself. */
export const jsonOf = (text: string): Option.Option<unknown> =>
  Option.liftThrowable((json: string): unknown => JSON.parse(json))(text.replace(/^\uFEFF/, ""))

/** The fields of a form as an object: the first version of the calls about users was documented with it. */
export const formOf = (text: string, contentType: string): Option.Option<unknown> =>
  /x-www-form-urlencoded/i.test(contentType)
    ? Option.some(Object.fromEntries(new URLSearchParams(text)))
    : Option.none()
