/** Calls on a receipt as data, for tests that repeat, reorder and mix them up. */
import * as fc from "fast-check"
import type { Caller } from "./Caller.ts"
import type { Body, Reply } from "./Form.ts"
import { anna, boris, grigory, phoneOf } from "./Shop.ts"

/** A call, without the receipt that it is about. */
export interface Step {
  readonly step: string
  readonly body?: Readonly<Record<string, unknown>>
}

const searches = [phoneOf(anna), phoneOf(boris), phoneOf(grigory), "79990000000"]
/** What a purchase costs beyond its receipt's own amount. */
const extras = [0, 0.01, 500]
const points = [0, 10, 20.5]

const of = (step: string, body: Step["body"] = {}): fc.Arbitrary<Step> => fc.constant({ step, body })

/** Any call on a receipt that costs `amount`, and is told apart by it. */
export const steps = (amount: number): fc.Arbitrary<Step> => {
  const about = <A>(values: ReadonlyArray<A>, made: (value: A) => Step): fc.Arbitrary<Step> =>
    fc.constantFrom(...values).map(made)
  const amounts = extras.map((extra) => amount + extra)
  return fc.oneof(
    { weight: 3, arbitrary: about(searches, (search) => ({ step: "identify", body: { search } })) },
    { weight: 3, arbitrary: about(amounts, (amount) => ({ step: "quote", body: { amount } })) },
    { weight: 3, arbitrary: about(points, (points) => ({ step: "hold", body: { points } })) },
    {
      weight: 4,
      arbitrary: fc
        .record({ points: fc.constantFrom(...points), search: fc.constantFrom(undefined, ...searches) })
        .map(({ points, search }) => ({ step: "commit", body: { amount, points, search } })),
    },
    { weight: 1, arbitrary: of("release") },
    { weight: 1, arbitrary: of("cancel") },
    {
      weight: 1,
      arbitrary: about(["a", "b"], (returnId) => ({ step: "return", body: { returnId, amount: 1 } })),
    },
    { weight: 1, arbitrary: of("get") },
  )
}

/** Makes the call on a receipt. */
export const make = (till: Caller, receipt: string, { body, step }: Step): Promise<Reply> => {
  const at = `/v1/receipts/${receipt}`
  return step === "get" ? till.get(at) : till.post(`${at}/${step}`, body)
}

/** What may differ between an answer and the same again: which request it was, what counts down, and how far a commit got. */
export const lasting = ({ hold, requestId: _, status: __, ...rest }: Body): unknown =>
  hold === undefined ? rest : { ...rest, hold: { ...hold, secondsLeft: 0 } }
