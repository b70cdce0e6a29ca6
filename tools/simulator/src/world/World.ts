/**
 * One world from its beginning to its end: builds the town, plays the script, and has everything judged.
 */
import { Cases } from "@loyalkit/core/Cases"
import * as Policy from "@loyalkit/core/Policy"
import type { Entry } from "@loyalkit/sandbox/Ledger"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Chance from "@loyalkit/scenario/time/Chance"
import * as Ending from "../judge/Ending.ts"
import * as Judges from "../judge/Judge.ts"
import type { Violation } from "../judge/Violation.ts"
import * as SumUp from "../report/SumUp.ts"
import * as Tally from "../report/Tally.ts"
import { STALE_MILLIS } from "../script/Broken.ts"
import type { Script } from "../script/Script.ts"
import * as Runtime from "@loyalkit/scenario/time/Runtime"
import * as Timeline from "@loyalkit/scenario/time/Timeline"
import * as Disks from "./Disk.ts"
import * as Experience from "./Experience.ts"
import * as Mishaps from "./Mishaps.ts"
import * as Networks from "./Network.ts"
import * as Outages from "./Outages.ts"
import * as People from "./People.ts"
import * as Processes from "./Process.ts"
import * as Till from "./Till.ts"
import * as Towns from "./Town.ts"

/** When worlds begin: the first of January 2026. */
export const BEGINNING = Date.UTC(2026, 0, 1)

/** So long after the last visitor everything must have come to its end: longer than a hold, and than an abandoned receipt. */
const LAST_HOURS_MILLIS = 4 * 3_600_000

/** A budget is kept to the millisecond. */
const TOLERANCE_MILLIS = 1

export interface Played {
  readonly violations: ReadonlyArray<Violation>
  readonly tally: Tally.Tally
}

/** Told of everything that happens, a line each. */
export type Trace = (line: string) => void

