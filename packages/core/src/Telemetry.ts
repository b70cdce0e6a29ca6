/**
 * What an operator can watch: commits, holds, cases, and a journal that fails.
 *
 * Metrics and logs come from two places only: the calls of the service (`loyalclient/CallMetrics`), and here the
 * events that the journal has taken. So a number here never says more than what is written down. No name, phone, card or key is in any of
 * it; texts of others were masked before they became events. Nothing here can change what it tells of: a logger
 * that throws is not heard.
 *
 * `docs/observability.md` lists it all, and `Otlp` sends it away.
 */
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type { CheckoutKey } from "./Domain.ts"
import type { JournalUnavailable, VersionConflict } from "./Journal.ts"
import type { JournalEvent } from "./journal/JournalEvent.ts"

const counter = (name: string, description: string, attributes: Readonly<Record<string, string>> = {}) =>
  Metric.counter(name, { description, attributes: { ...attributes }, incremental: true })

const committed = (outcome: "committed" | "refused" | "doubt") =>
  counter("loyalkit.commits", "Commits by outcome", { outcome })
const commits = {
  committed: committed("committed"),
  refused: committed("refused"),
  doubt: committed("doubt"),
}

type HoldFate = "taken" | "unknown" | Extract<JournalEvent, { readonly _tag: "HoldEnded" }>["why"]
const held = (fate: HoldFate) => counter("loyalkit.holds", "What became of holds", { fate })
const holds: Readonly<Record<HoldFate, Metric.Counter<number>>> = {
  taken: held("taken"),
  unknown: held("unknown"),
  released: held("released"),
  replaced: held("replaced"),
  expired: held("expired"),
  abandoned: held("abandoned"),
}

type CaseKind = "doubt" | "difference" | "printedNotWrittenOff" | "return" | "rejected"
const opened = (kind: CaseKind) => counter("loyalkit.cases", "Cases opened for a person", { kind })
const cases: Readonly<Record<CaseKind, Metric.Counter<number>>> = {
  doubt: opened("doubt"),
  difference: opened("difference"),
  printedNotWrittenOff: opened("printedNotWrittenOff"),
  return: opened("return"),
  rejected: opened("rejected"),
}

const resolvedDoubt = (by: "witness" | "person", verdict: "committed" | "notCreated") =>
  counter("loyalkit.doubts.settled", "Doubts settled, by whom and how", { by, verdict })
const settledDoubts = {
  witness: {
    committed: resolvedDoubt("witness", "committed"),
    notCreated: resolvedDoubt("witness", "notCreated"),
  },
  person: {
    committed: resolvedDoubt("person", "committed"),
    notCreated: resolvedDoubt("person", "notCreated"),
  },
}
const queued = counter("loyalkit.queued", "Earnings that were queued")

const journalFailures = counter("loyalkit.journal.failures", "Appends that the journal could not take")

/** The metrics that an event counts in. */
const countersOf = (event: JournalEvent): ReadonlyArray<Metric.Counter<number>> => {
  switch (event._tag) {
    case "Held":
      return [holds.taken]
    case "HoldUnknown":
      return [holds.unknown]
    case "HoldEnded":
      return [holds[event.why]]
    case "Committed":
      return [
        commits.committed,
        ...(event.difference === undefined ? [] : [cases.difference]),
        ...(event.judge === undefined ? [] : [settledDoubts[event.judge.by].committed]),
      ]
    case "CommitRefused":
      return [commits.refused]
    case "CommitUnknown":
      return [commits.doubt]
    case "LeftToPerson":
      return [cases.doubt]
    case "NotCreated":
      return [settledDoubts[event.judge.by].notCreated]
    case "EarningQueued":
      return [queued]
    case "Rejected":
      return event.judge === undefined ? [cases.rejected] : []
    case "PrintedNotWrittenOff":
      return [cases.printedNotWrittenOff]
    case "ReturnNoted":
      return [cases.return]
    case "Identified":
    case "SearchKept":
    case "Quoted":
    case "QuoteOutdated":
    case "CommitIntended":
    case "WitnessHeld":
    case "DoubtLooked":
    case "WindowOver":
    case "CaseClosed":
    case "Cancelled":
      return []
  }
}

/** Marks the span around an effect, and those inside it, with the receipt that they are about. */
export const spansAbout =
  ({ point, receipt }: CheckoutKey) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.andThen(
      Effect.annotateCurrentSpan({ point, receipt }),
      Effect.annotateSpans(effect, { point, receipt }),
    )

