/**
 * A journal on a disk that can fail: it is full, cannot be read, or loses at a power cut what was not synced.
 *
 * What was appended before a synced append survives with it; of what came after, a prefix does, however long.
 * Behind it stands core's own journal in memory; after a power cut a new one is filled with what survived.
 */
import type { CheckoutKey } from "@loyalkit/core/Domain"
import { Journal, JournalUnavailable, type Append } from "@loyalkit/core/Journal"
import { layerMemory } from "@loyalkit/core/journal/MemoryJournal"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"

type JournalService = Journal["Service"]

/** What is wrong with the disk now. */
export type Trouble = "full" | "unreadable"

export interface Disk {
  /** The journal as a process sees it. */
  readonly journal: JournalService
  /** What is wrong from now on; nothing: all is well again. */
  readonly breaks: (trouble: Trouble | undefined) => void
  /** The next append fails. */
  readonly failsNext: () => void
  /** A receipt's version, as the journal has it; nothing while the engine works at it by itself. */
  readonly versionOf: (key: CheckoutKey) => number | undefined
  /** The power fails: this share of what was not synced survives. Gives how many appends were lost. */
  readonly powerCut: (keeps: number) => number
}

const emptyMemory = (): JournalService =>
  Effect.runSync(
    Effect.map(Layer.buildWithScope(Layer.fresh(layerMemory), Scope.makeUnsafe()), (context) =>
      Context.get(context, Journal),
    ),
  )

const failed = (detail: string) => Effect.fail(new JournalUnavailable({ detail }))

export interface DiskOptions {
  /** Does each process know that it is alone? */
  readonly singleWriter: boolean
  /** Told of every append that was taken. */
  readonly appended: (append: Append) => void
  /** Told of every trouble that was met. */
  readonly met: (what: string) => void
}

export const make = ({ appended, met, singleWriter }: DiskOptions): Disk => {
  let memory = emptyMemory()
  // What was written, in its order, each to be written again into a journal that survived.
  let log: Array<(journal: JournalService) => Effect.Effect<unknown, unknown>> = []
  let synced = 0
  let trouble: Trouble | undefined
  let oneAppend = false

  const writing = <A, E>(write: (journal: JournalService) => Effect.Effect<A, E>, isSynced: boolean) =>
    Effect.suspend((): Effect.Effect<A, E | JournalUnavailable> => {
      if (oneAppend || trouble === "full") {
        met(oneAppend ? "disk: append failed" : "disk: full")
        oneAppend = false
        return failed("no space left on the disk")
      }
      return Effect.map(write(memory), (written) => {
        log.push(write)
        if (isSynced) synced = log.length
        return written
      })
    })

  const reading = <A, E>(read: () => Effect.Effect<A, E>): Effect.Effect<A, E | JournalUnavailable> =>
    Effect.suspend((): Effect.Effect<A, E | JournalUnavailable> => {
      if (trouble !== "unreadable") return read()
      met("disk: unreadable")
      return failed("the disk cannot be read")
    })

  const journal: JournalService = {
    append: (entry) =>
      Effect.map(
        writing((kept) => kept.append(entry), entry.durability === "synced"),
        (version) => {
          appended(entry)
          return version
        },
      ),
    remember: (name, value) => writing((kept) => kept.remember(name, value), false),
    recall: (name) => reading(() => memory.recall(name)),
    load: (key) => reading(() => memory.load(key)),
    list: (query) => reading(() => memory.list(query)),
    counts: reading(() => memory.counts),
    sequence: reading(() => memory.sequence),
    movedSince: (query) => reading(() => memory.movedSince(query)),
    purge: (before) => Effect.suspend(() => memory.purge(before)),
    sync: Effect.sync(() => {
      synced = log.length
    }),
    singleWriter,
  }

  return {
    journal,
    versionOf: (key) =>
      Option.match(Effect.runSync(memory.load(key)), {
        onNone: () => 0,
        onSome: ({ status, version }) => (status === "open" || status === "settled" ? version : undefined),
      }),
    breaks: (next) => {
      trouble = next
    },
    failsNext: () => {
      oneAppend = true
    },
    powerCut: (keeps) => {
      const kept = synced + Math.floor((log.length - synced) * keeps)
      const lost = log.length - kept
      if (lost === 0) return 0
      log = log.slice(0, kept)
      synced = kept
      memory = emptyMemory()
      for (const write of log) Effect.runSync(write(memory))
      return lost
    },
  }
}
