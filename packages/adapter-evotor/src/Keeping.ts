/**
 * Takes in what a push or a reading brought: what is ours to settle is kept, and what cannot be read is told once for each push.
 */
import type { Entry, Inbox } from "@loyalkit/core/Inbox"
import * as Recent from "@loyalkit/core/Recent"
import { keep } from "@loyalkit/core/WebhookDoor"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Documents } from "./documents/Reading.ts"
import { entryOf } from "./Told.ts"

/** As the log names it. */
const CLOUD = "Evotor's cloud"

/** Sales without our mark that are remembered, so that their refunds do not wait: some days of a chain. Our judgment. */
const FOREIGN = 50_000

/** The sales' documents that were seen, and have nothing of ours. */
export const foreignSales = () => {
  const seen = Recent.make<true>(FOREIGN)
  return {
    add: (document: string) => seen.put(document, true),
    has: (document: string) => seen.get(document) === true,
  }
}
export type ForeignSales = ReturnType<typeof foreignSales>

export const make = (inbox: Inbox, foreign: ForeignSales) => {
  const entries = (all: ReadonlyArray<Entry>) =>
    all.length === 0 ? Effect.succeed(true) : keep(inbox, CLOUD, all)

  /** `false` where they cannot be kept now. */
  const documents = Effect.fnUntraced(function* ({ broken, receipts }: Documents) {
    if (broken.length > 0)
      yield* Effect.logWarning("Documents of Evotor's cloud cannot be read; the others are taken.").pipe(
        Effect.annotateLogs({ count: broken.length, first: broken[0] }),
      )
    const now = yield* Clock.currentTimeMillis
    // The receipts webhook may leave out what the document has.
    for (const { extra, id, kind, source } of receipts)
      if (kind === "SELL" && extra === undefined && source === "document") foreign.add(id)
    return yield* entries(receipts.flatMap((receipt) => entryOf(receipt, now) ?? []))
  })

  return { entries, documents }
}
export type Keeping = ReturnType<typeof make>
