/**
 * Reads 1C's receipts back, over and over, in the background: what neither the native protocol nor a till told is settled from the documents.
 *
 * One reading at a time, and never more than half of 1C's time: after a reading that took long the next one waits as long. Receipts may vanish when
 * a shift is closed, so it reads while the shift is open. Where a reading fails it waits longer each time; a refused login is not tried often, since 1C
 * locks users out.
 */
import type { Checkout } from "@loyalkit/core/Checkout"
import type { Journal, JournalError } from "@loyalkit/core/Journal"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Metric from "effect/Metric"
import * as Option from "effect/Option"
import * as Semaphore from "effect/Semaphore"
import type { CardBook } from "../CardBook.ts"
import * as Counts from "./Counts.ts"
import type { Joining } from "./Joining.ts"
import * as Known from "./Known.ts"
import type { OdataError } from "./OdataError.ts"
import { Notes, type ReaderStatus } from "./ReaderStatus.ts"
import * as Round from "./Round.ts"
import type { ReaderSettings } from "./Settings.ts"

/** The longest wait after failures; our judgment: a shift is not closed ten minutes after its last sale unseen. */
const MAX_WAIT_MILLIS = 10 * 60_000

/** What the reader needs besides its settings. */
export type ReaderServices = HttpClient.HttpClient | Checkout | Journal | CardBook | Joining

/** A reading that did not come to its end. */
export type ReadError = OdataError | JournalError

export class Reader extends Context.Service<
  Reader,
  {
    /** What an operator sees. */
    readonly status: Effect.Effect<ReaderStatus>
    /** Reads once, now, when no other reading is under way. The background goes on by itself. */
    readonly readNow: Effect.Effect<void, ReadError>
  }
>()("@loyalkit/adapter-1c-http/odata/Reader") {
  /** Reads in the background for as long as the layer lives. */
  static readonly layer = (settings: ReaderSettings): Layer.Layer<Reader, never, ReaderServices> =>
    Layer.effect(Reader, make(settings))
}

/** A reading opens the base first, where none did yet: the journal may be away when the process starts. */
const opening = (settings: ReaderSettings, notes: Notes) => {
  let opened: { readonly known: Known.Known; readonly round: Effect.Effect<void, ReadError> } | undefined
  const open = Effect.gen(function* () {
    const known = yield* Known.open(settings.name)
    return { known, round: yield* Round.make(settings, known, notes) }
  })
  return {
    read: Effect.gen(function* () {
      opened ??= yield* open
      yield* opened.round
    }),
    waiting: () =>
      (opened?.known.waiting() ?? []).map(({ receipt, since, why }) => ({
        ref: receipt.ref,
        kind: receipt.kind,
        since,
        why,
      })),
  }
}

/** How long to wait before the next reading, in milliseconds. */
const waitAfter = (
  exit: Exit.Exit<void, ReadError>,
  took: number,
  tries: number,
  { pollSeconds }: ReaderSettings,
): number => {
  const usual = pollSeconds * 1_000
  if (Exit.isSuccess(exit)) return Math.max(usual, took)
  const error = Option.getOrUndefined(Cause.findErrorOption(exit.cause))
  if (error?._tag === "OdataUnauthorized") return Math.max(usual, MAX_WAIT_MILLIS)
  return Math.max(usual, Math.min(MAX_WAIT_MILLIS, usual * 2 ** Math.min(tries, 10)))
}

const make = Effect.fnUntraced(function* (settings: ReaderSettings) {
  const notes = new Notes()
  const services = yield* Effect.context<ReaderServices>()
  const turn = yield* Semaphore.make(1)
  const base = opening(settings, notes)

  const failed = Effect.fnUntraced(function* (cause: Cause.Cause<ReadError>) {
    yield* Metric.update(Counts.readings.failed, 1)
    const error = Option.getOrUndefined(Cause.findErrorOption(cause))
    const name = error?._tag ?? "Defect"
    const before = notes.failing
    notes.failing = {
      since: before?.since ?? (yield* Clock.currentTimeMillis),
      error: name,
      detail: error?.message ?? "an error of ours; see the log",
      tries: (before?.tries ?? 0) + 1,
    }
    // Once for each kind of failure: an outage of a night is not a thousand lines.
    if (before?.error === name) return
    const log = Effect.logWarning("1C's receipts cannot be read; it is tried again.")
    yield* error === undefined
      ? Effect.logError("Reading 1C's receipts failed, and goes on.", cause)
      : Effect.annotateLogs(log, { base: settings.name, error: name, detail: error.message })
  })

  const succeeded = Effect.gen(function* () {
    yield* Metric.update(Counts.readings.read, 1)
    if (notes.failing === undefined) return
    notes.failing = undefined
    yield* Effect.annotateLogs(Effect.logInfo("1C's receipts are read again."), { base: settings.name })
  })

  const readNow = base.read.pipe(
    Effect.tap(() => succeeded),
    Effect.tapCause((cause) => (Cause.hasInterruptsOnly(cause) ? Effect.void : failed(cause))),
    turn.withPermits(1),
    Effect.provideContext(services),
  )

  const turnOf = Effect.gen(function* () {
    const started = yield* Clock.monotonicTimeNanos
    const exit = yield* Effect.exit(readNow)
    const took = Number((yield* Clock.monotonicTimeNanos) - started) / 1_000_000
    yield* Effect.sleep(waitAfter(exit, took, notes.failing?.tries ?? 0, settings))
  })

  yield* Effect.forkScoped(Effect.forever(turnOf))
  return Reader.of({ status: Effect.sync(() => notes.status(base.waiting())), readNow })
})
