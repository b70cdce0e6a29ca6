/**
 * Reads the closed receipts of every store, at start and every some minutes: what a lost webhook never told is caught up.
 *
 * They are handed to the same inbox as if they had been pushed, so what is known already is known. A store whose terminals are not paid for does not keep the others.
 */
import { Journal, type JournalError } from "@loyalkit/core/Journal"
import { Policy } from "@loyalkit/core/Policy"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { HttpClient } from "effect/http/HttpClient"
import type * as Redacted from "effect/Redacted"
import type { ExtrasSettings } from "../documents/OurExtra.ts"
import { readAll } from "../documents/Reading.ts"
import type { Keeping } from "../Keeping.ts"
import type { CloudError } from "./CloudError.ts"
import * as EvotorCloud from "./EvotorCloud.ts"
import * as Place from "./Place.ts"
import type { CloudSettings } from "./Settings.ts"

/** The inbox cannot take more now: the same is read again later. */
class NotKept extends Data.TaggedError("NotKept") {
  override get message(): string {
    return "What was read cannot be kept now; it is read again."
  }
}

type Failure = CloudError | JournalError | NotKept

export interface ReconcilingConfig {
  readonly settings: CloudSettings
  readonly extras: ExtrasSettings
  readonly keeping: Keeping
  /** By which the cloud is asked: the settings' own, or those that were handed over. */
  readonly tokens: Effect.Effect<ReadonlyArray<Redacted.Redacted>, JournalError>
}

/** One reading of everything. It gives how long to wait before the next, in milliseconds. */
export const rounds = Effect.fnUntraced(function* ({ extras, keeping, settings, tokens }: ReconcilingConfig) {
  const journal = yield* Journal
  const { keepSettledDays } = yield* Policy
  const cloud = yield* EvotorCloud.make(settings)
  const place = Place.make(journal, keepSettledDays)
  const usual = Duration.toMillis(Duration.minutes(settings.every))
  /** Each trouble once, until it is over: a night is not a thousand lines. */
  const troubles = new Set<string>()

  const trouble = Effect.fnUntraced(function* (where: string, error: Failure) {
    if (troubles.has(`${where} ${error._tag}`)) return
    troubles.add(`${where} ${error._tag}`)
    yield* Effect.logWarning("Closed receipts cannot be read from Evotor's cloud; it is tried again.").pipe(
      Effect.annotateLogs({ where, error: error._tag, detail: error.message }),
    )
  })
  const fine = (where: string): void => {
    for (const one of troubles) if (one.startsWith(`${where} `)) troubles.delete(one)
  }

  const take = (store: string) => (items: ReadonlyArray<unknown>) =>
    Effect.flatMap(keeping.documents(readAll(items, "documents", store, extras)), (isKept) =>
      isKept ? Effect.void : Effect.fail(new NotKept()),
    )

  const readStore = Effect.fnUntraced(function* (
    token: Redacted.Redacted,
    store: string,
  ): Effect.fn.Return<void, Failure> {
    const { done, since } = yield* place(store, yield* Clock.currentTimeMillis)
    yield* cloud.documents(token, store, since, take(store))
    yield* done
    fine(store)
  })

  /** Of one token; what keeps one store keeps no other, but a refused token or a busy cloud keeps all. */
  const readAllOf = Effect.fnUntraced(function* (token: Redacted.Redacted): Effect.fn.Return<void, Failure> {
    const stores = settings.stores.length > 0 ? settings.stores : yield* cloud.stores(token)
    for (const store of stores)
      yield* Effect.catch(readStore(token, store), (error) =>
        error._tag === "TokenRefused" || error._tag === "CloudBusy"
          ? Effect.fail(error)
          : trouble(store, error),
      )
    fine("all")
  })

  return Effect.gen(function* () {
    let wait = usual
    for (const token of yield* tokens)
      yield* Effect.catch(readAllOf(token), (error) => {
        if (error._tag === "CloudBusy") wait = Math.max(usual, error.retryAfter)
        return trouble("all", error)
      })
    return wait
  }).pipe(
    Effect.catch((error) => Effect.as(trouble("all", error), usual)),
    Effect.catchDefect((defect) =>
      Effect.as(Effect.logError("Reading from Evotor's cloud failed, and goes on.", defect), usual),
    ),
    Effect.withSpan("EvotorCloud.reconcile"),
  )
})

/** Goes on for ever. */
export const forEver = (config: ReconcilingConfig): Effect.Effect<never, never, Journal | HttpClient> =>
  Effect.flatMap(rounds(config), (round) => Effect.forever(Effect.flatMap(round, Effect.sleep)))
