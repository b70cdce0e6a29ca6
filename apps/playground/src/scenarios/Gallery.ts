/**
 * The named scenarios of the repository, `scenarios/*.json`, taken in when the page is built.
 */
import * as Text from "@loyalkit/scenario/format/Text"
import type { Scenario } from "@loyalkit/scenario/format/Scenario"
import * as Result from "effect/Result"
import { inOrder, kindOf, kinds, type Kind } from "./Kinds.ts"

const texts = import.meta.glob<string>("../../../../scenarios/*.json", {
  eager: true,
  query: "?raw",
  import: "default",
})

/** Each was read by the repository's own tests: one that cannot be read here was built wrong. */
const scenarios: ReadonlyArray<Scenario> = Object.values(texts)
  .map((text) => Result.getOrThrowWith(Text.parse(text), ({ message }) => new Error(message)))
  .toSorted((a, b) => inOrder(a.name, b.name))

export interface Shelf {
  readonly kind: Kind
  readonly scenarios: ReadonlyArray<Scenario>
}

/** By kind, none of them empty. */
export const shelves: ReadonlyArray<Shelf> = kinds
  .map((kind) => ({ kind, scenarios: scenarios.filter(({ name }) => kindOf(name) === kind) }))
  .filter((shelf) => shelf.scenarios.length > 0)

export const byName = (name: string): Scenario | undefined =>
  scenarios.find((scenario) => scenario.name === name)
