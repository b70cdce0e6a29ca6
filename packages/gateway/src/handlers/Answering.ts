/**
 * Runs a command for a caller and gives its answer in the one form of `/v1`: what was asked for, or why not.
 *
 * Every handler goes through here, so that none can forget the request's ID, the cashier's language or a code.
 */
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { PointId } from "@loyalkit/core/Domain"
import * as Effect from "effect/Effect"
import { Caller } from "../api/Caller.ts"
import type { Failure, Refusal } from "../api/Failures.ts"
import { CurrentRequest, type RequestFacts } from "../edge/CurrentRequest.ts"
import * as Failing from "../edge/Failing.ts"

interface Done {
  readonly ok: true
  readonly requestId: string
}

/** Answers with what a command gave, or with its failure. */
export const answered = <A, Fields extends object, R>(
  command: (facts: RequestFacts, caller: Caller["Service"]) => Effect.Effect<A, CheckoutError | Failure, R>,
  toFields: (result: A, facts: RequestFacts) => Fields,
): Effect.Effect<(Done & Fields) | Refusal, Failure, R | Caller> =>
  Effect.gen(function* () {
    const facts = yield* CurrentRequest
    const caller = yield* Caller
    facts.noted.caller = caller.name
    return yield* Effect.matchEffect(command(facts, caller), {
      onSuccess: (result) =>
        Effect.succeed({ ok: true as const, requestId: facts.id, ...toFields(result, facts) }),
      onFailure: (error) =>
        "_tag" in error ? Failing.given(Failing.ofCheckout(facts, error)) : Effect.fail(error),
    })
  })

/** The caller's point of sale; an operator's token may have none. */
export const pointOf = (facts: RequestFacts, { point }: Caller["Service"]): Effect.Effect<PointId, Failure> =>
  point === undefined
    ? Failing.refuse(facts, "FORBIDDEN", [
        { field: "token", message: "Expected a token with a point of sale" },
      ])
    : Effect.succeed(point)

/** Lets operators through. */
export const onlyOperators = (
  facts: RequestFacts,
  { role }: Caller["Service"],
): Effect.Effect<void, Failure> =>
  role === "operator"
    ? Effect.void
    : Failing.refuse(facts, "FORBIDDEN", [{ field: "token", message: "Expected an operator's token" }])
