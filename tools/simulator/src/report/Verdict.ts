/**
 * When a run fails: something happened that must not, too much was left to people, or it was not hostile enough to
 * prove anything.
 */
import { JournalEvent } from "@loyalkit/core/journal/JournalEvent"
import * as Faults from "../script/Faults.ts"
import type { Profile } from "../script/Script.ts"
import { WEATHERS } from "../script/Troubles.ts"
import { MOMENTS } from "../world/Moment.ts"
import type { Ran } from "../Run.ts"
import { CEILINGS } from "./Table.ts"

/** From so many receipts on, everything that a profile promises must have been met. */
export const LARGE_ENOUGH = 20_000
/** So often. */
export const OFTEN_ENOUGH = 100

const FAULTS = [
  ...Faults.NAMES.map((name) => `fault: ${name}`),
  ...WEATHERS.map((name) => `fault: outage: ${name}`),
]

/** Everything that can happen to a receipt, as the journal knows it. */
const STATES = JournalEvent.members.map(({ fields }) => `event: ${fields._tag.schema.literal}`)

const CRASHES = MOMENTS.map((moment) => `crash: ${moment}`)

const DISK = ["disk: full", "disk: unreadable", "disk: append failed", "power cut: appends lost"]

/** What a profile promises to meet. */
const PROMISED: Readonly<Record<Profile, ReadonlyArray<string>>> = {
  calm: [],
  rough: [...FAULTS, ...STATES, ...CRASHES],
  hostile: [...FAULTS, ...STATES, ...CRASHES, ...DISK],
  "broken-assumption": [],
}

/** Why a run fails; nothing where it passes. */
export const complaints = (profile: Profile, { failed, tally }: Ran): ReadonlyArray<string> => {
  const complaints: Array<string> = []
  const violations = failed.reduce((sum, world) => sum + world.violations.length, 0)
  if (violations > 0 && profile !== "broken-assumption") {
    complaints.push(`${violations} violations in ${failed.length} worlds.`)
  }
  for (const kind of ["spending", "usual"] as const) {
    const { person, total } = tally.doubts[kind]
    if (total >= OFTEN_ENOUGH && person / total > CEILINGS[profile][kind]) {
      complaints.push(`${person} of ${total} doubts (${kind}) were left to a person: too many.`)
    }
  }
  if (tally.receipts < LARGE_ENOUGH) return complaints
  for (const what of PROMISED[profile]) {
    const met = tally.counts[what] ?? 0
    if (met < OFTEN_ENOUGH) complaints.push(`Not hostile enough: "${what}" was met ${met} times.`)
  }
  return complaints
}
