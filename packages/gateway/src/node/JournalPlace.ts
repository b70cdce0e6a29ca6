/**
 * Where the journal lies: a file in the data folder, or memory.
 */
import * as MemoryJournal from "@loyalkit/core/journal/MemoryJournal"
import type { Journal, JournalError } from "@loyalkit/core/Journal"
import { JournalUnavailable } from "@loyalkit/core/Journal"
import * as SqliteJournal from "@loyalkit/core/node/SqliteJournal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { existsSync, mkdirSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import type { Settings } from "../Settings.ts"

/** The journal's file; nothing where it is in memory, as over the sandbox, whose clients are forgotten with the process. */
export const fileOf = ({ data, service }: Pick<Settings, "data" | "service">): string | undefined =>
  data === undefined || service._tag === "Sandbox" ? undefined : join(data, "journal.sqlite")

/** Customers' phones stand in it for a while: the folder is its owner's only. */
const OWNER_ONLY = 0o700

/** Node's own `recursive` never returns where a file system refuses a folder in the manner of `/proc`. */
const makeAll = (folder: string): void => {
  if (existsSync(folder)) return
  makeAll(dirname(folder))
  mkdirSync(folder, { mode: OWNER_ONLY })
}

const makeFolder = (data: string): Effect.Effect<void, JournalUnavailable> =>
  Effect.try({
    try: () => makeAll(resolve(data)),
    catch: (cause) =>
      new JournalUnavailable({ detail: `the folder ${data} cannot be made: ${String(cause)}`, cause }),
  })

export const layer = (settings: Pick<Settings, "data" | "service">): Layer.Layer<Journal, JournalError> => {
  const path = fileOf(settings)
  return path === undefined || settings.data === undefined
    ? MemoryJournal.layerMemory
    : Layer.unwrap(Effect.as(makeFolder(settings.data), SqliteJournal.layer({ path })))
}
