/**
 * A secret of the settings, which may stand in a file of its own: so a settings file can be shown to others.
 *
 * It reads by effect's `FileSystem`, which is unstable, so this is an entry of its own that `index.ts` never imports.
 */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { FileSystem } from "effect/FileSystem"
import * as Redacted from "effect/Redacted"

/** A secret's file cannot be read: a wrong setting. */
export class SecretUnreadable extends Data.TaggedError("SecretUnreadable")<{
  /** Where it stands in the settings, such as `adapters.iiko.cloud.apiLoginFile`. */
  readonly setting: string
  readonly path: string
  readonly detail: string
}> {
  override get message(): string {
    return `${this.setting}: ${this.path} cannot be read (${this.detail}). Correct the path, or the file's rights.`
  }
}

/** Editors end a file with a line break, and some begin it with a byte order mark. */
const textOf = (content: string): string => content.replace(/^\uFEFF/, "").replace(/\r?\n$/, "")

/** What a secret has to be like. */
export interface SecretForm {
  readonly fits: (secret: string) => boolean
  /** In words, for whoever has to correct it. */
  readonly expected: string
}

const anything: SecretForm = { fits: () => true, expected: "anything" }

/**
 * The secret as it was given, or from its file.
 *
 * @param form what a file has to hold: the settings' own schema does not see it, and an empty one, or a few letters, would be guessed.
 */
export const secretOf = (
  setting: string,
  given: Redacted.Redacted | undefined,
  path: string | undefined,
  { expected, fits }: SecretForm = anything,
): Effect.Effect<Redacted.Redacted, SecretUnreadable, FileSystem> => {
  if (given !== undefined) return Effect.succeed(given)
  return Effect.flatMap(FileSystem, (files) => files.readFileString(path ?? "")).pipe(
    Effect.mapError(({ message }) => message),
    Effect.map(textOf),
    Effect.filterOrFail(fits, () => `expected ${expected}`),
    Effect.map((secret) => Redacted.make(secret)),
    Effect.mapError((detail) => new SecretUnreadable({ setting, path: path ?? "", detail })),
  )
}