/** The log line of an event, where it is worth one. `detail` was masked before it became an event. */
const logOf = (event: JournalEvent): Effect.Effect<void> | undefined => {
  switch (event._tag) {
    case "Committed": {
      const { difference, judge } = event
      if (judge !== undefined)
        return Effect.annotateLogs(
          Effect.logInfo("A doubt is settled: the sale was created."),
          "by",
          judge.by,
        )
      return difference === undefined
        ? Effect.logDebug("The sale was created.")
        : Effect.annotateLogs(
            Effect.logWarning("The sale's total is not the one that was shown."),
            difference,
          )
    }
    case "CommitRefused":
      return withReason(event, Effect.logWarning("The commit was refused, and nothing was created."))
    case "EarningQueued":
      return withReason(event, Effect.logInfo("The earning waits in the queue."))
    case "NotCreated":
      return Effect.annotateLogs(
        Effect.logInfo("A doubt is settled: nothing was created."),
        "by",
        event.judge.by,
      )
    case "Rejected":
      return withReason(event, Effect.logWarning("The receipt ends without a sale."))
    case "CommitUnknown":
      return withReason(event, Effect.logWarning("The sale was sent and its fate is not known: a doubt."))
    case "PrintedNotWrittenOff":
      return withReason(event, Effect.logWarning("Points may be printed that were not written off: a case."))
    case "HoldUnknown":
      return Effect.annotateLogs(
        Effect.logWarning("A hold was asked for and its fate is not known."),
        "detail",
        event.detail,
      )
    case "ReturnNoted":
      return Effect.logInfo("A return was noted: a case.")
    default:
      return undefined
  }
}

const withReason = (
  { detail, error }: { readonly detail: string; readonly error: string },
  log: Effect.Effect<void>,
) => Effect.annotateLogs(log, { error, detail })

/** Marks a log with its receipt. A logger's failure must not become the checkout's. */
const heard = (log: Effect.Effect<void>, { point, receipt }: CheckoutKey): Effect.Effect<void> =>
  Effect.catchCause(Effect.annotateLogs(log, { point, receipt }), () => Effect.void)

/** Tells of something that went wrong beside the checkout's own answer. */
export const failed = (
  key: CheckoutKey,
  what: string,
  { message }: { readonly message: string },
): Effect.Effect<void> => heard(Effect.annotateLogs(Effect.logError(what), "detail", message), key)

/** A doubt that nothing decides any more: somebody has to look at it. */
export const leftToPerson = (key: CheckoutKey, why: string): Effect.Effect<void> =>
  heard(
    Effect.annotateLogs(
      Effect.logWarning("A doubt could not be settled and is left to a person."),
      "why",
      why,
    ),
    key,
  )

/** The service refuses our key or our point: no queued earning of this point is delivered until that is put right. */
export const queueStopped = (point: string, { message }: { readonly message: string }): Effect.Effect<void> =>
  Effect.logError("Queued earnings are not delivered.").pipe(
    Effect.annotateLogs({ point, detail: message }),
    Effect.catchCause(() => Effect.void),
  )

/** An error of our own in the background. */
export const settlerFailed = (point: string, cause: Cause.Cause<unknown>): Effect.Effect<void> =>
  Effect.logError("The settler failed at a point, and goes on.", cause).pipe(
    Effect.annotateLogs({ point }),
    Effect.catchCause(() => Effect.void),
  )

/** Tells of events that the journal has taken. */
export const recorded = (key: CheckoutKey, events: ReadonlyArray<JournalEvent>): Effect.Effect<void> =>
  Effect.withFiber((fiber) => {
    const logs: Array<Effect.Effect<void>> = []
    for (const event of events) {
      for (const counter of countersOf(event)) counter.updateUnsafe(1, fiber.context)
      const log = logOf(event)
      if (log !== undefined) logs.push(heard(log, key))
    }
    return logs.length === 0 ? Effect.void : Effect.all(logs, { discard: true })
  })

/** Tells of an append that failed. That somebody else wrote first is no failure of the journal. */
export const notRecorded = (
  key: CheckoutKey,
  error: VersionConflict | JournalUnavailable,
): Effect.Effect<void> =>
  error._tag === "VersionConflict"
    ? Effect.void
    : Effect.andThen(
        Metric.update(journalFailures, 1),
        failed(key, "The journal could not be written.", error),
      )
