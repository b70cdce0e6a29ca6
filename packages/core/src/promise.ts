/**
 * loyalkit for programs without Effect: plain objects, promises, and results that never throw.
 *
 * The same engine with the same guarantees. What `Checkout` says of repeating, changing one's mind and crashing
 * holds here too; only the clothes differ. `docs/promise.md` shows a sale from end to end.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Predicate from "effect/Predicate"
import { Cases } from "./Cases.ts"
import { Checkout } from "./Checkout.ts"
import * as Answers from "./promise/Answers.ts"
import * as Calls from "./promise/Calls.ts"
import { engine } from "./promise/Engine.ts"
import type { Loyalty } from "./promise/Loyalty.ts"
import type { LoyaltyOptions } from "./promise/Options.ts"
import * as Requests from "./promise/Requests.ts"
import { viewOf } from "./ReceiptView.ts"

export type * from "./promise/Loyalty.ts"
export type * from "./promise/Options.ts"

const messageOf = (cause: Cause.Cause<unknown>): string => {
  const error = Cause.squash(cause)
  return Predicate.hasProperty(error, "message") ? String(error.message) : String(error)
}

const nothing = () => undefined

/**
 * Starts the engine. Once for each process and journal; `close` it when the till stops.
 *
 * Rejects with an `Error` that says what to correct where the options cannot work: a URL, a key or a policy that
 * makes no sense, a journal that cannot be opened. The service itself need not be there: loyalty must not keep
 * a till from starting.
 *
 * @example
 * ```ts
 * import { createLoyalty } from "@loyalkit/core/promise"
 *
 * const loyalty = await createLoyalty({
 *   url: "https://loyal.example",
 *   apiKey: "key",
 *   fetch: async () => new Response('{"client":"Client not found."}', { status: 422 }),
 * })
 * const found = await loyalty.identify({ point: "shop-1", receipt: "r-1", search: "79201234567" })
 * await loyalty.close()
 * found.ok ? found.value.name : found.error.code // => "CLIENT_NOT_FOUND"
 * ```
 */
export const createLoyalty = async (options: LoyaltyOptions): Promise<Loyalty> => {
  const runtime = ManagedRuntime.make(engine(options))
  const started = await Effect.runPromiseExit(runtime.contextEffect)
  if (Exit.isFailure(started)) {
    await runtime.dispose()
    throw new Error(`Loyalty cannot start: ${messageOf(started.cause)}`, {
      cause: Cause.squash(started.cause),
    })
  }
  const { call, finish } = Calls.make(started.value)
  return {
    identify: call({
      read: Requests.readIdentify,
      run: ({ key, search }) => Checkout.use((checkout) => checkout.identify(key, search)),
      write: Answers.client,
    }),
    quote: call({
      read: Requests.readQuote,
      run: ({ key, purchase }) => Checkout.use((checkout) => checkout.quote(key, purchase)),
      write: Answers.quote,
    }),
    hold: call({
      read: Requests.readHold,
      run: ({ key, ...request }) => Checkout.use((checkout) => checkout.hold(key, request)),
      write: Answers.held,
    }),
    release: call({
      read: Requests.readKey,
      run: ({ key }) => Checkout.use((checkout) => checkout.release(key)),
      write: nothing,
    }),
    commit: call({
      read: Requests.readCommit,
      run: ({ command, key }) => Checkout.use((checkout) => checkout.commit(key, command)),
      write: Answers.settled,
    }),
    cancel: call({
      read: Requests.readKey,
      run: ({ key }) => Checkout.use((checkout) => checkout.cancel(key)),
      write: nothing,
    }),
    noteReturn: call({
      read: Requests.readReturn,
      run: ({ key, ...request }) => Checkout.use((checkout) => checkout.noteReturn(key, request)),
      write: nothing,
    }),
    get: call({
      read: Requests.readKey,
      run: ({ key }) => Effect.all([Checkout.use((checkout) => checkout.get(key)), Clock.monotonicTimeNanos]),
      write: ([snapshot, now]) => Answers.receipt(viewOf(snapshot, now)),
    }),
    cases: call({
      read: Requests.readCases,
      run: ({ kind }) => Cases.use((cases) => cases.list(kind)),
      write: (cases) => cases.map(Answers.caseOf),
    }),
    exportCases: call({
      read: Requests.readCases,
      run: ({ kind, language }) =>
        Effect.flatMap(
          Cases.use((cases) => cases.list(kind)),
          (cases) =>
            // Loaded when somebody asks: no till's bundle should carry it.
            Effect.map(
              Effect.promise(() => import("./case-text/Csv.ts")),
              ({ toCsv }) => toCsv(cases, { language }),
            ),
        ),
      write: (csv) => csv,
    }),
    resolveCase: call({
      read: Requests.readResolve,
      run: ({ key, resolution }) => Cases.use((cases) => cases.resolve(key, resolution)),
      write: nothing,
    }),
    close: () => finish().then(runtime.dispose),
  }
}
