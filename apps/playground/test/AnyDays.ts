/**
 * Days in a shop, each of a seed: tills that change their minds, faults, a line and a process that go down, and people who decide what they know
 * nothing of. They show where a receipt can get to; what must not be, such as a sale too many, may be there.
 */
import { FORMAT } from "@loyalkit/scenario/format/Format"
import type { Scenario } from "@loyalkit/scenario/format/Scenario"
import { stepOf, type Person, type Step, type Thing } from "@loyalkit/scenario/format/Step"
import { wayNames, type WayName } from "@loyalkit/scenario/format/Ways"
import * as Chance from "@loyalkit/scenario/time/Chance"

const ANNA = "79000000001"
const VERA = "79000000003"
const NOBODY = "79999999999"

/** Customers of a day. */
const VISITS = 5
/** Longer than the window, the looks and the sending again take. */
const REST = 300_000
const pauses = [60, 200, 500, 7_000] as const

const call = (receipt: string, command: string, body?: Readonly<Record<string, string | number>>): Thing => ({
  _tag: "Send",
  send: {
    till: "a",
    method: "POST",
    path: `/v1/receipts/${receipt}/${command}`,
    ...(body === undefined ? {} : { body }),
  },
})

/** What a till does in the usual way, up to the payment. */
const begun = (receipt: string, search: string): ReadonlyArray<Thing> => [
  call(receipt, "identify", { search }),
  call(receipt, "quote", { amount: 1_000 }),
  call(receipt, "hold", { points: 300 }),
]

const ofTill = ({ oneOf, weighed }: Chance.Chance, receipt: string): Thing => {
  const search = oneOf([ANNA, VERA, NOBODY])
  return weighed([
    [2, call(receipt, "identify", { search })],
    [1, call(receipt, "quote", { amount: 400 })],
    [1, call(receipt, "hold", { points: 100 })],
    [5, call(receipt, "commit", { amount: 1_000, points: oneOf([0, 300]) })],
    [2, call(receipt, "commit", { amount: 1_000, points: 0, search })],
    [1, call(receipt, "release")],
    [2, call(receipt, "cancel")],
  ])
}

const fails = (way: WayName, times = 1): Thing => ({ _tag: "Fault", fault: { way, method: "retail", times } })
const line = (is: "down" | "up"): Thing => ({ _tag: "Line", line: { between: "service", is } })

const ofWorld = ({ between, oneOf }: Chance.Chance): Thing =>
  oneOf([
    fails(wayNames[between(0, wayNames.length - 1)] ?? "silent", between(1, 3)),
    fails("refused", between(1, 3)),
    fails(oneOf(["reset", "reset-after"]), between(1, 3)),
    line("down"),
    { _tag: oneOf(["Kill", "Start"]) },
  ])

const ofPerson = ({ oneOf }: Chance.Chance, receipt: string): Thing => {
  const verdict = oneOf<Omit<Person, "receipt" | "by">>([
    { verdict: "committed" },
    { verdict: "notCommitted", then: "send" },
    { verdict: "notCommitted", then: "close" },
  ])
  return { _tag: "Person", person: { receipt, by: "Ольга", ...verdict } }
}

const mended: ReadonlyArray<Thing> = [
  { _tag: "Pass", pass: 10_000 },
  { _tag: "Fault", fault: { way: "none" } },
  line("up"),
  { _tag: "Start" },
  { _tag: "Pass", pass: REST },
]

/** A customer: the usual way for some of its length, then whatever comes, with trouble; in the end all is mended, and a person decides. */
const visit = (chance: Chance.Chance, receipt: string): ReadonlyArray<Thing> => {
  const usual = begun(receipt, chance.oneOf([ANNA, ANNA, VERA])).slice(0, chance.between(0, 3))
  const any = Array.from({ length: chance.between(1, 3) }, () => [
    ...(chance.happens(0.7) ? [ofWorld(chance)] : []),
    ofTill(chance, receipt),
  ])
  return [...usual, ...any.flat(), ...mended, ofPerson(chance, receipt), { _tag: "Pass", pass: REST }]
}

const scenario = (seed: string, steps: ReadonlyArray<Step>, more: Partial<Scenario> = {}): Scenario => ({
  format: FORMAT,
  name: `day-${seed}`,
  title: { ru: "День", en: "A day" },
  about: { ru: "Для теста.", en: "For a test." },
  seed,
  tills: { a: "cafe" },
  steps,
  ...more,
})

/** The day of a seed. */
export const anyDay = (seed: string): Scenario => {
  const chance = Chance.make(seed, "day")
  const things = Array.from({ length: VISITS }, (_, index) => visit(chance, `r-${index + 1}`))
  let at = 0
  return scenario(
    seed,
    things.flat().map((thing) => stepOf((at += chance.oneOf(pauses)), thing)),
  )
}

const inTurn = (things: ReadonlyArray<Thing>): ReadonlyArray<Step> => things.map((thing) => stepOf(0, thing))

/** What hardly any day comes to. */
export const rareDays: ReadonlyArray<Scenario> = [
  // The sale is refused when it is sent again, and then lost as often as it may be sent.
  scenario(
    "resends",
    inTurn([
      ...begun("r-1", ANNA),
      fails("reset"),
      fails("refused"),
      fails("reset", 9),
      call("r-1", "commit", { amount: 1_000, points: 300 }),
      { _tag: "Pass", pass: REST },
    ]),
  ),
  // An earning waits for a client whom the service does not know.
  scenario(
    "nobody",
    inTurn([
      line("down"),
      call("r-1", "commit", { amount: 1_000, points: 0, search: NOBODY }),
      { _tag: "Pass", pass: 60_000 },
      line("up"),
      { _tag: "Pass", pass: REST },
    ]),
  ),
  // An earning is refused while a point is held as its witness.
  scenario(
    "witness",
    inTurn([...begun("r-1", ANNA), fails("refused"), call("r-1", "commit", { amount: 1_000, points: 0 })]),
    { policy: { earnWitness: "hold" } },
  ),
]
