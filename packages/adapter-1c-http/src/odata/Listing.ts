/**
 * Lists which documents there are and in which version, with as little as 1C lets us ask for.
 *
 * A filter by date may be refused, an order may be ignored, and rows may come and go between two pages. So: ask for three fields of the documents
 * since a date; where that is refused, of all documents; where that is refused too, for whole documents. Pages overlap by one row, which shows
 * whether they fit together; where they do not, the listing says that it may lack something, and the next one makes up for it.
 */
import type * as DateTime from "effect/DateTime"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { millisOf, textOf } from "./LocalTime.ts"
import { mayAskLess, type OdataClient } from "./OdataClient.ts"
import type { OdataError } from "./OdataError.ts"
import { maybe, read, Ref, type Unreadable } from "./Wire.ts"

/** A document as far as listing goes. */
export interface Listed {
  readonly ref: string
  readonly version: string
  /** Its date, in milliseconds since 1970. */
  readonly at: number
}

export interface Listing {
  readonly documents: ReadonlyArray<Listed>
  /** May some be missing? */
  readonly isWhole: boolean
  /** Rows that could not even be named. */
  readonly unreadable: ReadonlyArray<Unreadable>
  /** The rows that were looked at. */
  readonly rows: number
}

export interface ListingOptions {
  readonly pageSize: number
  /** Between two requests, in milliseconds. */
  readonly pause: number
  readonly timeZone: DateTime.TimeZone
}

/** What is asked for, the most particular first. */
const PLANS = ["filtered", "unfiltered", "whole"] as const
type Plan = (typeof PLANS)[number]

/** After so long a refused filter is tried again: somebody may have changed the server. Our judgment. */
const TRY_AGAIN_MILLIS = 24 * 3_600_000

/** More pages than this are no shop's receipts, but a server that repeats itself in some new way. */
const MAX_PAGES = 10_000

const Row = Schema.Struct({ Ref_Key: Ref, DataVersion: maybe(Schema.String), Date: Schema.String })
const readRow = read(Row)

const listed = (raw: unknown, timeZone: DateTime.TimeZone): Result.Result<Listed, Unreadable> =>
  Result.flatMap(readRow(raw), ({ DataVersion, Date, Ref_Key }) =>
    Option.match(millisOf(Date, timeZone), {
      onNone: () => Result.fail({ field: `${Ref_Key}: Date`, expected: "Expected a date" }),
      onSome: (at) => Result.succeed({ ref: Ref_Key, version: DataVersion ?? "", at }),
    }),
  )

const queryOf = (plan: Plan, since: number, { pageSize, timeZone }: ListingOptions, skip: number) => ({
  $orderby: "Ref_Key asc",
  $top: String(pageSize),
  $skip: String(skip),
  ...(plan === "whole" ? {} : { $select: "Ref_Key,DataVersion,Date" }),
  ...(plan === "filtered" ? { $filter: `Date ge datetime'${textOf(since, timeZone)}'` } : {}),
})

/** What was found on the pages so far. */
class Found {
  readonly documents = new Map<string, Listed>()
  readonly unreadable: Array<Unreadable> = []
  readonly #keys = new Set<string>()
  #last: string | undefined
  rows = 0
  isWhole = true

  /** Takes a page in; `false` where it brought nothing new. */
  take(page: ReadonlyArray<unknown>, since: number, timeZone: DateTime.TimeZone): boolean {
    const before = this.#keys.size + this.unreadable.length
    let overlaps = this.#last === undefined
    let last: string | undefined
    for (const raw of page) {
      const row = listed(raw, timeZone)
      if (Result.isFailure(row)) {
        this.unreadable.push(row.failure)
        continue
      }
      last = row.success.ref
      overlaps ||= last === this.#last
      this.#keys.add(last)
      if (row.success.at >= since) this.documents.set(last, row.success)
    }
    // The last row moved to an earlier page: one before it vanished, and one behind it may have slipped through.
    if (!overlaps && page.length > 0) this.isWhole = false
    this.#last = last
    this.rows += page.length
    return this.#keys.size + this.unreadable.length > before
  }
}

/** Lists one kind of document. Remembers what this server refused. */
export const make = (client: OdataClient, entity: string, options: ListingOptions) => {
  let best: Plan = "filtered"
  let refusedAt = 0

  const pages = Effect.fnUntraced(function* (
    plan: Plan,
    since: number,
  ): Effect.fn.Return<Listing, OdataError> {
    const found = new Found()
    let skip = 0
    for (let number = 0; number < MAX_PAGES; number++) {
      if (number > 0) yield* Effect.sleep(options.pause)
      const page = yield* client.rows(entity, queryOf(plan, since, options, skip))
      const isNew = found.take(page, since, options.timeZone)
      if (page.length < options.pageSize) break
      // A full page of what was seen already: this server does not page.
      if (!isNew) {
        found.isWhole = false
        break
      }
      skip += page.length - 1
    }
    const { documents, isWhole, rows, unreadable } = found
    return { documents: [...documents.values()], isWhole, unreadable, rows }
  })

  const from = (plan: Plan, since: number, now: number): Effect.Effect<Listing, OdataError> =>
    pages(plan, since).pipe(
      Effect.tap(() =>
        Effect.sync(() => {
          if (plan === best) return
          best = plan
          refusedAt = now
        }),
      ),
      Effect.catchIf(mayAskLess, (error) => {
        const next = PLANS[PLANS.indexOf(plan) + 1]
        return next === undefined ? Effect.fail(error) : from(next, since, now)
      }),
    )

  /** The documents since then. */
  return Effect.fnUntraced(function* (since: number): Effect.fn.Return<Listing, OdataError> {
    const now = yield* Clock.currentTimeMillis
    if (now - refusedAt > TRY_AGAIN_MILLIS) best = "filtered"
    return yield* from(best, since, now)
  })
}
