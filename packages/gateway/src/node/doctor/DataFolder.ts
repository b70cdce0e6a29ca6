/**
 * The journal's folder: is it there or can it be made, may it be written, is there room, and how long does the disk take to
 * make a sale safe?
 *
 * Whatever is written to find out is deleted at once. The journal's own file is not touched: `RunningGateway` asks SQLite.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fs from "node:fs/promises"
import * as Path from "node:path"
import type { Settings } from "../../Settings.ts"
import { type Finding, good, open, wrong } from "./Finding.ts"

const FOLDER = { en: "Data folder", ru: "Папка данных" }
const SPACE = { en: "Free space", ru: "Свободное место" }
const DISK = { en: "Disk", ru: "Диск" }

/** Months of a busy shop's journal, at 2 kB a receipt; our judgment. */
const LEAST_FREE = 200 * 1_048_576

/** So many times the disk is asked; the middle answer counts. */
const SYNCS = 9

/** One journal page. */
const PAGE_BYTES = 4_096

/** Each sale waits for the disk; beyond this, in milliseconds, the queue at the till notices. Our judgment. */
const SLOW_SYNC = 100

const NANOS_PER_MILLI = 1_000_000

const codeOf = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : String(cause)

const attempt = <A>(run: () => Promise<A>): Effect.Effect<A, string> =>
  Effect.tryPromise({ try: run, catch: codeOf })

/** The folder itself, or the nearest one above it that is there. */
const nearest = (
  folder: string,
): Effect.Effect<{ readonly path: string; readonly isFolder: boolean }, string> =>
  attempt(() => Fs.stat(folder)).pipe(
    Effect.map((found) => ({ path: folder, isFolder: found.isDirectory() })),
    Effect.catchIf(
      (code) => code === "ENOENT" && Path.dirname(folder) !== folder,
      () => nearest(Path.dirname(folder)),
    ),
  )

/** Writes pages to a file of its own; each one's time, in milliseconds. */
const timed = Effect.fnUntraced(function* (file: Fs.FileHandle) {
  const times: Array<number> = []
  for (let at = 0; at < SYNCS; at++) {
    const begun = yield* Clock.monotonicTimeNanos
    yield* attempt(() => file.write(Buffer.alloc(PAGE_BYTES), 0, PAGE_BYTES, at * PAGE_BYTES))
    yield* attempt(() => file.sync())
    times.push(Number((yield* Clock.monotonicTimeNanos) - begun) / NANOS_PER_MILLI)
  }
  return times
})

/** How long the disk takes to keep a page, in milliseconds: the middle of some times. */
const syncTime = (folder: string): Effect.Effect<number, string> =>
  Effect.acquireUseRelease(
    attempt(() => Fs.mkdtemp(Path.join(folder, ".loyalkit-doctor-"))),
    (own) =>
      Effect.acquireUseRelease(
        attempt(() => Fs.open(Path.join(own, "page"), "wx", 0o600)),
        timed,
        (file) => Effect.ignore(attempt(() => file.close())),
      ),
    (own) => Effect.ignore(attempt(() => Fs.rm(own, { recursive: true }))),
  ).pipe(Effect.map((times) => times.toSorted((one, other) => one - other)[Math.floor(SYNCS / 2)] ?? 0))

const notWritable = (path: string, code: string): Finding =>
  wrong(FOLDER, {
    en: `nothing can be written to ${path} (${code}). Give the gateway's user the right to, or choose another LOYALKIT_DATA`,
    ru: `в ${path} нельзя писать (${code}). Дайте это право пользователю шлюза или укажите другую папку в LOYALKIT_DATA`,
  })

const folderFinding = (folder: string, found: string): Finding =>
  good(
    FOLDER,
    folder === found
      ? { en: `${folder} can be written`, ru: `${folder}, запись разрешена` }
      : { en: `${folder} will be made at the first start`, ru: `${folder} появится при первом запуске` },
  )

const diskFinding = (millis: number): Finding => {
  const shown = millis < 10 ? millis.toFixed(1) : String(Math.round(millis))
  return millis > SLOW_SYNC
    ? wrong(DISK, {
        en: `takes ${shown} ms to keep a page, and each sale waits for it. Put LOYALKIT_DATA on a local SSD, not on a network or a USB stick`,
        ru: `сохраняет страницу за ${shown} мс, и каждая продажа этого ждёт. Перенесите LOYALKIT_DATA на местный SSD, не в сеть и не на флешку`,
      })
    : good(DISK, { en: `keeps a page in ${shown} ms`, ru: `сохраняет страницу за ${shown} мс` })
}

const spaceFinding = (bytes: number): Finding => {
  const megabytes = Math.floor(bytes / 1_048_576)
  return bytes < LEAST_FREE
    ? wrong(SPACE, {
        en: `only ${megabytes} MB. On a full disk no points are written off: free some`,
        ru: `всего ${megabytes} МБ. На полном диске баллы не списываются: освободите место`,
      })
    : good(SPACE, { en: `${megabytes} MB`, ru: `${megabytes} МБ` })
}

const inMemory = open(FOLDER, {
  en: "the journal is in memory: after a stop nothing is left, not even sales in doubt. Only for trying out",
  ru: "журнал в памяти: после остановки не останется ничего, даже продаж под вопросом. Только чтобы попробовать",
})

/** All that can be said of the folder. */
export const dataFolder = ({ data }: Pick<Settings, "data">): Effect.Effect<ReadonlyArray<Finding>> => {
  if (data === undefined) return Effect.succeed([inMemory])
  const folder = Path.resolve(data)
  return Effect.gen(function* () {
    const found = yield* nearest(folder)
    if (!found.isFolder) return [notWritable(found.path, "ENOTDIR")]
    const time = yield* syncTime(found.path)
    const { bavail, bsize } = yield* attempt(() => Fs.statfs(found.path))
    return [folderFinding(folder, found.path), spaceFinding(bavail * bsize), diskFinding(time)]
  }).pipe(Effect.catch((code) => Effect.succeed([notWritable(folder, code)])))
}
