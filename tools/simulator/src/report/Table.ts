/**
 * A run as a table for people: what happened, what broke, how doubts were decided, and what it cost.
 */
import { INVARIANTS, type Code } from "../judge/Violation.ts"
import { VIOLATED_SHARE } from "../script/Broken.ts"
import type { Profile } from "../script/Script.ts"
import type { Failed } from "../Worlds.ts"
import type { Doubts, Harm, Tally } from "./Tally.ts"

/**
 * At most so large a share of doubts of sales that spend may be left to a person, by profile; else asking a person would always
 * pass. `usual`: at a service that shows holds and spares those of others.
 */
export const CEILINGS: Readonly<Record<Profile, { readonly spending: number; readonly usual: number }>> = {
  calm: { spending: 0.6, usual: 0.35 },
  rough: { spending: 0.7, usual: 0.45 },
  hostile: { spending: 0.75, usual: 0.5 },
  "broken-assumption": { spending: 1, usual: 1 },
}

const number = (value: number): string => String(value).padStart(9)
const share = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`

const percentile = (sorted: ReadonlyArray<number>, at: number): string => {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))]
  return value === undefined ? "–" : `${(value / 1_000).toFixed(1)} s`
}

const section = (title: string, lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.length === 0 ? [] : ["", title, ...lines]

const counted = (counts: Tally["counts"], prefix: string): ReadonlyArray<string> =>
  Object.entries(counts)
    .filter(([what]) => what.startsWith(prefix))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, by]) => `${number(by)}  ${what.slice(prefix.length)}`)

const ENDS = ["Committed", "Queued", "InDoubt", "Rejected", "Cancelled", "none"] as const

const outcomes = ({ outcomes }: Tally): ReadonlyArray<string> => [
  `${"".padEnd(34)}${ENDS.map((end) => end.padStart(10)).join("")}     other`,
  ...Object.entries(outcomes)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([fault, ends]) => {
      const all = Object.values(ends).reduce((sum, by) => sum + by, 0)
      const known = ENDS.map((end) => ends[end] ?? 0)
      const other = all - known.reduce((sum, by) => sum + by, 0)
      return `${fault.padEnd(34)}${[...known, other].map((by) => String(by).padStart(10)).join("")}`
    }),
]

const decided = (name: string, { person, total, witness }: Doubts): string =>
  `${name.padEnd(26)}${number(total)}${number(witness)} (${share(witness, total)})${number(person)} (${share(person, total)})`

const doubts = ({ doubts, settleMillis }: Tally, profile: Profile): ReadonlyArray<string> => {
  const sorted = settleMillis.toSorted((a, b) => a - b)
  const { spending, usual } = CEILINGS[profile]
  return [
    `${"".padEnd(26)}${"all".padStart(9)}   by a witness      by a person`,
    decided("of sales that spend", doubts.spending),
    decided("… at a usual service", doubts.usual),
    decided("of sales that only earn", doubts.earning),
    `At most ${share(spending, 1)} of the first, and ${share(usual, 1)} of the second, may be left to a person.`,
    `Until a witness decided: p50 ${percentile(sorted, 0.5)}, p99 ${percentile(sorted, 0.99)}.`,
  ]
}

const perMillion = (count: number, of: number): string =>
  number(Math.round((count * 1_000_000) / Math.max(1, of)))

const harm = (by: Readonly<Record<string, Harm>>): ReadonlyArray<string> => {
  const rows = Object.entries(by).toSorted(([a], [b]) => (a < b ? -1 : 1))
  if (rows.length === 0) return []
  return [
    `${"".padEnd(26)}   double     lost   (sales per million receipts)`,
    ...rows.map(
      ([who, { double, lost, receipts }]) =>
        `${who.padEnd(26)}${perMillion(double, receipts)}${perMillion(lost, receipts)}   of ${receipts}`,
    ),
  ]
}

const violations = (failed: ReadonlyArray<Failed>): ReadonlyArray<string> => {
  const byCode = new Map<Code, number>()
  for (const { violations } of failed) {
    for (const { code } of violations) byCode.set(code, (byCode.get(code) ?? 0) + 1)
  }
  return byCode.size === 0
    ? [`${number(0)}  violations`]
    : [...byCode].map(([code, by]) => `${number(by)}  ${INVARIANTS[code]}`)
}

export interface TableOptions {
  readonly profile: Profile
  readonly seed: string
  readonly tally: Tally
  readonly failed: ReadonlyArray<Failed>
  readonly rate: number
}

export const table = ({ failed, profile, rate, seed, tally }: TableOptions): string =>
  [
    `${tally.receipts} checkouts in ${tally.worlds} worlds, profile ${profile}, seed ${seed}; ${rate} a second and core`,
    ...section("How receipts ended, by the fault that their own calls met", outcomes(tally)),
    ...section("Doubts", [...doubts(tally, profile), ...counted(tally.counts, "left to a person: ")]),
    ...section("Looks", counted(tally.counts, "look: ")),
    ...section("Faults injected", counted(tally.counts, "fault: ")),
    ...section("Disk", counted(tally.counts, "disk: ")),
    ...section("States reached", counted(tally.counts, "event: ")),
    ...section("Crashes", counted(tally.counts, "crash: ")),
    ...section("Harm", harm(tally.harm)),
    ...section(
      `Harm where an assumption is violated, in ${share(VIOLATED_SHARE, 1)} of the sales that it is about`,
      harm(tally.broken),
    ),
    ...section(profile === "broken-assumption" ? "What that violates" : "Violations", violations(failed)),
  ].join("\n")
