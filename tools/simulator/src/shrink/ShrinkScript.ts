/**
 * The shortest script that still fails in the same way: visitors and troubles left out, then what they press.
 */
import type { Code, Violation } from "../judge/Violation.ts"
import type { Script, Trouble, Visit } from "../script/Script.ts"
import { play } from "../world/World.ts"
import { MOST_PLAYS, shrink } from "./Shrink.ts"

type Entry =
  | { readonly kind: "visit"; readonly visit: Visit }
  | { readonly kind: "trouble"; readonly trouble: Trouble }

/** How often one visitor's acts are tried shorter. */
const MOST_PLAYS_OF_ACTS = 30

const entriesOf = ({ troubles, visits }: Script): ReadonlyArray<Entry> => [
  ...visits.map((visit) => ({ kind: "visit", visit }) as const),
  ...troubles.map((trouble) => ({ kind: "trouble", trouble }) as const),
]

const withEntries = (script: Script, entries: ReadonlyArray<Entry>): Script => ({
  ...script,
  visits: entries.flatMap((entry) => (entry.kind === "visit" ? [entry.visit] : [])),
  troubles: entries.flatMap((entry) => (entry.kind === "trouble" ? [entry.trouble] : [])),
})

/** Who can have to do with a violation: the receipt's own client, and whatever strikes anybody. */
const isRelated = ({ visits }: Script, violation: Violation) => {
  const client = visits.find(({ receipt }) => receipt === violation.receipt)?.client
  return (entry: Entry): boolean => {
    if (entry.kind === "visit") return entry.visit.client === client
    return !("client" in entry.trouble) || entry.trouble.client === client
  }
}

const atOf = (entry: Entry): number => (entry.kind === "visit" ? entry.visit.at : entry.trouble.at)

/** A script that violates `code` already, made shorter. */
export const shrinkScript = (script: Script, code: Code, most: number = MOST_PLAYS): Script => {
  const found = (candidate: Script) => play(candidate).violations.find((violation) => violation.code === code)
  const violation = found(script)
  if (violation === undefined) return script
  const fails = (entries: ReadonlyArray<Entry>) => found(withEntries(script, entries)) !== undefined
  // Two guesses, each of which may save hundreds of plays: what comes later, and whom it is not about.
  let entries = entriesOf(script)
  for (const keep of [(entry: Entry) => atOf(entry) <= violation.at, isRelated(script, violation)]) {
    const fewer = entries.filter(keep)
    if (fails(fewer)) entries = fewer
  }
  let shortest = withEntries(script, shrink(entries, fails, most))
  for (const [index, visit] of shortest.visits.entries()) {
    const before = shortest
    const withActs = (acts: Visit["acts"]): Script => ({
      ...before,
      visits: before.visits.with(index, { ...visit, acts }),
    })
    shortest = withActs(shrink(visit.acts, (acts) => found(withActs(acts)) !== undefined, MOST_PLAYS_OF_ACTS))
  }
  return shortest
}
