/**
 * A failure as a file: the script, what it led to, and the digest of all that happened in between.
 */
import * as Schema from "effect/Schema"
import { Script } from "./script/Script.ts"

export const Failure = Schema.Struct({
  script: Script,
  /** The safeguard that had been taken out. */
  sabotage: Schema.optionalKey(Schema.String),
  violations: Schema.Array(
    Schema.Struct({ code: Schema.String, receipt: Schema.String, detail: Schema.String, at: Schema.Finite }),
  ),
  digest: Schema.String,
})
export interface Failure extends Schema.Schema.Type<typeof Failure> {}

const encode = Schema.encodeSync(Failure)
const decode = Schema.decodeUnknownSync(Schema.fromJsonString(Failure), { onExcessProperty: "error" })

/** As text, for people too. */
export const print = (failure: Failure): string => `${JSON.stringify(encode(failure), undefined, 2)}\n`

/** Reads it; throws with a message that names what is wrong in it. */
export const parse = (text: string): Failure => decode(text)
