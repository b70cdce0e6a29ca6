/**
 * When a run fails: something happened that must not, too much was left to people, or it was not hostile enough to
 * prove anything.
 */
import type { Profile } from "../script/Script.ts"
import type { Ran } from "../Run.ts"
import { CEILINGS } from "./Table.ts"

/** From so many receipts on, everything that a profile promises must have been met. */
export const LARGE_ENOUGH = 20_000
/** So often. */
export const OFTEN_ENOUGH = 100

const FAULTS = [
  "refuse",
  "close, lost",
  "close, executed",
  "reset, lost",
  "reset, executed",
  "silence, lost",
  "silence, executed",
  "late",
  "delay",
  "cut",
  "html, lost",
  "html, executed",
  "failure, lost",
  "failure, executed",
  "wrong-shape, lost",
  "wrong-shape, executed",
  "redirect, lost",
  "redirect, executed",
  "duplicate",
  "outage: refused",
  "outage: silent",
  "outage: key",
  "outage: point",
  "outage: errors",
].map((name) => `fault: ${name}`)

const STATES = [
  "Identified",
  "SearchKept",
  "Quoted",
  "Held",
  "HoldUnknown",
  "HoldEnded",
  "EarningQueued",
  "CommitIntended",
  "Committed",
  "CommitRefused",
  "CommitUnknown",
  "WitnessHeld",
  "DoubtLooked",
  "NotCreated",
  "LeftToPerson",
  "Cancelled",
  "PrintedNotWrittenOff",
  "ReturnNoted",
].map((name) => `event: ${name}`)

const DISK = ["disk: full", "disk: unreadable", "disk: append failed", "power cut: appends lost"]

/** What a profile promises to meet. */
const PROMISED: Readonly<Record<Profile, ReadonlyArray<string>>> = {
  calm: [],
  rough: [...FAULTS, ...STATES],
  hostile: [...FAULTS, ...STATES, ...DISK],
  "broken-assumption": [],
}

/** Why a run fails; nothing where it passes. */
export const complaints = (profile: Profile, { failed, tally }: Ran): ReadonlyArray<string> => {
  const complaints: Array<string> = []
  const violations = failed.reduce((sum, world) => sum + world.violations.length, 0)
  if (violations > 0 && profile !== "broken-assumption") {
    complaints.push(`${violations} violations in ${failed.length} worlds.`)
  }
  const { person, total } = tally.doubts.spending
  if (total >= OFTEN_ENOUGH && person / total > CEILINGS[profile]) {
    complaints.push(`${person} of ${total} doubts were left to a person: too many.`)
  }
  if (tally.receipts < LARGE_ENOUGH) return complaints
  for (const what of PROMISED[profile]) {
    const met = tally.counts[what] ?? 0
    if (met < OFTEN_ENOUGH) complaints.push(`Not hostile enough: "${what}" was met ${met} times.`)
  }
  return complaints
}
