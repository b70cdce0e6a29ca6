/**
 * Where the journal lies: a file in the data folder, or memory.
 *
 * The sandbox has a file of its own, so that trying out never mixes with real sales.
 */
import * as MemoryJournal from "@loyalkit/core/journal/MemoryJournal"
import type { Journal, JournalError } from "@loyalkit/core/Journal"
import { JournalUnavailable } from "@loyalkit/core/Journal"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { mkdirSync } from "node:fs"
import { join } from "node:path"
import type { Settings } from "../Settings.ts"

/** The journal's file; nothing where it is in memory. */
export const fileOf = ({ data, service }: Pick<Settings, "data" | "service">): string | undefined =>
  data === undefined
    ? undefined
    : join(data, service._tag === "Sandbox" ? "sandbox.sqlite" : "journal.sqlite")

/** Customers' phones stand in it for a while: the folder is its owner's only. */
const OWNER_ONLY = 0o700

const makeFolder = (data: string): Effect.Effect<void, JournalUnavailable> =>
  Effect.try({
    try: () => void mkdirSync(data, { recursive: true, mode: OWNER_ONLY }),
    catch: (cause) =>
      new JournalUnavailable({ detail: `the folder ${data} cannot be made: ${String(cause)}`, cause }),
  })

export const layer = (settings: Pick<Settings, "data" | "service">): Layer.Layer<Journal, JournalError> => {
  const path = fileOf(settings)
  return path === undefined || settings.data === undefined
    ? MemoryJournal.layerMemory
    : Layer.unwrap(Effect.as(makeFolder(settings.data), SqliteJournal.layer({ path })))
}
