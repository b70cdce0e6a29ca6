/**
 * The engine's safeguards, each as a patch that takes it out of the shipped code.
 *
 * A patch names a module of core's `dist` and replaces one piece of its text. A piece that is not there, or that is there
 * twice, stops the run: a sabotage that does nothing would prove nothing.
 */

export interface Patch {
  /** The module, from core's `dist`. */
  readonly module: string
  readonly find: string
  readonly put: string
}

export interface Sabotage {
  /** What is taken out. */
  readonly takesOut: string
  readonly patches: readonly [Patch, ...ReadonlyArray<Patch>]
}

export const SABOTAGES: Readonly<Record<string, Sabotage>> = {
  "no-sync": {
    takesOut: "the sync of a commit's intent before it is sent",
    patches: [
      { module: "settlement/Sending.js", find: `durability: "synced"`, put: `durability: "written"` },
    ],
  },
  "unknown-is-not-sent": {
    takesOut: "the difference between a request that was not sent and one whose fate is unknown",
    patches: [{ module: "settlement/Outcome.js", find: `error.commitState !== "unknown"`, put: `true` }],
  },
  "version-not-checked": {
    takesOut: "the journal's check of the version that a writer knew",
    patches: [
      {
        module: "journal/MemoryJournal.js",
        find: `actualVersion !== append.expectedVersion`,
        put: `false`,
      },
    ],
  },
  "budget-ignored": {
    takesOut: "the time limit of calls",
    patches: [
      { module: "loyalclient/TimeLimit.js", find: `Duration.millis(millis)`, put: `Duration.hours(1)` },
    ],
  },
}
