/**
 * A receipt's life over HTTP: each call is one command of the checkout.
 *
 * Commands are uninterruptible here: a till that hangs up ends its waiting and nothing else, and a gateway that is told to stop first
 * finishes what has begun.
 */
import { Checkout, type CommitCommand } from "@loyalkit/core/Checkout"
import type { CheckoutError } from "@loyalkit/core/CheckoutError"
import type { CheckoutKey, ReceiptId, Sale } from "@loyalkit/core/Domain"
import * as ReceiptText from "@loyalkit/core/ReceiptText"
import { viewOf } from "@loyalkit/core/ReceiptView"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { GatewayApi } from "../api/GatewayApi.ts"
import type { RequestFacts } from "../edge/CurrentRequest.ts"
import { answered, pointOf } from "./Answering.ts"
import * as Wording from "./Wording.ts"

/** How a commit ended, as far as the till has to know. */
type Committed =
  | { readonly status: "committed"; readonly sale: Sale }
  | { readonly status: "queued" | "pending" }

/** That a sale is pending or queued is an answer here, no failure: the till prints and goes on. */
const committed = <E extends CheckoutError, R>(commit: Effect.Effect<{ readonly sale: Sale }, E, R>) =>
  commit.pipe(
    Effect.map(({ sale }): Committed => ({ status: "committed", sale })),
    Effect.catchIf(
      (error) => error._tag === "CommitInDoubt" || error._tag === "CommitQueued",
      ({ _tag }) => Effect.succeed<Committed>({ status: _tag === "CommitQueued" ? "queued" : "pending" }),
    ),
  )

const printed = (
  outcome: Committed,
  key: CheckoutKey,
  { points }: CommitCommand,
  { language }: RequestFacts,
) => {
  switch (outcome.status) {
    case "committed":
      return ReceiptText.committed({ sale: outcome.sale, language })
    case "queued":
      return ReceiptText.queued({ language })
    case "pending":
      return ReceiptText.inDoubt({ points, receipt: key.receipt, language })
  }
}

export const layer = HttpApiBuilder.group(
  GatewayApi,
  "receipts",
  Effect.fnUntraced(function* (handlers) {
    const checkout = yield* Checkout

    /** Runs a command on the receipt that a path names, at the caller's point. */
    const on = <A, Fields extends object>(
      { receiptId }: { readonly receiptId: ReceiptId },
      command: (key: CheckoutKey, facts: RequestFacts) => Effect.Effect<A, CheckoutError>,
      toFields: (result: A, facts: RequestFacts) => Fields,
    ) =>
      answered(
        (facts, caller) =>
          Effect.flatMap(pointOf(facts, caller), (point) => command({ point, receipt: receiptId }, facts)),
        toFields,
      )

    const commit = (key: CheckoutKey, command: CommitCommand, facts: RequestFacts) =>
      Effect.map(committed(checkout.commit(key, command)), (outcome) => ({
        ...outcome,
        print: printed(outcome, key, command, facts),
      }))

    const uninterruptible = { uninterruptible: true } as const
    return handlers
      .handle(
        "identify",
        ({ params, payload: { search } }) =>
          on(
            params,
            (key) => checkout.identify(key, search),
            (client) => ({ client: Wording.client(client) }),
          ),
        uninterruptible,
      )
      .handle(
        "quote",
        ({ params, payload: { amount, lines } }) =>
          on(params, (key) => checkout.quote(key, { amount, ...Wording.lines(lines) }), Wording.quote),
        uninterruptible,
      )
      .handle(
        "hold",
        ({ params, payload: { minutes, points } }) =>
          on(
            params,
            (key) =>
              checkout.hold(key, {
                points,
                ...(minutes === undefined || minutes === null ? {} : { minutes }),
              }),
            Wording.hold,
          ),
        uninterruptible,
      )
      .handle(
        "release",
        ({ params }) => on(params, checkout.release, () => ({ released: true as const })),
        uninterruptible,
      )
      .handle(
        "commit",
        ({ params, payload: { amount, points, search, soldAt } }) => {
          const command: CommitCommand = {
            amount,
            points,
            ...(search === undefined || search === null ? {} : { search }),
            ...(soldAt === undefined || soldAt === null ? {} : { soldAt }),
          }
          return on(
            params,
            (key, facts) => commit(key, command, facts),
            (outcome) => outcome,
          )
        },
        uninterruptible,
      )
      .handle(
        "cancel",
        ({ params }) => on(params, checkout.cancel, () => ({ status: "cancelled" as const })),
        uninterruptible,
      )
      .handle(
        "return",
        ({ params, payload: { amount, lines, returnId } }) =>
          on(
            params,
            (key) => checkout.noteReturn(key, { returnId, amount, ...Wording.lines(lines) }),
            () => ({ status: "noted" as const }),
          ),
        uninterruptible,
      )
      .handle("get", ({ params }) =>
        on(
          params,
          (key) => Effect.all([checkout.get(key), Clock.monotonicTimeNanos]),
          ([snapshot, now], { language }) => Wording.receipt(viewOf(snapshot, now), language),
        ),
      )
  }),
)
