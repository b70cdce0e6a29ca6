/** Whatever is done in the shop, within what the engine assumes: no sale is made twice or lost, and it plays the same again, from a link too. */
import { assert, describe, it } from "@effect/vitest"
import { Points } from "@loyalkit/core/Money"
import fc from "fast-check"
import * as Result from "effect/Result"
import * as Link from "../src/format/Link.ts"
import { stepOf, type Step, type Thing } from "../src/format/Step.ts"
import * as Text from "../src/format/Text.ts"
import { wayNames } from "../src/format/Ways.ts"
import { play } from "../src/play/Play.ts"
import { ANNA, call, scenario, VERA } from "./Shops.ts"

const DAYS = 15
const MOST_MILLIS = 180_000
/** Longer than the window, the looks and the sending again take. */
const REST_MILLIS = 900_000

const receipt = fc.constantFrom("r-1", "r-2")
const till = fc.constantFrom("a", "b")
const amount = fc.constantFrom(400, 1000, 1500.5)
const points = fc.constantFrom(0, 100, 300)

const send = fc
  .oneof(
    fc.tuple(fc.constant("identify"), fc.record({ search: fc.constantFrom(ANNA, VERA) })),
    fc.tuple(fc.constant("quote"), fc.record({ amount })),
    fc.tuple(fc.constant("hold"), fc.record({ points: fc.constantFrom(100, 300) })),
    { weight: 3, arbitrary: fc.tuple(fc.constant("commit"), fc.record({ amount, points })) },
    fc.tuple(fc.constantFrom("release", "cancel"), fc.constant(undefined)),
  )
  .chain(([command, body]) =>
    fc.tuple(receipt, till).map(([id, who]): Thing => ({ _tag: "Send", send: call(id, command, body, who) })),
  )

const lever: fc.Arbitrary<Thing> = fc.oneof(
  { weight: 8, arbitrary: send },
  fc
    .record({ way: fc.constantFrom(...wayNames), method: fc.constantFrom("retail", "hold", "client") })
    .map((fault): Thing => ({ _tag: "Fault", fault })),
  fc
    .record({ between: fc.constantFrom("till", "service"), is: fc.constantFrom("down", "up", "up") })
    .map((line): Thing => ({ _tag: "Line", line })),
  fc.constantFrom<Thing>({ _tag: "Kill" }, { _tag: "Start" }, { _tag: "Start" }),
  fc.constant<Thing>({
    _tag: "Outside",
    outside: { does: "hold", client: ANNA, point: "bakery", points: Points.make(77_00), minutes: 5 },
  }),
)

const day = fc
  .array(fc.tuple(fc.constantFrom(0, 1, 43, 60, 500, 7_000), lever), { minLength: 8, maxLength: 30 })
  .map((things): ReadonlyArray<Step> => {
    const begun = [
      call("r-1", "identify", { search: ANNA }),
      call("r-1", "quote", { amount: 1000 }),
      call("r-1", "hold", { points: 300 }),
    ].map((send, index) => stepOf(index * 1_000, { _tag: "Send", send }))
    let at = 4_000
    const steps = things.map(([after, thing]) => stepOf((at += after), thing))
    const mended: ReadonlyArray<Thing> = [
      { _tag: "Fault", fault: { way: "none" } },
      { _tag: "Line", line: { between: "service", is: "up" } },
      { _tag: "Start" },
      { _tag: "Pass", pass: REST_MILLIS },
    ]
    return [...begun, ...steps, ...mended.map((thing) => stepOf(at, thing))]
  })

describe("any day in the shop", () => {
  it(
    "sells each receipt once at most, and is the same day again",
    async () => {
      await fc.assert(
        fc.asyncProperty(day, async (steps) => {
          const one = scenario(steps)
          const played = play(one)
          assert.deepStrictEqual(played.complaints, [])
          const read = Result.getOrThrow(await Link.read(Result.getOrThrow(await Link.write(one))))
          assert.deepStrictEqual(Result.getOrThrow(Text.parse(Text.print(one))), read)
          assert.strictEqual(JSON.stringify(play(read)), JSON.stringify(played))
        }),
        { numRuns: DAYS },
      )
    },
    MOST_MILLIS,
  )
})
