/**
 * What a till must live through, in order, and how it is played: each scenario with a service and a subject of its own,
 * so that no doubt or hold of one is left to the next.
 *
 * Free of Node: where the stage is a port, `node/Conformance` opens it; a page has stages of its own.
 */
import { sampleWorld } from "../SampleWorld.ts"
import type { Driver, Setting, Subject, Times } from "./Driver.ts"
import * as Judge from "./Judge.ts"
import { docsOf, type Report, type Verdict } from "./Report.ts"
import type { Scenario, Scene } from "./Scenario.ts"
import { changedMind } from "./scenarios/ChangedMind.ts"
import { lostAnswers } from "./scenarios/LostAnswers.ts"
import { manyTills } from "./scenarios/ManyTills.ts"
import { ordinaryDay } from "./scenarios/OrdinaryDay.ts"
import { repeats } from "./scenarios/Repeats.ts"
import { secrets } from "./scenarios/Secrets.ts"
import { troubles } from "./scenarios/Troubles.ts"
import type { OpenStage, Stage } from "./Stage.ts"
import * as Till from "./Till.ts"
import { absent, same, Unmet, type Text } from "./Unmet.ts"
import { timed, within } from "./Waiting.ts"

/** How a run differs from the usual one. */
export interface CertifyOptions {
  /** Only these scenarios, by their IDs. */
  readonly only?: ReadonlyArray<string>
  /** How long what happens in the background may take, in milliseconds; 30 s beyond the doubt window by default. */
  readonly patience?: number
  /** How long a step may keep a customer waiting, in milliseconds; 8 s by default. */
  readonly slowest?: number
  /** Times that the subject keeps whatever it is told. */
  readonly times?: Partial<Times>
  /** Told of each verdict as it comes. */
  readonly onVerdict?: (verdict: Verdict) => void
}

/** All scenarios, in the order in which they are played. */
export const scenarios: ReadonlyArray<Scenario> = [
  ...ordinaryDay,
  ...changedMind,
  ...repeats,
  ...lostAnswers,
  ...troubles,
  ...manyTills,
  ...secrets,
]

/** Short, so that the suite is soon over; no less than what a busy machine needs to answer in time. */
const SHORT: Times = {
  commitBudget: 3_000,
  doubtWindow: 1_000,
  settleBase: 50,
  settleCap: 500,
  breakerOpen: 500,
}

const PATIENCE = 30_000
/** More than any budget of the gateway's API. */
const SLOWEST = 8_000
/** A process may take so long to start or stop, in milliseconds. */
const START = 30_000
/** No scenario waits in the background more often than this. */
const WAITS = 6

/** The service's key, of which no log may know. */
const API_KEY = "conformance-key-2f9b61d0"

const broken = (cause: unknown): Text => {
  if (cause instanceof Unmet) return cause.text
  const message = cause instanceof Error ? cause.message : String(cause)
  return { ru: `Драйвер или касса упали: ${message}`, en: `The driver or the till broke: ${message}` }
}

const lateOpen = (millis: number): Text => ({
  ru: `Чек не открылся за ${millis} мс, а покупатель ждёт.`,
  en: `The receipt was not opened within ${millis} ms, and a customer is waiting.`,
})
const lateStart: Text = {
  ru: `Касса не запустилась за ${START} мс.`,
  en: `The subject did not start within ${START} ms.`,
}
const lateStop: Text = {
  ru: `Касса не остановилась за ${START} мс.`,
  en: `The subject did not stop within ${START} ms.`,
}

/** A subject that comes too late is stopped all the same. */
const started = async (driver: Driver, setting: Setting): Promise<Subject> => {
  const starting = driver.start(setting)
  try {
    return await within(START, () => starting, lateStart)
  } catch (cause) {
    void starting.then((subject) => subject.stop()).catch(() => undefined)
    throw cause
  }
}

