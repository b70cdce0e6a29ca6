/**
 * Does what the cloud told: a sale is settled, a refund noted, and of an application that is gone the cloud's token is forgotten.
 */
import type { Entry, Worked } from "@loyalkit/core/Inbox"
import type { JournalError } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import type { ClosedReceipt } from "./documents/ClosedReceipt.ts"
import type { Refunds } from "./refunds/Refunds.ts"
import { isOurSale, type Sales } from "./sales/Sales.ts"
import { toldIn, type Happened } from "./Told.ts"
import type { CloudTokens } from "./webhooks/CloudTokens.ts"

export interface Workers {
  readonly sales: Sales
  readonly refunds: Refunds
  readonly tokens: CloudTokens
}

export const make = ({ refunds, sales, tokens }: Workers) => {
  const receipt = (closed: ClosedReceipt, seen: number): Effect.Effect<Worked, JournalError> => {
    if (closed.kind === "PAYBACK") return refunds(closed, seen)
    return isOurSale(closed) ? sales(closed, seen) : Effect.succeed("done")
  }

  const happened = Effect.fnUntraced(function* ({ at, type, user }: Happened) {
    yield* Effect.logInfo("Evotor tells of the application.").pipe(Effect.annotateLogs({ type, user }))
    if (type === "ApplicationUninstalled") yield* tokens.forget(user, at)
    return "done" as const
  })

  return (entry: Entry): Effect.Effect<Worked, JournalError> => {
    const told = toldIn(entry)
    if (told === undefined)
      return Effect.logError("What Evotor's cloud told, and was kept, cannot be read.").pipe(
        Effect.annotateLogs({ entry: entry.id }),
        Effect.as("done" as const),
      )
    return told.about === "receipt" ? receipt(told.receipt, told.seen) : happened(told)
  }
}
