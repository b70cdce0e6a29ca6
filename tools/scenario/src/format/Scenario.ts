/**
 * A scenario: who is in the shop, what is done, step by step, and what it comes to. One format for links, files and tests.
 *
 * Everything that decides its outcome is in it: the seed, how the service behaves, the engine's policy where it differs, and the steps with their
 * times. So it plays the same everywhere, to the byte.
 */
import { PolicyConfig } from "@loyalkit/core/Policy"
import { Switches } from "@loyalkit/sandbox/Behaviour"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"
import { isBodyShort, Place, Step, TillName } from "./Step.ts"
import { FORMAT } from "./Format.ts"
import { Outcome } from "./Outcome.ts"

/** More than anybody does by hand in one sitting. Our judgment. */
export const MAX_STEPS = 500
/** The most tills. */
const MAX_TILLS = 16

/** A name and a sentence in the two languages of the house. */
const Sentence = Schema.NonEmptyString.check(Schema.isMaxLength(300))
const Words = Schema.Struct({ ru: Sentence, en: Sentence })

/** What of the engine's policy a scenario may change: times, limits and what is known of the service; not whether anything is settled at all. */
export const PolicyOverrides = Schema.Struct(
  Struct.omit(PolicyConfig.fields, ["settler", "cachedCheckouts", "keepSettledDays"]),
).mapFields(Struct.map(Schema.optionalKey))
export interface PolicyOverrides extends Schema.Schema.Type<typeof PolicyOverrides> {}

/** «Управление нашей фирмой», the one configuration of 1C that a shop may have. */
export const Infobase = Schema.Literal("unf")
export type Infobase = typeof Infobase.Type

interface Checked {
  readonly inside?: ReadonlyArray<string>
  readonly infobase?: Infobase
  readonly tills: Readonly<Record<string, Place>>
  readonly steps: ReadonlyArray<Step>
}

/** What no field can know by itself. */
const contradiction = ({ infobase, inside = [], steps, tills }: Checked): Schema.FilterOutput => {
  const count = Object.keys(tills).length
  if (count === 0 || count > MAX_TILLS) return { path: ["tills"], issue: `expected 1 to ${MAX_TILLS} tills` }
  for (const [index, till] of inside.entries())
    if (!Object.hasOwn(tills, till)) return { path: ["inside", index], issue: `there is no till "${till}"` }
  let before = 0
  for (const [index, { at, posted, send }] of steps.entries()) {
    if (at < before)
      return { path: ["steps", index, "at"], issue: `is before the step before it, which is at ${before}` }
    before = at
    if (posted !== undefined) {
      if (infobase === undefined)
        return {
          path: ["steps", index, "posted"],
          issue: 'there is no 1C in this shop: say "infobase": "unf"',
        }
      if (!isBodyShort(posted.document))
        return { path: ["steps", index, "posted", "document"], issue: "is longer than 64 KiB" }
    }
    if (send === undefined) continue
    if (!Object.hasOwn(tills, send.till))
      return {
        path: ["steps", index, "send", "till"],
        issue: `there is no till "${send.till}"; there are ${Object.keys(tills).join(", ")}`,
      }
    if (send.body !== undefined && !isBodyShort(send.body))
      return { path: ["steps", index, "send", "body"], issue: "is longer than 64 KiB" }
  }
  return undefined
}

/** The tills of a scenario that names none: two at one point, one at the other. */
export const DEFAULT_TILLS = { a: "cafe", b: "cafe", c: "bakery" } as const satisfies Record<string, Place>

/** The schema of the format. */
export const Scenario = Schema.Struct({
  format: Schema.Literal(FORMAT),
  /** As its file is called. */
  name: Schema.String.check(
    Schema.isPattern(/^[a-z0-9][a-z0-9-]{0,63}$/, { expected: "a name of 1 to 64 of a-z, 0-9 and -" }),
  ),
  title: Words,
  /** One sentence on what it shows. */
  about: Words,
  /** Where all chance comes from: IDs, jitter. */
  seed: Schema.NonEmptyString.check(Schema.isMaxLength(64)),
  /** Each till's point of sale. */
  tills: Schema.Record(TillName, Place),
  /** Those of them that have the engine inside: what they send takes no line and no time. */
  inside: Schema.optionalKey(Schema.Array(TillName)),
  /** 1C keeps the shop's books, and its receipts are read back by OData. */
  infobase: Schema.optionalKey(Infobase),
  /** The service's switches that differ from the usual. */
  service: Schema.optionalKey(Switches),
  /** The engine's policy where it differs from the defaults. */
  policy: Schema.optionalKey(PolicyOverrides),
  steps: Schema.Array(Step).check(Schema.isMaxLength(MAX_STEPS)),
  /** What it comes to; a link has none. */
  outcome: Schema.optionalKey(Outcome),
}).check(Schema.makeFilter(contradiction))
export interface Scenario extends Schema.Schema.Type<typeof Scenario> {}
