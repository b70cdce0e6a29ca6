/**
 * Everything that can go wrong, as closed unions: one for each operation, with exactly what can happen there.
 *
 * Each failure says what is known about the request (`commitState`) and, in its message, what to do next.
 * `not-sent` and `rejected` are a "no" about that one request; `unknown` is no answer at all, and for a sale
 * it is a doubt.
 */
import * as Data from "effect/Data"
import * as Redacted from "effect/Redacted"
import { hide, hidePerson, maskText } from "./Masking.ts"
import type { Kopecks, Points } from "./Money.ts"
import { format, pointsAsMoney } from "./Money.ts"

/** What a failure says about its request: it never arrived, the service refused it, or nobody knows. */
export type CommitState = "not-sent" | "rejected" | "unknown"

/** One field of a 422, with its text as it came. It may quote the customer's phone: mask it before it is logged, as the messages here do. */
export interface RejectedField {
  readonly field: string
  readonly message: string
}

/** No client by this phone, card or code. */
export class ClientNotFound extends Data.TaggedError("ClientNotFound")<{
  readonly fields: ReadonlyArray<RejectedField>
}> {
  readonly commitState = "rejected"
  override get message(): string {
    return "No such client. Check the phone, card or code and search again; the sale can go on without loyalty."
  }
}

/** The service does not know our point of sale: a matter of configuration, not of this sale. */
export class PointNotFound extends Data.TaggedError("PointNotFound")<{
  readonly fields: ReadonlyArray<RejectedField>
}> {
  readonly commitState = "rejected"
  override get message(): string {
    return "The service does not know this point of sale. Correct the point's ID in the configuration; this sale is not settled by it."
  }
}

/** More points than allowed. `limit` is the most that the service permits, where it said so. */
export class SpendTooLarge extends Data.TaggedError("SpendTooLarge")<{
  readonly limit?: Points
  readonly fields: ReadonlyArray<RejectedField>
}> {
  readonly commitState = "rejected"
  override get message(): string {
    const most = this.limit === undefined ? "" : ` The most is ${format(pointsAsMoney(this.limit), "en")}.`
    return `Not so many points can be spent.${most} Quote again and choose fewer.`
  }
}

/** The service refused the request for a reason that we have no name for; the fields are as they came. */
export class FieldsRejected extends Data.TaggedError("FieldsRejected")<{
  readonly status: number
  readonly fields: ReadonlyArray<RejectedField>
  /** What was searched for: hidden in the message where the service quotes it. */
  readonly search?: Redacted.Redacted
}> {
  readonly commitState = "rejected"
  /** Which fields, without what the service said of them: it may quote a name, which no masking can tell from other words. */
  override get message(): string {
    const on = this.fields.map(({ field }) => field).join(", ")
    return `The service refused the request (HTTP ${this.status}${on === "" ? "" : ` on ${maskText(on)}`}). Correct what it names and try again.`
  }
  /** The service's own words, without long numbers, e-mails and what was searched for: for evidence about a customer whose name is known and can be hidden. */
  get said(): string {
    const text = this.fields.map(({ field, message }) => `${field}: ${message}`).join("; ")
    return maskText(this.search === undefined ? text : hide(text, Redacted.value(this.search)))
  }
}

/** Our API key was refused (401 or 403). It says nothing about the sale. */
export class Unauthorized extends Data.TaggedError("Unauthorized")<{ readonly status: number }> {
  readonly commitState = "rejected"
  override get message(): string {
    return `The service refused our API key (HTTP ${this.status}). Tell the owner; sales go on without loyalty until the key is right.`
  }
}

/** Too many requests (429). The service does not promise that a 429 was not executed, so its fate is unknown. */
export class RateLimited extends Data.TaggedError("RateLimited")<{
  /** The service's `Retry-After`, in milliseconds. */
  readonly retryAfter?: number
}> {
  readonly commitState = "unknown"
  override get message(): string {
    const wait = this.retryAfter === undefined ? "a little" : `${Math.ceil(this.retryAfter / 1000)} s`
    return `The service is asked too often. Wait ${wait} and try again.`
  }
}

/** No usable answer: the service is away, was silent beyond the budget, redirected us, or failed. */
export class Unavailable extends Data.TaggedError("Unavailable")<{
  readonly class: "not-sent" | "unknown"
  /** For logs and evidence: an error code, a status, a few words. No personal data. */
  readonly detail: string
}> {
  get commitState(): "not-sent" | "unknown" {
    return this.class
  }
  override get message(): string {
    return this.class === "not-sent"
      ? `The loyalty service cannot be reached (${this.detail}); nothing was sent. Try again, or go on without loyalty.`
      : `The loyalty service gave no usable answer (${this.detail}); the request may have been executed. Go on with the sale.`
  }
}

/** An answer that does not decode. The request was executed, perhaps, by somebody. */
export class Malformed extends Data.TaggedError("Malformed")<{
  readonly status: number
  /** Which field was wrong and what was expected; never the body itself. */
  readonly detail: string
}> {
  readonly commitState = "unknown"
  override get message(): string {
    return `The loyalty service answered something unreadable (HTTP ${this.status}; ${this.detail}). Check its address; go on with the sale.`
  }
}

/** What can go wrong with any request, whatever it asks. */
export type ServiceError = FieldsRejected | Unauthorized | RateLimited | Unavailable | Malformed

