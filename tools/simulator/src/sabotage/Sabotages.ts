/**
 * The engine's safeguards, each as a patch that takes it out of the shipped code.
 *
 * A patch names a module of core's `dist` and replaces one piece of its text. A piece that is not there, or that is there
 * twice, stops the run: a sabotage that does nothing would prove nothing.
 */
import type { Code } from "../judge/Violation.ts"

export interface Patch {
  /** The module, from core's `dist`. */
  readonly module: string
  readonly find: string
  readonly put: string
}

export interface Sabotage {
  /** What is taken out. */
  readonly takesOut: string
  /** What must then go wrong first. Anything else would only be a broken patch. */
  readonly caughtAs: ReadonlyArray<Code>
  readonly patches: readonly [Patch, ...ReadonlyArray<Patch>]
}

const one = (
  takesOut: string,
  caughtAs: ReadonlyArray<Code>,
  module: string,
  find: string,
  put: string,
): Sabotage => ({ takesOut, caughtAs, patches: [{ module, find, put }] })

/** The journal says of a sale what is not so. */
const WRONG: ReadonlyArray<Code> = ["wrongly-committed", "wrongly-not", "twice"]
const SENT_UNPROVEN: ReadonlyArray<Code> = ["unproven", "twice", "wrongly-not"]

export const SABOTAGES: Readonly<Record<string, Sabotage>> = {
  "no-sync": one(
    "the sync of a commit's intent before it is sent",
    SENT_UNPROVEN,
    "settlement/Sending.js",
    `durability: "synced"`,
    `durability: "written"`,
  ),
  "queue-not-synced": one(
    "the sync of a queued earning before the till hears of it",
    ["lost"],
    "settlement/Queue.js",
    `durability: "synced"`,
    `durability: "written"`,
  ),
  "unknown-is-not-sent": one(
    "the difference between a request that was not sent and one whose fate is unknown",
    SENT_UNPROVEN,
    "settlement/Outcome.js",
    `error.commitState !== "unknown"`,
    `true`,
  ),
  "sale-retried": one(
    "that a sale is sent once only",
    ["twice"],
    "LoyalClient.js",
    `Attempts.once(call, patience?.budget ?? policy.commitBudget)`,
    `Attempts.repeatedly(call, { policy, budget: patience?.budget ?? policy.commitBudget, retryable: Attempts.ifUnanswered })`,
  ),
  "resent-within-window": one(
    "the window before a sale is sent again",
    ["twice", "wrongly-not"],
    "settlement/Verdict.js",
    `final: looks.afterWindow,`,
    `final: true,`,
  ),
  "released-before-probing": one(
    "that a doubt's hold is kept while it is looked at",
    WRONG,
    "settlement/Sending.js",
    `listener.doubted(doubt, sentUntil)`,
    `Effect.andThen(Effect.forkDetach(Effect.ignore(client.release(doubt.state.intent.witness.hold?.id ?? "none"))), listener.doubted(doubt, sentUntil))`,
  ),
  "orphaned-doubt": {
    takesOut: "that a doubt's hold is no orphan",
    caughtAs: WRONG,
    patches: [
      {
        module: "settlement/Orphans.js",
        find: `if (!isUndecided(snapshot.state))`,
        put: `if (snapshot.state._tag === "InDoubt" && snapshot.state.before._tag === "Held") yield* Effect.ignore(client.release(snapshot.state.before.hold.id));
        if (!isUndecided(snapshot.state))`,
      },
      {
        module: "settlement/Orphans.js",
        find: `journal.list({ status: "open", after, limit: PAGE })`,
        put: `journal.list({ after, limit: PAGE })`,
      },
      { module: "settlement/Settler.js", find: `"5 minutes"`, put: `"10 seconds"` },
    ],
  },
  "budget-ignored": one(
    "the time limit of calls",
    ["late"],
    "loyalclient/TimeLimit.js",
    `Duration.millis(millis)`,
    `Duration.hours(1)`,
  ),
  "unchanged-is-not-created": one(
    `that "y = x = b" decides nothing`,
    ["twice", "wrongly-not"],
    "settlement/Verdict.js",
    `return undecided("unchanged")`,
    `return { _tag: "NotCreated", final: true, balance }`,
  ),
  "two-looks": one(
    "the third look",
    WRONG,
    "settlement/Verdict.js",
    `looks.disturbed || looks.withHold !== looks.withHoldAgain`,
    `looks.disturbed`,
  ),
  "point-held-too-late": one(
    "that a one-point hold must be older than a look that saw the sale's own alive",
    ["twice", "wrongly-not"],
    "settlement/WitnessHolds.js",
    `proven: false`,
    `proven: true`,
  ),
  uncalibrated: one(
    "that the service must have been seen to show a hold",
    WRONG,
    "settlement/Observed.js",
    `sign: () => sign,`,
    `sign: () => sign ?? "adds",`,
  ),
  "refusal-is-final": one(
    "that the refusal of a second request reopens the doubt of the first",
    ["unproven", "wrongly-not"],
    "settlement/Sending.js",
    `order.again !== undefined && !Outcome.mayWait(error)`,
    `false`,
  ),
  "expired-hold-trusted": one(
    "that a hold which may have expired proves nothing",
    ["wrongly-committed"],
    "settlement/Verdict.js",
    `if (!unexpired)`,
    `if (false)`,
  ),
  "own-sales-forgotten": one(
    "that our own other checkouts may have moved the balance",
    ["wrongly-committed"],
    "settlement/Verdict.js",
    `if (watch.othersMoved)`,
    `if (false)`,
  ),
  "point-sales-forgotten": one(
    "that our own sales to others may have ended the hold",
    ["wrongly-committed"],
    "settlement/Verdict.js",
    `if (watch.pointMoved)`,
    `if (false)`,
  ),
  "hasty-person": one(
    "that a person waits for the window, too",
    ["twice", "wrongly-not"],
    "settlement/Judging.js",
    `snapshot.state.windowOver !== true`,
    `false`,
  ),
  "foreign-doubt-is-old": one(
    "that the window of another process's request begins when it is found",
    ["twice", "wrongly-not"],
    "settlement/Recovery.js",
    `journal.singleWriter ? now : now + BigInt(policy.commitBudget) * Knowledge.NANOS_PER_MILLI`,
    `0n`,
  ),
  "hold-not-replaced": one(
    "that just as many points are held as are spent",
    ["beyond"],
    "checkout/Commit.js",
    `policy.holds === "off" ||`,
    `true ||`,
  ),
  "version-not-checked": one(
    "the journal's check of the version that a writer knew",
    SENT_UNPROVEN,
    "journal/MemoryJournal.js",
    `actualVersion !== append.expectedVersion`,
    `false`,
  ),
}
