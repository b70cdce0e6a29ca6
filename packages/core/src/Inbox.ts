/**
 * What a vendor's cloud pushes, kept before it is answered and worked off afterwards.
 *
 * A cloud tells of an event once, waits a moment for an answer, and repeats what was not answered, in bursts. So an entry is written down first, and then
 * the door may say "taken"; the work is done in the background, again and again until it succeeds, also after a restart: at least once, and whoever does it
 * must be able to do it twice. A repetition is known by its ID, also some time after it was done. Of what is told about one subject only the newest counts:
 * it replaces what waits, and what comes late is dropped. An inbox that is full refuses, and the cloud keeps the event.
 *
 * It lives in facts of the journal (`inbox/Slots`), so it needs no second file and works wherever the journal does. An inbox has one owner: two processes
 * over one journal need two names.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { open, type Kept, type Slots } from "./inbox/Slots.ts"
import { Journal, type JournalError, type JournalUnavailable } from "./Journal.ts"
import * as Locks from "./journal/Locks.ts"

/** The most bytes of an entry, and of what is written in one slot; our judgment: fifty receipts, told shortly. */
export const MAX_SLOT_BYTES = 65_536
/** What one push takes is a slot or more: so many wait, or are remembered. Read one by one at start, in some milliseconds. Our judgment. */
const SLOTS = 1_000
/** So many are worked on at a time: it is background work, and tills come first. Our judgment. */
const CONCURRENCY = 4
/** One attempt at an entry; longer than any budget of the engine's. Our judgment. */
const PATIENCE = "1 minute"
/** The wait before the second attempt, then twice as long each time, and the longest. Our judgment: an outage lasts minutes or hours. */
const RETRY_BASE = "5 seconds"
const RETRY_CAP = "10 minutes"
/** After so many days an entry is given up: a person has asked about the receipt by then. Our judgment. */
const GIVE_UP_DAYS = 7

/** An event as a door hands it in. */
export interface Entry {
  /** The same event has the same ID whenever it is told. At most some hundred characters. */
  readonly id: string
  /** What has to be done, in the adapter's own words: as little as will do, and nobody's name or phone. */
  readonly body: string
  /** What it is about, where later news of the same replace it. */
  readonly subject?: string
  /** How new it is among those about its subject: what has a smaller one is older. */
  readonly order?: number
}

/** Too much waits already. The cloud keeps the event, and tells it again. */
export class InboxFull extends Data.TaggedError("InboxFull")<{ readonly name: string }> {
  override get message(): string {
    return `The inbox ${this.name} is full: nothing more is taken until something is worked off. See the log for what stands in the way.`
  }
}

/** An entry is larger than anything that is kept here. Telling it again changes nothing. */
export class EntryTooLarge extends Data.TaggedError("EntryTooLarge")<{
  readonly name: string
  readonly bytes: number
}> {
  override get message(): string {
    return `An entry of ${this.bytes} bytes is too large for the inbox ${this.name}: ${MAX_SLOT_BYTES} at most.`
  }
}

/** How an attempt ended: `done`, for good; or `again`, later. A failure and a defect are `again` too. */
export type Worked = "done" | "again"

export interface InboxOptions<E, R> {
  /** Names it in the journal. Another name is another inbox. */
  readonly name: string
  /** Does what an entry asks for. It may be asked twice, and must come to the same. */
  readonly work: (entry: Entry) => Effect.Effect<Worked, E, R>
  /** How long an entry rests before it is worked on first, so that disorder sorts itself out. None by default. */
  readonly rest?: Duration.Input
  readonly slots?: number
  readonly giveUpDays?: number
}

export interface Inbox {
  /**
   * Takes entries in; when it succeeds they survive a power cut. Known ones and stale ones are taken for good, without being kept.
   * Where it fails some may have been kept already: told again, they are known.
   */
  readonly put: (
    entries: ReadonlyArray<Entry>,
  ) => Effect.Effect<void, InboxFull | EntryTooLarge | JournalUnavailable>
  /** How many are still to be done. */
  readonly waiting: Effect.Effect<number>
}

const utf8 = new TextEncoder()
const bytesOf = (entry: Entry): number => utf8.encode(JSON.stringify(entry)).byteLength

/** What of a push is news, each subject's newest alone, as it came. */
const newsOf = (slots: Slots, entries: ReadonlyArray<Entry>): ReadonlyArray<Entry> => {
  const news = new Map<string, Entry>()
  const newest = new Map<string, Entry>()
  for (const entry of entries) {
    const { id, order = 0, subject } = entry
    if (slots.knows(id) || news.has(id)) continue
    if (subject !== undefined) {
      const here = newest.get(subject)
      const known = here === undefined ? slots.newest(subject) : (here.order ?? 0)
      if (known !== undefined && known > order) continue
      if (here !== undefined) news.delete(here.id)
      newest.set(subject, entry)
    }
    news.set(id, entry)
  }
  return [...news.values()]
}

/** Entries in as many parts as they need slots. */
const packed = <A extends Entry>(entries: ReadonlyArray<A>): ReadonlyArray<ReadonlyArray<A>> => {
  const parts: Array<Array<A>> = []
  let room = 0
  for (const entry of entries) {
    const bytes = bytesOf(entry)
    if (bytes > room) {
      parts.push([])
      room = MAX_SLOT_BYTES
    }
    parts.at(-1)?.push(entry)
    room -= bytes
  }
  return parts
}

