/**
 * The calls that РМК's panel shows: РМК's own to the gateway, and those of the gateway's reader to 1C, in the order of their times.
 */
import type { PlainAnswer, PlainRequest } from "@loyalkit/scenario/shop/Exchange"
import { OPENING } from "@loyalkit/scenario/shop/Shop"
import type { InfobaseCall, TillCall } from "@loyalkit/scenario/watch/News"
import { createMemo, type Accessor } from "solid-js"
import type { PageShop } from "../../../shop/PageShop.ts"
import type { Unheard } from "../../../shop/Requests.ts"

/** Who asks: the cashier's workplace asks loyalkit, and the reader of receipts asks 1C. */
export type Asker = "rmk" | "reader"

/** What is known of a call before it is sent. */
export interface Mark {
  /** The number of РМК's purchase that it belongs to. */
  readonly purchase: number
  /** Sent once more, as something on the way might. */
  readonly isAgain: boolean
}

export interface LineCall extends Partial<Mark> {
  readonly number: number
  readonly by: Asker
  /** In milliseconds since 1970, by the shop's clock. */
  readonly at: number
  readonly request: PlainRequest
  /** What was answered, be it heard or not. */
  readonly said?: { readonly at: number; readonly answer: PlainAnswer }
  /** Why РМК heard nothing. */
  readonly unheard?: { readonly at: number; readonly why: Unheard }
}

export interface LineCalls {
  readonly calls: Accessor<ReadonlyArray<LineCall>>
  /** The call that is sent next is РМК's, and this one. */
  readonly next: (mark: Mark) => void
}

/** More than anybody scrolls through; our judgment. */
const KEPT = 200

const ofTill = ({ at, heard, number, request, said }: TillCall, mark: Mark): LineCall => ({
  ...mark,
  number,
  by: "rmk",
  at: OPENING + at,
  request,
  // Heard is later than said by the way back.
  ...(heard?._tag === "Answer"
    ? { said: { at: OPENING + heard.at, answer: heard.answer } }
    : said === undefined
      ? {}
      : { said: { at: OPENING + said.at, answer: said.answer } }),
  ...(heard?._tag === "Nothing" && heard.why !== "no-case"
    ? { unheard: { at: OPENING + heard.at, why: heard.why } }
    : {}),
})

/** The two kinds are counted apart. */
const ofReader = ({ answer, at, number, request }: InfobaseCall): LineCall => ({
  number: -number,
  by: "reader",
  at: OPENING + at,
  request,
  said: { at: OPENING + at, answer },
})

/** What is listed; nothing where it is one document that is asked for. */
const listOf = ({ request: { path } }: InfobaseCall): string | undefined => {
  const [object = ""] = path.split("?", 1)
  return object.includes("(") ? undefined : object
}

/** A list that says what the next one says is no news: each minute brings two. */
export const withoutRepeated = (calls: ReadonlyArray<InfobaseCall>): ReadonlyArray<InfobaseCall> => {
  const later = new Map<string, string>()
  return calls
    .toReversed()
    .filter((call) => {
      const list = listOf(call)
      if (list === undefined) return true
      const isRepeated = later.get(list) === call.answer.body
      later.set(list, call.answer.body)
      return !isRepeated
    })
    .toReversed()
}

/** Once for each record: a call that gets on is another record, so one that did not stays the same, and its row is not written anew. */
const onceEach = <Of extends object, A>(make: (of: Of) => A): ((of: Of) => A) => {
  const made = new WeakMap<Of, A>()
  return (of) => {
    const known = made.get(of) ?? make(of)
    made.set(of, known)
    return known
  }
}

/** Puts together what is shown of all calls so far. */
export const lineCallsOf = (
  markOf: (number: number) => Mark | undefined,
): ((
  tillCalls: ReadonlyArray<TillCall>,
  infobaseCalls: ReadonlyArray<InfobaseCall>,
) => ReadonlyArray<LineCall>) => {
  const asRead = onceEach(ofReader)
  const asAsked = onceEach((call: TillCall): ReadonlyArray<LineCall> => {
    const mark = markOf(call.number)
    return mark === undefined ? [] : [ofTill(call, mark)]
  })
  return (tillCalls, infobaseCalls) =>
    [...tillCalls.flatMap(asAsked), ...withoutRepeated(infobaseCalls).map(asRead)]
      .toSorted((a, b) => a.at - b.at)
      .slice(-KEPT)
}

export const createLineCalls = ({ infobaseCalls, shop, tillCalls }: PageShop): LineCalls => {
  const marks = new Map<number, Mark>()
  const listOf = lineCallsOf((number) => marks.get(number))
  const calls = createMemo(() => listOf(tillCalls(), infobaseCalls()))
  return { calls, next: (mark) => void marks.set(shop.tillCalls().length + 1, mark) }
}
