/**
 * Which scenario is looked at, as the address has it: `?page=scenarios&scenario=<name>` for one of the gallery, `#scenario=…` for any other.
 */
import * as Link from "@loyalkit/scenario/format/Link"
import type { Scenario } from "@loyalkit/scenario/format/Scenario"
import * as Text from "@loyalkit/scenario/format/Text"
import * as Result from "effect/Result"
import { byName } from "./Gallery.ts"

const PAGE = "page"
const PLACE = "scenarios"
/** The parameter of a named one. */
export const NAME = "scenario"

/** What an address names: a scenario of the gallery, one that it carries, or none. */
export type Named =
  | { readonly by: "name"; readonly name: string }
  | { readonly by: "link"; readonly fragment: string }
  | undefined

export const named = (): Named => {
  const { hash, search } = location
  if (Link.isIn(hash)) return { by: "link", fragment: hash }
  const name = new URLSearchParams(search).get(NAME)
  return name === null ? undefined : { by: "name", name }
}

/** An address of this page, from its root on. */
export const pathTo = (name: string | undefined): string => {
  const url = new URL(location.href)
  url.searchParams.set(PAGE, PLACE)
  if (name === undefined) url.searchParams.delete(NAME)
  else url.searchParams.set(NAME, name)
  return `${url.pathname}${url.search}`
}

export interface Opened {
  readonly scenario: Scenario
  /** Is it one of the gallery's? */
  readonly isNamed: boolean
}

/** What was named, read; or what is wrong with the link, by field. */
export const open = async (
  is: Exclude<Named, undefined>,
): Promise<Result.Result<Opened, Text.NotAScenario>> => {
  if (is.by === "link")
    return Result.map(await Link.read(is.fragment), (scenario) => ({ scenario, isNamed: false }))
  const scenario = byName(is.name)
  return scenario === undefined
    ? Result.fail(
        new Text.NotAScenario({ field: NAME, message: `scenario: the gallery has no "${is.name}"` }),
      )
    : Result.succeed({ scenario, isNamed: true })
}

/** The link that opens the same anywhere; or why there is none. */
export const linkOf = async ({
  isNamed,
  scenario,
}: Opened): Promise<Result.Result<string, Text.NotAScenario>> => {
  const { origin } = location
  if (isNamed) return Result.succeed(`${origin}${pathTo(scenario.name)}`)
  return Result.map(await Link.write(scenario), (fragment) => `${origin}${pathTo(undefined)}#${fragment}`)
}
