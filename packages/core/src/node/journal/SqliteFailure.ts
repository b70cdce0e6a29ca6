/**
 * What SQLite's error codes mean to the one who runs the till.
 *
 * The codes are SQLite's own (https://sqlite.org/rescode.html); the low byte of an extended code is the primary one.
 */
import { JournalCorrupt, JournalUnavailable } from "../../Journal.ts"

const BUSY = 5
const READONLY = 8
const IOERR = 10
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const NOTADB = 26

const details: Readonly<Record<number, string>> = {
  [READONLY]: "it may not be written: check the rights of the file and its folder",
  [IOERR]: "the disk failed to read or write",
  [CORRUPT]: "its pages are damaged",
  [FULL]: "the disk is full: free some space",
  [CANTOPEN]: "it cannot be opened: the folder must exist and be writable",
  [NOTADB]: "it is not an SQLite database",
}

/** The primary code of an error thrown by `node:sqlite`; 0 for any other. */
const codeOf = (cause: unknown): number =>
  cause instanceof Error && "errcode" in cause && typeof cause.errcode === "number" ? cause.errcode & 0xff : 0

const said = (cause: unknown): string =>
  details[codeOf(cause)] ?? (cause instanceof Error ? cause.message : String(cause))

/** Does the error mean that what is stored cannot be trusted, rather than that it cannot be reached? */
export const isDamage = (cause: unknown): boolean => codeOf(cause) === CORRUPT || codeOf(cause) === NOTADB

/** A failure to write. SQLite's texts name tables and rules, never values. */
export const unavailable = (file: string, cause: unknown): JournalUnavailable =>
  new JournalUnavailable({
    detail:
      codeOf(cause) === BUSY
        ? `${file} is in use by another process, or opened twice in this one: a journal has one writer. Stop the other, or give each a file of its own`
        : `${file}: ${said(cause)}`,
    cause,
  })

/** A failure to read, which may be damage. */
export const unreadable = (file: string, cause: unknown): JournalUnavailable | JournalCorrupt =>
  isDamage(cause)
    ? new JournalCorrupt({ detail: `${file}: ${said(cause)}`, cause })
    : unavailable(file, cause)
