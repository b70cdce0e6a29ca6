/**
 * The seam for adapters: a face is an adapter's name and the schema of its own section of the settings.
 *
 * The settings code is given a list of faces and knows nothing else of them. A face decodes its section
 * `adapters.<name>`; its secrets should be `Schema.RedactedFromValue`. One that can serve without any settings has a schema
 * that takes `{}`.
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Settings } from "../Settings.ts"

/** An adapter as the settings see it. */
export interface Face<out A> {
  /** As in `LOYALKIT_ADAPTERS`. */
  readonly name: string
  /** Of its section in the file. */
  readonly settings: Schema.Codec<A, unknown>
}

/** A face's own settings; nothing where it is not served. */
export const settingsOf = <A>(face: Face<A>, { adapters }: Settings): Option.Option<A> => {
  const isSettings = Schema.is(Schema.toType(face.settings))
  return Option.filter(
    Option.fromUndefinedOr(adapters.find(({ name }) => name === face.name)?.settings),
    isSettings,
  )
}
