/**
 * The person in the back office: looks a receipt's case up in the list, and says what became of it.
 */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Person } from "../format/Step.ts"
import type { Heard } from "../watch/News.ts"
import type { PlainRequest } from "./Exchange.ts"

/** What the person reads of the list. */
const List = Schema.fromJsonString(
  Schema.Struct({
    cases: Schema.Array(Schema.Struct({ id: Schema.String, kind: Schema.String, receiptId: Schema.String })),
  }),
)
const decode = Schema.decodeUnknownOption(List)

type Send = (request: PlainRequest, heard: (heard: Heard) => void) => void

/** Both calls, one after the other. `heard` gets what the verdict was answered, or why none was given. */
export const judge = (
  { by, kind, note, receipt, then, verdict }: Person,
  send: Send,
  headers: Readonly<Record<string, string>>,
  heard: (heard: Heard) => void,
): void =>
  send({ method: "GET", path: "/v1/cases", headers, body: "" }, (list) => {
    if (list._tag === "Nothing" || list.answer.status !== 200) return heard(list)
    const cases = Option.match(decode(list.answer.body), { onNone: () => [], onSome: (read) => read.cases })
    const found = cases.find((one) => one.receiptId === receipt && (kind === undefined || one.kind === kind))
    if (found === undefined) return heard({ _tag: "Nothing", at: list.at, why: "no-case" })
    const said = {
      verdict,
      by,
      ...(then === undefined ? {} : { then }),
      ...(note === undefined ? {} : { note }),
    }
    send(
      {
        method: "POST",
        path: `/v1/cases/${encodeURIComponent(found.id)}/resolve`,
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(said),
      },
      heard,
    )
  })