/** Plays a script to its end. The same script gives the same, to the byte. */
export const play = (script: Script, trace?: Trace): Played => {
  const { setup } = script
  const tell = (what: string, detail: () => unknown): void => {
    if (trace !== undefined) trace(`${timeline.now() - BEGINNING} ${what} ${JSON.stringify(detail())}`)
  }
  const tally = Tally.empty()
  const met = (what: string) => Tally.count(tally.counts, what)
  const town = Towns.make(setup)
  const timeline = Timeline.make(BEGINNING)
  const policy = { ...Policy.defaults, ...setup.policy }
  const receipts = script.visits.map((visit) => Till.receiptOf(visit, town))

  /** The number of the last entry that was seen. */
  let seen = 0
  const look = (): ReadonlyArray<Entry> => {
    // Asking lets the service do what is due, which is looked at as it happens: so what was seen is asked for only after.
    const found = Effect.runSync(network.sandbox.ledger(seen))
    const entries = found.filter(({ seq }) => seq > seen)
    seen = entries.at(-1)?.seq ?? seen
    for (const entry of entries) tell("ledger", () => entry)
    return entries
  }
  const judge = Judges.make({
    receipts,
    now: () => timeline.now() - BEGINNING,
    look: () => look(),
    settledAfter: (millis) => void tally.settleMillis.push(millis),
  })
  const outside = Runtime.context({
    timeline,
    chance: Chance.make(script.seed, "service"),
    clock: { wall: () => 0, origin: BEGINNING },
    isAlive: () => true,
  })
  const network = Networks.make({
    timeline,
    context: outside,
    chance: Chance.make(script.seed, "network"),
    sandbox: { seed: script.seed, world: town.world, behaviour: setup.behaviour },
    latency: setup.latency,
    stale: setup.broken === "fresh-balances" ? STALE_MILLIS : 0,
    clientId: town.clientId,
    phone: town.phone,
    struck: ({ fault, method, subject }) => {
      met(`fault: ${fault}`)
      tell("fault", () => [method, fault, subject])
      met(`fault at ${method}`)
      judge.records.get(subject)?.faults.add(fault)
    },
    passed: () => judge.sold(look()),
  })
  const disk = Disks.make({
    singleWriter: setup.processes === 1,
    appended: (append) => {
      tell("journal", () => [append.key.receipt, append.durability, append.events])
      for (const event of append.events) {
        met(`event: ${event._tag}`)
        if (event._tag === "LeftToPerson") met(`left to a person: ${event.why}`)
        if (event._tag === "DoubtLooked") met(`look: ${event.verdict}`)
      }
      judge.appended(append)
    },
    met,
  })
  if (setup.experienced) {
    Effect.runSyncWith(outside)(Experience.remember(disk.journal, setup.behaviour))
  }
  const processes: ReadonlyArray<Processes.Process> = Array.from({ length: setup.processes }, (_, index) =>
    Processes.make({
      timeline,
      chance: Chance.make(script.seed, `process ${index}`),
      network,
      disk,
      policy: { ...setup.policy, ...(index === 0 ? {} : { settler: "off" }) },
      powerCut: (keeps, down) => {
        for (const process of processes) process.kill(down)
        met(disk.powerCut(keeps) === 0 ? "power cut: nothing lost" : "power cut: appends lost")
      },
      crashed: (moment, what, isPowerCut) => {
        met(`crash: ${moment}`)
        if (isPowerCut) met("power cut")
        tell("crash", () => [moment, what, isPowerCut])
      },
      startFailed: (detail) => {
        met("start failed")
        if (!detail.includes("JournalUnavailable")) judge.violated("defect", "", `start: ${detail}`)
      },
    }),
  )
  const processOf = (index: number): Processes.Process => {
    const process = processes[index % processes.length]
    if (process === undefined) throw new Error("a world has at least one process")
    return process
  }

  const last = script.visits.reduce((latest, { at }) => Math.max(latest, at), 0)
  for (const receipt of receipts) {
    Till.serve(receipt, {
      timeline,
      process: processOf(receipt.visit.process),
      other: processOf(receipt.visit.process + 1),
      town,
      policy,
      took: ({ visit }, act, millis, budget) => {
        if (millis > budget + TOLERANCE_MILLIS) {
          judge.violated("late", visit.receipt, `${act} took ${millis} ms of ${budget}`)
        }
      },
      answered: ({ visit }, act, answer) => {
        met(`answer: ${act}: ${answer}`)
        tell("answer", () => [visit.receipt, act, answer])
        if (answer.startsWith("defect")) judge.violated("defect", visit.receipt, `${act}: ${answer}`)
      },
      version: ({ key }) => disk.versionOf(key),
      changed: ({ visit }, detail) => judge.violated("repeated", visit.receipt, detail),
    })
  }
  People.work(setup.people, {
    timeline,
    process: processOf(0),
    chance: Chance.make(script.seed, "people"),
    until: BEGINNING + last + LAST_HOURS_MILLIS,
    isSold: (receipt) => {
      judge.sold(look())
      return (judge.records.get(receipt)?.sales.length ?? 0) > 0
    },
    resolved: (answer) => met(`person: ${answer}`),
  })
  Outages.happen(script.troubles, { timeline, network, town, met })
  Mishaps.happen(script.troubles, { timeline, disk, process: processOf, met })

  timeline.runUntil(BEGINNING + last + LAST_HOURS_MILLIS)

  const cases = new Set<string>()
  processOf(0).run(
    "",
    Effect.flatMap(Cases, (service) => service.list()),
    (exit) => {
      if (exit !== undefined && Exit.isSuccess(exit)) for (const { key } of exit.value) cases.add(key.receipt)
      else judge.violated("stuck", "", "the cases could not be listed")
    },
  )
  timeline.runUntil(timeline.now() + 60_000)
  judge.sold(look())

  const service = Effect.runSync(network.sandbox.state)
  const ends = Ending.judge({ judge, journal: disk.journal, service, cases })
  SumUp.add(tally, { judge, ends, cases, setup })
  return { violations: judge.violations, tally }
}
