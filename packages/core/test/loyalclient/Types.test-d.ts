/** What must not compile. Each line below an `@ts-expect-error` is an error today, or the type check fails. */
import * as Effect from "effect/Effect"
import type { HoldId, PointId, ClientId } from "../../src/Domain.ts"
import type { LoyalClient } from "../../src/LoyalClient.ts"
import type { RetailError } from "../../src/LoyaltyError.ts"
import type { Kopecks, Points } from "../../src/Money.ts"
import type { OpenStep, QuotedStep, IdentifiedStep } from "../../src/checkout/Steps.ts"

declare const api: LoyalClient["Service"]
declare const sale: { client: ClientId; point: PointId; amount: Kopecks; spend: Points }
declare const hold: HoldId
declare const points: Points
declare const open: OpenStep
declare const identified: IdentifiedStep
declare const quoted: QuotedStep

/** A sale takes no retry option. Its patience is a time, and a time is all it is. */
export const retried = [
  // @ts-expect-error how often a sale is tried is nobody's choice
  api.retail(sale, { retry: 3 }),
  // @ts-expect-error by no name
  api.retail(sale, { budget: 1_000, attempts: 2 }),
  // @ts-expect-error nor inside the request
  api.retail({ ...sale, retry: 3 }),
]

/** Kopecks are not points, and neither is a bare number. */
export const units = [
  // @ts-expect-error points where money is asked for
  api.retail({ ...sale, amount: points }),
  // @ts-expect-error a number that nobody checked
  api.retail({ ...sale, spend: 100 }),
  // @ts-expect-error a hold's ID is not a client's
  api.retail({ ...sale, client: hold }),
]

/** Every failure of a sale must be handled: leave one out and it stays in the error channel. */
const handledButOne = Effect.catchTags(api.retail(sale), {
  ClientNotFound: () => Effect.void,
  PointNotFound: () => Effect.void,
  SpendTooLarge: () => Effect.void,
  FieldsRejected: () => Effect.void,
  Unauthorized: () => Effect.void,
  RateLimited: () => Effect.void,
  Unavailable: () => Effect.void,
})
// @ts-expect-error Malformed is not handled
export const unhandled: Effect.Effect<unknown, never> = handledButOne
export const handled: Effect.Effect<unknown, never> = Effect.catchTag(
  handledButOne,
  "Malformed",
  () => Effect.void,
)

/** A switch over the tags that forgets one does not compile. */
export const forgetful = (error: RetailError): string => {
  switch (error._tag) {
    case "ClientNotFound":
    case "PointNotFound":
    case "SpendTooLarge":
    case "FieldsRejected":
    case "Unauthorized":
    case "RateLimited":
    case "Unavailable":
      return error.message
    default: {
      // @ts-expect-error Malformed is left
      const left: never = error
      return left
    }
  }
}

/** A step that makes no sense yet does not exist. */
export const steps = [
  // @ts-expect-error a hold before a quote
  identified.hold,
  // @ts-expect-error a quote before a client
  open.quote,
  // @ts-expect-error a commit before a client
  open.earn,
  // @ts-expect-error spending what is not held
  quoted.commit,
]
