/**
 * What a till may ask for, checked before anything is sent or written down.
 *
 * Types keep kopecks from points, but not a minus from a plus: a negative spending would give points away.
 */
import * as Effect from "effect/Effect"
import { InvalidRequest } from "../LoyaltyError.ts"
import { MAX_HOLD_MINUTES } from "../Policy.ts"

/** An amount that is zero or more. */
export const atLeastZero = (field: string, amount: number): Effect.Effect<void, InvalidRequest> =>
  amount >= 0 ? Effect.void : Effect.fail(new InvalidRequest({ field, expected: "zero or more" }))

/** A time in milliseconds since 1970, where one is given. */
export const time = (field: string, at: number | undefined): Effect.Effect<void, InvalidRequest> =>
  at === undefined || (Number.isSafeInteger(at) && at >= 0)
    ? Effect.void
    : Effect.fail(new InvalidRequest({ field, expected: "whole milliseconds since 1970" }))

/** The longest ID of a return; as long as a receipt's may be (docs/settlement.md). */
export const MAX_RETURN_ID = 128

/** What a till calls a return by. */
export const returnId = (id: string): Effect.Effect<void, InvalidRequest> =>
  id.length >= 1 && id.length <= MAX_RETURN_ID
    ? Effect.void
    : Effect.fail(new InvalidRequest({ field: "returnId", expected: `1 to ${MAX_RETURN_ID} characters` }))

/** The till's time for a hold. */
export const holdMinutes = (minutes: number): Effect.Effect<void, InvalidRequest> =>
  Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_HOLD_MINUTES
    ? Effect.void
    : Effect.fail(
        new InvalidRequest({ field: "minutes", expected: `a whole number from 1 to ${MAX_HOLD_MINUTES}` }),
      )
