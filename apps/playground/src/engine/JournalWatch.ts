/**
 * The journal in memory, with a bell: whoever looks on hears of every append, so that the page shows an event
 * in the moment it is written, also in the middle of a command.
 */
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { Journal } from "@loyalkit/core/Journal"
import { layerMemory } from "@loyalkit/core/journal/MemoryJournal"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as PubSub from "effect/PubSub"
import * as Stream from "effect/Stream"

/** So many appends are kept for a slow listener. Each one only says "look again", so older ones may be lost. */
const MAX_UNHEARD = 64

/** Tells which checkout was written to. */
export class JournalWatch extends Context.Service<
  JournalWatch,
  { readonly appends: Stream.Stream<CheckoutKey> }
>()("@loyalkit/playground/engine/JournalWatch") {}

/** The journal and its bell. */
export const layer: Layer.Layer<Journal | JournalWatch> = Layer.effectContext(
  Effect.gen(function* () {
    const journal = yield* Journal
    const bell = yield* PubSub.sliding<CheckoutKey>(MAX_UNHEARD)
    const watched = Journal.of({
      ...journal,
      append: (append) => Effect.tap(journal.append(append), () => PubSub.publish(bell, append.key)),
    })
    const watch = JournalWatch.of({ appends: Stream.fromPubSub(bell) })
    return Context.make(Journal, watched).pipe(Context.add(JournalWatch, watch))
  }),
).pipe(Layer.provide(layerMemory))
