/**
 * The five methods of the LoyalClient API as typed effects.
 *
 * Tolerant in what it reads and strict in what it sends. Each method fails with its own closed union and with
 * nothing else, and each failure knows whether the request may have been executed. Look-ups and releases try
 * again inside their budget; a hold does so only where nothing was sent; `retail` takes no such option at all,
 * because the service has no idempotency key: sent again, a sale may happen twice.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { Client, ClientId, HoldId, PointId, ProgrammeType, Sale } from "./Domain.ts"
import * as Attempts from "./loyalclient/Attempts.ts"
import * as Breaker from "./loyalclient/Breaker.ts"
import { measureCall } from "./loyalclient/CallMetrics.ts"
import * as Reply from "./loyalclient/Reply.ts"
import * as ServiceClock from "./loyalclient/ServiceClock.ts"
import { traced } from "./loyalclient/Traced.ts"
import * as Wire from "./loyalclient/Wire.ts"
import {
  FieldsRejected,
  Unavailable,
  type CallError,
  type FindClientError,
  type HoldError,
  type RecalcError,
  type ReleaseError,
  type RetailError,
} from "./LoyaltyError.ts"
import { hide } from "./Masking.ts"
import { toNumber, zeroPoints, type Kopecks, type Percent, type Points } from "./Money.ts"
import { Policy } from "./Policy.ts"
import { isExposed, serviceUrl, type InvalidServiceUrl } from "./transport/ServiceUrl.ts"
import { Transport } from "./Transport.ts"

/** Where the service is, and our key to it. */
export interface LoyalClientConfig {
  /** Base URL of the service, without `/integration/…`. */
  readonly url: string
  /** The header `apikey`. */
  readonly apiKey: Redacted.Redacted
}

/** A purchase as the service sees it: `spend` is the most that may be spent, `earn` what would be credited if nothing is. */
export interface Recalc {
  readonly amount: Kopecks
  readonly percent: Percent
  readonly type: ProgrammeType
  readonly spend: Points
  readonly earn: Points
}

/** Points that the service now holds. `points` is what it says it holds, which is what counts. */
export interface HeldPoints {
  readonly id: HoldId
  readonly points: Points
  /** For how long: what was asked for, or fewer minutes where the service says that it grants fewer. */
  readonly minutes: number
  /** When it ends by the service's clock, in milliseconds since 1970, where its replies carry that very clock. */
  readonly until?: number
}

/** How long a call may take. Left out, as long as the {@link Policy} says. How often it may be tried is no option: that is the operation's own. */
export interface Patience {
  /** The most time for all tries together, in milliseconds. */
  readonly budget?: number
}

const BASE = "/integration/general"

/** The service, with retries, budgets and the circuit breaker of the {@link Policy}. */
export class LoyalClient extends Context.Service<
  LoyalClient,
  {
    /** Finds a client by phone, card, or the code in the client's app. With `holds`, the balance counts those points as the client's. */
    readonly findClient: (
      request: { readonly search: string; readonly point: PointId; readonly holds?: ReadonlyArray<HoldId> },
      patience?: Patience,
    ) => Effect.Effect<Client, FindClientError>
    /** What a purchase is worth to this client. */
    readonly recalc: (
      request: {
        readonly client: ClientId
        readonly point: PointId
        readonly amount: Kopecks
        readonly holds?: ReadonlyArray<HoldId>
      },
      patience?: Patience,
    ) => Effect.Effect<Recalc, RecalcError>
    /** Reserves points. `minutes`: 1–30. After an unknown outcome the points may be held all the same, until their time is over. */
    readonly hold: (
      request: {
        readonly client: ClientId
        readonly point: PointId
        readonly points: Points
        readonly minutes: number
      },
      patience?: Patience,
    ) => Effect.Effect<HeldPoints, HoldError>
    /** Ends a hold; `false` where the service says it could not. Safe to repeat. */
    readonly release: (hold: HoldId, patience?: Patience) => Effect.Effect<boolean, ReleaseError>
    /** Creates the sale. One request, no retry: after an unknown outcome it may have happened. */
    readonly retail: (
      request: {
        readonly client: ClientId
        readonly point: PointId
        readonly amount: Kopecks
        readonly spend: Points
        readonly holds?: ReadonlyArray<HoldId>
      },
      patience?: Patience,
    ) => Effect.Effect<Sale, RetailError>
    /** Which service this is: its base URL. What is learnt of one says nothing of another. */
    readonly service: string
    /** Did the service answer lately? For people and health pages; no decision rests on it. */
    readonly online: Effect.Effect<boolean>
    /** What the service's own clock said last; nothing where its replies do not say. */
    readonly serviceTime: Effect.Effect<ServiceClock.ServiceTime | undefined>
  }
>()("@loyalkit/core/LoyalClient") {
  /** The service over whatever {@link Transport} is provided. Fails where the URL cannot be used. */
  static readonly layer = (
    config: LoyalClientConfig,
  ): Layer.Layer<LoyalClient, InvalidServiceUrl, Transport> => Layer.effect(LoyalClient, make(config))
}

const clientAnswer = Reply.answer(Wire.ClientAnswer, Wire.toClient)
const recalcAnswer = Reply.answer(Wire.RecalcAnswer, ({ recalc }): Recalc => ({
  ...recalc,
  spend: recalc.spend ?? zeroPoints,
  earn: recalc.earn ?? zeroPoints,
}))
const holdAnswer = Reply.answer(Wire.HoldAnswer, Wire.toHold)
const retailAnswer = Reply.answer(Wire.RetailAnswer, Wire.toSale)

