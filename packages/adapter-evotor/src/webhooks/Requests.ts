/**
 * The bodies of Evotor's calls that are about users and the application. Of a user nothing is read but Evotor's own ID: logins, passwords and shop names stay unread.
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const Id = Schema.NonEmptyString.check(Schema.isMaxLength(100))
const User = Schema.Struct({ userId: Id })
const Handed = Schema.Struct({
  userId: Id,
  token: Schema.RedactedFromValue(Schema.NonEmptyString.check(Schema.isMaxLength(1_024))),
})

const Numbered = Schema.Union([Schema.String, Schema.Finite])

/** Of an installation. */
const Installation = Schema.Struct({ id: Id, type: Id, data: User })
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
}

export const eventIn = (json: unknown): Option.Option<NamedEvent> =>
  Option.orElse(
    Option.map(installation(json), ({ data, id, type }) => ({ id, type, user: data.userId })),
    () =>
      Option.map(subscription(json), ({ sequenceNumber, subscriptionId, timestamp, type, userId }) => ({
        id: `${subscriptionId}|${type}|${sequenceNumber ?? timestamp ?? ""}`.slice(0, 200),
        type,
        user: userId,
      })),
  )

/** A body as JSON, whatever it says of itself; a form's fields, as the first version of these calls was documented with, as an object. */
export const jsonOf = (text: string, contentType: string): Option.Option<unknown> =>
  Option.orElse(
    Option.liftThrowable((json: string): unknown => JSON.parse(json))(text.replace(/^\uFEFF/, "")),
    () =>
      /x-www-form-urlencoded/i.test(contentType)
        ? Option.some(Object.fromEntries(new URLSearchParams(text)))
        : Option.none(),
  )
