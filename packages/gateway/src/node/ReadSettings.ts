/**
 * Reads what the settings come from: the environment, the file of `--config`, and the file of the key.
 */
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type { PlatformError } from "effect/PlatformError"
import * as Result from "effect/Result"
import { builtIn } from "../faces/Faces.ts"
import { decode } from "../settings/Decode.ts"
import type { Face } from "../settings/Face.ts"
import { parseFile } from "../settings/FileText.ts"
import { SettingsInvalid, type Problem } from "../settings/Problem.ts"
import { keyFileOf, type KeyFile } from "../settings/Service.ts"
import type { Words } from "../settings/Setting.ts"
import type { FileSource, Sources } from "../settings/Sources.ts"
import { all, policyBundle } from "../settings/Table.ts"
import type { Settings } from "../Settings.ts"

/** What the command line says. */
export interface Started {
  /** By the flag's name, without its dashes. */
  readonly flags: Readonly<Record<string, string>>
  /** The file of `--config`. */
  readonly config?: string
}

const VARIABLES = [policyBundle, ...all].flatMap(({ variable }) => (variable === undefined ? [] : [variable]))

/** Those of our variables that are set. An empty one counts as not set, since compose files cannot leave one out. */
const readVariables = Effect.gen(function* () {
  const provider = yield* ConfigProvider.ConfigProvider
  const read = yield* Effect.forEach(VARIABLES, (name) =>
    Effect.map(provider.load([name]), (node) => [name, node?.value] as const),
  )
  return Object.fromEntries(
    read.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  )
}).pipe(Effect.orDie)

const unreadable = ({ reason }: PlatformError): Words => {
  switch (reason._tag) {
    case "NotFound":
      return { en: "there is no such file", ru: "такого файла нет" }
    case "PermissionDenied":
      return { en: "the file may not be read by this user", ru: "этому пользователю нельзя читать этот файл" }
    default:
      return { en: `the file cannot be read (${reason._tag})`, ru: `файл не читается (${reason._tag})` }
  }
}

const readText = (path: string): Effect.Effect<Result.Result<string, Words>, never, FileSystem.FileSystem> =>
  Effect.flatMap(FileSystem.FileSystem, (files) =>
    Effect.result(Effect.mapError(files.readFileString(path), unreadable)),
  )

const readFile = Effect.fnUntraced(function* (path: string) {
  const content = Result.flatMap(yield* readText(path), parseFile)
  return Result.mapBoth(content, {
    onFailure: (text): Problem => ({ where: `--config ${path}`, text }),
    onSuccess: (content): FileSource => ({ name: path, content }),
  })
})

const readKey = Effect.fnUntraced(function* (sources: Sources) {
  const path = keyFileOf(sources)
  if (path === undefined) return undefined
  const read: KeyFile = yield* readText(path)
  return Result.mapError(read, (words) => ({ en: `${path}: ${words.en}`, ru: `${path}: ${words.ru}` }))
})

/** The settings by flags, then the environment, then the file. Fails with everything that is wrong with them. */
export const readSettings = Effect.fnUntraced(function* (
  { config, flags }: Started,
  faces: ReadonlyArray<Face<unknown>> = builtIn,
): Effect.fn.Return<Settings, SettingsInvalid, FileSystem.FileSystem> {
  const variables = yield* readVariables
  const file = config === undefined ? undefined : yield* readFile(config)
  if (file !== undefined && Result.isFailure(file))
    return yield* new SettingsInvalid({ problems: [file.failure] })
  const sources: Sources = { flags, variables, ...(file === undefined ? {} : { file: file.success }) }
  const keyFile = yield* readKey(sources)
  return yield* Effect.fromResult(decode(sources, { faces, ...(keyFile === undefined ? {} : { keyFile }) }))
})
