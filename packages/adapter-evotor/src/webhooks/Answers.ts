/**
 * Answers in Evotor's words: its own list of error codes (the notes, section 10).
 */
import * as HttpServerResponse from "effect/http/HttpServerResponse"

type Response = HttpServerResponse.HttpServerResponse

interface EvotorError {
  readonly code: number
  readonly reason: string
  readonly subject: string
}

const refusal = (status: number, error: EvotorError): Response =>
  HttpServerResponse.jsonUnsafe({ errors: [error] }, { status })

/** Evotor reads nothing of an answer but 200. */
export const taken: Response = HttpServerResponse.jsonUnsafe({})

const challenged = (response: Response) =>
  HttpServerResponse.setHeader(response, "www-authenticate", "Bearer")

const TOKEN = { reason: "invalid token", subject: "Authorization" }
export const wrongApplicationToken = challenged(refusal(401, { code: 1001, ...TOKEN }))
export const wrongUserToken = challenged(refusal(401, { code: 1002, ...TOKEN }))
export const unknownUser = refusal(401, { code: 1006, reason: "unknown user", subject: "userId" })
export const noJson = refusal(400, { code: 2001, reason: "syntax", subject: "body" })
export const missing = (subject: string) => refusal(400, { code: 2002, reason: "missing", subject })
export const tooLarge = refusal(413, { code: 2003, reason: "too large", subject: "body" })
export const noSuchPath = refusal(404, { code: 2003, reason: "unknown", subject: "path" })
export const wrongVerb = HttpServerResponse.setHeader(
  refusal(405, { code: 2003, reason: "expected POST or PUT", subject: "method" }),
  "allow",
  "POST, PUT",
)
/** Evotor has no code for it; it tells again whatever is not answered with 200. */
export const notNow = refusal(503, { code: 0, reason: "not now, tell it again", subject: "gateway" })
