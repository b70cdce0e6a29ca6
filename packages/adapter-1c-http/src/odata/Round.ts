/**
 * One reading: what waits is tried again, then every document that is new or has changed is read and dealt with, one after the other.
 *
 * What is done is written down after it is done. A process may die between the two: then the document is read again, and core answers from its
 * journal. One document that does not read loses nothing but itself.
 */
import { Checkout } from "@loyalkit/core/Checkout"
import type { JournalError } from "@loyalkit/core/Journal"
import { Policy } from "@loyalkit/core/Policy"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import type { SeenReceipt } from "../SeenReceipt.ts"
import * as Counts from "./Counts.ts"
import type { Reading, Source } from "./dialect/Receipt.ts"
import * as Documents from "./Documents.ts"
import { Joining } from "./Joining.ts"
import type { Known, Waiting } from "./Known.ts"
import { textOf } from "./LocalTime.ts"
import * as Listing from "./Listing.ts"
import * as OdataClient from "./OdataClient.ts"
import type { OdataError } from "./OdataError.ts"
import type { Outcome } from "./Outcome.ts"
import * as Owners from "./Owners.ts"
import type { Notes } from "./ReaderStatus.ts"
import * as Returns from "./Returns.ts"
import * as Sales from "./Sales.ts"
import { allPoints, pointOf, zoneOf, type ReaderSettings } from "./Settings.ts"
import { look } from "@loyalkit/core/printed-sale/Standing"

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Nothing older is read, however long the reader was away; our judgment. Never older than what core's journal still knows: that would sell twice. */
const MAX_BACK_DAYS = 30

/** A document that 1C does not give is asked for again after so long. Our judgment. */
const REFUSED_MILLIS = HOUR / 4

/** A version that is not looked at again: until it changes, or for a while. */
interface Passed {
  readonly version: string
  readonly until: number
}

