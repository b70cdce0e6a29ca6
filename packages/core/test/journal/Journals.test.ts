import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Fc from "fast-check"
import { type Append, Journal, type JournalStatus } from "../../src/Journal.ts"
import type { JournalEvent, Personal } from "../../src/journal/JournalEvent.ts"
import { layerMemory } from "../../src/journal/MemoryJournal.ts"
import * as SqliteJournal from "../../src/node/SqliteJournal.ts"
import { scenarios } from "../../src/testing/JournalConformance.ts"
import { eventsByKind, keyOf, NOON, person } from "../../src/testing/JournalSamples.ts"
import { tempFile } from "./TempFile.ts"

const journals = {
  memory: layerMemory,
  SQLite: Layer.unwrap(Effect.map(tempFile, (path) => SqliteJournal.layer({ path }))),
}

/** What a journal should hold of one receipt, written down as simply as can be. */
interface Model {
  events: Array<JournalEvent>
  status: JournalStatus
  cases: boolean
  personal: Personal | undefined
  at: number
}

const appends: Fc.Arbitrary<Append> = Fc.record({
  receipt: Fc.constantFrom("a", "b", "c"),
  expectedVersion: Fc.integer({ min: 0, max: 4 }),
  events: Fc.array(Fc.constantFrom(...Object.values(eventsByKind)), { minLength: 1, maxLength: 2 }),
  status: Fc.constantFrom<JournalStatus>("open", "queued", "committing", "doubt", "settled", "settled"),
  cases: Fc.boolean(),
  moves: Fc.boolean(),
  personal: Fc.constantFrom(undefined, null, person, { search: "2200" }),
  at: Fc.integer({ min: NOON, max: NOON + 3 }),
  durability: Fc.constantFrom("synced", "written"),
}).map(({ receipt, events: [first = eventsByKind.Cancelled, ...others], personal, ...rest }) => ({
  ...rest,
  key: keyOf(receipt),
  events: [first, ...others],
  ...(personal === undefined ? {} : { personal }),
}))

/** A day at three tills: groups of appends that arrive together, and now and then a purge. */
const days = Fc.array(
  Fc.oneof(
    { weight: 5, arbitrary: Fc.array(appends, { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: Fc.record({ purge: Fc.integer({ min: NOON, max: NOON + 4 }) }) },
  ),
  { maxLength: 25 },
)

/** What the model says of an append: the new version, or what the version is instead. */
const take = (models: Map<string, Model>, append: Append): Result.Result<number, number> => {
  const before = models.get(append.key.receipt)
  const version = before?.events.length ?? 0
  if (version !== append.expectedVersion) return Result.fail(version)
  const { status, cases, at } = append
  const personal = append.personal === undefined ? before?.personal : (append.personal ?? undefined)
  models.set(append.key.receipt, {
    events: [...(before?.events ?? []), ...append.events],
    status,
    cases,
    at,
    personal,
  })
  return Result.succeed(version + append.events.length)
}

const check = Effect.fnUntraced(function* (journal: Journal["Service"], models: Map<string, Model>) {
  for (const [receipt, { at: _, personal, ...model }] of models) {
    const record = yield* Effect.fromOption(yield* journal.load(keyOf(receipt)))
    const { key: __, version, ...rest } = record
    assert.deepStrictEqual(rest, { ...model, ...(personal === undefined ? {} : { personal }) })
    assert.strictEqual(version, model.events.length)
  }
  const names = (wanted: (model: Model) => boolean) =>
    [...models].filter(([, model]) => wanted(model)).map(([name]) => name)
  const listed = (entries: ReadonlyArray<{ readonly key: { readonly receipt: string } }>) =>
    entries.map(({ key }) => key.receipt)
  assert.deepStrictEqual(
    listed(yield* journal.list({})),
    names(({ status }) => status !== "settled"),
  )
  assert.deepStrictEqual(
    listed(yield* journal.list({ cases: true })),
    names(({ cases }) => cases),
  )
  assert.deepStrictEqual(
    listed(yield* journal.list({ status: "settled" })),
    names(({ status }) => status === "settled"),
  )
})

const live = Effect.fnUntraced(function* (day: typeof days extends Fc.Arbitrary<infer Day> ? Day : never) {
  const journal = yield* Journal
  const models = new Map<string, Model>()
  for (const step of day) {
    if ("purge" in step) {
      const old = [...models].filter(([, m]) => m.status === "settled" && !m.cases && m.at < step.purge)
      for (const [receipt] of old) models.delete(receipt)
      assert.strictEqual(yield* journal.purge(step.purge), old.length)
      continue
    }
    const outcomes = yield* Effect.forEach(step, (append) => Effect.result(journal.append(append)), {
      concurrency: "unbounded",
    })
    for (const [index, append] of step.entries()) {
      const outcome = Option.getOrThrow(Option.fromUndefinedOr(outcomes[index]))
      const actual = Result.mapError(outcome, (error) =>
        error._tag === "VersionConflict" ? error.actualVersion : error.message,
      )
      assert.deepStrictEqual(actual, take(models, append))
    }
  }
  yield* check(journal, models)
})

for (const [kind, journal] of Object.entries(journals)) {
  describe(`the ${kind} journal`, () => {
    for (const { name, run } of scenarios) it.effect(name, () => Effect.provide(run, journal))

    it.effect("agrees with a plain list of events, whatever a day brings", () =>
      Effect.promise(() =>
        Fc.assert(
          Fc.asyncProperty(days, (day) =>
            Effect.runPromise(Effect.scoped(Effect.provide(live(day), Layer.fresh(journal)))),
          ),
          { numRuns: 60 },
        ),
      ),
    )
  })
}
