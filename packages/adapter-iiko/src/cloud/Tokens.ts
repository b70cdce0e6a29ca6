/**
 * The key's token: asked for once, shared, renewed before its hour is over or when the cloud does not take it any more.
 *
 * A key that the cloud refuses is not tried again and again: each try brings it nearer to being blocked. A blocked one is not tried at all
 * until the next start.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Semaphore from "effect/Semaphore"
import { isKeyError, KeyBlocked, type CloudError, type KeyError } from "./CloudError.ts"
import type { Credentials } from "./Settings.ts"

/** A token lives for an hour (iikoCloud's documentation); renewed some minutes before. */
const LIFETIME = 55n * 60n * 1_000_000_000n

/** How long a refused key is left alone; our judgment: an integrator who corrects it in iikoWeb need not restart. */
const REST = 10n * 60n * 1_000_000_000n

interface Held {
  readonly token: string
  readonly until: bigint
}

interface Refusal {
  readonly error: KeyError
  /** Nothing: until the next start. */
  readonly until?: bigint
}

export interface Tokens {
  readonly current: Effect.Effect<string, CloudError>
  /** Another one than this, which the cloud did not take. */
  readonly instead: (token: string) => Effect.Effect<string, CloudError>
  /** The cloud has blocked the key: nothing is asked any more. */
  readonly block: Effect.Effect<never, KeyBlocked>
}

/** Path and body of the question for a token. */
export interface Login {
  readonly path: string
  readonly body: Readonly<Record<string, string>>
}

export const loginOf = (credentials: Credentials): Login => {
  switch (credentials._tag) {
    case "V1":
      return { path: "/api/1/access_token", body: { apiLogin: Redacted.value(credentials.apiLogin) } }
    case "V2":
      return {
        path: "/api/v2/access_token",
        body: {
          apiKey: Redacted.value(credentials.apiKey),
          appId: credentials.appId,
          clientSecret: Redacted.value(credentials.clientSecret),
        },
      }
  }
}

/** @param ask brings a token from the cloud. */
export const make = (ask: Effect.Effect<string, CloudError>): Tokens => {
  const turn = Semaphore.makeUnsafe(1)
  let held: Held | undefined
  let refusal: Refusal | undefined

  const refuse = Effect.fnUntraced(function* (error: KeyError, now: bigint) {
    refusal = error._tag === "KeyRefused" ? { error, until: now + REST } : { error }
    yield* Effect.annotateLogs(Effect.logError("iikoCloud does not take the key."), {
      error: error._tag,
      detail: error.message,
    })
  })

  const get = (isGood: (token: string) => boolean): Effect.Effect<string, CloudError> =>
    Effect.gen(function* () {
      const now = yield* Clock.monotonicTimeNanos
      if (refusal !== undefined && (refusal.until === undefined || now < refusal.until))
        return yield* refusal.error
      if (held !== undefined && now < held.until && isGood(held.token)) return held.token
      held = undefined
      const token = yield* Effect.tapError(ask, (error) =>
        isKeyError(error) ? refuse(error, now) : Effect.void,
      )
      held = { token, until: now + LIFETIME }
      refusal = undefined
      return token
    }).pipe(turn.withPermit)

  return {
    current: get(() => true),
    instead: (token) => get((known) => known !== token),
    block: Effect.gen(function* () {
      const error = new KeyBlocked()
      if (refusal?.error._tag !== "KeyBlocked") yield* refuse(error, 0n)
      return yield* error
    }),
  }
}
