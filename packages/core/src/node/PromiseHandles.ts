/**
 * Node's transport and journal for the Promise face, without their layers showing.
 */
import { journalHandle, transportHandle } from "../promise/Handles.ts"
import type { JournalHandle, TransportHandle } from "../promise/Options.ts"
import * as SqliteJournal from "./SqliteJournal.ts"
import * as UndiciTransport from "./UndiciTransport.ts"

/**
 * Requests over undici: faster than `fetch`, and able to tell more failures that provably sent nothing.
 *
 * @example
 * ```ts
 * import { undiciTransport } from "@loyalkit/core/node"
 * import { createLoyalty } from "@loyalkit/core/promise"
 *
 * const loyalty = await createLoyalty({
 *   url: "https://loyal.example",
 *   apiKey: "key",
 *   transport: undiciTransport({ connectTimeout: 800 }),
 * })
 * await loyalty.close()
 * ```
 */
export const undiciTransport = (options: UndiciTransport.UndiciOptions = {}): TransportHandle =>
  transportHandle(UndiciTransport.layer(options))

/**
 * A journal in a file: what was written survives a crash and a power cut. One process at a time; the folder must exist.
 *
 * @example
 * ```ts
 * import { sqliteJournal } from "@loyalkit/core/node"
 *
 * const journal = sqliteJournal({ path: "./loyalkit-data/journal.db" })
 * journal.kind // => "journal"
 * ```
 */
export const sqliteJournal = (options: SqliteJournal.SqliteJournalOptions): JournalHandle =>
  journalHandle(SqliteJournal.layer(options))
