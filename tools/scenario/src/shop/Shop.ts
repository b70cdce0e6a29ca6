/**
 * The whole shop in memory, on virtual time: tills, the real gateway with every adapter, the real engine, a journal, and the sandbox for the service.
 *
 * Nothing here is a stand-in: it is what a till's vendor runs, with lines of ours where there is a network. Each lever is a thing that a
 * scenario's step can do, so whatever is done by hand can be played again. Time goes on only when it is told to.
 */
import type { Settings } from "@loyalkit/gateway/Settings"
import { sampleWorld } from "@loyalkit/sandbox/SampleWorld"
import type { PolicyOverrides } from "../format/Scenario.ts"
import type { Line, Pass } from "../format/Step.ts"
import * as Infobases from "../infobase/Infobase.ts"
import * as Chance from "../time/Chance.ts"
import * as Runtime from "../time/Runtime.ts"
import * as Timeline from "../time/Timeline.ts"
import * as Looks from "../watch/Look.ts"
import type { Done, Heard, Lines, Listener, News, Written } from "../watch/News.ts"
import * as Elsewhere from "./Elsewhere.ts"
import * as Embedded from "./Embedded.ts"
import * as Faults from "./Faults.ts"
import type { Gateway } from "./Gateway.ts"
import * as KeptJournals from "./KeptJournal.ts"
import * as Office from "./Office.ts"
import * as Processes from "./Process.ts"
import * as ServiceLines from "./ServiceLine.ts"
import { OPENING, type Lever, type OnPort, type Setting, type Shop } from "./ShopFace.ts"
import * as TillLines from "./TillLine.ts"
import { requestOf } from "./TillRequest.ts"
import * as Towns from "./Town.ts"

export type { Lever, OnPort, ServiceElsewhere, RemoteLineOptions, Enter, Setting, Shop } from "./ShopFace.ts"
export { OPENING } from "./ShopFace.ts"

const settingsOf = (town: Towns.Town, policy: PolicyOverrides, service: Settings["service"]): Settings => ({
  service,
  point: town.pointOf("cafe"),
  host: "127.0.0.1",
  port: 0,
  tills: town.tills,
  origins: [],
  policy,
  // The gateway adds its own.
  adapters: [],
  log: { level: "error", format: "text" },
})

/**
 * Opens a shop, with its process started. Without a gateway nobody answers a till that calls one, until one is brought. What is elsewhere the setting
 * decides nothing of, and no second shop comes to the same.
 */
