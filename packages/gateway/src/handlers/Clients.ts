/**
 * Finding a client without a receipt: for a till that shows a card before the sale.
 */
import { LoyalClient } from "@loyalkit/core/LoyalClient"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { GatewayApi } from "../api/GatewayApi.ts"
import { answered, pointOf } from "./Answering.ts"
import * as Wording from "./Wording.ts"

export const layer = HttpApiBuilder.group(
  GatewayApi,
  "clients",
  Effect.fnUntraced(function* (handlers) {
    const client = yield* LoyalClient
    return handlers.handle("find", ({ payload: { search } }) =>
      answered(
        (facts, caller) =>
          Effect.flatMap(pointOf(facts, caller), (point) => client.findClient({ search, point })),
        (found) => ({ client: Wording.client(found) }),
      ),
    )
  }),
)
