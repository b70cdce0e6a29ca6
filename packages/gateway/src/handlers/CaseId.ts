/**
 * Names a case in a path: its kind, its receipt, and for a return the return's ID, as one opaque word.
 */
import { CheckoutKey } from "@loyalkit/core/Domain"
import type { Case } from "@loyalkit/core/Cases"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CaseKind } from "../api/CaseWire.ts"

const Name = Schema.fromJsonString(
  Schema.Struct({ kind: CaseKind, key: CheckoutKey, returnId: Schema.optionalKey(Schema.String) }),
)

/** What an ID names. */
export type Named = typeof Name.Type

const encode = Schema.encodeSync(Name)
const decode = Schema.decodeOption(Name)

/** The ID of a case. */
export const write = (one: Case): string =>
  Base64Url.encode(
    encode({ kind: one.kind, key: one.key, ...(one.kind === "return" ? { returnId: one.returnId } : {}) }),
  )

/** What an ID names; nothing where it is none of ours. */
export const read = (id: string): Named | undefined =>
  Option.getOrUndefined(Option.flatMap(Result.getSuccess(Base64Url.decodeString(id)), (text) => decode(text)))
