/**
 * Plays a scenario in a shop of its own, without a page: each step at its time, and then until every till has heard something.
 *
 * Twice the same, to the byte: `trace` has everything that happened, in its order.
 */
import type { Outcome } from "../format/Outcome.ts"
import type { Scenario } from "../format/Scenario.ts"
import { thingOf, type Step } from "../format/Step.ts"
import { gateway } from "../shop/Gateway.ts"
import { open, type Setting, type Shop } from "../shop/Shop.ts"
import type { Heard, News } from "../watch/News.ts"
import { complaints } from "./Judge.ts"
import { outcomeOf } from "./OutcomeOf.ts"

/** A step as it was played. */
export interface PlayedStep {
  readonly step: Step
  /** When it was done: at its own time, or when the steps before were through. */
  readonly at: number
  /** What a till, or a person, heard of it. */
  readonly heard?: Heard
}

export interface Played {
  readonly steps: ReadonlyArray<PlayedStep>
  /** Everything that could be watched, a line of JSON each. */
  readonly trace: ReadonlyArray<string>
  readonly outcome: Outcome
  /** How everything stood as the last step was done, when a till may still have waited for an answer. */
  readonly stood: Outcome
  /** What must never be, and was. */
  readonly complaints: ReadonlyArray<string>
}

/** Nobody waits longer for an answer: a till gives up before, and a person after two calls. */
const LONGEST_WAIT_MILLIS = 60_000
const WAIT_STEP_MILLIS = 100

/** What of a scenario decides how its shop is. */
export const settingOf = ({ infobase, inside, policy, seed, service, tills }: Scenario): Setting => ({
  seed,
  tills,
  ...(infobase === undefined ? {} : { infobase }),
  ...(inside === undefined ? {} : { inside }),
  ...(service === undefined ? {} : { service }),
  ...(policy === undefined ? {} : { policy }),
})

const line = (news: News): ReadonlyArray<string> => (news._tag === "Time" ? [] : [JSON.stringify(news)])

/** Time that is let go by, in virtual milliseconds since the shop opened. */
export interface Passing {
  readonly from: number
  readonly until: number
}

/** What gives way after each thing that happens: whoever has more to do than to play goes on with it later, or never. It comes to the same. */
export type Turns<A> = Generator<Passing, A, void>

/** Goes on to the end at once. */
const toEnd = <A>(turns: Turns<A>): A => {
  for (;;) {
    const turn = turns.next()
    if (turn.done === true) return turn.value
  }
}

/** Time goes on until then, from one thing that happens to the next. */
function* goUntil(shop: Shop, until: number): Turns<void> {
  const from = shop.now()
  shop.tick(0)
  while (shop.now() < until) {
    shop.tick(Math.min(shop.next() ?? Infinity, until - shop.now()))
    yield { from, until }
  }
}

/** Does one step in a shop, once its time has come. `heard` is told what a till or a person hears of it. */
export function* doStep(shop: Shop, step: Step, heard: (heard: Heard) => void = () => {}): Turns<number> {
  yield* goUntil(shop, step.at)
  const at = shop.now()
  const thing = thingOf(step)
  if (thing._tag === "Pass") yield* goUntil(shop, at + shop.passing(thing.pass))
  else shop.do(thing, { heard, ...(step.label === undefined ? {} : { label: step.label }) })
  return at
}

const isHeard = (shop: Shop): boolean => shop.tillCalls().every(({ heard }) => heard !== undefined)

/** Time goes on in such pieces while somebody waits for an answer, but not beyond that moment. */
export function* hear(shop: Shop, piece: number, until: number): Turns<void> {
  const from = shop.now()
  while (!isHeard(shop) && shop.now() < until) {
    shop.tick(Math.min(piece, until - shop.now()))
    yield { from, until }
  }
}

/** Time goes on until each till has heard something: how every scenario ends. */
export function* hearOut(shop: Shop): Turns<void> {
  shop.tick(0)
  yield* hear(shop, WAIT_STEP_MILLIS, shop.now() + LONGEST_WAIT_MILLIS)
}

/** Plays it in this shop, in turns. */
function* inTurns(shop: Shop, steps: ReadonlyArray<Step>): Turns<Pick<Played, "steps" | "stood">> {
  const heardOf = new Map<number, Heard>()
  const times: Array<number> = []
  for (const [index, step] of steps.entries()) {
    times.push(yield* doStep(shop, step, (heard) => void heardOf.set(index, heard)))
  }
  shop.tick(0)
  const stood = outcomeOf(shop)
  yield* hearOut(shop)
  const played = steps.map((step, index) => {
    const heard = heardOf.get(index)
    return { step, at: times[index] ?? step.at, ...(heard === undefined ? {} : { heard }) }
  })
  return { steps: played, stood }
}

/** Plays it in this shop. */
export const playIn = (shop: Shop, steps: ReadonlyArray<Step>): ReadonlyArray<PlayedStep> =>
  toEnd(inTurns(shop, steps)).steps

/** A shop as a scenario finds it, with the whole gateway. */
export const openFor = (scenario: Scenario): Shop => open(settingOf(scenario), gateway)

/** Plays a scenario from its beginning, in turns. */
export function* playInTurns(scenario: Scenario): Turns<Played> {
  const shop = openFor(scenario)
  const trace: Array<string> = []
  shop.subscribe((news) => void trace.push(...line(news)))
  const { steps, stood } = yield* inTurns(shop, scenario.steps)
  const outcome = outcomeOf(shop)
  return { steps, trace, outcome, stood, complaints: complaints(outcome) }
}

/** Plays a scenario from its beginning. */
export const play = (scenario: Scenario): Played => toEnd(playInTurns(scenario))
