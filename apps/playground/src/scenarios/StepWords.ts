/**
 * A step in words: who does what. What a till sends is known by its path; what is not known is shown as it is sent.
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
import { toNumber } from "@loyalkit/core/Money"
import type { Speech } from "../text/Language.ts"
import type { Words } from "../text/scenarios/en.ts"
import { short } from "../view/Time.ts"

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Of a request's body. */
const field = (body: unknown, name: string): unknown => (isRecord(body) ? body[name] : undefined)

type Known = keyof Words["steps"]["known"]
const isKnown = (name: string, known: Words["steps"]["known"]): name is Known => Object.hasOwn(known, name)

/** The last part of a path: what is asked for. */
const lastOf = (path: string): string => path.split("?", 1)[0]?.split("/").at(-1) ?? ""

const ofOwn = (method: string, last: string, body: unknown, speech: Speech, t: Words): string | undefined => {
  const number = (name: string): string => {
    const value = field(body, name)
    return typeof value === "number" ? speech.number(value) : "0"
  }
  const amount = `${number("amount")}\u00A0₽`
  switch (last) {
    case "identify": {
      const search = field(body, "search")
      return typeof search === "string" ? t.steps.find(search) : t.steps.noClient
    }
    case "quote":
      return t.steps.quote(amount)
    case "hold":
      return t.steps.hold(number("points"))
    case "commit":
      return number("points") === "0" ? t.steps.earn(amount) : t.steps.commit(amount, number("points"))
    case "cancel":
      return t.steps.cancel
    case "return":
      return t.steps.return(amount)
    default:
      return method === "GET" ? t.steps.ask : undefined
  }
}

const sent = ({ body, method, path, till }: Send, speech: Speech, t: Words): string => {
  const last = lastOf(path)
  const own = path.startsWith("/v1/receipts/") ? ofOwn(method, last, body, speech, t) : undefined
  const foreign =
    /^\/(iiko|[^/]+\/hs)\//.test(path) && isKnown(last, t.steps.known) ? t.steps.known[last] : undefined
  return `${t.steps.till(till)}: ${own ?? foreign ?? t.steps.send(method, path)}`
}

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

/** An ID that says nothing to anybody. */
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** What goes over the line, where a step sends something. */
export const wireText = ({ send }: Step): string | undefined =>
  send === undefined ? undefined : `${send.method} ${send.path.replaceAll(UUID, "…")}`
