/**
 * The journal of the shop: in memory, but not the process's own. It survives each of its lives, and whoever looks on hears of every append.
 *
 * A dead process neither writes nor reads: what it had begun ends at the next line that touches the journal.
 */
import { Journal, type Append } from "@loyalkit/core/Journal"
import { layerMemory } from "@loyalkit/core/journal/MemoryJournal"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"

type JournalService = Journal["Service"]

export interface KeptJournal {
  /** As it is, for those who look on. */
  readonly journal: JournalService
  /** As one life of the process sees it. */
  readonly of: (life: number, isAlive: () => boolean) => JournalService
}

/** `appended` is told of every append, the version that came of it, and whose life it was. */
export const make = (appended: (append: Append, version: number, life: number) => void): KeptJournal => {
  const context = Effect.runSync(Layer.buildWithScope(Layer.fresh(layerMemory), Scope.makeUnsafe()))
  const journal = Context.get(context, Journal)
  return {
    journal,
    of: (life, isAlive) => {
      const living = <A, E>(operation: Effect.Effect<A, E>): Effect.Effect<A, E> =>
        Effect.suspend(() => (isAlive() ? operation : Effect.never))
      return {
        append: (append) =>
          living(
            Effect.tap(journal.append(append), (version) =>
              Effect.sync(() => appended(append, version, life)),
            ),
          ),
        load: (key) => living(journal.load(key)),
        list: (query) => living(journal.list(query)),
        counts: living(journal.counts),
        sequence: living(journal.sequence),
        movedSince: (query) => living(journal.movedSince(query)),
        remember: (name, value) => living(journal.remember(name, value)),
        recall: (name) => living(journal.recall(name)),
        purge: (before) => living(journal.purge(before)),
        sync: living(journal.sync),
        singleWriter: journal.singleWriter,
      }
    },
  }
}
