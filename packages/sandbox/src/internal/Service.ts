/**
 * The service as it is without faults: a request goes in, a reply comes out, at once.
 *
 * Refusals come in the order of a usual web service: unknown path, wrong verb, body too large, no key, not
 * JSON, and then what the methods say. Only the 422 is stated by the document; the rest is assumed.
 */
import * as Result from "effect/Result"
import type { Reply, Request } from "../Call.ts"
import * as Operations from "./Operations.ts"
import type { Execution } from "./Operations.ts"
import * as Wire from "./Wire.ts"

/** The longest request body that is read, in characters. Real ones are below 1 kB. */
export const MAX_REQUEST_BODY = 65_536

const JSON_TYPE = "application/json; charset=utf-8"

/** A reply with a JSON body. */
export const json = (status: number, body: object): Reply => ({
  status,
  contentType: JSON_TYPE,
  body: JSON.stringify(body),
})

const failure = (status: number, error: string): Reply => json(status, { success: false, error })

/** Says that the request is too large, or was cut short. */
export const tooLarge: Reply = failure(413, "The request is too large.")

const perform = (
  execution: Execution,
  method: Wire.Method,
  body: unknown,
): Result.Result<object, Wire.Fields> => {
  switch (method) {
    case "client":
      return Result.flatMap(Wire.decode.client(body), (request) => Operations.client(execution, request))
    case "recalc":
      return Result.flatMap(Wire.decode.recalc(body), (request) => Operations.recalc(execution, request))
    case "hold":
      return Result.flatMap(Wire.decode.hold(body), (request) => Operations.hold(execution, request))
    case "release":
      return Result.flatMap(Wire.decode.release(body), (request) => Operations.release(execution, request))
    case "retail":
      return Result.flatMap(Wire.decode.retail(body), (request) => Operations.retail(execution, request))
    default:
      return method satisfies never
  }
}

/** Executes a request. `body` is the parsed body, if it is JSON. */
export const execute = (
  execution: Execution,
  request: Request,
  body: Result.Result<unknown, unknown>,
): Reply => {
  const { behaviour, state } = execution
  const method = Wire.methodAt(request.path)
  const absent = !behaviour.holds && (method === "hold" || method === "release")
  if (method === undefined || absent) return failure(404, "Not found.")
  if (request.verb !== "POST") return { ...failure(405, "Method not allowed."), allow: "POST" }
  if (request.body.length > MAX_REQUEST_BODY) return tooLarge
  if (request.apikey !== state.world.apikey) return failure(401, "Unauthorized.")
  if (Result.isFailure(body)) return failure(400, "The request is not JSON.")
  return Result.match(perform(execution, method, body.success), {
    onSuccess: (answer) => json(200, answer),
    onFailure: (fields) => json(422, Wire.refusal(behaviour, fields)),
  })
}