/** Makes readings of a base, over what is known of it. */
export const make = Effect.fnUntraced(function* (settings: ReaderSettings, known: Known, notes: Notes) {
  const checkout = yield* Checkout
  const joining = yield* Joining
  const policy = yield* Policy
  const timeZone = zoneOf(settings)
  const client = yield* OdataClient.make({
    url: settings.url,
    user: settings.user,
    password: settings.password,
    timeLimit: settings.requestSeconds * 1_000,
  })
  const owners = yield* Owners.make(client, settings)
  const points = allPoints(settings)
  const sales = Sales.make({ checkout, joining, owners, settings })
  const returns = Returns.make({
    checkout,
    joining,
    settings,
    saleRead: (ref) => {
      const entry = known.get(ref)
      if (entry === undefined) return undefined
      return entry.waiting === undefined ? "done" : "waiting"
    },
  })
  const reading: Reading = {
    dialect: settings.dialect,
    timeZone,
    isMapped: (key) => pointOf({ points: settings.points }, key) !== undefined,
    automaticDiscounts: settings.automaticDiscounts,
  }
  const listings = Documents.sources[settings.dialect].map((source) => ({
    source,
    list: Listing.make(client, source.entity, {
      pageSize: settings.pageSize,
      pause: settings.pauseMillis,
      timeZone,
    }),
  }))
  const passed = new Map<string, Passed>()
  const maxBack = Math.min(MAX_BACK_DAYS, policy.keepSettledDays / 2) * DAY

  const about = (ref: string) => Effect.annotateLogs({ base: settings.name, document: ref })

  const leaveOut = Effect.fnUntraced(function* (ref: string, field: string, expected: string) {
    if (!notes.leaveOut({ ref, field, expected })) return
    yield* Metric.update(Counts.receipts.leftOut, 1)
    yield* Effect.logWarning("A document of 1C cannot be read and is left out until it changes.").pipe(
      Effect.annotateLogs({ field, expected }),
      about(ref),
    )
  })

  const differs = (ref: string, why: string) => {
    notes.differ(ref, why)
    return Effect.logWarning("A receipt in 1C is not what was settled: somebody should look at it.").pipe(
      Effect.annotateLogs({ why }),
      about(ref),
    )
  }

  const record = Effect.fnUntraced(function* (
    { at, ref, till, version }: SeenReceipt,
    outcome: Exclude<Outcome, { readonly _tag: "Wait" }>,
    before: number,
  ) {
    if (outcome._tag === "NoPoint") {
      passed.set(ref, { version, until: Number.POSITIVE_INFINITY })
      if (!notes.meetTill(till)) return
      return yield* Effect.logWarning(
        "The settings have no point for this till or shop: its receipts are left alone.",
      ).pipe(Effect.annotateLogs({ till }), about(ref))
    }
    yield* known.put({ ref, version, at }, before)
    notes.done[outcome.how]++
    yield* Metric.update(Counts.receipts[outcome.how], 1)
    if (outcome.how === "differs") return yield* differs(ref, outcome.why ?? "it was settled otherwise")
    const log =
      outcome.how === "nobody"
        ? Effect.logInfo("A receipt of 1C earns nothing: its card leads to no client.")
        : Effect.logDebug("A receipt of 1C is dealt with.")
    yield* log.pipe(Effect.annotateLogs({ how: outcome.how, why: outcome.why ?? "" }), about(ref))
  })

  /** Deals with a receipt that may have been waited for, and writes down what became of it. */
  const settle = Effect.fnUntraced(function* (
    receipt: SeenReceipt,
    before: number,
    waited?: Waiting,
  ): Effect.fn.Return<void, JournalError> {
    const since = waited?.since ?? (yield* Clock.currentTimeMillis)
    const outcome =
      receipt.kind === "sale"
        ? yield* sales(receipt, { since, isOurs: waited?.isOurs ?? false })
        : yield* returns(receipt, since)
    if (outcome._tag !== "Wait") return yield* record(receipt, outcome, before)
    const { isTills, why } = outcome
    const waiting: Waiting = { receipt, since, why, isOurs: isTills !== true }
    if (waited?.why === why && waited.receipt.version === receipt.version) return
    yield* Effect.logInfo("A receipt of 1C waits.").pipe(Effect.annotateLogs({ why }), about(receipt.ref))
    yield* known.put({ ref: receipt.ref, version: receipt.version, at: receipt.at, waiting }, before)
  })

  /** A document that is not printed: what waited of it waits no longer, and what was settled of it is somebody's to look at. */
  const unprinted = Effect.fnUntraced(function* ({ at, ref, version }: Listing.Listed, before: number) {
    passed.set(ref, { version, until: Number.POSITIVE_INFINITY })
    const entry = known.get(ref)
    if (entry === undefined) return
    yield* known.put({ ref, version, at }, before)
    if (entry.waiting === undefined && (yield* look(checkout, points, ref))._tag === "Sold") {
      yield* differs(ref, "it was settled, and is not printed any more")
    }
  })

  const readOne = Effect.fnUntraced(function* (
    { entity, read }: Source,
    listed: Listing.Listed,
    before: number,
  ): Effect.fn.Return<void, OdataError | JournalError> {
    const { ref, version } = listed
    const found = yield* Effect.result(client.one(entity, ref))
    if (Result.isFailure(found)) {
      const error = found.failure
      if (error._tag !== "OdataRefused") return yield* Effect.fail(error)
      passed.set(ref, { version, until: (yield* Clock.currentTimeMillis) + REFUSED_MILLIS })
      return yield* leaveOut(ref, "the document", error.message)
    }
    // Gone since it was listed.
    if (Option.isNone(found.success)) return
    const document = read(found.success.value, reading)
    if (Result.isFailure(document)) {
      passed.set(ref, { version, until: Number.POSITIVE_INFINITY })
      return yield* leaveOut(ref, document.failure.field, document.failure.expected)
    }
    notes.leftOut.delete(ref)
    if (document.success._tag === "NotPrinted") return yield* unprinted(listed, before)
    // By the listing's version, which is what the next listing is compared with.
    yield* settle({ ...document.success.receipt, version }, before, known.get(ref)?.waiting)
  })

  const isNew = ({ ref, version }: Listing.Listed, now: number): boolean => {
    const pass = passed.get(ref)
    // Without a version nobody can say whether it changed.
    if (version !== "" && pass?.version === version && pass.until > now) return false
    const entry = known.get(ref)
    return entry === undefined || entry.version !== version
  }

  const forgetPassed = (listed: ReadonlySet<string>): void => {
    for (const ref of passed.keys()) if (!listed.has(ref)) passed.delete(ref)
  }

  /** From when on documents are looked at. */
  const horizon = Effect.fnUntraced(function* (now: number) {
    const place = Option.getOrUndefined(yield* known.place)
    const from = place?.from ?? now - settings.firstReadHours * HOUR
    if (place === undefined) yield* known.remember({ from })
    const listed = Math.min(place?.listed ?? from, now)
    const wanted = Math.max(from, place?.listed === undefined ? from : listed - settings.watchDays * DAY)
    const since = Math.max(wanted, now - maxBack)
    if (listed < since && notes.missedBefore === undefined) {
      notes.missedBefore = since
      yield* Effect.logError(
        "1C was not read for longer than a receipt may be old: what was sold before is not settled any more.",
      ).pipe(Effect.annotateLogs({ base: settings.name, before: textOf(since, timeZone) }))
    }
    return { from, since }
  })

  const waitingAgain = Effect.fnUntraced(function* (
    before: number,
    kinds: ReadonlyArray<SeenReceipt["kind"]>,
  ): Effect.fn.Return<void, JournalError> {
    for (const waited of known.waiting()) {
      if (kinds.includes(waited.receipt.kind)) yield* settle(waited.receipt, before, waited)
    }
  })

  /** Reads once. */
  return Effect.gen(function* (): Effect.fn.Return<void, OdataError | JournalError> {
    const now = yield* Clock.currentTimeMillis
    const { from, since } = yield* horizon(now)
    yield* waitingAgain(since, ["sale", "return"])
    let documents = 0
    let isWhole = true
    const all = new Set<string>()
    for (const { list, source } of listings) {
      const listing = yield* list(since)
      documents += listing.documents.length
      isWhole &&= listing.isWhole
      for (const { expected, field } of listing.unreadable)
        yield* leaveOut(`a row of ${source.entity}`, field, expected)
      for (const listed of listing.documents) all.add(listed.ref)
      const news = listing.documents.filter((listed) => isNew(listed, now)).toSorted((a, b) => a.at - b.at)
      for (const listed of news) {
        yield* Effect.sleep(settings.pauseMillis)
        yield* readOne(source, listed, since)
      }
    }
    forgetPassed(all)
    // A return may have been read before its sale.
    yield* waitingAgain(since, ["return"])
    if (isWhole) yield* known.remember({ from, listed: now })
    else
      yield* Effect.logInfo("1C's receipts moved while they were listed: what is missing is read next time.")
    notes.lastRead = { at: now, documents, isWhole }
    yield* Metric.update(Counts.waiting, known.waiting().length)
  })
})
