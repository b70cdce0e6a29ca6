/**
 * Runs the engine's effects as promises: what a signal stops, and what it does not.
 *
 * A command that has begun is never cut: an abort ends the waiting only. So the running and the waiting are two
 * things here, and `finish` waits for all that runs.
 */
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import type { CheckoutError } from "../CheckoutError.ts"
import type { Services } from "./Engine.ts"
import { aborted, badRequest, closed, failure } from "./Failures.ts"
import type { CallOptions, LoyaltyFailure, LoyaltyResult } from "./Loyalty.ts"
import type { Read } from "./Requests.ts"

const failed = (error: LoyaltyFailure): { readonly ok: false; readonly error: LoyaltyFailure } => ({
  ok: false,
  error,
})

/** How one method is run: read the request, run the command, write the answer. */
interface Method<Request, A, Value> {
  readonly read: Read<Request>
  readonly run: (request: Request) => Effect.Effect<A, CheckoutError, Services>
  readonly write: (answer: A) => Value
}

export const make = (services: Context.Context<Services>) => {
  const run = Effect.runForkWith(services)
  const begun = new Set<Fiber.Fiber<unknown, unknown>>()
  let open = true

  const begin = <A>(effect: Effect.Effect<A, CheckoutError, Services>) => {
    const fiber = run(effect)
    begun.add(fiber)
    fiber.addObserver(() => begun.delete(fiber))
    return fiber
  }

  const call =
    <Request, A, Value>(method: Method<Request, A, Value>) =>
    async (input: unknown, options?: CallOptions): Promise<LoyaltyResult<Value>> => {
      if (!open) return failed(closed)
      if (options?.signal?.aborted === true) return failed(aborted("not-begun"))
      const request = method.read(input)
      if (Result.isFailure(request)) return failed(badRequest(request.failure))
      const fiber = begin(Effect.map(method.run(request.success), method.write))
      const { signal } = options ?? {}
      const exit = await Effect.runPromiseExit(Fiber.join(fiber), signal === undefined ? {} : { signal })
      return Exit.isSuccess(exit) ? { ok: true, value: exit.value } : failed(failure(exit.cause))
    }

  /** From now on nothing begins; waits for what has. */
  const finish = async (): Promise<void> => {
    open = false
    await Effect.runPromise(Fiber.awaitAll(begun))
  }

  return { call, finish }
}
