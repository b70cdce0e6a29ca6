/**
 * Makes the one body that every failure of `/v1` has, from whatever went wrong.
 */
import { codeOf, detailsOf, type CheckoutError } from "@loyalkit/core/CheckoutError"
import { isRetryable } from "@loyalkit/core/ErrorCode"
import { cashierMessage } from "@loyalkit/core/ReceiptText"
import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Schema from "effect/Schema"
import { failures, Refusal, statuses, type Failure, type FailureBody } from "../api/Failures.ts"
import type { RequestFacts } from "./CurrentRequest.ts"
import { edgeTexts, type EdgeCode } from "./Texts.ts"

type Fields = NonNullable<FailureBody["error"]["fields"]>

/** What is wrong with the request itself, in the words of the field. */
const wrongFields = (error: CheckoutError): Fields | undefined => {
  switch (error._tag) {
    case "InvalidRequest":
      return [{ field: error.field, message: `Expected ${error.expected}` }]
    case "LinesDiffer":
      return [{ field: "amount", message: error.message }]
    case "DuplicateLine":
      return [{ field: "lines", message: error.message }]
    default:
      return detailsOf(error).fields
  }
}

const body = (facts: RequestFacts, error: FailureBody["error"]): FailureBody => {
  facts.noted.code = error.code
  return { ok: false, requestId: facts.id, error }
}

/** A failure of the checkout. */
export const ofCheckout = (facts: RequestFacts, error: CheckoutError): FailureBody => {
  const code = codeOf(error)
  const fields = wrongFields(error)
  return body(facts, {
    code,
    message: cashierMessage(error, facts.language),
    retryable: isRetryable(code),
    ...(fields === undefined || fields.length === 0 ? {} : { fields }),
  })
}

/** A failure of the gateway's own. */
export const ofEdge = (facts: RequestFacts, code: EdgeCode, fields?: Fields): FailureBody =>
  body(facts, {
    code,
    message: edgeTexts[code][facts.language],
    retryable: false,
    ...(fields === undefined ? {} : { fields }),
  })

const isRefusal = Schema.is(Refusal)
const isFailure = Schema.is(Schema.Union(failures))

/** A no as an endpoint gives it: a business outcome is an answer, anything else a failure. */
export const given = (failed: FailureBody): Effect.Effect<Refusal, Failure> => {
  if (isRefusal(failed)) return Effect.succeed(failed)
  return isFailure(failed) ? Effect.fail(failed) : Effect.die(new Error(`no failure: ${failed.error.code}`))
}

/** A failure of the gateway's own, as an endpoint gives it. */
export const refuse = (
  facts: RequestFacts,
  code: EdgeCode,
  fields?: Fields,
): Effect.Effect<never, Failure> => {
  const failed = ofEdge(facts, code, fields)
  return isFailure(failed) ? Effect.fail(failed) : Effect.die(new Error(`no failure: ${code}`))
}

/** The same as a whole response, where no endpoint is reached. */
export const respond = (failed: FailureBody): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.jsonUnsafe(failed, { status: statuses[failed.error.code] })
