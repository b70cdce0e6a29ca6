/**
 * A world's whole day as data: who comes to which till and what they do there, what breaks and when.
 *
 * A script is made from a seed and can be written to a file. Its entries do not refer to one another, so any of
 * them may be left out: that is how a long failing script becomes a short one.
 */
import * as Policy from "@loyalkit/core/Policy"
import * as Behaviour from "@loyalkit/sandbox/Behaviour"
import { Fault } from "@loyalkit/sandbox/Fault"
import * as Schema from "effect/Schema"
import * as Struct from "effect/Struct"

/** Milliseconds: from the world's beginning (`at`), or a span. */
const Millis = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
const Index = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
const Kopecks = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** The five methods of the service. */
export const Method = Schema.Literals(["client", "recalc", "hold", "release", "retail"])
export type Method = typeof Method.Type

/** How strict the world is: which faults there are, and how often. */
export const Profile = Schema.Literals(["calm", "rough", "hostile", "broken-assumption"])
export type Profile = typeof Profile.Type

/** What the doubt table rests on (docs/doubt-table.md); `broken-assumption` violates one of them in a world. */
export const Assumption = Schema.Literals([
  "execution-within-window",
  "sale-ends-holds",
  "fresh-balances",
  "no-same-sale-elsewhere",
  "no-cancelling-events",
  "exclusive-point",
  "credit-immediate",
])
export type Assumption = typeof Assumption.Type

const press = {
  /** The pause before it. */
  after: Millis,
  /** The same again while the first is still under way, so many milliseconds later. */
  twice: Schema.optionalKey(Millis),
  /** The till stops waiting after so many milliseconds. */
  leave: Schema.optionalKey(Millis),
  /** The same again after it succeeded, which must change nothing. */
  repeat: Schema.optionalKey(Schema.Literal(true)),
}

/** One thing that a cashier does. */
export const Act = Schema.Union([
  Schema.Struct({ ...press, do: Schema.Literal("identify"), client: Index }),
  Schema.Struct({ ...press, do: Schema.Literal("quote"), amount: Kopecks }),
  Schema.Struct({
    ...press,
    do: Schema.Literal("hold"),
    points: Kopecks,
    minutes: Schema.optionalKey(Schema.Int),
  }),
  Schema.Struct({ ...press, do: Schema.Literal("release") }),
  /** Without `points`, what is held; with `search` the client is found by the commit itself. */
  Schema.Struct({
    ...press,
    do: Schema.Literal("commit"),
    points: Schema.optionalKey(Kopecks),
    search: Schema.optionalKey(Schema.Literal(true)),
  }),
  /** The last commit, with the same content. */
  Schema.Struct({ ...press, do: Schema.Literal("again") }),
  Schema.Struct({ ...press, do: Schema.Literal("cancel") }),
  Schema.Struct({ ...press, do: Schema.Literal("return"), amount: Kopecks, id: Schema.NonEmptyString }),
])
export type Act = typeof Act.Type

/** One receipt at one till. `amount` is its own: no other receipt of the world has it, so the ledger's sales can be told apart. */
export const Visit = Schema.Struct({
  at: Millis,
  process: Index,
  point: Index,
  client: Index,
  receipt: Schema.NonEmptyString,
  amount: Kopecks,
  acts: Schema.Array(Act),
  /** How often a step that failed is pressed again. */
  patience: Schema.Int,
  /** After a crash of the till's process: does the cashier come back to this receipt? */
  returns: Schema.Boolean,
})
export interface Visit extends Schema.Schema.Type<typeof Visit> {}

/** Every amount under which a visit may be sold. */
export const amountsOf = ({ acts, amount }: Visit): ReadonlySet<number> =>
  new Set([amount, ...acts.flatMap((act) => (act.do === "quote" ? [act.amount] : []))])

const at = { at: Millis }

/** What goes wrong, or merely happens elsewhere. */
export const Trouble = Schema.Union([
  /** The next call that fits meets this fault. */
  Schema.Struct({
    ...at,
    kind: Schema.Literal("fault"),
    method: Schema.optionalKey(Method),
    client: Schema.optionalKey(Index),
    fault: Fault,
  }),
  /** For a while every call meets this fault. */
  Schema.Struct({
    ...at,
    kind: Schema.Literal("weather"),
    lasts: Millis,
    what: Schema.Literals(["refused", "silent", "key", "point", "errors"]),
  }),
  /** A process dies after so many more steps, and comes back. With `keeps` the power fails: that share of what was not synced survives. */
  Schema.Struct({
    ...at,
    kind: Schema.Literal("crash"),
    process: Index,
    steps: Schema.Int,
    down: Millis,
    keeps: Schema.optionalKey(Schema.Finite),
  }),
  Schema.Struct({
    ...at,
    kind: Schema.Literal("disk"),
    lasts: Millis,
    what: Schema.Literals(["full", "unreadable", "one-append"]),
  }),
  /** Somebody sets a till's wall clock: so far ahead of the true time. */
  Schema.Struct({ ...at, kind: Schema.Literal("jump"), process: Index, to: Schema.Int }),
  /** Another system's sale, `points` of it spent. */
  Schema.Struct({
    ...at,
    kind: Schema.Literal("sale"),
    point: Index,
    client: Index,
    amount: Kopecks,
    points: Kopecks,
  }),
  /** Another system's sale, just after the engine has looked at this client so often by itself: between two of its looks. */
  Schema.Struct({
    ...at,
    kind: Schema.Literal("meanwhile"),
    point: Index,
    client: Index,
    amount: Kopecks,
    points: Kopecks,
    looks: Schema.Int,
  }),
  /** Points that somebody credits by hand. */
  Schema.Struct({ ...at, kind: Schema.Literal("granted"), client: Index, points: Kopecks }),
  /** Another system's hold. */
  Schema.Struct({
    ...at,
    kind: Schema.Literal("hold"),
    point: Index,
    client: Index,
    points: Kopecks,
    minutes: Schema.Int,
  }),
])
export type Trouble = typeof Trouble.Type

const PolicySwitches = Policy.PolicyConfig.mapFields(Struct.map(Schema.optionalKey))

export const Setup = Schema.Struct({
  /** Points of sale that our tills serve; one more is elsewhere. */
  points: Schema.Int,
  /** Each client's points at the start, in hundredths; negative: a client of a discount level. */
  clients: Schema.Array(Schema.Int),
  /** Processes over the one journal. */
  processes: Schema.Int,
  behaviour: Behaviour.Switches,
  policy: PolicySwitches,
  /** Is this shop's journal old enough to have seen how its service shows holds, and what sales do to those of others? */
  experienced: Schema.Boolean,
  /** How often somebody looks through the cases; nobody does where it is 0. */
  people: Millis,
  /** The network's usual time for one way, in milliseconds, at most. */
  latency: Schema.Int,
  broken: Schema.optionalKey(Assumption),
})
export interface Setup extends Schema.Schema.Type<typeof Setup> {}

export const Script = Schema.Struct({
  format: Schema.Literal(1),
  profile: Profile,
  seed: Schema.NonEmptyString,
  setup: Setup,
  visits: Schema.Array(Visit),
  troubles: Schema.Array(Trouble),
})
export interface Script extends Schema.Schema.Type<typeof Script> {}
