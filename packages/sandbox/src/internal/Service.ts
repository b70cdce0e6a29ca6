/**
 * The service as it is without faults: a request goes in, a reply comes out, at once.
 *
 * Refusals come in the order of a usual web service: unknown path, wrong verb, body too large, no key, not
 * JSON, and then what the methods say. Only the 422 is stated by the document; the rest is assumed.
 */
import * as Result from "effect/Result"
import type { RecordedRequest, Reply } from "../Call.ts"
import { SandboxFull } from "../SandboxError.ts"
import * as Operations from "./Operations.ts"
import type { Execution } from "./Operations.ts"
import * as Wire from "./Wire.ts"

/** The longest request body that is read, in bytes. Real ones are below 1 kB. */
export const MAX_REQUEST_BODY = 65_536

const JSON_TYPE = "application/json; charset=utf-8"

/** A reply with a JSON body. */
export const json = (status: number, body: object): Reply => ({
  status,
  contentType: JSON_TYPE,
  body: JSON.stringify(body),
})

const failure = (status: number, error: string): Reply => json(status, { success: false, error })

/** What every call gets when the sandbox keeps as much as it may. The real service has no such answer. */
export const full: Reply = failure(503, new SandboxFull().message)

/** A request's body as far as it could be read. */
export type Body =
  | { readonly _tag: "TooLarge" }
  | { readonly _tag: "NotJson" }
  | { readonly _tag: "Json"; readonly value: unknown }

/** A character is three bytes at most in UTF-8, so most texts need no counting. */
const isTooLarge = (text: string): boolean =>
  text.length > MAX_REQUEST_BODY ||
  (text.length * 3 > MAX_REQUEST_BODY && new TextEncoder().encode(text).length > MAX_REQUEST_BODY)

/** Reads a body. One that the door did not read was too large, or was cut short. */
export const read = (text: string | undefined): Body => {
  if (text === undefined || isTooLarge(text)) return { _tag: "TooLarge" }
  return Result.try((): unknown => JSON.parse(text)).pipe(
    Result.match({
      onSuccess: (value): Body => ({ _tag: "Json", value }),
      onFailure: (): Body => ({ _tag: "NotJson" }),
    }),
  )
}

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

/** Executes a request, of which `body` is what could be read. */
export const execute = (execution: Execution, request: RecordedRequest, body: Body): Reply => {
  const { behaviour } = execution
  const method = Wire.methodAt(request.path)
  const absent = !behaviour.holds && (method === "hold" || method === "release")
  if (method === undefined || absent) return failure(404, "Not found.")
  if (request.verb !== "POST") return { ...failure(405, "Method not allowed."), allow: "POST" }
  if (body._tag === "TooLarge") return failure(413, "The request is too large.")
  if (request.key !== "right") return failure(401, "Unauthorized.")
  if (body._tag === "NotJson") return failure(400, "The request is not JSON.")
  return Result.match(perform(execution, method, body.value), {
    onSuccess: (answer) => json(200, answer),
    onFailure: (fields) => json(422, Wire.refusal(behaviour, fields)),
  })
}
