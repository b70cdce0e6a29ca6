import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Fc from "fast-check"
import { ClientId } from "../../src/Domain.ts"
import { type Append, Journal, type JournalStatus, noneUnsettled } from "../../src/Journal.ts"
import { layerMemory } from "../../src/journal/MemoryJournal.ts"
import * as SqliteJournal from "../../src/node/SqliteJournal.ts"
import { scenarios } from "../../src/testing/JournalConformance.ts"
import { eventsByKind, keyOf, NOON, person } from "../../src/testing/JournalSamples.ts"
import { Model, type Receipt } from "./Model.ts"
import { tempFile } from "./TempFile.ts"

const journals = {
  memory: layerMemory,
  SQLite: Layer.unwrap(Effect.map(tempFile, (path) => SqliteJournal.layer({ path }))),
}

const clients = [ClientId.make("anna"), ClientId.make("boris")] as const
const receipts = ["a", "b", "c"] as const

const appends: Fc.Arbitrary<Append> = Fc.record({
  receipt: Fc.constantFrom(...receipts),
  expectedVersion: Fc.integer({ min: 0, max: 4 }),
  events: Fc.array(Fc.constantFrom(...Object.values(eventsByKind)), { minLength: 1, maxLength: 2 }),
  status: Fc.constantFrom<JournalStatus>(
    "open",
    "queued",
    "committing",
    "doubt",
    "overdue",
    "settled",
    "settled",
  ),
  cases: Fc.boolean(),
  moves: Fc.boolean(),
  client: Fc.constantFrom(undefined, ...clients),
  personal: Fc.constantFrom(undefined, null, person, { search: "2200" }),
  at: Fc.integer({ min: NOON, max: NOON + 3 }),
  durability: Fc.constantFrom("synced", "written"),
}).map(({ client, receipt, events: [first = eventsByKind.Cancelled, ...others], personal, ...rest }) => ({
  ...rest,
  key: keyOf(receipt),
  events: [first, ...others],
  ...(client === undefined ? {} : { client }),
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

/** The journal's sequence at a moment, and the model's. */
interface Mark {
  readonly sequence: number
  readonly n: number
}

const listed = (entries: ReadonlyArray<{ readonly key: { readonly receipt: string } }>) =>
  entries.map(({ key }) => key.receipt)

const checkReceipts = Effect.fnUntraced(function* (journal: Journal["Service"], model: Model) {
  for (const [receipt, { at: _, client: __, personal, ...expected }] of model.receipts) {
    const record = yield* Effect.fromOption(yield* journal.load(keyOf(receipt)))
    const { key: ___, version, ...rest } = record
    assert.deepStrictEqual(rest, { ...expected, ...(personal === undefined ? {} : { personal }) })
    assert.strictEqual(version, expected.events.length)
  }
  const unsettled = Object.keys(noneUnsettled).map((status) => [
    status,
    model.names((receipt) => receipt.status === status).length,
  ])
  assert.deepStrictEqual<unknown>(yield* journal.counts, Object.fromEntries(unsettled))
  for (const client of [undefined, ...clients]) {
    const whose = client === undefined ? {} : { client }
    const names = (wanted: (receipt: Receipt) => boolean) =>
      model.names((receipt) => (client === undefined || receipt.client === client) && wanted(receipt))
    assert.deepStrictEqual(
      listed(yield* journal.list(whose)),
      names(({ status }) => status !== "settled"),
    )
    assert.deepStrictEqual(
      listed(yield* journal.list({ ...whose, cases: true })),
      names(({ cases }) => cases),
    )
    for (const status of ["settled", "doubt"] as const) {
      assert.deepStrictEqual(
        listed(yield* journal.list({ ...whose, status })),
        names((receipt) => receipt.status === status),
      )
    }
  }
})

const checkMovements = Effect.fnUntraced(function* (
  journal: Journal["Service"],
  model: Model,
  marks: ReadonlyArray<Mark>,
) {
  for (const client of [undefined, ...clients]) {
    for (const receipt of [...receipts, "d"]) {
      const except = keyOf(receipt)
      const whose = client === undefined ? { point: except.point } : { client }
      for (const { n, sequence } of marks) {
        assert.strictEqual(
          yield* journal.movedSince({ ...whose, since: sequence, except }),
          model.movedSince(client, n, receipt),
          `${client ?? "anybody"}, except ${receipt}, since ${n}`,
        )
      }
    }
  }
})

const live = Effect.fnUntraced(function* (day: typeof days extends Fc.Arbitrary<infer Day> ? Day : never) {
  const journal = yield* Journal
  const model = new Model()
  const marks: Array<Mark> = [{ sequence: yield* journal.sequence, n: 0 }]
  for (const step of day) {
    if ("purge" in step) assert.strictEqual(yield* journal.purge(step.purge), model.purge(step.purge))
    else {
      const outcomes = yield* Effect.forEach(step, (append) => Effect.result(journal.append(append)), {
        concurrency: "unbounded",
      })
      for (const [index, append] of step.entries()) {
        const outcome = Option.getOrThrow(Option.fromUndefinedOr(outcomes[index]))
        const actual = Result.mapError(outcome, (error) =>
          error._tag === "VersionConflict" ? error.actualVersion : error.message,
        )
        assert.deepStrictEqual(actual, model.take(append))
      }
    }
    const mark: Mark = { sequence: yield* journal.sequence, n: model.sequence }
    const last = marks.at(-1) ?? mark
    assert.strictEqual(Math.sign(mark.sequence - last.sequence), Math.sign(mark.n - last.n))
    marks.push(mark)
  }
  yield* checkReceipts(journal, model)
  yield* checkMovements(journal, model, marks)
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
