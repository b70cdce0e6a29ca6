/** A transport that answers from a list and remembers what it was asked. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { LoyalClient } from "../../src/LoyalClient.ts"
import * as Policy from "../../src/Policy.ts"
import {
  Transport,
  TransportFailure,
  type TransportReply,
  type TransportRequest,
} from "../../src/Transport.ts"

export type Scripted = Effect.Effect<TransportReply, TransportFailure>

export const reply = (status: number, body: unknown, retryAfter?: string): Scripted =>
  Effect.succeed({
    status,
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })

export const failing = (fate: "not-sent" | "unknown", detail = "scripted"): Scripted =>
  Effect.fail(new TransportFailure({ fate, detail }))

export const silence: Scripted = Effect.never

/** The last answer of the list is given again and again. */
export const scripted = (answers: readonly [Scripted, ...ReadonlyArray<Scripted>]) => {
  const requests: Array<TransportRequest> = []
  const layer = Layer.succeed(Transport, {
    send: (request) =>
      Effect.suspend(() => {
        requests.push(request)
        return answers[Math.min(requests.length, answers.length) - 1] ?? answers[0]
      }),
  })
  return { requests, layer, bodies: () => requests.map(({ body }): unknown => JSON.parse(body)) }
}

/** The client over a script. */
export const clientOver = (
  answers: readonly [Scripted, ...ReadonlyArray<Scripted>],
  policy: Partial<Policy.PolicyConfig> = {},
) => {
  const transport = scripted(answers)
  const layer = LoyalClient.layer({ url: "https://loyal.test/", apiKey: Redacted.make("secret-key") }).pipe(
    Layer.provide(transport.layer),
    Layer.provide(Policy.layer(policy)),
    Layer.orDie,
  )
  return { ...transport, layer }
}
