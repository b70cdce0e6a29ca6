/**
 * A play in words, for whoever replays a file in a terminal: each step with what was heard of it, and what it came to.
 */
import { format, formatPoints } from "@loyalkit/core/Money"
import { reasonText } from "@loyalkit/core/CaseText"
import type { Outcome } from "../format/Outcome.ts"
import {
  isReturn,
  numberOf,
  thingOf,
  type Line,
  type Outside,
  type Person,
  type Posted,
  type Send,
  type Step,
} from "../format/Step.ts"
import { WAYS } from "../format/Ways.ts"
import { heardInShort } from "./OutcomeOf.ts"
import type { PlayedStep } from "./Play.ts"

const seconds = (millis: number): string => `${(millis / 1_000).toFixed(3)} s`

const sent = ({ body, method, path, till }: Send): string =>
  `till ${till}: ${method} ${path}${body === undefined ? "" : ` ${typeof body === "string" ? body : JSON.stringify(body)}`}`

const LINES = {
  till: "the line between the tills and the gateway",
  service: "the line to the service",
} as const

const turned = ({ between, is }: Line): string =>
  is === "loses-answer" ? "the next answer to a till is lost" : `${LINES[between]} goes ${is}`

const acted = ({ amount, client, does, minutes = 10, point = "cafe", points }: Outside): string => {
  const many = `${formatPoints(points, "en")} points`
  switch (does) {
    case "sale":
      return `another system sells to ${client} at the ${point} for ${amount === undefined ? "nothing" : format(amount, "en")}, with ${many}`
    case "hold":
      return `another system holds ${many} of ${client} at the ${point} for ${minutes} minutes`
    case "credit":
      return `somebody credits ${many} to ${client}`
  }
}

const judged = ({ by, kind, receipt, then, verdict }: Person): string =>
  `${by} says of receipt ${receipt}${kind === undefined ? "" : ` (${kind})`}: ${verdict}${then === undefined ? "" : `, ${then}`}`

const posted = (of: Posted): string => `1C posts ${isReturn(of) ? "the return" : "receipt"} ${numberOf(of)}`

/** What a step does. */
export const stepInWords = (step: Step): string => {
  const thing = thingOf(step)
  switch (thing._tag) {
    case "Send":
      return sent(thing.send)
    case "Fault": {
      const { method, times = 1, way } = thing.fault
      if (way === "none") return "nothing fails any more"
      const which = method === undefined ? "call to the service" : `"${method}" to the service`
      return `the next ${times === 1 ? "" : `${times} times `}${which}: ${WAYS[way].en}`
    }
    case "Line":
      return turned(thing.line)
    case "Kill":
      return "the gateway is killed"
    case "Start":
      return "the gateway starts again, from its journal"
    case "Pass":
      return thing.pass === "hold-ends" ? "time passes until a hold ends" : `${seconds(thing.pass)} pass`
    case "Outside":
      return acted(thing.outside)
    case "Person":
      return judged(thing.person)
    case "Posted":
      return posted(thing.posted)
  }
}

/** A step as it was played, in one line or two. */
export const playedInWords = ({ at, heard, step }: PlayedStep): string => {
  const label = step.label === undefined ? "" : `${step.label}: `
  const answer =
    heard === undefined ? "" : `\n${" ".repeat(12)} → ${heardInShort(heard)} (after ${heard.at - at} ms)`
  return `${seconds(at).padStart(12)} ${label}${stepInWords(step)}${answer}`
}

const JUDGES = { witness: "as the witness shows", person: "as a person says" } as const

const saleInWords = ({
  amount,
  client,
  earn,
  elsewhere,
  point,
  receipt,
  spend,
}: Outcome["sales"][number]) => {
  const whose =
    elsewhere === true
      ? "by another system"
      : receipt === undefined
        ? "ONE TOO MANY"
        : `for receipt ${receipt}`
  return `${format(amount, "en")} to ${client} at the ${point}, ${formatPoints(spend, "en")} points spent, ${formatPoints(earn, "en")} earned, ${whose}`
}

/** What it came to, a line each. */
export const outcomeInWords = ({ cases, clients, receipts, sales }: Outcome): ReadonlyArray<string> => [
  ...receipts.map(
    ({ judge, point, receipt, state }) =>
      `receipt ${receipt} at the ${point}: ${state}${judge === undefined ? "" : `, ${JUDGES[judge]}`}`,
  ),
  ...(sales.length === 0 ? ["no sale in the ledger"] : sales.map((sale) => `sale: ${saleInWords(sale)}`)),
  ...clients.map(
    ({ balance, client, held }) =>
      `client ${client} has ${formatPoints(balance, "en")} points${held === undefined ? "" : `, ${formatPoints(held, "en")} of them held`}`,
  ),
  ...cases.map(
    ({ kind, receipt, why }) =>
      `for a person: ${kind} of receipt ${receipt}${why === undefined ? "" : `, since ${reasonText(why, "en")}`}`,
  ),
]
