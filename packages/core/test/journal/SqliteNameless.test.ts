/** Rows of a journal's file whose receipt or point is none: they name no checkout, and must not keep the shop closed. */
import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import { Cases } from "../../src/Cases.ts"
import { Checkout } from "../../src/Checkout.ts"
import { LoyalClient } from "../../src/LoyalClient.ts"
import * as SqliteJournal from "../../src/node/SqliteJournal.ts"
import { appendOf, keyOf } from "../../src/testing/JournalSamples.ts"
import { Transport, TransportFailure } from "../../src/Transport.ts"
import { edit, using } from "./JournalInFile.ts"
import { tempFile } from "./TempFile.ts"

/** A closed file with these receipts in doubt, of which some no longer have a name. */
const damaged = Effect.fnUntraced(function* (receipts: ReadonlyArray<string>, bad: ReadonlyArray<number>) {
  const path = yield* tempFile
  yield* using(path, (journal) =>
    Effect.forEach(receipts, (receipt) => journal.append(appendOf(receipt, 0, { status: "doubt" }))),
  )
  for (const id of bad) yield* edit(path, `UPDATE checkouts SET receipt = 'Анна ${id}' WHERE id = ${id}`)
  return path
})

/** What is logged as an error meanwhile. */
const logged = () => {
  const lines: Array<string> = []
  const logger = Logger.map(Logger.formatLogFmt, (line) => {
    if (line.includes("level=ERROR")) lines.push(line)
  })
  return { lines, layer: Logger.layer([logger]) }
}

const listed = (entries: ReadonlyArray<{ readonly key: { readonly receipt: string } }>) =>
  entries.map(({ key }) => key.receipt)

describe("a row that names no checkout", () => {
  it.effect("is left out of a list, and its neighbours are not", () =>
    Effect.gen(function* () {
      const path = yield* damaged(["a", "b", "c"], [2])
      yield* using(path, (journal) =>
        Effect.gen(function* () {
          for (const query of [{}, { status: "doubt" }] as const)
            assert.deepStrictEqual(listed(yield* journal.list(query)), ["a", "c"])
        }),
      )
    }),
  )

  it.effect.each([
    { receipt: "x", point: "", what: "an empty point" },
    { receipt: "", point: "p", what: "an empty receipt" },
    { receipt: "x".repeat(129), point: "p", what: "a receipt that is too long" },
  ])("is one with $what, too", ({ point, receipt }) =>
    Effect.gen(function* () {
      const path = yield* damaged(["a", "b"], [])
      yield* edit(path, `UPDATE checkouts SET receipt = '${receipt}', point = '${point}' WHERE id = 1`)
      assert.deepStrictEqual(listed(yield* using(path, (journal) => journal.list({}))), ["b"])
    }),
  )

  it.effect("makes no page shorter, since a short page is the last one", () =>
    Effect.gen(function* () {
      const receipts = Array.from({ length: 9 }, (_, index) => `r-${index + 1}`)
      const path = yield* damaged(receipts, [1, 2, 3, 5, 9])
      yield* using(path, (journal) =>
        Effect.gen(function* () {
          const first = yield* journal.list({ limit: 2 })
          assert.deepStrictEqual(listed(first), ["r-4", "r-6"])
          const after = first.at(-1)?.cursor ?? 0
          assert.deepStrictEqual(listed(yield* journal.list({ limit: 2, after })), ["r-7", "r-8"])
          assert.deepStrictEqual(listed(yield* journal.list({ limit: 3, after })), ["r-7", "r-8"])
        }),
      )
    }),
  )

  it.effect("is told once, by its place in the file and not by what stands there", () => {
    const { layer, lines } = logged()
    return Effect.gen(function* () {
      const path = yield* damaged(["a", "b", "c"], [2, 3])
      yield* using(path, (journal) => Effect.repeat(journal.list({}), { times: 3 }))
      assert.strictEqual(lines.length, 2)
      for (const [index, id] of [2, 3].entries()) {
        for (const part of [path, `row=${id}`]) assert.include(lines[index], part)
        assert.notInclude(lines[index], "Анна")
      }
    }).pipe(Effect.provide(layer))
  })

  it.effect("does not keep the engine from starting, nor from taking up the others", () =>
    Effect.gen(function* () {
      const path = yield* damaged(["a", "b"], [1])
      yield* edit(path, "UPDATE checkouts SET status = 'committing'")
      const engine = Layer.merge(Checkout.layer, Cases.layer).pipe(
        Layer.provide(LoyalClient.layer({ url: "https://loyal.test", apiKey: Redacted.make("key") })),
        Layer.provide(SqliteJournal.layer({ path })),
        Layer.provide(
          Layer.succeed(Transport, {
            send: () => Effect.fail(new TransportFailure({ fate: "not-sent", detail: "ECONNREFUSED" })),
          }),
        ),
      )
      yield* Effect.gen(function* () {
        const checkout = yield* Checkout
        assert.strictEqual((yield* checkout.get(keyOf("b"))).state._tag, "Identified")
        assert.deepStrictEqual(yield* (yield* Cases).list("damaged"), [])
      }).pipe(Effect.provide(engine))
    }),
  )
})