/** Twice as long each time, up to a cap, and nobody at the same moment as everybody else. In whole milliseconds, as times are written down. */
const patience = Schedule.min([Schedule.exponential(RETRY_BASE), Schedule.spaced(RETRY_CAP)]).pipe(
  Schedule.jittered,
  Schedule.modifyDelay(({ duration }) => Effect.succeed(Math.round(Duration.toMillis(duration)))),
)

const bySubject = (entries: ReadonlyArray<Kept>): ReadonlyMap<string, Kept> =>
  new Map(entries.flatMap((kept) => (kept.subject === undefined ? [] : [[kept.subject, kept]])))

class NotYet extends Data.TaggedError("NotYet") {}

/** Opens an inbox and goes on with what is left in it, for as long as the scope lives. */
export const make = Effect.fnUntraced(function* <E, R>(
  options: InboxOptions<E, R>,
): Effect.fn.Return<Inbox, JournalError, Journal | Scope.Scope | R> {
  const { name } = options
  const journal = yield* Journal
  const context = yield* Effect.context<R>()
  const scope = yield* Effect.scope
  const slots = yield* open(journal, name, options.slots ?? SLOTS)
  const locks = Locks.make()
  const writing = Semaphore.makeUnsafe(1)
  const hands = Semaphore.makeUnsafe(CONCURRENCY)
  const rest = Duration.toMillis(options.rest ?? 0)
  const lifetime = Duration.toMillis(Duration.days(options.giveUpDays ?? GIVE_UP_DAYS))

  const logged = (entry: Entry, log: Effect.Effect<void>) =>
    Effect.annotateLogs(log, { inbox: name, entry: entry.id })

  const finish = (id: string) =>
    slots.finish(id).pipe(
      writing.withPermit,
      // In memory it is done; after a restart it is done again.
      Effect.catch((error) => Effect.logWarning("What an inbox has done cannot be noted.", error)),
      Effect.uninterruptible,
    )

  /** Once for an entry: an outage of a night is not a thousand lines. */
  const troubled = new Set<string>()
  const trouble = (kept: Kept, cause: Cause.Cause<unknown>) => {
    if (troubled.has(kept.id)) return Effect.void
    troubled.add(kept.id)
    return logged(kept, Effect.logWarning("An entry could not be worked off; it is tried again.", cause))
  }

  const attempt = (kept: Kept) =>
    // While it waited for its turn a newer one may have come.
    Effect.suspend(() => (slots.isLeft(kept.id) ? options.work(kept) : Effect.succeed<Worked>("done"))).pipe(
      Effect.timeout(PATIENCE),
      Effect.catchCause((cause) =>
        Cause.hasInterruptsOnly(cause) ? Effect.interrupt : Effect.as(trouble(kept, cause), "again" as const),
      ),
      hands.withPermit,
      locks.alone(kept.subject ?? kept.id),
      Effect.flatMap((worked) => (worked === "done" ? Effect.void : Effect.fail(new NotYet()))),
    )

  const isOver = (kept: Kept) =>
    Effect.map(Clock.currentTimeMillis, (now) => now - kept.at >= lifetime || !slots.isLeft(kept.id))

  const workOff = Effect.fnUntraced(function* (kept: Kept) {
    const since = (yield* Clock.currentTimeMillis) - kept.at
    yield* Effect.sleep(Math.max(0, Math.min(rest, rest - since)))
    yield* Effect.retry(attempt(kept), {
      schedule: patience,
      until: () => isOver(kept),
    }).pipe(
      Effect.catchTag("NotYet", () =>
        slots.isLeft(kept.id)
          ? logged(
              kept,
              Effect.logError("An entry is given up: it could not be worked off in days. See to it by hand."),
            )
          : Effect.void,
      ),
    )
    troubled.delete(kept.id)
    yield* finish(kept.id)
  })

  const begin = (kept: Kept) =>
    Effect.forkIn(Effect.interruptible(Effect.provideContext(workOff(kept), context)), scope)

  /** Something was written that may not have reached the disk. */
  let unsynced = false

  const take = Effect.fnUntraced(function* (entries: ReadonlyArray<Entry>) {
    const news = newsOf(slots, entries)
    const tooLarge = news.map(bytesOf).find((bytes) => bytes > MAX_SLOT_BYTES)
    if (tooLarge !== undefined) return yield* new EntryTooLarge({ name, bytes: tooLarge })
    const now = yield* Clock.currentTimeMillis
    const waiting = bySubject(slots.left())
    const replaced = (entry: Entry) => (entry.subject === undefined ? undefined : waiting.get(entry.subject))
    // It goes on from when the subject was first told of: news after news must not put the work off for ever.
    const parts = packed(news.map((entry): Kept => ({ ...entry, at: replaced(entry)?.at ?? now })))
    if (parts.length > slots.free()) return yield* new InboxFull({ name })
    for (const part of parts) {
      yield* slots.take(part)
      unsynced = true
      for (const kept of part) {
        const old = replaced(kept)
        // Where this fails, the newer one tells after a restart.
        if (old !== undefined) yield* Effect.ignore(slots.finish(old.id))
        yield* begin(kept)
      }
    }
    if (!unsynced) return
    yield* journal.sync
    unsynced = false
  })

  yield* Effect.forEach(slots.left(), begin, { discard: true })
  return {
    put: (entries) => Effect.uninterruptible(writing.withPermit(take(entries))),
    waiting: Effect.sync(() => slots.left().length),
  }
})
