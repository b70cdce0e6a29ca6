/**
 * Every way in which a call of `/v1` says no: one body, a closed list of codes, and the status of each.
 *
 * A business outcome is HTTP 200 with `ok: false`; the other statuses are for what never reached the checkout, or for a
 * gateway that cannot work.
 */
import type { ErrorCode } from "@loyalkit/core/ErrorCode"
import * as Schema from "effect/Schema"
import * as HttpApiSchema from "effect/http-api/HttpApiSchema"

/** The codes of the checkout, and those of the gateway itself. */
export type FailureCode =
  | ErrorCode
  | "UNAUTHORIZED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "METHOD_NOT_ALLOWED"
  | "TOO_LARGE"
  | "INTERNAL"

/** A failure's HTTP status. */
export const statuses = {
  CLIENT_NOT_FOUND: 200,
  POINT_NOT_FOUND: 200,
  NOT_ENOUGH_POINTS: 200,
  FIELDS_REJECTED: 200,
  HOLD_EXPIRED: 200,
  STALE_QUOTE: 200,
  OUT_OF_ORDER: 200,
  RECEIPT_CONFLICT: 200,
  ALREADY_COMMITTED: 200,
  COMMIT_PENDING: 200,
  QUEUE_FULL: 200,
  LOYALTY_UNAVAILABLE: 200,
  RATE_LIMITED: 200,
  SERVICE_KEY_REFUSED: 200,
  BAD_REQUEST: 400,
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  TOO_LARGE: 413,
  INTERNAL: 500,
  JOURNAL_UNAVAILABLE: 503,
} as const satisfies Readonly<Record<FailureCode, number>>

type CodeOf<Status extends number> = {
  [Code in FailureCode]: (typeof statuses)[Code] extends Status ? Code : never
}[FailureCode]

const isOf =
  <Status extends number>(status: Status) =>
  (code: FailureCode): code is CodeOf<Status> =>
    statuses[code] === status

const allCodes = Object.keys(statuses) as ReadonlyArray<FailureCode> // the keys of the table above
const codesOf = <Status extends number>(status: Status) => allCodes.filter(isOf(status))

const RejectedField = Schema.Struct({ field: Schema.String, message: Schema.String })

const failure = <Status extends number>(status: Status) =>
  Schema.Struct({
    ok: Schema.Literal(false),
    requestId: Schema.String,
    error: Schema.Struct({
      code: Schema.Literals(codesOf(status)),
      /** For the cashier, in Russian, or in English with `Accept-Language: en`. */
      message: Schema.String,
      /** May the same call simply be made again in a moment? */
      retryable: Schema.Boolean,
      /** What the service said of each field, as it came; or what is wrong with the request. */
      fields: Schema.optionalKey(Schema.Array(RejectedField)),
    }),
  }).pipe(HttpApiSchema.status(status))

/** A business outcome that is a no. */
export const Refusal = failure(200).annotate({
  identifier: "Refusal",
  description: "Done, or with `ok: false` a business outcome that is a no",
})
export type Refusal = typeof Refusal.Type

/** The failures that any call may end with besides. */
export const failures = [
  failure(400).annotate({ identifier: "BadRequest" }),
  failure(401).annotate({ identifier: "Unauthorized" }),
  failure(403).annotate({ identifier: "Forbidden" }),
  failure(404).annotate({ identifier: "NotFound" }),
  failure(405).annotate({ identifier: "MethodNotAllowed" }),
  failure(413).annotate({ identifier: "TooLarge" }),
  failure(500).annotate({ identifier: "Internal" }),
  failure(503).annotate({ identifier: "JournalUnavailable" }),
] as const
export type Failure = (typeof failures)[number]["Type"]

/** The one body that all of them have. */
export interface FailureBody {
  readonly ok: false
  readonly requestId: string
  readonly error: {
    readonly code: FailureCode
    readonly message: string
    readonly retryable: boolean
    readonly fields?: ReadonlyArray<typeof RejectedField.Type>
  }
}
