/**
 * The visits of each till, written down so that the next process goes on with them.
 *
 * One small fact for each till, with the few visits of late: it never grows. State is kept by card *and* till, so two tills with one card
 * do not disturb each other.
 */
import type { PointId } from "@loyalkit/core/Domain"
import { Journal, type JournalError } from "@loyalkit/core/Journal"
import * as Locks from "@loyalkit/core/journal/Locks"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Schema from "effect/Schema"
import { uuidOf } from "../Uuid.ts"
import { Visit } from "./Visit.ts"

/** So many visits of a till are remembered: one purchase, and those put aside. Our judgment. */
const REMEMBERED = 8
/** More lines than this are remembered as one: then a split purchase is shared out by points alone. */
const MOST_LINES = 200

/** Who calls: a till, by its token and its login. */
export interface Till {
  readonly point: PointId
  /** Of the token, for logs. */
  readonly name: string
  readonly login: string
}

const Visits_ = Schema.fromJsonString(Schema.Array(Visit))
const decode = Schema.decodeUnknownOption(Visits_)
const encode = Schema.encodeSync(Visits_)

/** 36⁸: two visits of one shop never draw the same within the time that its receipts are kept. */
const CHANCE = 2_821_109_907_455

const compact = (visit: Visit): Visit => {
  if (visit.lines.length <= MOST_LINES) return visit
  const [first, ...rest] = visit.lines
  if (first === undefined) return visit
  const one = rest.reduce(
    (sum, { amount, points }) => ({
      amount: Visit.fields.lines.value.fields.amount.make(sum.amount + amount),
      points: Visit.fields.lines.value.fields.points.make(sum.points + points),
    }),
    first,
  )
  return { ...visit, lines: [one] }
}

export class Visits extends Context.Service<
  Visits,
  {
    /** The visits of a till, the newest first. */
    readonly of: (till: Till) => Effect.Effect<ReadonlyArray<Visit>, JournalError>
    /** Writes a new visit down. It becomes the newest. */
    readonly put: (till: Till, visit: Visit) => Effect.Effect<void, JournalError>
    /** Changes a visit as it stands by now. */
    readonly change: (
      till: Till,
      visit: Visit,
      change: (now: Visit) => Visit,
    ) => Effect.Effect<void, JournalError>
    /** The name of a visit that nobody has had. */
    readonly newId: Effect.Effect<string>
    /** One of a till's calls that change something at a time. */
    readonly alone: (till: Till) => <A, E, R>(command: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  }
>()("@loyalkit/adapter-1c-http/Visits") {
  static readonly layer: Layer.Layer<Visits, never, Journal> = Layer.effect(
    Visits,
    Effect.suspend(() => make),
  )
}

const nameOf = ({ login, name, point }: Till): string => `${point}\n${name}\n${login}`

const make = Effect.gen(function* () {
  const journal = yield* Journal
  const locks = Locks.make()
  const writing = Locks.make()
  const facts = new Map<string, string>()

  const factOf = Effect.fnUntraced(function* (till: Till) {
    const name = nameOf(till)
    const fact = facts.get(name) ?? `1c.till.${yield* uuidOf(`till\n${name}`)}`
    facts.set(name, fact)
    return fact
  })

  const of = Effect.fnUntraced(function* (till: Till) {
    const fact = yield* journal.recall(yield* factOf(till))
    const visits = Option.flatMap(fact, (text) => decode(text))
    if (Option.isSome(fact) && Option.isNone(visits))
      yield* Effect.logWarning("What was remembered of a 1C till cannot be read; it begins anew.")
    return Option.getOrElse(visits, (): ReadonlyArray<Visit> => [])
  })

  const write = (till: Till, change: (visits: ReadonlyArray<Visit>) => ReadonlyArray<Visit>) =>
    Effect.gen(function* () {
      const visits = change(yield* of(till))
      yield* journal.remember(yield* factOf(till), encode(visits.slice(0, REMEMBERED)))
    }).pipe(writing.alone(nameOf(till)))

  const put = (till: Till, visit: Visit) => write(till, (visits) => [compact(visit), ...visits])

  const change = (till: Till, { id }: Visit, to: (now: Visit) => Visit) =>
    write(till, (visits) => visits.map((visit) => (visit.id === id ? compact(to(visit)) : visit)))

  const newId = Effect.map(Random.nextIntBetween(0, CHANCE), (drawn) => drawn.toString(36).padStart(8, "0"))

  return Visits.of({ of, put, change, newId, alone: (till) => locks.alone(nameOf(till)) })
})
