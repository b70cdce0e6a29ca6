/**
 * The shortest script that still fails in the same way: visitors and troubles left out, then what they press.
 */
import type { Code } from "../judge/Violation.ts"
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

/** A script that violates `code` already, made shorter. */
export const shrinkScript = (script: Script, code: Code, most: number = MOST_PLAYS): Script => {
  const fails = (candidate: Script) => play(candidate).violations.some((violation) => violation.code === code)
  let shortest = withEntries(
    script,
    shrink(entriesOf(script), (entries) => fails(withEntries(script, entries)), most),
  )
  for (const [index, visit] of shortest.visits.entries()) {
    const before = shortest
    const withActs = (acts: Visit["acts"]): Script => ({
      ...before,
      visits: before.visits.with(index, { ...visit, acts }),
    })
    shortest = withActs(shrink(visit.acts, (acts) => fails(withActs(acts)), MOST_PLAYS_OF_ACTS))
  }
  return shortest
}