const naming = (holds: ReadonlyArray<HoldId> | undefined) =>
  holds === undefined || holds.length === 0 ? {} : { hold: holds }

/** Where a method cannot say "too many points" or "no such client", such a 422 is an ordinary refusal of its fields. */
const asFieldsRejected = (error: { readonly fields: FieldsRejected["fields"] }) =>
  Effect.fail(new FieldsRejected({ status: 422, fields: error.fields }))

/** What a look-up can fail with: never "too many points", and not in the words that were searched for, which masking may not know. */
const lookUpError =
  (search: string) =>
  (error: Reply.ReplyError): FindClientError => {
    switch (error._tag) {
      case "SpendTooLarge":
        return new FieldsRejected({ status: 422, fields: error.fields, search: Redacted.make(search) })
      case "FieldsRejected":
        return new FieldsRejected({
          status: error.status,
          fields: error.fields,
          search: Redacted.make(search),
        })
      case "Unavailable":
        return new Unavailable({ class: error.class, detail: hide(error.detail, search) })
      default:
        return error
    }
  }

const measured = {
  findClient: measureCall("findClient"),
  recalc: measureCall("recalc"),
  hold: measureCall("hold"),
  release: measureCall("release"),
  retail: measureCall("retail"),
}

const make = Effect.fnUntraced(function* (config: LoyalClientConfig) {
  const transport = yield* Transport
  const policy = yield* Policy
  const breaker = yield* Breaker.make
  const base = yield* serviceUrl(config.url)
  if (isExposed(base)) {
    yield* Effect.logWarning(
      "The service's URL is plain http: the API key and phone numbers cross the network in the clear. Use https.",
    )
  }
  const headers = {
    "content-type": "application/json",
    accept: "application/json",
    apikey: Redacted.value(config.apiKey),
  }

  const clock = ServiceClock.make()
  const post = <A, T>(method: string, answer: Reply.Answer<A, T>, connection: "any" | "fresh") => {
    const url = `${base}${BASE}/${method}`
    return (body: Readonly<Record<string, unknown>>) =>
      Effect.flatMap(Clock.monotonicTimeNanos, (asked) =>
        transport.send({ url, headers, body: JSON.stringify(body), connection }).pipe(
          Effect.matchEffect({
            onFailure: ({ detail, fate }) => Effect.fail(new Unavailable({ class: fate, detail })),
            onSuccess: (reply) =>
              Effect.map(Reply.read(reply, answer), (read) => {
                clock.note(reply, asked)
                return read
              }),
          }),
        ),
      )
  }
  const client = post("client", clientAnswer, "any")
  const recalc = post("recalc", recalcAnswer, "any")
  const hold = post("bonuses/hold", holdAnswer, "any")
  const release = post("bonuses/release", Reply.releaseAnswer, "any")
  const retail = post("retail", retailAnswer, "fresh")

  type Call<A, E> = Effect.Effect<A, E>
  /** A call that may be tried again inside its budget, where `retryable` says so. */
  const patient =
    (method: keyof typeof measured, own: number, retryable: (error: CallError) => boolean) =>
    <A, E extends CallError>(call: Call<A, E>, patience?: Patience): Call<A, E | Unavailable> =>
      measured[method](
        breaker.guard(Attempts.repeatedly(call, { policy, budget: patience?.budget ?? own, retryable })),
      )
  const finding = patient("findClient", policy.identifyBudget, Attempts.ifUnanswered)
  const quoting = patient("recalc", policy.quoteBudget, Attempts.ifUnanswered)
  const holding = patient("hold", policy.holdBudget, Attempts.ifNotSent)
  const releasing = patient("release", policy.releaseBudget, Attempts.ifUnanswered)
  const selling = <A, E extends CallError>(call: Call<A, E>, patience?: Patience) =>
    measured.retail(breaker.guard(Attempts.once(call, patience?.budget ?? policy.commitBudget)))

  return LoyalClient.of({
    findClient: traced("LoyalClient.findClient")(({ holds, point, search }, patience) =>
      finding(Effect.mapError(client({ search, point, ...naming(holds) }), lookUpError(search)), patience),
    ),
    recalc: traced("LoyalClient.recalc")(({ amount, client, holds, point }, patience) =>
      quoting(
        Effect.catchTag(
          recalc({ client, point, amount: toNumber(amount), ...naming(holds) }),
          "SpendTooLarge",
          asFieldsRejected,
        ),
        patience,
      ),
    ),
    hold: traced("LoyalClient.hold")(({ client, minutes, point, points }, patience) =>
      holding(
        Effect.map(
          hold({ client, point, amount: toNumber(points), duration: minutes }),
          ({ until, ...held }): HeldPoints => {
            const time = clock.last()
            const granted = ServiceClock.grantedMinutes(until, minutes, time)
            const agreed = ServiceClock.agreedUntil(until, granted, time)
            return { ...held, minutes: granted, ...(agreed === undefined ? {} : { until: agreed }) }
          },
        ),
        patience,
      ),
    ),
    release: traced("LoyalClient.release")((id, patience) =>
      releasing(
        Effect.catchTags(release({ id }), {
          SpendTooLarge: asFieldsRejected,
          ClientNotFound: asFieldsRejected,
          PointNotFound: asFieldsRejected,
        }),
        patience,
      ),
    ),
    retail: traced("LoyalClient.retail")(({ amount, client, holds, point, spend }, patience) =>
      selling(
        retail({ client, point, amount: toNumber(amount), spend: toNumber(spend), ...naming(holds) }),
        patience,
      ),
    ),
    service: base,
    online: breaker.online,
    serviceTime: Effect.sync(clock.last),
  })
})
