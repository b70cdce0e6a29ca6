/**
 * Until when a store's documents were read, kept in the journal.
 *
 * A terminal without a network hands its receipts over late, under the time at which they were closed. So a reading begins some time before the last one ended, and once a
 * day some days before: what was seen already is known, and costs a question.
 */
import type { Journal, JournalError, JournalUnavailable } from "@loyalkit/core/Journal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What a reading goes over again; and once a day. Our judgment: an hour without a network, and a long weekend. */
const OVERLAP = HOUR
const DEEP_OVERLAP = 3 * DAY

/** Where nothing was read before: what was sold since yesterday. */
const FIRST = DAY

/** Nothing older is read, however long the gateway was away. Our judgment. */
const MAX_BACK_DAYS = 30

const Stored = Schema.fromJsonString(Schema.Struct({ until: Schema.Int, deep: Schema.Int }))
const decode = Schema.decodeUnknownOption(Stored)
const encode = Schema.encodeSync(Stored)

const factOf = (store: string): string => `evotor.read.${store}`

/** A reading of a store that begins now. */
export interface Reading {
  /** In milliseconds since 1970. */
  readonly since: number
  /** It came to its end: the next one goes on from here. */
  readonly done: Effect.Effect<void, JournalUnavailable>
}

/** @param keepDays how long the journal knows what was settled: older receipts must not be settled anew. */
export const make = (journal: Journal["Service"], keepDays: number) => {
  const maxBack = Math.min(MAX_BACK_DAYS, keepDays / 2) * DAY

  return Effect.fnUntraced(function* (store: string, now: number): Effect.fn.Return<Reading, JournalError> {
    const place = Option.getOrUndefined(Option.flatMap(yield* journal.recall(factOf(store)), decode))
    const isDeep = place === undefined || now - place.deep >= DAY
    const from = place === undefined ? now - FIRST : place.until - (isDeep ? DEEP_OVERLAP : OVERLAP)
    return {
      since: Math.trunc(Math.max(from, now - maxBack, 0)),
      done: journal.remember(factOf(store), encode({ until: now, deep: isDeep ? now : place.deep })),
    }
  })
}