export type FindClientError = ClientNotFound | PointNotFound | ServiceError
export type RecalcError = ClientNotFound | PointNotFound | ServiceError
export type HoldError = ClientNotFound | PointNotFound | SpendTooLarge | ServiceError
export type ReleaseError = ServiceError
export type RetailError = ClientNotFound | PointNotFound | SpendTooLarge | ServiceError

/** Any failure of a call to the service. */
export type CallError = HoldError

/** Failures that say nothing of the customer or the purchase: the service is away, or refuses our key or our point. */
export type ServiceAway = Exclude<FindClientError, ClientNotFound | FieldsRejected>

const away: Readonly<Record<ServiceAway["_tag"], true>> = {
  Unavailable: true,
  RateLimited: true,
  Malformed: true,
  Unauthorized: true,
  PointNotFound: true,
}

/**
 * Is it the service's failure, whoever the customer is? Then spending has to wait, and an earning may.
 *
 * @example
 * ```ts
 * import { ClientNotFound, isServiceAway, Unavailable } from "@loyalkit/core/LoyaltyError"
 *
 * isServiceAway(new Unavailable({ class: "unknown", detail: "HTTP 503" })) // => true
 * isServiceAway(new ClientNotFound({ fields: [] })) // => false
 * ```
 */
export const isServiceAway = (error: { readonly _tag: string }): error is ServiceAway =>
  Object.hasOwn(away, error._tag)

/** The hold is over or lost, and the points could not be held again. */
export class HoldExpired extends Data.TaggedError("HoldExpired")<{}> {
  readonly commitState = "rejected"
  override get message(): string {
    return "The hold is over and the points could not be held again. Quote again, and hold what is left."
  }
}

/** The receipt is not the one that was quoted. */
export class StaleQuote extends Data.TaggedError("StaleQuote")<{
  readonly quoted: Kopecks
  readonly asked: Kopecks
}> {
  readonly commitState = "not-sent"
  override get message(): string {
    return `The quote is for ${format(this.quoted, "en")}, the receipt for ${format(this.asked, "en")}. Quote again.`
  }
}

/** The sale is settled; nothing can be changed about it. */
export class AlreadyCommitted extends Data.TaggedError("AlreadyCommitted")<{}> {
  readonly commitState = "not-sent"
  override get message(): string {
    return "This receipt's sale is settled already. A new receipt is for the next purchase only; goods that come back are a return."
  }
}

/** The sale was sent and its fate is not known. It is written down with what was seen before, and never sent again without proof. */
export class CommitInDoubt extends Data.TaggedError("CommitInDoubt")<{
  /** Which failure left the doubt, and its detail, for logs and evidence. */
  readonly detail: string
}> {
  readonly commitState = "unknown"
  override get message(): string {
    return `The sale was sent and its fate is not known yet (${this.detail}). Print the receipt and go on; it is settled in the background.`
  }
}

/** The service is away, or refuses our key or point: the earning is written down and will be delivered. Print the receipt and go on. */
export class CommitQueued extends Data.TaggedError("CommitQueued")<{
  /** Why it could not be sent. */
  readonly detail: string
}> {
  readonly commitState = "not-sent"
  override get message(): string {
    return `The earning waits for the loyalty service (${this.detail}). Print the receipt and go on; it is delivered in the background.`
  }
}

/** So many earnings wait already that no more are taken: `limit` is the policy's `queueLimit`. Nothing was written down for this one. */
export class QueueFull extends Data.TaggedError("QueueFull")<{ readonly limit: number }> {
  readonly commitState = "not-sent"
  override get message(): string {
    return `${this.limit} earnings wait for the loyalty service already, and no more are taken. This sale goes on without loyalty; tell the owner.`
  }
}

/** The receipt already has another content, or is closed, or somebody else acts on it. */
export class ReceiptConflict extends Data.TaggedError("ReceiptConflict")<{ readonly detail: string }> {
  readonly commitState = "not-sent"
  override get message(): string {
    return `This receipt cannot take that (${this.detail}). Look at its state; a new receipt is for the next purchase only.`
  }
}

/** A step was left out. `needs` is the one to take first. */
export class OutOfOrder extends Data.TaggedError("OutOfOrder")<{
  readonly step: string
  readonly needs: "identify" | "quote" | "hold"
}> {
  readonly commitState = "not-sent"
  override get message(): string {
    return `Before ${this.step} comes ${this.needs}: do that first.`
  }
}

/** The till asked for something that makes no sense: a mistake of its program, found before anything was sent. */
export class InvalidRequest extends Data.TaggedError("InvalidRequest")<{
  readonly field: string
  /** What is allowed there. */
  readonly expected: string
}> {
  readonly commitState = "not-sent"
  override get message(): string {
    return `\`${this.field}\` cannot be taken: expected ${this.expected}. Nothing was sent; correct the till's program.`
  }
}

/** What of a failure may be written down for good, for a person who has to decide: in as few words as say it, and naming nobody. */
export const evidenceOf = (
  error: { readonly message: string; readonly detail?: string; readonly said?: string },
  known: { readonly name?: string | undefined; readonly search?: string | undefined },
): string => {
  // The service's own words only where the name that they may quote is known.
  const words = known.name === undefined || error.said === "" ? undefined : error.said
  return hidePerson(words ?? error.detail ?? error.message, known)
}

/** The checkout's own refusals, besides those of the calls it makes. */
export type CheckoutRefusal =
  | HoldExpired
  | StaleQuote
  | AlreadyCommitted
  | CommitInDoubt
  | CommitQueued
  | QueueFull
  | ReceiptConflict
  | OutOfOrder
  | InvalidRequest
