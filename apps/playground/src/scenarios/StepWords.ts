/**
 * A step in words: who does what. What a till sends is known by its path; what is not known is seen by what goes over the line.
 */
import {
  isReturn,
  numberOf,
  thingOf,
  type Fail,
  type Person,
  type Send,
  type Step,
} from "@loyalkit/scenario/format/Step"
import { WAYS } from "@loyalkit/scenario/format/Ways"
import { KopecksFromWire, PointsFromWire, toNumber, zeroPoints } from "@loyalkit/core/Money"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { Speech } from "../text/Language.ts"
import type { Words } from "../text/scenarios/en.ts"
import { short } from "../view/Time.ts"

/** An ID that says nothing to anybody. */
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

const IIKO = "/iiko/front/"

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Of a request's body. */
const field = (body: unknown, name: string): unknown => (isRecord(body) ? body[name] : undefined)

/** A table of words that may have a name, or not. */
const wordOf = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** A path without its query, and without the slash that 1C sends between the two. */
const askedFor = (path: string): string => (path.split("?", 1)[0] ?? "").replace(/\/+$/, "")

/** The last part of it: what is asked for. */
const lastOf = (path: string): string => path.split("/").at(-1) ?? ""

const asRubles = Schema.decodeUnknownOption(KopecksFromWire)
const asPoints = Schema.decodeUnknownOption(PointsFromWire)

/** The longest value that is shown as it was sent; our judgment. */
const LONGEST = 40

/** What cannot be read is shown as it was sent: a 0 in its place would be another sale. */
const unread = (value: unknown, t: Words): string => {
  if (value === undefined || value === null) return t.steps.unsaid
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

/** What a till of `/v1` asks for one receipt. */
const ofReceipt = ({ body, method, path }: Send, speech: Speech, t: Words): string | undefined => {
  const sent = field(body, "points")
  const read = asPoints(sent)
  const points = (): string =>
    Option.match(read, { onNone: () => unread(sent, t), onSome: (is) => speech.bare(is) })
  const amount = (): string => {
    const value = field(body, "amount")
    return Option.match(asRubles(value), { onNone: () => unread(value, t), onSome: speech.money })
  }
  switch (lastOf(path)) {
    case "identify": {
      const search = field(body, "search")
      return typeof search === "string" ? t.steps.find(search) : t.steps.noClient
    }
    case "quote":
      return t.steps.quote(amount())
    case "hold":
      return t.steps.hold(points())
    case "release":
      return t.steps.release
    case "commit":
      return Option.contains(read, zeroPoints) ? t.steps.earn(amount()) : t.steps.commit(amount(), points())
    case "cancel":
      return t.steps.cancel
    case "return":
      return t.steps.return(amount())
    default:
      return method === "GET" ? t.steps.ask : undefined
  }
}

/** `orders/{id}/payments/{id}/pay`, without what differs from order to order. */
const momentOf = (path: string): string =>
  path.replace(/^orders\/[^/]+\//, "").replace(/^payments\/[^/]+\//, "payments/")

const asked = (send: Send, speech: Speech, t: Words): string | undefined => {
  const path = askedFor(send.path)
  if (path.startsWith("/v1/receipts/")) return ofReceipt({ ...send, path }, speech, t)
  if (path.startsWith("/v1/")) return wordOf(t.steps.own, lastOf(path))
  if (path.startsWith(IIKO)) return wordOf(t.steps.iiko, momentOf(path.slice(IIKO.length)))
  return path.includes("/hs/") ? wordOf(t.steps.oneC, lastOf(path)) : undefined
}

/** A till of this page by its kind and its point; any other by its name. */
const tillText = (till: string, t: Words): string => {
  const [kind = "", place = ""] = till.split("-")
  const [named, where] = [wordOf(t.steps.tills, kind), wordOf(t.steps.places, place)]
  return t.steps.till(named === undefined || where === undefined ? till : `${named} ${where}`)
}

const sent = (send: Send, speech: Speech, t: Words): string =>
  `${tillText(send.till, t)}: ${asked(send, speech, t) ?? t.steps.sends}`

const failed = ({ method, times = 1, way }: Fail, speech: Speech, t: Words): string => {
  if (way === "none") return t.steps.noFault
  const call = method === undefined ? t.steps.anyCall : t.steps.call(method)
  const how = WAYS[way][speech.language()]
  return times === 1 ? t.steps.fault(call, how) : t.steps.faults(times, call, how)
}

const said = ({ by, receipt, then, verdict }: Person, t: Words): string =>
  t.steps.person(by, receipt, t.steps.verdicts[then ?? verdict])

/** What a step does. */
export const stepText = (step: Step, speech: Speech, t: Words): string => {
  const thing = thingOf(step)
  switch (thing._tag) {
    case "Send":
      return sent(thing.send, speech, t)
    case "Fault":
      return failed(thing.fault, speech, t)
    case "Line": {
      const { between, is } = thing.line
      return is === "loses-answer" ? t.steps.losesAnswer : t.steps.lines[between][is]
    }
    case "Kill":
      return t.steps.kill
    case "Start":
      return t.steps.start
    case "Pass":
      // No time at a recording's end: only to get there.
      if (thing.pass === 0) return t.steps.recordingEnds
      return thing.pass === "hold-ends" ? t.steps.holdEnds : t.steps.pass(short(thing.pass))
    case "Outside": {
      const { client, does, points } = thing.outside
      return t.steps.outside[does](client, speech.number(toNumber(points)))
    }
    case "Person":
      return said(thing.person, t)
    case "Posted": {
      const number = numberOf(thing.posted)
      return isReturn(thing.posted) ? t.steps.postedReturn(number) : t.steps.posted(number)
    }
  }
}

/** Percent-encoding in words that can be read; what encodes no text stays as it is. */
const decoded = (path: string): string =>
  path.replaceAll(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      const text = decodeURIComponent(encoded)
      return /\p{C}/u.test(text) ? encoded : text
    } catch {
      return encoded
    }
  })

/** Parameters without a value; 1C sends a dozen of them. */
const EMPTY = /(?:&[^&=]+=(?=&|$))+/g

/** What goes over the line, where a step sends something: for reading, not for sending it again. */
export const wireText = ({ send }: Step): string | undefined =>
  send === undefined
    ? undefined
    : `${send.method} ${decoded(send.path.replaceAll(EMPTY, "&…")).replaceAll(UUID, "…")}`
