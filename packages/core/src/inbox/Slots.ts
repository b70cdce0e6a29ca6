/**
 * The slots that an inbox is kept in: each one fact of the journal, taken in turn, so that an inbox never grows.
 *
 * A slot holds what came together: what is left of it to do, and of what is done the name alone. Once everything in it is done it waits at the end
 * of the queue of free slots, and until its turn comes its names still tell a repetition for what it is.
 */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Journal, JournalError, JournalUnavailable } from "../Journal.ts"

/** What stays of an entry when it is done. */
const NoteFact = Schema.Struct({
  id: Schema.String,
  subject: Schema.optionalKey(Schema.String),
  order: Schema.optionalKey(Schema.Finite),
})
/** The name of an entry, and what it is about. */
export interface Note extends Schema.Schema.Type<typeof NoteFact> {}

const KeptFact = Schema.Struct({ ...NoteFact.fields, at: Schema.Int, body: Schema.String })
/** An entry that is kept until it is done. `at`: when it came, in milliseconds since 1970. */
export interface Kept extends Schema.Schema.Type<typeof KeptFact> {}

const SlotFact = Schema.fromJsonString(
  Schema.Struct({ turn: Schema.Int, done: Schema.Array(NoteFact), left: Schema.Array(KeptFact) }),
)
const decode = Schema.decodeUnknownOption(SlotFact)
const encode = Schema.encodeSync(SlotFact)

interface Slot {
  readonly index: number
  turn: number
  done: ReadonlyArray<Note>
  left: ReadonlyArray<Kept>
}

/** The slots of one inbox, and the index of what is in them. */
export interface Slots {
  /** Is an entry of this name in one of them, done or not? */
  readonly knows: (id: string) => boolean
  /** How new the newest entry about a subject is; nothing where none is known. */
  readonly newest: (subject: string) => number | undefined
  /** How many slots may be taken now. */
  readonly free: () => number
  /** All entries that are left to do, as they came. */
  readonly left: () => ReadonlyArray<Kept>
  /** Writes entries down together, in the slot whose turn it is. */
  readonly take: (entries: ReadonlyArray<Kept>) => Effect.Effect<void, JournalUnavailable>
  /** Is it still to be done? */
  readonly isLeft: (id: string) => boolean
  /** Notes that an entry is done. In memory it is so even where this fails: then it is done once more after a restart. */
  readonly finish: (id: string) => Effect.Effect<void, JournalUnavailable>
}

const noteOf = ({ id, order, subject }: Note): Note => ({
  id,
  ...(subject === undefined ? {} : { subject }),
  ...(order === undefined ? {} : { order }),
})

/** What is known of the entries in all slots. */
class Index {
  readonly #slots = new Map<string, Slot>()
  readonly #newest = new Map<string, { readonly id: string; readonly order: number }>()

  slotOf(id: string): Slot | undefined {
    return this.#slots.get(id)
  }

  newest(subject: string): number | undefined {
    return this.#newest.get(subject)?.order
  }

  isReplaced({ id, subject }: Note): boolean {
    return subject !== undefined && this.#newest.get(subject)?.id !== id
  }

  add(slot: Slot, note: Note): void {
    this.#slots.set(note.id, slot)
    const { id, order = 0, subject } = note
    if (subject === undefined) return
    const known = this.#newest.get(subject)
    if (known === undefined || known.order <= order) this.#newest.set(subject, { id, order })
  }

  forget({ id, subject }: Note): void {
    this.#slots.delete(id)
    if (subject !== undefined && this.#newest.get(subject)?.id === id) this.#newest.delete(subject)
  }
}

/** What is in the journal, in the order of turns; what cannot be read keeps its slot, and nobody takes that. */
const recalled = Effect.fnUntraced(function* (
  journal: Journal["Service"],
  factOf: (index: number) => string,
  count: number,
) {
  const slots: Array<Slot> = []
  for (let index = 0; index < count; index++) {
    const text = yield* journal.recall(factOf(index))
    if (Option.isNone(text)) {
      slots.push({ index, turn: 0, done: [], left: [] })
      continue
    }
    const fact = decode(text.value)
    if (Option.isSome(fact)) slots.push({ index, ...fact.value })
    else
      yield* Effect.annotateLogs(
        Effect.logError(
          "A slot of an inbox cannot be read and is left as it is. Keep a copy of the journal, and ask for help.",
        ),
        { fact: factOf(index) },
      )
  }
  return slots.toSorted((one, other) => one.turn - other.turn)
})

/** Reads what the journal has of an inbox; `count` slots of it are looked at and used. */
export const open = Effect.fnUntraced(function* (
  journal: Journal["Service"],
  name: string,
  count: number,
): Effect.fn.Return<Slots, JournalError> {
  const factOf = (index: number) => `inbox.${name}.${index}`
  const slots = yield* recalled(journal, factOf, count)
  const index = new Index()
  for (const slot of slots) for (const note of [...slot.done, ...slot.left]) index.add(slot, note)
  // One that a newer one had replaced, where the process died before that was written down.
  for (const slot of slots) {
    slot.done = [...slot.done, ...slot.left.filter((kept) => index.isReplaced(kept)).map(noteOf)]
    slot.left = slot.left.filter((kept) => !index.isReplaced(kept))
  }
  const free = slots.filter(({ left }) => left.length === 0)
  const taken = new Set(slots.filter(({ left }) => left.length > 0))
  let lastTurn = slots.at(-1)?.turn ?? 0

  const write = ({ done, index, left, turn }: Slot) =>
    journal.remember(factOf(index), encode({ turn, done, left }))

  const take: Slots["take"] = (entries) =>
    Effect.suspend(() => {
      const [slot] = free
      if (slot === undefined) return Effect.die(new Error("No slot is free; ask `free` before"))
      const next: Slot = { index: slot.index, turn: ++lastTurn, done: [], left: entries }
      return Effect.map(write(next), () => {
        free.shift()
        for (const note of slot.done) index.forget(note)
        for (const kept of entries) index.add(next, kept)
        taken.add(next)
      })
    })

  const finish: Slots["finish"] = (id) =>
    Effect.suspend(() => {
      const slot = index.slotOf(id)
      const entry = slot?.left.find((kept) => kept.id === id)
      if (slot === undefined || entry === undefined) return Effect.void
      slot.left = slot.left.filter((kept) => kept !== entry)
      slot.done = [...slot.done, noteOf(entry)]
      if (slot.left.length === 0) {
        taken.delete(slot)
        free.push(slot)
      }
      return write(slot)
    })

  return {
    knows: (id) => index.slotOf(id) !== undefined,
    newest: (subject) => index.newest(subject),
    free: () => free.length,
    left: () => [...taken].flatMap(({ left }) => left),
    take,
    isLeft: (id) => index.slotOf(id)?.left.some((kept) => kept.id === id) ?? false,
    finish,
  }
})