export const open = (setting: Setting, gateway?: Gateway, elsewhere: OnPort = {}): Shop => {
  const { infobase: configuration, policy = {}, seed, service = {}, tills } = setting
  const timeline = Timeline.make(OPENING)
  const now = () => timeline.now() - OPENING
  const sample = sampleWorld(seed)
  const town = Towns.make(elsewhere.service?.world ?? sample, tills)
  const listeners = new Set<Listener>()
  const tell = (news: News): void => {
    for (const listener of listeners) listener(news)
  }
  const written: Array<Written> = []

  const kept = KeptJournals.make((append, version, life) => {
    const { durability, events, key } = append
    const one = { number: written.length + 1, at: now(), key, version, durability, life, events }
    written.push(one)
    tell({ _tag: "Written", written: one })
  })
  const faults = Faults.make((armed) => tell({ _tag: "Faults", at: now(), faults: armed }))
  const lined = { timeline, start: OPENING, faults, tell }
  const line =
    elsewhere.service?.line({ ...lined, enter: (what) => at(what) }) ??
    ServiceLines.make({
      ...lined,
      context: Runtime.context({
        timeline,
        chance: Chance.make(seed, "service"),
        clock: { wall: () => 0, origin: OPENING },
        isAlive: () => true,
      }),
      sandbox: { seed, world: sample, behaviour: service },
    })
  const infobase =
    configuration === undefined
      ? undefined
      : Infobases.make(now, (call) => tell({ _tag: "InfobaseCall", call }))
  const process =
    elsewhere.gateway?.((what) => at(what)) ??
    Processes.make({
      timeline,
      chance: Chance.make(seed, "process"),
      settings: settingsOf(town, policy, elsewhere.service?.access ?? { _tag: "Sandbox" }),
      gateway,
      around: { infobase, pointOf: town.pointOf },
      journalOf: kept.of,
      transportOf: line.transportOf,
      changed: (isUp, life) => {
        tell({ _tag: "Process", at: now(), isUp, life })
        if (!isUp) line.abandon(life)
      },
    })
  const lines = (): Lines => ({
    till: tillLine.isUp() ? "up" : "down",
    service: line.isUp() ? "up" : "down",
    answersToLose: tillLine.answersToLose(),
  })
  const lineChanged = () => tell({ _tag: "Lines", at: now(), lines: lines() })
  const tillLine = TillLines.make({ timeline, start: OPENING, process, tell, lineChanged })
  const look = Looks.make({
    line,
    journal: kept.journal,
    process,
    town,
    start: OPENING,
    now,
    written: () => written,
  })

  const turn = ({ between, is }: Line): void => {
    if (between === "service") line.goes(is === "up")
    else if (is === "loses-answer") tillLine.losesNext()
    else tillLine.goes(is === "up")
    lineChanged()
  }

  const sendOf = (till: string) =>
    setting.inside?.includes(till) === true ? tillLine.sendFromWithin : tillLine.send

  const pull = (lever: Lever, heard: (heard: Heard) => void): void => {
    switch (lever._tag) {
      case "Send":
        return void sendOf(lever.send.till)(lever.send.till, requestOf(lever.send, town), heard)
      case "Fault":
        return faults.arm(lever.fault)
      case "Line":
        return turn(lever.line)
      case "Kill":
        return process.kill()
      case "Start":
        return process.start()
      case "Outside":
        return Elsewhere.act(lever.outside, line, town)
      case "Person":
        return Office.judge(
          lever.person,
          (request, answered) => void tillLine.sendFromOffice(Towns.OFFICE, request, answered),
          { "x-loyalkit-token": town.tokenOf(Towns.OFFICE) },
          heard,
        )
      case "Posted":
        // In a shop without 1C nobody posts anything.
        return infobase?.post(lever.posted)
    }
  }

  let isRunning = false
  /** Does all that is to be done until then. A lever pulled meanwhile is part of it. */
  const run = (time: number): void => {
    if (isRunning) return
    isRunning = true
    try {
      timeline.runUntil(time)
    } finally {
      isRunning = false
    }
  }

  const done = (what: Omit<Done, "at">): void => tell({ _tag: "Done", done: { at: now(), ...what } })

  const act: Shop["do"] = (lever, { heard = () => {}, label } = {}) => {
    done({ thing: lever, ...(label === undefined ? {} : { label }) })
    pull(lever, heard)
    run(timeline.now())
  }

  /** Has something begin, and lets happen what happens at once. */
  const at = (begin: () => void): void => {
    begin()
    run(timeline.now())
  }

  const advance = (millis: number): void => {
    if (isRunning) throw new Error("time cannot be passed by one who is told of what happens in it")
    run(timeline.now() + millis)
    tell({ _tag: "Time", at: now() })
  }

  const passing = (pass: Pass): number => {
    done({ thing: { _tag: "Pass", pass } })
    return pass === "hold-ends" ? (look.nextHoldEnds() ?? 0) : pass
  }

  process.start()
  run(OPENING)

  return {
    ...look,
    setting,
    town,
    now,
    do: act,
    send: (send, label) =>
      new Promise((resolve) => {
        act({ _tag: "Send", send }, { heard: resolve, ...(label === undefined ? {} : { label }) })
      }),
    command: (till, key, command, told) => {
      done({ thing: { _tag: "Send", send: Embedded.sendOf(till, key, command) } })
      at(() => process.ask(Embedded.ask(key, command), told))
    },
    judge: (key, resolution, told) => {
      done({ thing: { _tag: "Person", person: Embedded.personOf(key, resolution) } })
      at(() => process.ask(Embedded.judge(key, resolution), told))
    },
    serve: (gateway) => at(() => process.serve(gateway)),
    context: Runtime.context({
      timeline,
      chance: Chance.make(seed, "tills"),
      clock: { wall: () => 0, origin: OPENING },
      isAlive: () => true,
    }),
    next: () => {
      const next = timeline.next()
      return next === undefined ? undefined : Math.max(0, next - timeline.now())
    },
    pass: (pass) => advance(passing(pass)),
    passing,
    tick: advance,
    isUp: process.isUp,
    life: process.life,
    lines,
    faults: faults.armed,
    tillCalls: tillLine.calls,
    serviceCalls: line.calls,
    infobaseCalls: () => infobase?.calls() ?? [],
    reading: process.reading,
    callAt: line.callAt,
    written: () => written,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
