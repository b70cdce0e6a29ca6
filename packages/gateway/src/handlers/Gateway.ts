/**
 * Is the gateway well? What a till's health light, a watchdog and a person on the phone ask.
 */
import { Journal } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { GatewayApi } from "../api/GatewayApi.ts"
import { Reach } from "../Reach.ts"
import { version } from "../Version.ts"
import { answered } from "./Answering.ts"

export const layer = HttpApiBuilder.group(
  GatewayApi,
  "gateway",
  Effect.fnUntraced(function* (handlers) {
    const journal = yield* Journal
    const reach = yield* Reach
    return handlers.handle("ping", () =>
      answered(
        (_, caller) => Effect.all([journal.counts, reach.online(caller.point)]),
        ([counts, online]) => {
          const doubts = counts.committing + counts.doubt + counts.overdue
          return {
            service: "loyalkit" as const,
            version,
            online,
            open: counts.open + counts.queued + doubts,
            doubts,
            queued: counts.queued,
          }
        },
      ),
    )
  }),
)