const play = async (
  scenario: Scenario,
  driver: Driver,
  stage: Stage,
  options: CertifyOptions,
): Promise<void> => {
  const times = { ...SHORT, ...options.times }
  const { patience = PATIENCE + times.doubtWindow, slowest = SLOWEST } = options
  const { clients, points: places } = sampleWorld(scenario.id)
  const [anna, boris, vera, grigory, darya] = clients
  const points = { here: places[0].id, elsewhere: places[1].id }
  const subject = await started(driver, { url: stage.url, apiKey: API_KEY, points, times })
  const judge = Judge.make(stage.service, patience)
  const canHold = driver.cannot?.hold === undefined
  const scene: Scene = {
    stage,
    people: { anna, boris, vera, grigory, darya },
    apiKey: API_KEY,
    points,
    subject,
    canHold,
    judge,
    till: async (receipt, at = "first") => {
      const opened = await within(slowest, () => subject.open(receipt, at), lateOpen(slowest))
      return Till.make(opened, judge, { step: slowest, patience }, canHold)
    },
    crash: () => {
      const { crash } = subject
      if (crash === undefined) return Promise.reject(absent("crash"))
      return within(START, () => crash.call(subject), lateStart)
    },
    twoWindows: 2 * times.doubtWindow,
  }
  const limit = WAITS * (patience + slowest)
  const late: Text = {
    ru: `Сценарий не закончился за ${limit} мс.`,
    en: `The scenario was not over within ${limit} ms.`,
  }
  try {
    await within(limit, () => scenario.play(scene), late)
  } finally {
    await within(START, () => subject.stop(), lateStop)
  }
}

/** What of all that a scenario needs the driver cannot, each with its reason; else why it cannot play just this one. */
const missing = (
  { id, needs }: Scenario,
  { cannot = {}, notCarried = {} }: Driver,
): ReadonlyArray<string> => {
  const lacking = needs.flatMap((ability) => {
    const why = cannot[ability]
    return why === undefined ? [] : [`${ability}: ${why}`]
  })
  const why = Object.hasOwn(notCarried, id) ? notCarried[id] : undefined
  return lacking.length > 0 || why === undefined ? lacking : [why]
}

const judged = async (
  scenario: Scenario,
  driver: Driver,
  open: OpenStage,
  options: CertifyOptions,
): Promise<Verdict> => {
  const { id, title, why } = scenario
  const about = { id, title, why, docs: docsOf(id) }
  const gaps = missing(scenario, driver)
  if (gaps.length > 0) {
    return { ...about, result: "notCarried", detail: same(gaps.join("; ")), millis: 0 }
  }
  const stage = await open({ seed: id, world: sampleWorld(id), apikey: API_KEY })
  const attempt = () =>
    play(scenario, driver, stage, options).then(
      () => undefined,
      (cause: unknown) => broken(cause),
    )
  const { millis, value: detail } = await timed(attempt)
  await stage.close()
  return detail === undefined
    ? { ...about, result: "passed", millis }
    : { ...about, result: "failed", detail, millis }
}

/** Plays the scenarios one after the other, each on a stage of its own. */
export const certifyOn = async (
  open: OpenStage,
  driver: Driver,
  options: CertifyOptions = {},
): Promise<Report> => {
  const { only } = options
  const named = [...(only ?? []), ...Object.keys(driver.notCarried ?? {})]
  const unknown = named.find((id) => scenarios.every((scenario) => scenario.id !== id))
  if (unknown !== undefined) throw new Error(`There is no scenario ${unknown}. See \`scenarios\`.`)
  const chosen = scenarios.filter(({ id }) => only?.includes(id) ?? true)
  const verdicts: Array<Verdict> = []
  for (const scenario of chosen) {
    const verdict = await judged(scenario, driver, open, options)
    options.onVerdict?.(verdict)
    verdicts.push(verdict)
  }
  return {
    driver: driver.name,
    passed: verdicts.filter(({ result }) => result === "passed").length,
    of: verdicts.length,
    isPartial: chosen.length < scenarios.length,
    cannot: driver.cannot ?? {},
    verdicts,
  }
}
